// Why what stands at a place of an article was read so: the marks that cover it, what the model gave for each part and
// which knowledge decided who a party is.
#pragma once

#include <string>

#include "text/document.h"

namespace legomena {

// For a person, on code point `character` of the document's text. Says so where nothing covers the place.
std::string explain(const Document& document, uint32_t character);

}  // namespace legomena
