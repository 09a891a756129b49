// From a document, with spans in bytes, to its record, with spans in code points.
#pragma once

#include <string>

#include "legomena/record.h"
#include "text/document.h"

namespace legomena {

// What made the record.
struct Maker {
  std::string version, model, data;
};

Record makeRecord(const Document& document, const Maker& maker);

}  // namespace legomena
