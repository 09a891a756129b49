#include "write/json.h"

#include <gtest/gtest.h>

#include "write/sample.h"

namespace legomena {
namespace {

TEST(Json, KeysStandInTheOrderOfTheDocument) {
  const std::string line = recordJson(sampleRecord());
  size_t at = 0;
  for (const char* key : {"\"id\"",
                          "\"title\"",
                          "\"published\"",
                          "\"outlet\"",
                          "\"url\"",
                          "\"text\"",
                          "\"sections\"",
                          "\"claims\"",
                          "\"id\"",
                          "\"cue\"",
                          "\"source\"",
                          "\"speakers\"",
                          "\"content\"",
                          "\"stance\"",
                          "\"to\"",
                          "\"within\"",
                          "\"quote\"",
                          "\"said\"",
                          "\"repeats\"",
                          "\"denies\"",
                          "\"confidence\"",
                          "\"events\"",
                          "\"id\"",
                          "\"trigger\"",
                          "\"type\"",
                          "\"mode\"",
                          "\"status\"",
                          "\"actors\"",
                          "\"actor_spans\"",
                          "\"recipients\"",
                          "\"recipient_spans\"",
                          "\"when\"",
                          "\"where\"",
                          "\"numbers\"",
                          "\"span\"",
                          "\"role\"",
                          "\"claim\"",
                          "\"time\"",
                          "\"place\"",
                          "\"quad\"",
                          "\"score\"",
                          "\"cameo\"",
                          "\"repeats\"",
                          "\"confidence\"",
                          "\"parties\"",
                          "\"id\"",
                          "\"name\"",
                          "\"kind\"",
                          "\"country\"",
                          "\"sector\"",
                          "\"mentions\"",
                          "\"wikidata\"",
                          "\"why\"",
                          "\"times\"",
                          "\"places\"",
                          "\"numbers\""}) {
    const size_t next = line.find(std::string(key) + ":", at);
    ASSERT_NE(next, std::string::npos) << key;
    at = next + 1;
  }
}

TEST(Json, AnEmptyRecordHasAllKeysWithNullAndEmptyLists) {
  Record record;
  record.id = "x";
  EXPECT_EQ(recordJson(record),
            R"({"id":"x","title":null,"published":null,"outlet":null,"url":null,"text":"","sections":[],"claims":[],)"
            R"("events":[],"parties":[],"times":[],"places":[],"numbers":[]})");
}

TEST(Json, SentencesAndEngineStandOnlyWhereAskedForAndKnown) {
  Record record;
  record.sentences = {{0, 4}, {5, 9}};
  EXPECT_EQ(recordJson(record).find("sentences"), std::string::npos);
  EXPECT_NE(recordJson(record, {.with_sentences = true}).find(R"("sentences":[[0,4],[5,9]])"), std::string::npos);
  record.engine_version = "0.1.0";
  EXPECT_TRUE(recordJson(record).ends_with(R"(,"engine":{"version":"0.1.0","model":"","data":""}})"));
}

TEST(Json, AStrangeTextComesBackAsItWas) {
  Record record = sampleRecord();
  using namespace std::string_literals;
  record.text = "\"quoted\" \\ /\b\f\n\r\t\x01\x1f\x7f — 😀 \u2028 </script>\0end"s;
  const std::string line = recordJson(record);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_NE(line.find("— 😀"), std::string::npos);  // no \u where UTF-8 will do
  EXPECT_NE(line.find("\\u0001\\u001f"), std::string::npos);
  const auto again = readRecord(line);
  ASSERT_TRUE(again) << again.error().message();
  EXPECT_EQ(again->text, record.text);
}

TEST(Json, WhatIsWrittenIsReadAndWrittenAsTheSame) {
  Record record = sampleRecord();
  record.sentences = {{0, 17}};
  record.engine_version = "0.1.0";
  record.engine_model = "reader";
  record.engine_data = "abc";
  record.claims[0].said = "t1";
  record.claims[2].repeats = "c1";
  record.claims[1].denies = "e1";
  record.events[0].where = RecordSpan{1, 2};
  record.events[0].time = "t1";
  record.events[0].place = "l1";
  record.events[0].cameo = "144";
  record.events[0].repeats = "e9";
  record.events[0].confidence = 0.1;
  record.parties[0].wikidata = "Q1";
  const std::string line = recordJson(record, {.with_sentences = true});
  const auto again = readRecord(line);
  ASSERT_TRUE(again) << again.error().message();
  EXPECT_EQ(recordJson(*again, {.with_sentences = true}), line);
}

TEST(Json, MarkedFilesWithoutTheEnginesFieldsAreRead) {
  const auto record = readRecord(
      R"({"id":"a","licence":"ours","text":"A said b.","claims":[{"id":"c1","cue":[2,6],"source":[[0,1]],)"
      R"("speakers":["p1"],"content":[[7,8]],"stance":"state","to":null}],"events":null,"unknown":{"deep":[1]}})");
  ASSERT_TRUE(record) << record.error().message();
  ASSERT_EQ(record->claims.size(), 1u);
  EXPECT_EQ(record->claims[0].cue, (RecordSpan{2, 6}));
  EXPECT_FALSE(record->claims[0].within);
  EXPECT_TRUE(record->events.empty());
}

TEST(Json, AnErrorNamesTheField) {
  const auto whereOf = [](std::string_view line) {
    const auto record = readRecord(line);
    return record ? std::string("read") : record.error().where + ": " + record.error().what;
  };
  EXPECT_EQ(whereOf(R"({"text":"x"})"), ": no field 'id'");
  EXPECT_EQ(whereOf(R"({"id":"a"})"), ": no field 'text'");
  EXPECT_EQ(whereOf(R"({"id":7,"text":"x"})"), "id: no string");
  EXPECT_EQ(whereOf(R"({"id":"a","text":"x","claims":{}})"), "claims: no list");
  EXPECT_EQ(whereOf(R"({"id":"a","text":"x","parties":[{"id":"p1","name":"P","kind":"body","sector":"GOV"},7]})"),
            "parties[1]: no object");
  EXPECT_EQ(whereOf(R"({"id":"a","text":"x","claims":[{"id":"c1","cue":[1]}]})"), "claims[0].cue: no span");
  EXPECT_EQ(whereOf(R"({"id":"a","text":"x","claims":[{"id":"c1","cue":[1,-2]}]})"), "claims[0].cue: no span");
  EXPECT_EQ(whereOf(R"({"id":"a","text":"x","claims":[{"id":"c1","cue":[1,4294967296]}]})"), "claims[0].cue: no span");
  EXPECT_EQ(whereOf(R"({"id":"a","text":"x","claims":[{"id":"c1","cue":[1,2],"content":[[1,2],[3]]}]})"),
            "claims[0].content[1]: no span");
  EXPECT_EQ(whereOf(R"({"id":"a","text":"x","events":[{"id":"e1","trigger":[1,2],"type":"AID"}]})"),
            "events[0]: no field 'status'");
  EXPECT_EQ(whereOf(R"({"id":"a","text":"x","engine":{"version":3}})"), "engine.version: no string");
}

TEST(Json, WhatIsNoJsonIsRefused) {
  for (const char* line :
       {"", " ", "null", "[]", "7", "{", "{\"id\":\"a\",\"text\":\"\xff\"}", "{\"id\":\"\\ud800\",\"text\":\"\"}"})
    EXPECT_FALSE(readRecord(line)) << line;
  EXPECT_FALSE(readRecord(std::string(100000, '[')));
}

}  // namespace
}  // namespace legomena
