// What a record promises (docs/record.md), checked from the outside: every span is cut again, every name looked up in
// the closed lists, every reference followed, every nesting found anew. `legomena verify` prints what this returns.
#pragma once

#include <string>
#include <vector>

#include "legomena/record.h"

namespace legomena {

// One line for each broken promise, as "e3.claim: is c2, but the innermost claim that holds the trigger is c5"; empty
// for a sound record. Works for records of any origin; what only the engine adds is checked where it is there.
std::vector<std::string> violations(const Record& record);

}  // namespace legomena
