// A fingerprint of the knowledge files and the user's rules, so that a record says with what it was made.
#pragma once

#include <string>
#include <string_view>

#include "legomena/error.h"

namespace legomena {

// SHA-256 in hexadecimal.
std::string digestOf(std::string_view bytes);

// The same over the names and bytes of the regular files in `folder`, in order of their names.
Result<std::string> digestOfFolder(const std::string& folder);

}  // namespace legomena
