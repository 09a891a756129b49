#include "text/chars.h"

#include <gtest/gtest.h>

#include <string>

namespace legomena {
namespace {

TEST(Chars, BytesAreCharsInAscii) {
  const std::string text(1000, 'x');
  const CharIndex index(text);
  EXPECT_EQ(index.chars(), 1000u);
  for (uint32_t i = 0; i <= 1000; ++i) {
    EXPECT_EQ(index.toChar(i), i);
    EXPECT_EQ(index.toByte(i), i);
  }
}

TEST(Chars, AnEmptyTextHasOnlyItsEnd) {
  const CharIndex index("");
  EXPECT_EQ(index.chars(), 0u);
  EXPECT_EQ(index.toChar(0), 0u);
  EXPECT_EQ(index.toByte(0), 0u);
  EXPECT_EQ(index.toByte(7), 0u);
}

TEST(Chars, EveryBeginningComesBackFromBothSides) {
  // Characters of one to four bytes in a rhythm that puts each of them across the borders of blocks.
  std::string text;
  std::vector<uint32_t> begins;
  const std::string_view chars[] = {"a", "é", "—", "😀", "“", "b", "я"};
  for (int i = 0; i < 700; ++i) {
    begins.push_back(static_cast<uint32_t>(text.size()));
    text += chars[i % 7];
  }
  const CharIndex index(text);
  ASSERT_EQ(index.chars(), begins.size());
  for (uint32_t ch = 0; ch < begins.size(); ++ch) {
    EXPECT_EQ(index.toByte(ch), begins[ch]);
    EXPECT_EQ(index.toChar(begins[ch]), ch);
  }
  EXPECT_EQ(index.toByte(index.chars()), text.size());
  EXPECT_EQ(index.toChar(static_cast<uint32_t>(text.size())), index.chars());
}

TEST(Chars, AByteInsideACharacterCountsAsItsEnd) {
  const CharIndex index("a😀b");
  EXPECT_EQ(index.toChar(1), 1u);
  EXPECT_EQ(index.toChar(2), 2u);
  EXPECT_EQ(index.toChar(4), 2u);
  EXPECT_EQ(index.toChar(5), 2u);
}

TEST(Chars, WhatLiesBehindTheEndIsTheEnd) {
  const CharIndex index("žluť");
  EXPECT_EQ(index.chars(), 4u);
  EXPECT_EQ(index.toByte(5), 6u);
  EXPECT_EQ(index.toChar(100), 4u);
}

}  // namespace
}  // namespace legomena
