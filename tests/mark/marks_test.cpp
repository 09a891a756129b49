#include <gtest/gtest.h>

#include "mark/claims.h"
#include "mark/events.h"
#include "mark/holders.h"
#include "mark/made.h"
#include "mark/quotations.h"
#include "mark/runs.h"

namespace legomena {
namespace {

// As they are read without rules.
std::vector<Claim> markClaims(const Document& document, const Calibration& calibration = {}, float least = 0) {
  return markClaims(document, Rules{}, calibration, least).claims;
}
std::vector<Event> markEvents(const Document& document, const Calibration& calibration = {}, float least = 0) {
  return markEvents(document, Rules{}, calibration, least).events;
}

TEST(Marks, ConfidenceIsCalibratedAndTheLeastIsAskedFor) {
  Made made("Baku denied that it shelled the town.");
  const uint32_t cue = made.cue("denied", Stance::Deny);
  made.content(cue, "it", "town");
  made.document.scores.triggers.push_back(
      {made.word("shelled"), EventType::Assault, 0, Status::Actual, 0.8f, 0.9f, 0.9f});
  const Calibration uncalibrated;
  EXPECT_FLOAT_EQ(markClaims(made.document, uncalibrated).at(0).confidence, 0.9f) << "the cue's own probability";
  EXPECT_FLOAT_EQ(markEvents(made.document, uncalibrated).at(0).confidence, 0.8f);
  EXPECT_EQ(markClaims(made.document, uncalibrated, 0.9f).size(), 1u);
  EXPECT_TRUE(markClaims(made.document, uncalibrated, 0.91f).empty());
  EXPECT_TRUE(markEvents(made.document, uncalibrated, 0.81f).empty());
  Calibration half;
  half.claim = {0, 0, 0, 0};
  half.event = {0, 0};
  EXPECT_FLOAT_EQ(markClaims(made.document, half).at(0).confidence, 0.5f);
  EXPECT_FLOAT_EQ(markEvents(made.document, half).at(0).confidence, 0.5f);
}

TEST(Runs, AFillerNeverEndsWithAnArticle) {
  Made made("Officials said the army group and the mayor spoke.");
  std::vector<WordScore> rows;
  const auto score = [&](uint32_t word, float s) { rows.push_back({0, word, 0, s}); };
  score(2, 0.2f);   // the
  score(3, -1.0f);  // army
  score(4, 0.4f);   // group
  score(6, 0.1f);   // the, nothing behind it
  const std::vector<legomena::Run> runs =
      fillersOf(made.document, rows.data(), rows.data() + rows.size(), {}, -0.5f, 0);
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(made.text(spansOf(made.document, runs)), "the army group");
}

TEST(Claims, DeniedClaimKeepsItsContent) {
  Made made("Baku denied that it shelled the town.");
  const uint32_t cue = made.cue("denied", Stance::Deny);
  made.source(cue, "Baku", "Baku");
  made.content(cue, "it", "town");
  const std::vector<Claim> claims = markClaims(made.document);
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(made.text(claims[0].source), "Baku");
  EXPECT_EQ(made.text(claims[0].content), "it shelled the town");
  EXPECT_EQ(claims[0].stance, Stance::Deny);
  EXPECT_EQ(claims[0].quote, Quote::Indirect);
  EXPECT_EQ(claims[0].within, kNone);
}

TEST(Claims, ContentComesInPiecesAroundItsCue) {
  Made made("The truce, he said, would hold.");
  const uint32_t cue = made.cue("said", Stance::State);
  made.source(cue, "he", "he");
  made.content(cue, "The", "truce");
  made.content(cue, "would", "hold");
  const std::vector<Claim> claims = markClaims(made.document);
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(made.text(claims[0].content), "The truce + would hold");
}

TEST(Claims, ContentNeverCoversItsCue) {
  Made made("It would hold he said on Monday.");
  const uint32_t cue = made.cue("said", Stance::State);
  made.content(cue, "It", "Monday");
  const std::vector<Claim> claims = markClaims(made.document);
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(made.text(claims[0].content), "It would hold he + on Monday");
}

TEST(Claims, OneWeakWordDoesNotBreakAContent) {
  Made made("He said two villages had burned.");
  const uint32_t cue = made.cue("said", Stance::State);
  made.content(cue, "two", "villages");
  made.content(cue, "had", "had", -0.5f);
  made.content(cue, "burned", "burned");
  ASSERT_EQ(markClaims(made.document).size(), 1u);
  EXPECT_EQ(made.text(markClaims(made.document)[0].content), "two villages had burned");
}

TEST(Claims, EachSentenceOfAQuotationIsAPieceOfItsOwn) {
  Made made("He said we stay. We hold.");
  made.document.sentences = {{{0, 16}, {0, 5}, false}, {{17, 25}, {5, 8}, true}};
  const uint32_t cue = made.cue("said", Stance::State);
  made.content(cue, "we", "hold");
  ASSERT_EQ(markClaims(made.document).size(), 1u);
  EXPECT_EQ(made.text(markClaims(made.document)[0].content), "we stay. + We hold");
}

TEST(Claims, CueWithoutContentIsNone) {
  Made made("He said nothing.");
  made.cue("said", Stance::State);
  EXPECT_TRUE(markClaims(made.document).empty());
}

TEST(Claims, InnermostContentHoldsANestedCue) {
  Made made("An aide said Yerevan denied that it fired.");
  const uint32_t outer = made.cue("said", Stance::State), inner = made.cue("denied", Stance::Deny);
  made.content(outer, "Yerevan", "fired");
  made.content(inner, "it", "fired");
  const std::vector<Claim> claims = markClaims(made.document);
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_EQ(claims[0].within, kNone);
  EXPECT_EQ(claims[1].within, 0u);
}

TEST(Claims, QuotationIsDirectIndirectOrMixed) {
  Made made("He said “we will not leave” the town.");
  const uint32_t cue = made.cue("said", Stance::State);
  made.content(cue, "we", "leave");
  EXPECT_EQ(markClaims(made.document)[0].quote, Quote::Direct);
  made.content(cue, "”", "town");
  EXPECT_EQ(markClaims(made.document)[0].quote, Quote::Mixed);
}

TEST(Events, TakeTheStrongestTimeAndTheClaimThatTellsOfThem) {
  Made made("The ministry said troops shelled Barda on Saturday morning and killed 21.");
  const uint32_t cue = made.cue("said", Stance::State);
  made.content(cue, "troops", "21");
  auto& scores = made.document.scores;
  scores.triggers.push_back({made.word("shelled"), EventType::Assault, 0, Status::Actual, 0.9f, 0.9f, 0.9f});
  made.label(scores.event_words, 0, static_cast<uint8_t>(EventLabel::Actor), "troops", "troops");
  made.label(scores.event_words, 0, static_cast<uint8_t>(EventLabel::When), "Saturday", "Saturday", 3);
  made.label(scores.event_words, 0, static_cast<uint8_t>(EventLabel::When), "and", "and", 1);
  made.label(scores.event_words, 0, static_cast<uint8_t>(EventLabel::FirstNumber), "21", "21");
  made.document.claims = markClaims(made.document);
  const std::vector<Event> events = markEvents(made.document);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(made.text(events[0].actors), "troops");
  ASSERT_TRUE(events[0].when);
  EXPECT_EQ(made.document.cut(*events[0].when), "Saturday");
  ASSERT_EQ(events[0].numbers.size(), 1u);
  EXPECT_EQ(events[0].numbers[0].role, NumberRole::Killed);
  EXPECT_EQ(events[0].claim, 0u);
}

TEST(Quotations, EndWithTheirParagraph) {
  const std::string text = "“One\n“Two” three \"four\" ''five''";
  std::vector<std::string> out;
  for (const ByteSpan s : quotations(text)) out.emplace_back(cut(text, s));
  EXPECT_EQ(out, (std::vector<std::string>{"One", "Two", "four", "five"}));
}

TEST(Holders, FirstOfTwoEqualContentsWins) {
  Claim a, b;
  a.cue = {0, 1};
  b.cue = {2, 3};
  a.content = b.content = {{4, 9}};
  const Holders holders("0123456789", {a, b});
  EXPECT_EQ(holders.innermost({5, 6}), 0u);
  EXPECT_EQ(holders.innermost({5, 6}, a.cue), 1u);
  EXPECT_EQ(holders.innermost({8, 10}), kNone);
}

}  // namespace
}  // namespace legomena
