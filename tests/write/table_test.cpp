#include "write/table.h"

#include <gtest/gtest.h>

#include <sstream>

#include "write/sample.h"

namespace legomena {
namespace {

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(Table, AnEventShowsWhoWhatStatusAndByWhoseWord) {
  const std::string table = recordTable(sampleRecord());
  EXPECT_TRUE(table.starts_with("Ferry row — day 2\nKalvik Post · ferry · 1 event · 3 claims · 2 parties\n\nWHO "))
      << table;
  const auto lines = linesOf(table);
  ASSERT_GT(lines.size(), 4u);
  EXPECT_TRUE(lines[4].starts_with("Union ")) << lines[4];
  for (const char* cell : {"PROTEST obstruct", "actual", "Union (deny)", "[blocking]"})
    EXPECT_NE(lines[4].find(cell), std::string::npos) << cell << "\n" << table;
}

TEST(Table, AClaimWithinAnotherIsIndented) {
  const std::string table = recordTable(sampleRecord());
  EXPECT_NE(table.find("\n└ Union"), std::string::npos) << table;
  EXPECT_NE(table.find("[denied] blocking two ferries on Friday"), std::string::npos) << table;
}

TEST(Table, WhatNobodySaidIsTheArticlesWord) {
  Record record = sampleRecord();
  record.events[0].claim.reset();
  EXPECT_NE(recordTable(record).find("  the article  "), std::string::npos);
}

TEST(Table, NoLineIsWiderThanTheTerminal) {
  Record record = sampleRecord();
  record.parties[1].name = "Amalgamated Union of Lighthouse-keepers, Pilots and Stevedores of Outer Kalvik";
  record.title = std::string(300, 'x');
  for (const uint32_t width : {80u, 81u, 100u, 120u, 237u})
    for (const std::string& line : linesOf(recordTable(record, {.width = width})))
      EXPECT_LE(CharIndex(line).chars(), width) << line;
}

TEST(Table, WideCharactersTakeTwoColumns) {
  Record record = sampleRecord();
  record.parties[1].name = "港湾組合";
  const auto lines = linesOf(recordTable(record));
  const auto columnOf = [](const std::string& line, std::string_view word, uint32_t wide) {
    return CharIndex(line.substr(0, line.find(word))).chars() + wide;
  };
  EXPECT_EQ(columnOf(lines[3], "WHAT", 0), columnOf(lines[4], "PROTEST", 4));
}

TEST(Table, TheWordsOfTheTextStandForAPartyThatIsNotKnown) {
  Record record = sampleRecord();
  record.events[0].actors.clear();
  EXPECT_NE(recordTable(record).find("“the Union”"), std::string::npos);
  record.events[0].actor_spans.clear();
  EXPECT_NE(recordTable(record).find("\n–  "), std::string::npos);
}

TEST(Table, TheStanceIsKeptWhereTheNameIsCut) {
  Record record = sampleRecord();
  record.parties[1].name =
      "Amalgamated Union of Lighthouse Keepers, Pilots and Stevedores of Outer Kalvik and the Isles";
  EXPECT_NE(recordTable(record, {.width = 80}).find("(deny)"), std::string::npos);
}

TEST(Table, AnArticleCannotSteerTheTerminal) {
  Record record = sampleRecord();
  record.title = "red \x1b[31m\x07 \u202eback";
  record.parties[1].name = "U\x1b]0;x\x07nion";
  const std::string table = recordTable(record);
  EXPECT_EQ(table.find('\x1b'), std::string::npos);
  EXPECT_EQ(table.find('\x07'), std::string::npos);
  EXPECT_EQ(table.find("\u202e"), std::string::npos);
}

TEST(Table, ColourAddsOnlyColour) {
  std::string coloured = recordTable(sampleRecord(), {.colour = true});
  EXPECT_NE(coloured.find("\x1b["), std::string::npos);
  for (size_t at; (at = coloured.find('\x1b')) != std::string::npos;)
    coloured.erase(at, coloured.find('m', at) + 1 - at);
  EXPECT_EQ(coloured, recordTable(sampleRecord()));
}

TEST(Table, ARecordThatPointsNowhereIsShownAllTheSame) {
  Record record = sampleRecord();
  record.claims[0].within = "c2";  // a circle
  record.claims[2].speakers = {"p99"};
  record.events[0].claim = "c99";
  record.events[0].trigger = {5000, 6000};
  record.claims[1].content = {{9, 3}};
  EXPECT_NE(recordTable(record).find("p99"), std::string::npos);
}

TEST(Table, AnEmptyRecordIsItsTitleAlone) {
  Record record;
  record.id = "x";
  EXPECT_EQ(recordTable(record), "x · 0 events · 0 claims · 0 parties\n");
}

}  // namespace
}  // namespace legomena
