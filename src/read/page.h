// An HTML page as an article: its headline, a blank line, and its paragraphs with blank lines between them.
#pragma once

#include <string_view>

#include "legomena/error.h"
#include "text/document.h"

namespace legomena {

// Whether the bytes look like HTML.
bool looksLikePage(std::string_view bytes);

// Reads UTF-8. The article has no id; its sections are those that the page's tags and its text show.
Result<Article> readPage(std::string_view html);

}  // namespace legomena
