// Words that belong to an anchor under a label, as spans.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "text/document.h"

namespace legomena {

// The words of the sentence of `word`. A document whose sentences are not split is one.
WordSpan sentenceOf(const Document& document, uint32_t word);

// A run of words above the threshold, and the mean of their scores.
struct Run {
  WordSpan words;
  float score = 0;
};

// What one anchor's label covers: rows of WordScore of one anchor and label, sorted by word -> runs of words with a
// score above 0, in text order. A sentence's end ends a run, and so do words in `skip` (those of the anchor itself).
// With `join`, two runs become one where only that many words stand between them and each of those is scored, though
// weakly.
std::vector<Run> runsOf(const Document& document, const WordScore* begin, const WordScore* end, WordSpan skip,
                        uint32_t join);

// Runs for a role that is seldom empty: the strongest of the runs above `least` (under 0) even if it stays under the
// threshold, and of the others those whose mean is above `further`. None ends with an article.
std::vector<Run> fillersOf(const Document& document, const WordScore* begin, const WordScore* end, WordSpan skip,
                           float least, float further);

// The rows of one anchor and label within `scores`, which is sorted by anchor, label and word.
std::pair<const WordScore*, const WordScore*> rowsOf(const std::vector<WordScore>& scores, uint32_t anchor,
                                                     uint8_t label);

// True where more than punctuation stands in the words.
bool hasWord(const Document& document, WordSpan span);

// The runs that hold more than punctuation, as bytes.
std::vector<ByteSpan> spansOf(const Document& document, const std::vector<Run>& runs);

// The run with the highest score that holds more than punctuation, as bytes.
std::optional<ByteSpan> strongestOf(const Document& document, const std::vector<Run>& runs);

}  // namespace legomena
