// A fingerprint of the knowledge files, so that a record says with which knowledge it was made.
#pragma once

#include <string>

#include "legomena/error.h"

namespace legomena {

// SHA-256, in hexadecimal, over the names and bytes of the regular files in `folder`, in order of their names.
Result<std::string> digestOfFolder(const std::string& folder);

}  // namespace legomena
