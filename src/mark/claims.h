// The stage "claims": from the model's scores to who says what.
#pragma once

#include <vector>

#include "text/document.h"

namespace legomena {

// Claims in text order. A cue without content is none. No content covers its own cue; `within` is the innermost claim
// whose content holds the cue.
std::vector<Claim> markClaims(const Document& document);

}  // namespace legomena
