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

}  // namespace legomena
