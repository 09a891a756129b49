// Where quotation marks stand around words.
#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace legomena {

// What stands between double quotation marks (straight, curly, doubled single, guillemets), marks excluded, in text
// order. A paragraph's open quotation ends with the paragraph; the next one opens again where it goes on, as news does
// it.
std::vector<ByteSpan> quotations(std::string_view text);

}  // namespace legomena
