// The file in which a user writes rules (TOML; docs/rules.md says what each key means).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "legomena/error.h"
#include "mark/rules.h"

namespace legomena {

// The rules of a file, sound only if there are no errors. Every mistake is an error of its own, with file and line, so
// that one reading shows all that is to be mended; only bytes that are no TOML end the reading at once.
struct RulesFile {
  Rules rules;
  std::vector<Error> errors;
};

RulesFile readRules(const std::string& path);

// The same from a file's bytes; errors and rules name it `name`.
RulesFile parseRules(std::string_view bytes, const std::string& name);

}  // namespace legomena
