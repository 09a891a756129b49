// Any bytes as a file of rules: rules or errors, never a crash.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "mark/rules_file.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  (void)legomena::parseRules({reinterpret_cast<const char*>(data), size}, "rules.toml");
  return 0;
}
