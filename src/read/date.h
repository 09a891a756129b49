// The dates that pages write, as ISO dates.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace legomena {

// "2020-10-11T08:30:00+04:00", "20201011", "Sun, 11 Oct 2020 08:30:00 GMT", "October 11, 2020", "11 October 2020"
// become "2020-10-11". Day and month in digits ("10/11/2020") are taken only if one of them is over 12 or both are
// equal.
std::optional<std::string> isoDate(std::string_view text);

}  // namespace legomena
