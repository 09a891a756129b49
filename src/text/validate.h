// What must hold of a document's tables after every stage; debug builds check it.
#pragma once

#include <string>

#include "text/document.h"

namespace legomena {

// The first broken rule in words, empty if all hold: spans lie in the text, on whole characters, in order; words belong
// to sentences and windows; rows name rows that are there.
std::string firstFault(const Document& document);

}  // namespace legomena
