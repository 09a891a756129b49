// The stage "events": from the model's scores to who does what to whom.
#pragma once

#include <vector>

#include "text/document.h"

namespace legomena {

// Events in text order, each with the innermost of the document's claims that holds its trigger.
std::vector<Event> markEvents(const Document& document);

}  // namespace legomena
