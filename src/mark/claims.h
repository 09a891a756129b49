// The stage "claims": from the model's scores to who says what.
#pragma once

#include <vector>

#include "mark/rules.h"
#include "model/calibration.h"
#include "text/document.h"

namespace legomena {

struct MarkedClaims {
  std::vector<Claim> claims;
  std::vector<Forbidden> forbidden;
};

// Claims in text order, as the user's rules want them, and of those that the model sees by itself the ones of at least
// this confidence. A cue without content is none. No content covers its own cue; `within` is the innermost claim whose
// content holds the cue.
MarkedClaims markClaims(const Document& document, const Rules& rules, const Calibration& calibration = {},
                        float least = 0);

}  // namespace legomena
