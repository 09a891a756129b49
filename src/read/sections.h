// Which parts of an article are its headline, its deck, who wrote it, where and when, a caption, a credit, a note.
//
// Stages read a caption or a credit otherwise than the story. The parts are cut from the text as it is given, none is
// moved or changed; every character but blanks lies in exactly one section.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace legomena {

// Flat, in text order. A text that begins with `title` has it as its headline; one without a title has a headline if
// its first paragraph is written like one.
std::vector<Section> sectionsOf(std::string_view text, const std::optional<std::string>& title);

}  // namespace legomena
