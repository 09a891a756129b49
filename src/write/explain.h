// Why what stands at a place of an article was read so: the marks that cover it, what the model gave for each part,
// which rule of the user's was applied and which knowledge decided who a party is.
#pragma once

#include <string>

#include "mark/rules.h"
#include "text/document.h"

namespace legomena {

// For a person, on code point `character` of the document's text; `rules` are those it was read with. Says so where
// nothing covers the place.
std::string explain(const Document& document, const Rules& rules, uint32_t character);

}  // namespace legomena
