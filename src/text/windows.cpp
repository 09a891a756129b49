#include "text/windows.h"

namespace legomena {
namespace {

struct Unit {  // a sentence or a part of a long one
  WordSpan words;
  uint32_t pieces = 0;
  bool ends_paragraph = false;
};

std::vector<Unit> unitsOf(const std::vector<Sentence>& sentences, const std::vector<Word>& words) {
  std::vector<Unit> out;
  for (const Sentence& s : sentences) {
    if (s.words.empty()) continue;
    uint32_t pieces = 0;
    for (uint32_t w = s.words.begin; w < s.words.end; ++w) pieces += words[w].piece_count;
    if (pieces <= kLongSentencePieces) {
      out.push_back({s.words, pieces, s.ends_paragraph});
      continue;
    }
    Unit part{{s.words.begin, s.words.begin}, 0, false};
    for (uint32_t w = s.words.begin; w < s.words.end; ++w) {
      if (part.pieces + words[w].piece_count > kWindowPieces) {
        out.push_back(part);
        part = {{w, w}, 0, false};
      }
      part.words.end = w + 1;
      part.pieces += words[w].piece_count;
    }
    part.ends_paragraph = s.ends_paragraph;
    out.push_back(part);
  }
  return out;
}

// The first word of the context of the window whose first unit is `first`.
uint32_t contextBegin(const std::vector<Unit>& units, size_t first, const std::vector<Word>& words) {
  uint32_t begin = units[first].words.begin;
  uint32_t pieces = 0;
  for (size_t k = first; k-- > 0;) {
    if (pieces + units[k].pieces <= kContextPieces) {
      pieces += units[k].pieces;
      begin = units[k].words.begin;
      continue;
    }
    if (pieces > 0) break;
    for (uint32_t w = units[k].words.end; w-- > units[k].words.begin;) {
      if (pieces + words[w].piece_count > kContextPieces) break;
      pieces += words[w].piece_count;
      begin = w;
    }
    break;
  }
  return begin;
}

}  // namespace

std::vector<Window> splitWindows(const std::vector<Sentence>& sentences, const std::vector<Word>& words) {
  const std::vector<Unit> units = unitsOf(sentences, words);
  std::vector<Window> out;
  for (size_t i = 0; i < units.size();) {
    size_t j = i, paragraph = 0;
    uint32_t pieces = 0;
    while (j < units.size() && (j == i || pieces + units[j].pieces <= kWindowPieces)) {
      pieces += units[j].pieces;
      if (units[j].ends_paragraph && pieces >= kWindowPieces / 2) paragraph = j + 1;
      ++j;
    }
    if (j < units.size() && paragraph > 0) j = paragraph;
    out.push_back({{contextBegin(units, i, words), units[j - 1].words.end}, units[i].words.begin});
    i = j;
  }
  return out;
}

}  // namespace legomena
