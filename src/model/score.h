// The stage "score": words, pieces, windows and wishes -> what the model says of them.
#pragma once

#include <cstdint>
#include <vector>

#include "model/reader.h"
#include "text/document.h"

namespace legomena {

// What one thread's scoring works in; kept from article to article, so that nothing is allocated per word.
struct Scratch {
  EncoderScratch encoder;
  std::vector<int32_t> pieces;
  std::vector<uint8_t> shapes;
  std::vector<uint32_t> lengths;
  Buffer<float> words;    // [words of the window][width]
  Buffer<float> tags;     // a row of classes per word of the window
  Buffer<float> classes;  // of one word
  PairWords pairs;
  std::vector<uint32_t> mentions;  // words of the window
  std::vector<bool> mentioned;     // per word of the article: has a row of mentions
};

Scores score(const Document& document, const Model& model, Scratch& scratch);

}  // namespace legomena
