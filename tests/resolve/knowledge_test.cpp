#include "resolve/knowledge.h"

#include <gtest/gtest.h>

namespace legomena {
namespace {

std::vector<Token> tokens(std::string_view s) { return tokensOf(s, {0, static_cast<uint32_t>(s.size())}); }

const KnownParty* find(const Knowledge& k, std::string_view s) {
  const auto t = tokens(s);
  return knownParty(k, t, 0, t.size());
}

TEST(Knowledge, ShippedFilesLoad) {
  const auto k = loadKnowledge(LEGOMENA_SOURCE_DIR "/data");
  ASSERT_TRUE(k) << k.error().message();
  EXPECT_GT(k->parties.size(), 1000U);
  EXPECT_GT(k->nouns.size(), 300U);
}

TEST(Knowledge, StateIsFoundByNameCapitalPeopleAndAdjective) {
  const auto k = loadKnowledge(LEGOMENA_SOURCE_DIR "/data");
  ASSERT_TRUE(k);
  for (std::string_view name : {"Azerbaijan", "AZERBAIJAN", "Baku", "Azeri", "Azeris"}) {
    const KnownParty* found = find(*k, name);
    ASSERT_NE(found, nullptr) << name;
    EXPECT_EQ(found->country, "AZE") << name;
  }
  EXPECT_EQ(find(*k, "Azeris")->kind, Kind::Group);
  EXPECT_EQ(find(*k, "U.S.")->name, "United States");
}

TEST(Knowledge, PronounIsNoAbbreviation) {
  const auto k = loadKnowledge(LEGOMENA_SOURCE_DIR "/data");
  ASSERT_TRUE(k);
  EXPECT_EQ(find(*k, "US")->country, "USA");
  EXPECT_EQ(find(*k, "Us"), nullptr);
  EXPECT_EQ(find(*k, "Who"), nullptr);
}

TEST(Knowledge, LongestNounAtTheEndCounts) {
  const auto k = loadKnowledge(LEGOMENA_SOURCE_DIR "/data");
  ASSERT_TRUE(k);
  const auto t = tokens("the Armenian defence ministry");
  size_t first = 0;
  const PartyNoun* noun = nounBefore(*k, t, 0, t.size(), &first);
  ASSERT_NE(noun, nullptr);
  EXPECT_EQ(first, 2U);
  EXPECT_EQ(noun->sector, Sector::Mil);
}

TEST(Knowledge, ErrorNamesFileLineAndWhatWouldBeRight) {
  Knowledge k;
  const auto bad = addKnowledge(k, "parties.tsv", "# a header\nHamas\tarmy\tPSE\tREB\t\n");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where, "data/parties.tsv:2");
  EXPECT_EQ(bad.error().what, "'army' is no kind");
  EXPECT_NE(bad.error().right.find("force"), std::string::npos);
  const auto few = addKnowledge(k, "regions.tsv", "USA");
  ASSERT_FALSE(few);
  EXPECT_EQ(few.error().right, "2 columns, parted by tabs");
}

TEST(Knowledge, MissingFolderIsNamed) {
  const auto k = loadKnowledge("/nowhere");
  ASSERT_FALSE(k);
  EXPECT_EQ(k.error().where, "/nowhere/countries.tsv");
}

}  // namespace
}  // namespace legomena
