#include "text/windows.h"

#include <gtest/gtest.h>

namespace legomena {
namespace {

struct Made {
  std::vector<Sentence> sentences;
  std::vector<Word> words;
  uint32_t pieces = 0;
};

// A sentence of `n` words of one piece each.
void add(Made& made, uint32_t n, bool ends_paragraph = false) {
  Sentence s;
  s.words.begin = static_cast<uint32_t>(made.words.size());
  for (uint32_t i = 0; i < n; ++i) made.words.push_back({{}, made.pieces++, 1, Shape::Lower});
  s.words.end = static_cast<uint32_t>(made.words.size());
  s.ends_paragraph = ends_paragraph;
  made.sentences.push_back(s);
}

TEST(Windows, EveryWordIsOwnToOneWindow) {
  Made made;
  for (int i = 0; i < 40; ++i) add(made, 7 + 13 * (i % 5), i % 3 == 0);
  uint32_t own = 0;
  for (const Window& w : splitWindows(made.sentences, made.words)) {
    EXPECT_EQ(w.own, own);
    EXPECT_LE(w.words.end - w.own, kWindowPieces);
    EXPECT_LE(w.own - w.words.begin, kContextPieces);
    own = w.words.end;
  }
  EXPECT_EQ(own, made.words.size());
}

TEST(Windows, EndWithAParagraphThatLeavesThemHalfFull) {
  Made made;
  constexpr uint32_t kQuarter = kWindowPieces / 4 + 10;  // two fill half a window, four are too many for one
  add(made, kQuarter);
  add(made, kQuarter, true);
  add(made, kQuarter);
  add(made, kQuarter, true);
  const std::vector<Window> windows = splitWindows(made.sentences, made.words);
  ASSERT_EQ(windows.size(), 2u);
  EXPECT_EQ(windows[0].words.end, 2 * kQuarter);
  EXPECT_EQ(windows[1].words.begin, kQuarter) << "the sentence before is context";
}

TEST(Windows, ContextIsTheEndOfASentenceThatIsTooLong) {
  Made made;
  constexpr uint32_t kLong = kWindowPieces * 3 / 4;
  add(made, kLong, true);
  add(made, kLong, true);
  const std::vector<Window> windows = splitWindows(made.sentences, made.words);
  ASSERT_EQ(windows.size(), 2u);
  EXPECT_EQ(windows[1].own, kLong);
  EXPECT_EQ(windows[1].words.begin, kLong - kContextPieces);
}

TEST(Windows, AnEndlessSentenceIsReadInParts) {
  Made made;
  add(made, 10 * kLongSentencePieces);
  const std::vector<Window> windows = splitWindows(made.sentences, made.words);
  EXPECT_EQ(windows.size(), (10 * kLongSentencePieces + kWindowPieces - 1) / kWindowPieces);
  for (const Window& w : windows) EXPECT_LE(w.words.size() + 2, 512u);
}

TEST(Windows, NoWordsGiveNone) { EXPECT_TRUE(splitWindows({}, {}).empty()); }

}  // namespace
}  // namespace legomena
