// The heads: what the vectors of a window's words say. Tags are linear in a word's vector; a pair score says whether a
// word belongs to an anchor under a label, by a biaffine product of both (Dozat and Manning 2017) and a bias for their
// distance.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "legomena/error.h"
#include "model/layers.h"

namespace legomena {

struct PairHead {
  uint32_t labels = 0;
  uint32_t width = 0;                // of the product
  Projection anchor, word;           // a vector -> its part in the product, after gelu
  std::vector<float> product;        // [labels][anchor's part][word's part]
  const float* of_anchor = nullptr;  // [labels][width]
  const float* of_word = nullptr;    // [labels][width]
  const float* bias = nullptr;       // [labels]
  const float* distance = nullptr;   // [kDistances][labels]
  const float* threshold = nullptr;  // [labels]; scores are logits less it
};

struct Heads {
  Projection cue, stance, type, mode, status, kind, sector;
  PairHead claim, event, party;
};

// Distances from anchor to word in words, in bins that grow by powers of two to both sides.
inline constexpr uint32_t kDistances = 41;
uint32_t distanceBin(uint32_t anchor, uint32_t word);

Result<Heads> openHeads(const Weights& weights, uint32_t width);

// A window's words as a pair head reads them: made once, used for every anchor.
struct PairWords {
  uint32_t count = 0, padded = 0;
  Buffer<float> anchors, parts;  // [words][width]
  Buffer<float> columns;         // [width][padded]
  Buffer<float> terms;           // [labels][width], of one anchor
  Buffer<float> scores;          // [labels][padded], of one anchor
};

// `words` [count][width of the encoder].
void readPairWords(const PairHead& head, const Kernels& kernels, std::span<const float> words, uint32_t count,
                   PairWords& out);

// Scores of one anchor with all words: [labels][padded] in `words` until its next use.
const float* scorePairs(const PairHead& head, const Kernels& kernels, uint32_t anchor, PairWords& words);

}  // namespace legomena
