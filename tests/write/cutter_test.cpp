#include "write/cutter.h"

#include <gtest/gtest.h>

namespace legomena {
namespace {

TEST(Cutter, CutsByCodePoints) {
  const Cutter text("a😀b—c");
  EXPECT_EQ(text.cut({1, 2}), "😀");
  EXPECT_EQ(text.cut({2, 5}), "b—c");
  EXPECT_EQ(text.cut({{0, 1}, {3, 4}}, " + "), "a + —");
}

TEST(Cutter, WhatIsNotThereIsNotCut) {
  const Cutter text("abc");
  EXPECT_EQ(text.cut({2, 9}), "c");
  EXPECT_EQ(text.cut({5, 9}), "");
  EXPECT_EQ(text.cut({2, 1}), "");
}

}  // namespace
}  // namespace legomena
