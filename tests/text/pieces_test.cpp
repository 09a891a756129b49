#include "text/pieces.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace legomena {
namespace {

const std::vector<std::string_view> kPieces{"[PAD]",  "[UNK]", "[CLS]", "[SEP]", "un", "##deni",
                                            "##able", "deni",  "##ed",  "cafe",  "'",  "s",
                                            "-",      "$",     "5",     "中",    "国", "the"};

struct Cut {
  std::string text;
  std::vector<std::string> pieces;
  bool operator==(const Cut&) const = default;
};

std::vector<Cut> cuts(std::string_view text) {
  const Vocabulary vocabulary(kPieces);
  std::vector<Word> words;
  std::vector<int32_t> pieces;
  appendWords(text, {0, static_cast<uint32_t>(text.size())}, vocabulary, words, pieces);
  std::vector<Cut> out;
  for (const Word& w : words) {
    out.push_back({std::string(cut(text, w.span)), {}});
    for (uint32_t p = w.first_piece; p < w.first_piece + w.piece_count; ++p)
      out.back().pieces.emplace_back(vocabulary.piece(pieces[p]));
  }
  return out;
}

using Cuts = std::vector<Cut>;

TEST(Pieces, LongestKnownPieceComesFirst) {
  EXPECT_EQ(cuts("Undeniable"), (Cuts{{"Undeniable", {"un", "##deni", "##able"}}}));
}

TEST(Pieces, UnknownWordIsOnePiece) {
  EXPECT_EQ(cuts("undenix the"), (Cuts{{"undenix", {"[UNK]"}}, {"the", {"the"}}}));
}

TEST(Pieces, MarksStandAlone) {
  EXPECT_EQ(cuts("café's-$5"),
            (Cuts{{"café", {"cafe"}}, {"'", {"'"}}, {"s", {"s"}}, {"-", {"-"}}, {"$", {"$"}}, {"5", {"5"}}}));
}

TEST(Pieces, AccentThatStandsApartBelongsToItsWord) {
  EXPECT_EQ(cuts("cafe\u0301 the"), (Cuts{{"cafe\u0301", {"cafe"}}, {"the", {"the"}}}));
}

TEST(Pieces, IdeographsStandAlone) {
  EXPECT_EQ(cuts("中国the"), (Cuts{{"中", {"中"}}, {"国", {"国"}}, {"the", {"the"}}}));
}

TEST(Pieces, SoftHyphensAndControlsAreReadOver) {
  EXPECT_EQ(cuts("deni\u00ADed \u200Bthe"), (Cuts{{"deni\u00ADed", {"deni", "##ed"}}, {"the", {"the"}}}));
}

TEST(Pieces, WordOfMoreThanAHundredLettersIsUnknown) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "un";
  EXPECT_EQ(cuts(text), (Cuts{{text, {"[UNK]"}}}));
}

TEST(Pieces, AWordKeepsAtMostTwelve) {
  std::string text = "un";
  for (int i = 0; i < 20; ++i) text += "able";
  ASSERT_EQ(cuts(text).size(), 1u);
  EXPECT_EQ(cuts(text)[0].pieces.size(), kWordPieces);
}

TEST(Shapes, SayHowAWordIsWritten) {
  EXPECT_EQ(shapeOf("truce"), Shape::Lower);
  EXPECT_EQ(shapeOf("Truce"), Shape::Title);
  EXPECT_EQ(shapeOf("NATO"), Shape::Caps);
  EXPECT_EQ(shapeOf("A"), Shape::Capital);
  EXPECT_EQ(shapeOf("2020"), Shape::Digits);
  EXPECT_EQ(shapeOf("10th"), Shape::Mark);
  EXPECT_EQ(shapeOf(","), Shape::Mark);
  EXPECT_EQ(shapeOf("iPhone"), Shape::Mixed);
  EXPECT_EQ(shapeOf("Élysée"), Shape::Title);
}

}  // namespace
}  // namespace legomena
