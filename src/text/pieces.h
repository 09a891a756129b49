// Words and word pieces as BERT's uncased tokenizer makes them (WordPiece, Wu et al. 2016), with their places in the
// text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/document.h"

namespace legomena {

// The word pieces of a model: piece -> id, in the order of the model's word table.
class Vocabulary {
 public:
  explicit Vocabulary(std::vector<std::string_view> pieces);  // the views must outlive the vocabulary

  int32_t cls() const { return cls_; }
  int32_t sep() const { return sep_; }
  size_t size() const { return pieces_.size(); }
  std::string_view piece(int32_t id) const { return pieces_[static_cast<size_t>(id)]; }

  // Appends the pieces of a normalised word (lower case, no accents): the longest known piece first, or the one piece
  // for unknown words.
  void appendPieces(std::string_view normalised, std::vector<int32_t>& out) const;

 private:
  std::vector<std::string_view> pieces_;
  std::unordered_map<std::string_view, int32_t> begins_, continues_;  // the latter without their "##"
  size_t longest_ = 0;
  int32_t cls_ = 0, sep_ = 0, unknown_ = 0;
};

// Appends the words of text[span] to `words` and their pieces to `pieces`, at most kWordPieces of a word.
void appendWords(std::string_view text, ByteSpan span, const Vocabulary& vocabulary, std::vector<Word>& words,
                 std::vector<int32_t>& pieces);

inline constexpr size_t kWordPieces = 12;

Shape shapeOf(std::string_view word);

}  // namespace legomena
