// A record as a table for a person on a terminal: who did what to whom, in what status and by whose word, then who said
// what. Nothing is told that the record does not hold: a party that is not known is shown by the words of the text, in
// quotation marks, and a dash stands where there is none.
#pragma once

#include <cstdint>
#include <string>

#include "legomena/record.h"

namespace legomena {

struct TableOptions {
  uint32_t width = 120;  // of the terminal, in columns; less than 80 is taken for 80
  bool colour = false;   // ANSI colours, for terminals only
};

// Lines no wider than the terminal, each with its end. Control characters of the article are not passed on.
std::string recordTable(const Record& record, const TableOptions& options = {});

}  // namespace legomena
