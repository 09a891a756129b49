#include "write/cutter.h"

#include "text/unicode.h"

namespace legomena {

std::string Cutter::cut(const std::vector<RecordSpan>& spans, std::string_view between) const {
  std::string out;
  for (size_t i = 0; i < spans.size(); ++i) {
    if (i > 0) out += between;
    out += cut(spans[i]);
  }
  return out;
}

std::string oneLine(std::string_view text) {
  std::string out;
  bool blank = false;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = nextCodePoint(text, at);
    if (!isBlank(c))
      appendCodePoint(out, c);
    else if (!blank)
      out += ' ';
    blank = isBlank(c);
  }
  return out;
}

}  // namespace legomena
