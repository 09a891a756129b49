// One line of JSON Lines as an article.
#pragma once

#include <string_view>

#include "legomena/error.h"
#include "read/articles.h"
#include "text/document.h"

namespace legomena {

// Whether the bytes look like JSON Lines: the first line, or half of the first lines, begin an object with a named
// field.
bool looksLikeJsonLines(std::string_view bytes);

// The text is kept to the letter; invalid UTF-8 and lone surrogates become U+FFFD, what JSON escapes is unescaped. The
// id is empty if the line has none. The error does not say where.
Result<Article> readJsonLine(std::string_view line, const ReadOptions& options);

}  // namespace legomena
