#include "legomena/engine.h"

#include <gtest/gtest.h>

#include <fstream>

namespace legomena {
namespace {

const std::string kModel = LEGOMENA_SOURCE_DIR "/models/reader.legomena", kData = LEGOMENA_SOURCE_DIR "/data";
const ArticleInput kArticle{.id = "1", .text = "The army said on Monday that rebels had shelled the town."};

TEST(Engine, AnArticleBecomesItsRecord) {
  const Result<Engine> engine = Engine::open(kModel, kData);
  ASSERT_TRUE(engine) << engine.error().message();
  const Record record = engine->code(kArticle);
  EXPECT_EQ(record.text, kArticle.text);
  ASSERT_EQ(record.claims.size(), 1u);
  EXPECT_EQ(record.claims[0].cue, (RecordSpan{9, 13}));
  ASSERT_TRUE(record.claims[0].confidence);
  EXPECT_GT(*record.claims[0].confidence, 0.5);
}

TEST(Engine, OptionsAreThoseOfTheCommand) {
  const Result<Engine> sure = Engine::open(kModel, kData, {.min_confidence = 1});
  ASSERT_TRUE(sure) << sure.error().message();
  EXPECT_TRUE(sure->code(kArticle).claims.empty());

  const std::string rules = testing::TempDir() + "rules.toml";
  std::ofstream(rules) << "[[rule]]\nname = \"r\"\ntrigger = \"shelled\"\nforbid = true\n"
                          "example = \"They shelled it.\"\nexpect = \"nothing\"\n";
  const Result<Engine> ruled = Engine::open(kModel, kData, {.rules_file = rules});
  ASSERT_TRUE(ruled) << ruled.error().message();
  EXPECT_FALSE(Engine::open(kModel, kData)->code(kArticle).events.empty());
  EXPECT_TRUE(ruled->code(kArticle).events.empty());
}

TEST(Engine, WhatCannotBeOpenedIsNamed) {
  EXPECT_EQ(Engine::open("nowhere.legomena", kData).error().where, "nowhere.legomena");
  EXPECT_EQ(Engine::open(kModel, kData, {.rules_file = "nowhere.toml"}).error().where, "nowhere.toml");
}

}  // namespace
}  // namespace legomena
