#include "mark/quotations.h"

#include "text/unicode.h"

namespace legomena {

std::vector<ByteSpan> quotations(std::string_view text) {
  std::vector<ByteSpan> out;
  bool open = false;
  size_t begin = 0;
  const auto close = [&](size_t end) {
    if (open && end > begin) out.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    open = false;
  };
  const auto start = [&](size_t after) {
    open = true;
    begin = after;
  };
  for (size_t at = 0; at < text.size();) {
    const size_t here = at;
    CodePoint c = nextCodePoint(text, at);
    const bool doubled = (c == '\'' || c == '`') && at < text.size() && text[at] == static_cast<char>(c);
    if (doubled) {
      ++at;
      c = '"';
    }
    if (c == '\n') {
      close(here);
    } else if (c == '"') {
      open ? close(here) : start(at);
    } else if (c == 0x201C || c == 0x201E || c == 0xAB) {
      close(here);
      start(at);
    } else if (c == 0x201D || c == 0xBB) {
      close(here);
    }
  }
  close(text.size());
  return out;
}

}  // namespace legomena
