#include "write/verify.h"

#include <gtest/gtest.h>

#include "write/sample.h"

namespace legomena {
namespace {

// The only violation of a record, or all of them when there is not one alone.
std::string only(const Record& record) {
  const auto found = violations(record);
  std::string all;
  for (const std::string& one : found) all += (all.empty() ? "" : "\n") + one;
  return all;
}

TEST(Verify, ASoundRecordBreaksNoPromise) { EXPECT_EQ(only(sampleRecord()), ""); }

TEST(Verify, ASpanMustCutSomethingOfTheText) {
  Record record = sampleRecord();
  const uint32_t length = CharIndex(record.text).chars();
  record.events[0].when = RecordSpan{length - 1, length + 1};
  EXPECT_TRUE(only(record).starts_with("e1.when: [")) << only(record);
  record.events[0].when = RecordSpan{7, 7};
  EXPECT_TRUE(only(record).starts_with("e1.when: [7,7] is no span")) << only(record);
}

TEST(Verify, PiecesAreSortedAndApart) {
  Record record = sampleRecord();
  record.claims[2].content = {spanOf(record.text, "sail"), spanOf(record.text, "We")};
  EXPECT_NE(only(record).find("c3.content: ["), std::string::npos) << only(record);
}

TEST(Verify, IdsCountInTextOrder) {
  Record record = sampleRecord();
  record.claims[2].id = "c7";
  EXPECT_EQ(only(record), "c7: stands where c3 would");
  record = sampleRecord();
  std::swap(record.parties[0].mentions, record.parties[1].mentions);
  EXPECT_EQ(only(record), "p2: is mentioned before p1");
}

TEST(Verify, ReferencesLeadSomewhere) {
  Record record = sampleRecord();
  record.claims[0].speakers = {"p9"};
  EXPECT_EQ(only(record), "c1.speakers: there is no p9");
  record = sampleRecord();
  record.events[0].actors = {"p2", "p2"};
  EXPECT_EQ(only(record), "e1.actors: p2 stands twice");
  record = sampleRecord();
  record.claims[1].denies = "e1";
  record.claims[1].repeats = "c8";
  EXPECT_EQ(only(record), "c2.repeats: there is no c8");
}

TEST(Verify, TheHolderIsTheInnermost) {
  Record record = sampleRecord();
  record.events[0].claim = "c1";
  EXPECT_EQ(only(record), "e1.claim: is c1, but the innermost claim that holds the trigger is c2");
  record = sampleRecord();
  record.claims[1].within.reset();
  EXPECT_EQ(only(record), "c2.within: is none, but the innermost claim that holds the cue is c1");
  record = sampleRecord();
  record.claims[2].within = "c1";
  EXPECT_EQ(only(record), "c3.within: is c1, but the innermost claim that holds the cue is none");
}

TEST(Verify, ALongPieceIsFoundBehindManyShortOnes) {
  Record record;
  record.id = "long";
  record.text = std::string(5000, 'x');
  const auto claim = [&](RecordSpan cue, RecordSpan content) {
    RecordClaim one;
    one.id = "c" + std::to_string(record.claims.size() + 1);
    one.cue = cue;
    one.content = {content};
    one.stance = "state";
    if (record.claims.size() > 0) one.within = "c1";
    record.claims.push_back(one);
  };
  claim({0, 5}, {10, 4990});
  for (uint32_t at = 20; at < 4900; at += 40) claim({at, at + 5}, {at + 10, at + 20});
  RecordEvent event;
  event.id = "e1";
  event.trigger = {4920, 4925};
  event.type = "AID";
  event.status = "actual";
  event.claim = "c1";
  record.events = {event};
  EXPECT_EQ(only(record), "");
}

TEST(Verify, ContentDoesNotCoverItsCue) {
  Record record = sampleRecord();
  record.claims[2].content = {{record.claims[2].content[0].begin, record.claims[2].cue.begin + 1}};
  EXPECT_NE(only(record).find("covers its own cue"), std::string::npos) << only(record);
}

TEST(Verify, NamesComeFromTheClosedLists) {
  Record record = sampleRecord();
  record.events[0].mode = "drone";
  EXPECT_TRUE(only(record).starts_with("e1.mode: 'drone' is no mode of PROTEST: demo riot")) << only(record);
  record = sampleRecord();
  record.events[0].mode = "demo riot";
  EXPECT_TRUE(only(record).starts_with("e1.mode: 'demo riot' is no mode of PROTEST")) << only(record);
  record = sampleRecord();
  record.events[0].type = "FEAST";
  EXPECT_TRUE(only(record).starts_with("e1.type: 'FEAST' is none of: AGREE, ")) << only(record);
  record = sampleRecord();
  record.claims[0].stance = "muse";
  EXPECT_TRUE(only(record).starts_with("c1.stance: 'muse' is none of: state, ")) << only(record);
  record = sampleRecord();
  record.parties[0].sector = "ZZZ";
  record.parties[0].country = "Kalvik";
  EXPECT_EQ(violations(record).size(), 2u) << only(record);
  record = sampleRecord();
  record.events[0].numbers[0].role = "eaten";
  EXPECT_TRUE(only(record).starts_with("e1.numbers[0]: 'eaten' is none of: killed, ")) << only(record);
}

TEST(Verify, QuadAndScoreAreThoseOfTheType) {
  Record record = sampleRecord();
  record.events[0].quad = "verbal conflict";
  record.events[0].score = -9;
  EXPECT_EQ(only(record),
            "e1.quad: 'verbal conflict', but PROTEST is material conflict\ne1.score: -9, but PROTEST is -5");
}

TEST(Verify, AMentionMayStandWithinAnotherButNotTwice) {
  Record record = sampleRecord();
  auto& mentions = record.parties[0].mentions;
  mentions.insert(mentions.begin() + 1, spanOf(record.text, "harbour council"));
  EXPECT_EQ(only(record), "");
  mentions.insert(mentions.begin() + 1, mentions[1]);
  EXPECT_NE(only(record).find("p1.mentions: ["), std::string::npos) << only(record);
}

TEST(Verify, AConfidenceIsAProbability) {
  Record record = sampleRecord();
  record.claims[0].confidence = 1.5;
  EXPECT_EQ(only(record), "c1.confidence: 1.5 is no probability");
}

}  // namespace
}  // namespace legomena
