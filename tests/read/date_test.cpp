#include "read/date.h"

#include <gtest/gtest.h>

namespace legomena {
namespace {

TEST(Date, FormatsOfPagesBecomeIso) {
  for (const auto* text :
       {"2020-10-11", "2020-10-11T08:30:00+04:00", "2020/10/11", "20201011", "Sun, 11 Oct 2020 08:30:00 GMT",
        "October 11, 2020", "Oct. 11, 2020", "11 October 2020", "11th October 2020", "Published: 11 Oct 2020, 08:30"})
    EXPECT_EQ(isoDate(text), "2020-10-11") << text;
}

TEST(Date, DigitsAreTakenOnlyIfTheyCanMeanOneDay) {
  EXPECT_EQ(isoDate("10/13/2020"), "2020-10-13");
  EXPECT_EQ(isoDate("13.10.2020"), "2020-10-13");
  EXPECT_EQ(isoDate("10/10/2020"), "2020-10-10");
  EXPECT_EQ(isoDate("10/11/2020"), std::nullopt);
}

TEST(Date, WhatIsNoDateIsNone) {
  for (const auto* text :
       {"", "yesterday", "May", "2020", "2020-13-01", "February 30, 2020", "5 May", "99999999", "12 34 56"})
    EXPECT_EQ(isoDate(text), std::nullopt) << text;
}

}  // namespace
}  // namespace legomena
