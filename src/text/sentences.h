// Sentences of a text, by rules for news.
#pragma once

#include <string_view>
#include <vector>

#include "text/document.h"

namespace legomena {

// Sentences in text order, trimmed of blanks, `words` left empty. A line end always ends one; a stop does, with the
// quotation marks, brackets and footnote numbers after it, where a capital, a digit or a dash follows, or a small
// letter after a plain word; not where it belongs to an abbreviation ("Lt. Gen."), an initial ("J. Smith") or a
// shortened country ("U.S. troops", but "in the U.S. The").
std::vector<Sentence> splitSentences(std::string_view text);

}  // namespace legomena
