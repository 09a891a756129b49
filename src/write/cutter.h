// Cuts words out of a record's text by its spans, which count code points.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "legomena/record.h"
#include "text/chars.h"

namespace legomena {

// A record's text must outlive it. Spans may reach over the text's end, as in records that nobody has verified: what is
// not there is not cut.
struct Cutter {
  std::string_view text;
  CharIndex chars;

  explicit Cutter(std::string_view record_text) : text(record_text), chars(record_text) {}

  std::string_view cut(RecordSpan span) const {
    const uint32_t begin = chars.toByte(span.begin), end = chars.toByte(span.end);
    return begin < end ? text.substr(begin, end - begin) : std::string_view();
  }

  // The pieces, parted by `between`.
  std::string cut(const std::vector<RecordSpan>& spans, std::string_view between) const;
};

}  // namespace legomena
