#include "mark/rules.h"

#include <gtest/gtest.h>

#include "mark/claims.h"
#include "mark/events.h"
#include "mark/made.h"
#include "mark/rules_file.h"

namespace legomena {
namespace {

constexpr std::string_view kTest = "example = \"x\"\nexpect = ";

// A rule with these lines, and a test that is never run.
std::string rule(const std::string& name, const std::string& lines, const std::string& expect) {
  return "[[rule]]\nname = \"" + name + "\"\n" + lines + "\n" + std::string(kTest) + "\"" + expect + "\"\n";
}

Rules rules(const std::string& toml) {
  RulesFile file = parseRules(toml, "rules.toml");
  for (const Error& error : file.errors) ADD_FAILURE() << error.message();
  return std::move(file.rules);
}

std::vector<std::string> errors(const std::string& toml) {
  std::vector<std::string> out;
  for (const Error& error : parseRules(toml, "rules.toml").errors) out.push_back(error.message());
  return out;
}

// The document with one trigger and these words as its actor.
Made withEvent(const std::string& text, std::string_view trigger, EventType type, std::string_view actor = {}) {
  Made made(text);
  const uint32_t row = made.trigger(trigger, type);
  if (!actor.empty()) made.actor(row, actor, actor);
  return made;
}

MarkedEvents events(const Made& made, const std::string& toml) { return markEvents(made.document, rules(toml)); }

const std::string kStrike = "set = { type = \"PROTEST\", mode = \"strike\" }";

TEST(Patterns, AsteriskIsAnythingAndQuestionMarkOneCharacter) {
  EXPECT_TRUE(matchesPattern("strike*", "strike"));
  EXPECT_TRUE(matchesPattern("strike*", "strikers"));
  EXPECT_TRUE(matchesPattern("*union*", "unions"));
  EXPECT_TRUE(matchesPattern("*a*b", "xaxbxb"));
  EXPECT_TRUE(matchesPattern("?lan", "élan"));
  EXPECT_TRUE(matchesPattern("*", ""));
  EXPECT_FALSE(matchesPattern("strike", "strikes"));
  EXPECT_FALSE(matchesPattern("?strike", "strike"));
  EXPECT_FALSE(matchesPattern("*a*b", "xbxax"));
  EXPECT_FALSE(matchesPattern("?", ""));
}

TEST(Rules, TurnAnAssaultIntoAProtestWhereTheActorIsAUnion) {
  const std::string toml = rule("union strike", "trigger = \"strike*\"\nactor = \"*union*\"\n" + kStrike, "PROTEST");
  const MarkedEvents made = events(withEvent("The Union strikes on.", "strikes", EventType::Assault, "Union"), toml);
  ASSERT_EQ(made.events.size(), 1u);
  EXPECT_EQ(made.events[0].type, EventType::Protest);
  EXPECT_EQ(kModes[made.events[0].mode], "strike");
  EXPECT_EQ(made.events[0].rule, 0u);
  const MarkedEvents other = events(withEvent("The army strikes on.", "strikes", EventType::Assault, "army"), toml);
  EXPECT_EQ(other.events[0].type, EventType::Assault);
  EXPECT_EQ(other.events[0].rule, kNone);
}

TEST(Rules, AskForTheRecipientTheReadingAndTheSentence) {
  Made made("Police held two editors. Police held a thief over drugs.");
  made.document.sentences = {{{0, 24}, {0, 5}, false}, {{25, 56}, {5, 12}, true}};
  made.document.scores.triggers.push_back({1, EventType::Coerce, 0, Status::Actual, 0.9f, 0.9f, 0.9f});
  made.document.scores.triggers.push_back({6, EventType::Coerce, 0, Status::Actual, 0.9f, 0.9f, 0.9f});
  made.label(made.document.scores.event_words, 0, static_cast<uint8_t>(EventLabel::Recipient), "two", "editors");
  const auto fired = [&](const std::string& condition) {
    std::string out;
    for (const Event& e :
         events(made, rule("r", "trigger = \"held\"\n" + condition + "\n" + kStrike, "PROTEST")).events)
      out += e.rule == kNone ? '-' : '+';
    return out;
  };
  EXPECT_EQ(fired(""), "++");
  EXPECT_EQ(fired("recipient = \"edit*\""), "+-");
  EXPECT_EQ(fired("recipient = [\"nobody\", \"two editors\"]"), "+-");
  EXPECT_EQ(fired("actor = \"police\""), "--");
  EXPECT_EQ(fired("type = [\"ASSAULT\", \"COERCE\"]"), "++");
  EXPECT_EQ(fired("type = \"ASSAULT\""), "--");
  EXPECT_EQ(fired("status = \"negated\""), "--");
  EXPECT_EQ(fired("mode = \"-\""), "++");
  EXPECT_EQ(fired("context = \"drug*\""), "-+");
  EXPECT_EQ(fired("context = \"over drugs\""), "-+");
  EXPECT_EQ(fired("without = \"drugs\""), "+-");
  EXPECT_EQ(fired("context = \"police\"\nwithout = [\"drugs\", \"editors\"]"), "--");
}

TEST(Rules, AskForNeighbouringWordsOfWhichTheBracketedAreTheAnchor) {
  const auto fired = [](const std::string& trigger) {
    const Made made = withEvent("A hunger-strike broke out.", "strike", EventType::Assault);
    return events(made, rule("r", "trigger = \"" + trigger + "\"\n" + kStrike, "PROTEST")).events[0].rule == 0;
  };
  EXPECT_TRUE(fired("hunger-strike"));
  EXPECT_TRUE(fired("HUNGER - strik?"));
  EXPECT_TRUE(fired("strike broke"));
  EXPECT_TRUE(fired("hunger-[strike]"));
  EXPECT_FALSE(fired("[hunger]-strike"));
  EXPECT_FALSE(fired("hunger strike"));
}

TEST(Rules, FirstThatMatchesIsTheOnlyOne) {
  const std::string first = rule("first", "trigger = \"strike*\"\ncontext = \"pay\"\n" + kStrike, "PROTEST");
  const std::string second = rule("second", "trigger = \"strike*\"\nforbid = true", "nothing");
  const Made made = withEvent("The strike is about pay.", "strike", EventType::Assault);
  EXPECT_EQ(events(made, first + second).events.size(), 1u);
  EXPECT_TRUE(events(made, second + first).events.empty());
}

TEST(Rules, ForbiddenEventIsKeptForThoseWhoAsk) {
  const MarkedEvents made = events(withEvent("They strike.", "strike", EventType::Assault),
                                   rule("r", "trigger = \"strike\"\nforbid = true", "nothing"));
  EXPECT_TRUE(made.events.empty());
  ASSERT_EQ(made.forbidden.size(), 1u);
  EXPECT_EQ(made.forbidden[0].anchor, (ByteSpan{5, 11}));
  EXPECT_EQ(made.forbidden[0].rule, 0u);
}

TEST(Rules, TypeThatLacksTheModeDropsIt) {
  Made made("They strike.");
  made.trigger("strike", EventType::Assault);
  made.document.scores.triggers[0].mode = *named<Mode>(kModes, "drone");
  const Event event =
      events(made, rule("r", "trigger = \"strike\"\nset = { type = \"COERCE\", status = \"future\" }", "COERCE"))
          .events[0];
  EXPECT_EQ(event.type, EventType::Coerce);
  EXPECT_EQ(event.mode, 0);
  EXPECT_EQ(event.status, Status::Future);
}

TEST(Rules, WishForWordsThatTheyAddWhereverTheyStand) {
  Made made("Dockers downed tools. Jets were downed.");
  made.document.sentences = {{{0, 21}, {0, 4}, false}, {{22, 39}, {4, 8}, true}};
  const std::string add = "add = { type = \"PROTEST\", mode = \"strike\" }";
  const Wishes wishes =
      wishesOf(made.document, rules(rule("a", "trigger = \"[downed] tools\"\ncontext = \"never\"\n" + add, "PROTEST") +
                                    rule("b", "trigger = \"strike\"\nforbid = true", "nothing") +
                                    rule("c", "cue = \"jets were\"\nadd = { stance = \"ask\" }", "stance ask")));
  ASSERT_EQ(wishes.triggers.size(), 1u);
  EXPECT_EQ(wishes.triggers[0].words, (WordSpan{1, 2}));
  EXPECT_EQ(wishes.triggers[0].type, EventType::Protest);
  ASSERT_EQ(wishes.cues.size(), 1u);
  EXPECT_EQ(wishes.cues[0].words, (WordSpan{4, 6}));
}

TEST(Rules, WishedEventStandsOnlyWhereItsRuleMatches) {
  const std::string add =
      rule("a", "trigger = \"downed\"\nactor = \"dock*\"\nadd = { type = \"PROTEST\", mode = \"strike\" }", "PROTEST");
  for (const auto& [actor, expected] : {std::pair{"Dockers", 1u}, std::pair{"Pilots", 0u}}) {
    Made made = withEvent(std::string(actor) + " downed tools.", "downed", EventType::Protest, actor);
    made.document.scores.triggers[0].wished = true;
    EXPECT_EQ(events(made, add).events.size(), expected);
    EXPECT_TRUE(events(made, add).forbidden.empty());
    EXPECT_TRUE(events(made, rule("s", "trigger = \"downed\"\n" + kStrike, "PROTEST")).events.empty());
    EXPECT_TRUE(markEvents(made.document, {}).events.empty());
  }
}

TEST(Rules, AddedEventOverrulesWhatTheModelReads) {
  const Made made = withEvent("They downed tools.", "downed", EventType::Assault);
  const std::string add = rule("a", "trigger = \"downed\"\nadd = { type = \"PROTEST\", mode = \"strike\" }", "PROTEST");
  EXPECT_EQ(events(made, add).events[0].type, EventType::Protest);
}

TEST(Rules, ForbiddenClaimLeavesTheNestingOfTheOthersRight) {
  Made made("An aide said sources told him Yerevan denied that it fired.");
  const uint32_t outer = made.cue("said", Stance::State), middle = made.cue("told", Stance::State),
                 inner = made.cue("denied", Stance::Deny);
  made.content(outer, "sources", "fired");
  made.source(middle, "sources", "sources");
  made.content(middle, "Yerevan", "fired");
  made.content(inner, "it", "fired");
  const MarkedClaims all = markClaims(made.document, {});
  ASSERT_EQ(all.claims.size(), 3u);
  EXPECT_EQ(all.claims[2].within, 1u);
  const MarkedClaims some =
      markClaims(made.document, rules(rule("r", "cue = \"*\"\nsource = \"source*\"\nforbid = true", "nothing")));
  ASSERT_EQ(some.claims.size(), 2u);
  EXPECT_EQ(some.claims[1].within, 0u);
  EXPECT_EQ(some.forbidden.size(), 1u);
}

TEST(Rules, SetTheStanceByCueAddresseeAndStance) {
  Made made("Baku told reporters it fired.");
  const uint32_t cue = made.cue("told", Stance::State);
  made.content(cue, "it", "fired");
  made.label(made.document.scores.claim_words, cue, static_cast<uint8_t>(ClaimLabel::To), "reporters", "reporters");
  const auto stance = [&](const std::string& conditions) {
    const std::string lines = "cue = \"t?ld\"\n" + conditions + "\nset = { stance = \"admit\" }";
    return markClaims(made.document, rules(rule("r", lines, "stance admit"))).claims[0].stance;
  };
  EXPECT_EQ(stance("to = \"report*\"\nstance = \"state\""), Stance::Admit);
  EXPECT_EQ(stance("to = \"police\""), Stance::State);
  EXPECT_EQ(stance("stance = [\"deny\", \"ask\"]"), Stance::State);
}

TEST(RulesFile, NamesEveryMistakeWithItsLineAtOnce) {
  const std::vector<std::string> found = errors(
      "[[rule]]\n"
      "name = \"a\"\n"
      "triger = \"x\"\n"
      "set = { type = \"PROTEST\" }\n"
      "example = \"x\"\n"
      "expect = \"PROTEST\"\n"
      "[[rule]]\n"
      "name = \"b\"\n"
      "trigger = \"x\"\n"
      "type = [\"ASSAULT\",\n"
      "  \"ASAULT\"]\n"
      "forbid = true\n"
      "example = \"x\"\n"
      "expect = \"nothing\"\n");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0],
            "rules.toml:1: rule 'a': it has neither trigger nor cue (trigger = \"…\" for events, or cue = \"…\" for "
            "claims)");
  EXPECT_EQ(found[1].find("rules.toml:3: rule 'a': 'triger' is no key of a rule (one of name, "), 0u) << found[1];
  EXPECT_EQ(found[2].find("rules.toml:11: rule 'b': 'ASAULT' is no type (one of AGREE, CONSULT"), 0u) << found[2];
}

TEST(RulesFile, RefusesWhatWouldNotDoWhatItSays) {
  const auto only = [](const std::string& lines, const std::string& expect, std::string_view part) {
    const std::vector<std::string> found = errors(rule("r", lines, expect));
    ASSERT_EQ(found.size(), 1u) << lines;
    EXPECT_NE(found[0].find(part), std::string::npos) << found[0];
  };
  const std::string add = "add = { type = \"PROTEST\" }";
  only("trigger = \"x\"\nsource = \"y\"\n" + kStrike, "PROTEST", ":4: rule 'r': 'source' belongs to rules for cues");
  only("trigger = \"x\"\ncolour = \"y\"\n" + kStrike, "PROTEST", ":4: rule 'r': 'colour' is no key of a rule");
  only("trigger = \"x\"\nforbid = true\n" + add, "nothing", "more than one thing");
  only("trigger = \"x\"", "PROTEST", "it does nothing");
  only("trigger = \"x\"\nforbid = false", "nothing", "'forbid' is not true");
  only("trigger = \"x\"\nset = { type = \"ASSAULT\", mode = \"strike\" }", "ASSAULT", "ASSAULT cannot be of mode");
  only("trigger = \"x\"\nset = { mode = \"strike\" }", "PROTEST", "without its type");
  only("trigger = \"x\"\nset = { stance = \"deny\" }", "PROTEST", "'stance' cannot be given");
  only("cue = \"x\"\nadd = { stance = \"denies\" }", "stance deny", "'denies' is no stance");
  only("trigger = \"x\"\ntype = \"ASSAULT\"\nmode = \"strike\"\nforbid = true", "nothing", "has the mode 'strike'");
  only("trigger = \"x y\"\n" + add, "PROTEST", "a trigger is one word");
  only("trigger = \"*\"\n" + add, "PROTEST", "would add every word");
  only("trigger = \"x\"\nstatus = \"actual\"\n" + add, "PROTEST", "add asks for words alone");
  only("trigger = \"x\"\nadd = { mode = \"strike\" }", "PROTEST", "an added event has no type");
  only("trigger = \"[x\"\nforbid = true", "nothing", "square brackets");
  only("trigger = \"x\"\ncontext = \"[y]\"\nforbid = true", "nothing", "square brackets");
  only("trigger = \" \"\nforbid = true", "nothing", "holds no word");
  only("trigger = []\nforbid = true", "nothing", "'trigger' is empty");
  only("trigger = [\"x\", 3]\nforbid = true", "nothing", "something else than texts");
  only("trigger = 3\nforbid = true", "nothing", "'trigger' is no text");
  only("trigger = \"x\"\nforbid = true", "PROTEST", "not what such a rule leads to");
  only("trigger = \"x\"\n" + kStrike, "nothing", "not what such a rule leads to");
  only("trigger = \"x\"\n" + kStrike, "PROTEST soon", "'PROTEST soon' is no reading");
  only("cue = \"x\"\nset = { stance = \"deny\" }", "deny", "'deny' is no reading");
}

TEST(RulesFile, WithoutRulesOrWithoutTomlSaysWhatWouldBeRight) {
  EXPECT_EQ(errors("").size(), 1u);
  EXPECT_EQ(errors("rule = 3").size(), 1u);
  EXPECT_EQ(errors("[rule]\nname = \"a\"").size(), 1u);
  EXPECT_EQ(errors("title = 3\n" + rule("r", "trigger = \"x\"\nforbid = true", "nothing")).size(), 1u);
  const std::vector<std::string> broken = errors("[[rule]]\nname = \"a\n");
  ASSERT_EQ(broken.size(), 1u);
  EXPECT_EQ(broken[0].find("rules.toml:2: "), 0u) << broken[0];
  EXPECT_EQ(errors("\xFF\xFE\xC0").size(), 1u);
  EXPECT_EQ(errors("[[?rule]]").size(), 1u) << "fails an assertion of toml++ 3.3";
  EXPECT_EQ(errors("[[é]]").size(), 1u) << "reaches what toml++ 3.3 takes for unreachable";
  EXPECT_EQ(readRules("/nowhere/rules.toml").errors.size(), 1u);
  const std::string twice = rule("r", "trigger = \"x\"\nforbid = true", "nothing");
  ASSERT_EQ(errors(twice + twice).size(), 1u);
  EXPECT_NE(errors(twice + twice)[0].find("line 1 has a rule of this name"), std::string::npos);
}

}  // namespace
}  // namespace legomena
