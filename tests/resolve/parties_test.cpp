#include "resolve/parties.h"

#include <gtest/gtest.h>

#include "text/sentences.h"

namespace legomena {
namespace {

const Knowledge& knowledge() {
  static const Knowledge k = *loadKnowledge(LEGOMENA_SOURCE_DIR "/data");
  return k;
}

// An article with spans given by their words: each is looked for behind the one before.
struct Story {
  Document d;
  uint32_t at = 0;

  explicit Story(std::string text) {
    d.text = std::move(text);
    d.sentences = splitSentences(d.text);
    for (const Token& t : tokensOf(d.text, {0, static_cast<uint32_t>(d.text.size())})) {
      Word w;
      w.span = t.span;
      d.words.push_back(w);
    }
  }
  ByteSpan span(std::string_view words) {
    const size_t found = d.text.find(words, at);
    EXPECT_NE(found, std::string::npos) << words;
    at = static_cast<uint32_t>(found + words.size());
    return {static_cast<uint32_t>(found), at};
  }
  Story& says(std::string_view source) {
    Claim c;
    c.source = {span(source)};
    c.content = {{0, 1}};
    d.claims.push_back(c);
    return *this;
  }
  Story& acts(std::string_view actor, std::string_view recipient = "") {
    Event e;
    e.actors = {span(actor)};
    if (!recipient.empty()) e.recipients = {span(recipient)};
    d.events.push_back(e);
    return *this;
  }
  Parties resolved() { return resolve(d, knowledge()); }
};

const Party& speaker(const Parties& p, size_t claim) { return p.parties.at(p.claims.at(claim).speakers.at(0)); }

TEST(Parties, SurnameFindsTheFullNameAndItsOffice) {
  Story s(
      "Truce holds, Mammadov says\n\nAzeri Foreign Minister Elkhan Mammadov spoke in Baku. Mammadov said it would "
      "hold.");
  s.says("Mammadov").says("Mammadov said");
  s.d.claims[1].source = {{s.d.claims[1].source[0].begin, s.d.claims[1].source[0].end - 5}};
  const Parties p = s.resolved();
  ASSERT_EQ(p.parties.size(), 1U);
  EXPECT_EQ(p.parties[0].name, "Elkhan Mammadov");
  EXPECT_EQ(p.parties[0].kind, Kind::Person);
  EXPECT_EQ(p.parties[0].country, "AZE");
  EXPECT_EQ(p.parties[0].sector, Sector::Gov);
  EXPECT_EQ(p.parties[0].mentions.size(), 2U);
}

TEST(Parties, AppositionGivesOfficeAndCountry) {
  Story s("Arman Petrosyan, a spokesman for the Armenian defence ministry, said nothing had changed.");
  s.says("Arman Petrosyan");
  const Parties p = s.resolved();
  EXPECT_EQ(speaker(p, 0).country, "ARM");
  EXPECT_EQ(speaker(p, 0).sector, Sector::Mil);
}

TEST(Parties, PronounMeansWhoSpokeBefore) {
  Story s("Mary Holt, the mayor of Ottawa, said the road was shut. She said it would open.");
  s.says("Mary Holt").says("She");
  const Parties p = s.resolved();
  EXPECT_EQ(speaker(p, 1).name, "Mary Holt");
  EXPECT_EQ(speaker(p, 1).country, "CAN");
}

TEST(Parties, PronounWithNobodyBeforeStaysEmpty) {
  Story s("He said no.");
  s.says("He");
  const Parties p = s.resolved();
  EXPECT_TRUE(p.claims[0].speakers.empty());
  EXPECT_TRUE(p.parties.empty());
}

TEST(Parties, CapitalActsForItsState) {
  Story s("Moscow accused Ukraine of shelling. Russia said so.");
  s.acts("Moscow", "Ukraine").says("Russia");
  const Parties p = s.resolved();
  ASSERT_EQ(p.parties.size(), 2U);
  EXPECT_EQ(p.parties[0].name, "Russia");
  EXPECT_EQ(p.parties[0].mentions.size(), 2U);
}

TEST(Parties, BothSidesAreTheLastTwo) {
  Story s("Armenia and Azerbaijan met. Both sides agreed.");
  s.acts("Armenia", "Azerbaijan").acts("Both sides");
  const Parties p = s.resolved();
  ASSERT_EQ(p.events[1].actors.size(), 2U);
  EXPECT_EQ(p.parties[p.events[1].actors[0]].name, "Armenia");
  EXPECT_EQ(p.parties[p.events[1].actors[1]].name, "Azerbaijan");
}

TEST(Parties, TwoNamesInOneSpanAreTwoParties) {
  Story s("Armenia and Azerbaijan signed a truce.");
  s.acts("Armenia and Azerbaijan");
  EXPECT_EQ(s.resolved().events[0].actors.size(), 2U);
}

TEST(Parties, TheMinistryIsTheOneNamedBefore) {
  Story s("The Armenian Defence Ministry denied it. The ministry said the town was calm.");
  s.says("The Armenian Defence Ministry").says("The ministry");
  const Parties p = s.resolved();
  ASSERT_EQ(p.parties.size(), 1U);
  EXPECT_EQ(p.parties[0].name, "Armenian Defence Ministry");
  EXPECT_EQ(p.parties[0].sector, Sector::Mil);
}

TEST(Parties, UnnamedSourceIsTypedAndKeepsItsWords) {
  Story s("Two Turkish officials said the talks had failed.");
  s.says("Two Turkish officials");
  const Party& party = speaker(s.resolved(), 0);
  EXPECT_EQ(party.kind, Kind::Group);
  EXPECT_EQ(party.country, "TUR");
  EXPECT_EQ(party.sector, Sector::Gov);
}

TEST(Parties, WeInTheMouthOfAMinisterIsHisState) {
  Story s("“We will strike,” Polish Defence Minister Jan Zielinski said.");
  Claim c;
  c.content = {s.span("We will strike")};
  c.source = {s.span("Polish Defence Minister Jan Zielinski")};
  c.cue = s.span("said");
  c.quote = Quote::Direct;
  s.d.claims.push_back(c);
  Event e;
  e.actors = {{c.content[0].begin, c.content[0].begin + 2}};
  s.d.events.push_back(e);
  const Parties p = s.resolved();
  ASSERT_EQ(p.events[0].actors.size(), 1U);
  EXPECT_EQ(p.parties[p.events[0].actors[0]].name, "Poland");
}

TEST(Parties, LinkOfTheModelDecidesAPronoun) {
  Story s("John Miller met Peter Brown. He said nothing.");
  s.acts("John Miller", "Peter Brown").says("He");
  EXPECT_EQ(speaker(s.resolved(), 0).name, "John Miller");
  MentionScore m;
  m.word = 5;
  m.kinds[static_cast<size_t>(Kind::Person)] = 1;
  s.d.scores.mentions = {m};
  s.d.scores.links = {{0, 3, 4.0F}};
  EXPECT_EQ(speaker(s.resolved(), 0).name, "Peter Brown");
}

TEST(Parties, NoLinkJoinsMinistriesOfTwoCountries) {
  Story s("The Turkish defence ministry said yes. The Russian foreign ministry said no.");
  s.says("The Turkish defence ministry").says("The Russian foreign ministry");
  MentionScore m;
  m.word = 7;
  m.kinds[static_cast<size_t>(Kind::Body)] = 1;
  s.d.scores.mentions = {m};
  s.d.scores.links = {{0, 3, 4.0F}};
  const Parties p = s.resolved();
  EXPECT_EQ(speaker(p, 1).country, "RUS");
  EXPECT_EQ(speaker(p, 0).country, "TUR");
}

TEST(Parties, ABarePluralMeansTheGroupNamedBefore) {
  Story s("Rebels freed three American detainees. Detainees said they were well.");
  s.acts("Rebels", "three American detainees").says("Detainees");
  const Parties p = s.resolved();
  EXPECT_EQ(p.claims[0].speakers, p.events[0].recipients);
}

// An event without words for its actor, whose actor is Georgia by the model (word 4 scores most), then Armenia (word
// 0).
Story strike() {
  Story s("Armenia met officials of Georgia. A strike followed.");
  s.acts("Armenia", "Georgia");
  Event e;
  e.trigger = s.span("strike");
  e.anchor = 1;
  s.d.events.push_back(e);
  constexpr auto kActor = static_cast<uint8_t>(EventLabel::ActorParty);
  s.d.scores.event_words = {{1, 0, kActor, 2.0F}, {1, 4, kActor, 3.0F}};
  return s;
}

TEST(Parties, ARoleWithoutWordsIsFilledByThePartyThatTheModelSees) {
  const Parties p = strike().resolved();
  ASSERT_EQ(p.events[1].actors.size(), 1U);
  EXPECT_EQ(p.parties[p.events[1].actors[0]].name, "Georgia");
  Story weak = strike();
  for (WordScore& row : weak.d.scores.event_words) row.score = -1;
  EXPECT_TRUE(weak.resolved().events[1].actors.empty());
}

TEST(Parties, NobodyIsFilledInOnBothSidesOfAnEvent) {
  Story s = strike();
  s.at = 0;
  s.d.events[1].recipients = {s.span("Georgia")};
  const Parties p = s.resolved();
  ASSERT_EQ(p.events[1].actors.size(), 1U);
  EXPECT_EQ(p.parties[p.events[1].actors[0]].name, "Armenia");
}

TEST(Parties, ThousandsOfMentionsOfTwoPartiesAreTwoParties) {
  std::string text;
  Story s("x");
  for (int i = 0; i < 4000; ++i) text += "Officials in Baku said Armenia shelled a town. ";
  s = Story(text);
  for (int i = 0; i < 4000; ++i) s.says("Officials in Baku").acts("Armenia");
  const Parties p = s.resolved();
  EXPECT_EQ(p.parties.size(), 2U);
}

}  // namespace
}  // namespace legomena
