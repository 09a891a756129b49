// The stage "events": from the model's scores to who does what to whom.
#pragma once

#include <vector>

#include "mark/rules.h"
#include "model/calibration.h"
#include "text/document.h"

namespace legomena {

struct MarkedEvents {
  std::vector<Event> events;
  std::vector<Forbidden> forbidden;
};

// Events in text order, as the user's rules want them, and of those that the model sees by itself the ones of at least
// this confidence, each with the innermost of the document's claims that holds its trigger.
MarkedEvents markEvents(const Document& document, const Rules& rules, const Calibration& calibration = {},
                        float least = 0);

}  // namespace legomena
