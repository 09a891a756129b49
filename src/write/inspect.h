// Every table of a document, as a stage has left it: for those who want to see how a mark came about.
#pragma once

#include <string>
#include <string_view>

#include "text/document.h"

namespace legomena {

// What `stage` has made, to be read by a person.
std::string inspectStage(std::string_view stage, const Document& document);

// The tables of split and score as one line of JSON, for programs: offsets are bytes of the UTF-8 text, words and
// anchors are row numbers, scores are those of src/text/document.h. train/compare.py reads it.
//   {"id", "sentences": [[begin, end, first word, last word]…], "words": [[begin, end, shape]…], "pieces": [[id…]…],
//    "windows": [[first word, first own word, last word]…],
//    "cues": [[first word, last word, stance, probability]…], "claim_words": [[anchor, word, label, score]…],
//    "triggers": [[word, type, mode, status, probability]…], "event_words": …,
//    "mentions": [[word, kind, sector]…], "links": [[mention, word, score]…]}
std::string inspectJson(const Document& document);

}  // namespace legomena
