#include "text/unicode.h"

#include <gtest/gtest.h>

namespace legomena {
namespace {

TEST(Unicode, CollapsedBlanksHasOneSpaceForAnyRunOfBlanks) {
  EXPECT_EQ(collapsedBlanks(" a\t\n b\u00a0\u2003c\u2028"), " a b c ");
}

TEST(Unicode, OneLineHasNoBlanksAtItsEnds) {
  EXPECT_EQ(oneLine(" a\n\nb "), "a b");
  EXPECT_EQ(oneLine(" \n "), "");
}

TEST(Unicode, CodePointsAreWalkedBothWays) {
  const std::string_view text = "é€😀";
  size_t at = 0;
  EXPECT_EQ(nextCodePoint(text, at), 0xE9);
  EXPECT_EQ(nextCodePoint(text, at), 0x20AC);
  EXPECT_EQ(nextCodePoint(text, at), 0x1F600);
  EXPECT_EQ(at, text.size());
  EXPECT_EQ(previousCodePoint(text, at), 0x1F600);
  EXPECT_EQ(at, 5u);
}

TEST(Unicode, LoweredKnowsMoreThanAscii) { EXPECT_EQ(lowered("ÉLYSÉE Ärzte"), "élysée ärzte"); }

}  // namespace
}  // namespace legomena
