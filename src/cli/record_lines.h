// Records from a file of JSON Lines.
#pragma once

#include <functional>
#include <string>

#include "legomena/error.h"
#include "legomena/record.h"

namespace legomena {

// Calls `found` for each record of `file` ("-" is standard input) in order. A line that is no record is complained of,
// with its number, and passed over; the result is how many those were. Fails only where the file cannot be read.
Result<size_t> readRecords(const std::string& file, const std::function<void(Record&&)>& found);

}  // namespace legomena
