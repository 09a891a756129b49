// Any bytes as a page: no crash, valid UTF-8, sections within the text.
#include <cstdint>
#include <cstdlib>

#include "read/encoding.h"
#include "read/page.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace legomena;
  const std::string html = repairedUtf8({reinterpret_cast<const char*>(data), size});
  const auto article = readPage(html);
  if (!article) return 0;
  if (!isUtf8(article->text)) std::abort();
  uint32_t end = 0;
  for (const auto& section : article->sections) {
    if (section.span.begin < end || section.span.empty() || section.span.end > article->text.size()) std::abort();
    end = section.span.end;
  }
  return 0;
}
