// What the encoder reads at once: windows of whole sentences.
#pragma once

#include <vector>

#include "text/document.h"

namespace legomena {

// A window's own pieces, those of the text before it, and how long a sentence may be before it is read in parts. With
// [CLS] and [SEP] the longest window has 502 pieces, fewer than the encoder's 512 positions. The training makes the
// same windows (train/reading.py).
inline constexpr uint32_t kWindowPieces = 280;
inline constexpr uint32_t kContextPieces = 100;
inline constexpr uint32_t kLongSentencePieces = 400;

// Windows in text order: as many sentences as fit, ending with a paragraph where that leaves the window half full;
// every word is `own` to one window. Context are the sentences before, or the end of one that is too long.
std::vector<Window> splitWindows(const std::vector<Sentence>& sentences, const std::vector<Word>& words);

}  // namespace legomena
