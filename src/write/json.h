// A record as one line of JSON and back: docs/record.md says what each field means.
#pragma once

#include <string>
#include <string_view>

#include "legomena/error.h"
#include "legomena/record.h"

namespace legomena {

struct JsonOptions {
  bool with_sentences = false;
};

// One line without its end, UTF-8, keys always in the order of docs/record.md: equal records give equal bytes.
std::string recordJson(const Record& record, const JsonOptions& options = {});

// Appends `text` as a JSON string, in quotation marks.
void appendJsonString(std::string& out, std::string_view text);

// Reads a line that this or another program wrote. Fields that a record does not know are passed over, tables and
// values that only the engine adds may be missing; `id` and `text` and what makes up a row may not. The error names the
// field, as "claims[3].cue". What the fields say of the text is not judged here: violations() in write/verify.h does.
Result<Record> readRecord(std::string_view json_line);

}  // namespace legomena
