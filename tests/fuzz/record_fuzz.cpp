// Any line may be given for a record: it is read or refused, and what was read is written and read again as the same.
#include <cstdlib>

#include "write/json.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace legomena;
  const auto record = readRecord({reinterpret_cast<const char*>(data), size});
  if (!record) return 0;
  const std::string line = recordJson(*record, {.with_sentences = true});
  const auto again = readRecord(line);
  if (!again || recordJson(*again, {.with_sentences = true}) != line) std::abort();
  return 0;
}
