#include "read/sections.h"

#include <gtest/gtest.h>

namespace legomena {
namespace {

// "headline: …|body: …", for tests that a person can read.
std::string shown(std::string_view text, const std::optional<std::string>& title = std::nullopt) {
  std::string out;
  for (const auto& section : sectionsOf(text, title)) {
    if (!out.empty()) out += "|";
    out += nameOf(kSectionKinds, section.kind);
    out += ": ";
    out += cut(text, section.span);
  }
  return out;
}

TEST(Sections, TitleAtTheBeginningIsTheHeadline) {
  EXPECT_EQ(shown("Truce holds.\n\nThe truce held.\n\nFor a day.", "Truce holds."),
            "headline: Truce holds.|body: The truce held.\n\nFor a day.");
  EXPECT_EQ(shown("Truce  holds\nThe truce held.", "Truce holds"), "headline: Truce  holds|body: The truce held.");
  EXPECT_EQ(shown("Truces fail. So it goes.", "Truce"), "body: Truces fail. So it goes.");
  EXPECT_EQ(shown("Truce", "Truce"), "headline: Truce");
}

TEST(Sections, FirstParagraphWithoutStopIsAHeadline) {
  EXPECT_EQ(shown("Truce begins at noon\n\nThe truce began."), "headline: Truce begins at noon|body: The truce began.");
  EXPECT_EQ(shown("The truce began.\n\nIt held."), "body: The truce began.\n\nIt held.");
  EXPECT_EQ(shown("Truce begins at noon"), "body: Truce begins at noon");
}

TEST(Sections, DatelineIsCutFromItsParagraph) {
  for (const std::string line :
       {"STEPANAKERT, Oct 10 (Reuters) -", "WASHINGTON –", "NEW YORK (AP) —", "Washington (CNN)", "(CNN)",
        "DUBAI, United Arab Emirates —", "BEIJING/TOKYO, Jan. 5 (Kyodo) --",
        "CAIRO, (Example News / WAM - 10th Apr, 2019) :", "Oct 10 (Reuters) -"})
    EXPECT_EQ(shown("Truce begins at noon\n\n" + line + " The truce began."),
              "headline: Truce begins at noon|dateline: " + line + "|body: The truce began.");
}

TEST(Sections, WhatOnlyLooksLikeADatelineIsStory) {
  for (const std::string story :
       {"The truce - the third this year - began.", "NATO said on Monday - and repeated it - that the truce began.",
        "Senator Ann Example (R) said the truce began.", "FOR ALL THE REST, THERE IS HOPE — or so they say."})
    EXPECT_EQ(shown("Truce begins at noon\n\n" + story), "headline: Truce begins at noon|body: " + story);
}

TEST(Sections, DeckBylineDateCaptionCreditAndNoteHaveTheirNames) {
  EXPECT_EQ(
      shown("Truce begins at noon\n\nBoth sides say the other will break it\n\nBy Ann Example and Ben Sample\n\n"
            "October 11, 2020\n\nFILE PHOTO: A soldier looks over the river. REUTERS/Cy Model\n\n"
            "KARVEL, Oct 11 (Reuters) - The truce began.\n\nIt held.\n\n(Reporting by Ann Example; editing by Di "
            "Proof)\n\n"
            "Copyright 2020 The Example Post. All rights reserved."),
      "headline: Truce begins at noon|deck: Both sides say the other will break it|byline: By Ann Example and Ben "
      "Sample|dateline: October 11, 2020|caption: FILE PHOTO: A soldier looks over the river.|credit: REUTERS/Cy "
      "Model|dateline: KARVEL, Oct 11 (Reuters) -|body: The truce began.\n\nIt held.|credit: (Reporting by Ann "
      "Example; editing by Di Proof)|note: Copyright 2020 The Example Post. All rights reserved.");
}

TEST(Sections, PollNamedAfterAnAgencyIsNoCaption) {
  EXPECT_EQ(shown("The truce began.\n\nMost want it to last, says a Reuters/Example poll."),
            "body: The truce began.\n\nMost want it to last, says a Reuters/Example poll.");
}

TEST(Sections, CreditAtTheEndOfTheStoryIsCutOff) {
  EXPECT_EQ(shown("It held. (Reporting by Ann Example)"), "body: It held.|credit: (Reporting by Ann Example)");
}

TEST(Sections, SentenceThatBeginsWithByIsStory) {
  EXPECT_EQ(
      shown("Truce begins at noon\n\nBy Friday the villages were empty.\n\nBy nightfall, the guns were silent."),
      "headline: Truce begins at noon|body: By Friday the villages were empty.\n\nBy nightfall, the guns were silent.");
}

TEST(Sections, LinesArePartsWhereThereAreNoBlankLines) {
  EXPECT_EQ(
      shown("Truce begins at noon\nBy Ann Example\nKARVEL - The truce began.\nIt held."),
      "headline: Truce begins at noon|byline: By Ann Example|dateline: KARVEL -|body: The truce began.\nIt held.");
}

TEST(Sections, CoverEveryCharacterButBlanksInOrder) {
  for (const std::string_view text :
       {std::string_view("\u00A0Truce\r\n\r\n \u2003KARVEL — It held.\u00A0\n\n\n© The Post\n"), std::string_view("a"),
        std::string_view(""), std::string_view(" \n\u00A0\n"), std::string_view("—"), std::string_view("(AP)"),
        std::string_view("By\n\nBy")}) {
    uint32_t end = 0;
    size_t covered = 0;
    for (const auto& section : sectionsOf(text, std::nullopt)) {
      EXPECT_LE(end, section.span.begin);
      EXPECT_LT(section.span.begin, section.span.end);
      EXPECT_LE(section.span.end, text.size());
      end = section.span.end;
      for (const char c : cut(text, section.span)) covered += !std::isspace(static_cast<unsigned char>(c)) && c > 0;
    }
    size_t all = 0;
    for (const char c : text) all += !std::isspace(static_cast<unsigned char>(c)) && c > 0;
    EXPECT_EQ(covered, all) << text;
  }
}

}  // namespace
}  // namespace legomena
