// The stage "split": text -> sentences, words, pieces, windows.
#pragma once

#include <string_view>
#include <vector>

#include "text/document.h"
#include "text/pieces.h"

namespace legomena {

struct Split {
  std::vector<Sentence> sentences;
  std::vector<Word> words;
  std::vector<int32_t> pieces;
  std::vector<Window> windows;
};

Split split(std::string_view text, const Vocabulary& vocabulary);

}  // namespace legomena
