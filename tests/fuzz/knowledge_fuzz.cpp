// Any bytes as lines of any knowledge file: an error or knowledge, never a crash.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "resolve/knowledge.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr std::array<std::string_view, 6> kFiles{"countries.tsv", "parties.tsv", "regions.tsv",
                                                   "roles.tsv",     "bodies.tsv",  "given_names.tsv"};
  if (size == 0) return 0;
  legomena::Knowledge knowledge;
  (void)legomena::addKnowledge(knowledge, kFiles[data[0] % kFiles.size()],
                               {reinterpret_cast<const char*>(data + 1), size - 1});
  return 0;
}
