// Any bytes as a line of JSON Lines: no crash, valid UTF-8, sections that cut whole characters of the text.
#include <cstdint>
#include <cstdlib>

#include "read/encoding.h"
#include "read/json_lines.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace legomena;
  const auto article = readJsonLine({reinterpret_cast<const char*>(data), size}, {});
  if (!article) return 0;
  if (!isUtf8(article->text)) std::abort();
  uint32_t end = 0;
  for (const auto& section : article->sections) {
    if (section.span.begin < end || section.span.empty() || section.span.end > article->text.size()) std::abort();
    if (!isUtf8(cut(article->text, section.span))) std::abort();
    end = section.span.end;
  }
  return 0;
}
