// What must hold whatever the model has learnt, on the examples.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "pipeline.h"
#include "read/articles.h"
#include "read/sections.h"

namespace legomena {
namespace {

const Resources& resources() {
  static const Resources opened = [] {
    Result<Resources> r = openResources(LEGOMENA_SOURCE_DIR "/models/reader.legomena", LEGOMENA_SOURCE_DIR "/data");
    if (!r) throw std::runtime_error(r.error().message());
    return *std::move(r);
  }();
  return opened;
}

std::vector<Article> examples() {
  std::vector<Article> out;
  readArticles(
      {LEGOMENA_SOURCE_DIR "/examples"}, {}, [&](Article&& a) { out.push_back(std::move(a)); },
      [](const Error& e) { ADD_FAILURE() << e.message(); });
  return out;
}

Document readText(std::string text) {
  Article article;
  article.text = std::move(text);
  article.sections = sectionsOf(article.text, std::nullopt);
  Scratch scratch;
  return read(std::move(article), resources(), scratch);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// Words of all cues and triggers, with stance and type.
std::multiset<std::string> anchors(const Document& d) {
  std::multiset<std::string> out;
  for (const Claim& c : d.claims) out.insert(std::string(d.cut(c.cue)) + std::string(nameOf(kStances, c.stance)));
  for (const Event& e : d.events) out.insert(std::string(d.cut(e.trigger)) + std::string(nameOf(kEventTypes, e.type)));
  return out;
}

double shared(const std::multiset<std::string>& a, const std::multiset<std::string>& b) {
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return 2.0 * static_cast<double>(both.size()) / static_cast<double>(a.size() + b.size());
}

TEST(Properties, AParagraphAddedAtTheEndChangesNoClaimOfEarlierWindows) {
  for (const Article& article : examples()) {
    const Document before = readText(article.text);
    const Document after = readText(article.text + "\n\nThe two ministries did not answer questions on Tuesday.");
    ASSERT_FALSE(before.windows.empty());
    const uint32_t last = before.words[before.windows.back().own].span.begin;
    size_t compared = 0;
    for (size_t i = 0; i < before.claims.size() && before.claims[i].cue.end <= last; ++i, ++compared) {
      ASSERT_LT(i, after.claims.size());
      EXPECT_EQ(before.claims[i].cue, after.claims[i].cue);
      EXPECT_EQ(before.claims[i].content, after.claims[i].content);
      EXPECT_EQ(before.claims[i].stance, after.claims[i].stance);
    }
    EXPECT_GT(compared, 0u);
  }
}

TEST(Properties, RenamingACountryKeepsWhatIsDone) {
  for (const Article& article : examples()) {
    std::string text = article.text;
    if (text.find("Armenia") == std::string::npos) continue;
    text = replaced(replaced(replaced(text, "Armenian", "Georgian"), "Armenia", "Georgia"), "Yerevan", "Tbilisi");
    const Document before = readText(article.text), after = readText(text);
    EXPECT_GT(shared(anchors(before), anchors(after)), 0.9);
    const auto has = [](const Document& d, std::string_view country) {
      return std::any_of(d.parties.begin(), d.parties.end(), [&](const Party& p) { return p.country == country; });
    };
    EXPECT_TRUE(has(before, "ARM"));
    EXPECT_FALSE(has(after, "ARM"));
    EXPECT_TRUE(has(after, "GEO"));
  }
}

TEST(Properties, StraightQuotesForCurlyOnesKeepMostMarks) {
  for (const Article& article : examples()) {
    const std::string straight = replaced(replaced(replaced(article.text, "“", "\""), "”", "\""), "’", "'");
    EXPECT_GT(shared(anchors(readText(article.text)), anchors(readText(straight))), 0.9);
  }
}

TEST(Properties, EveryStageLeavesSoundTables) {
  for (Article& article : examples()) {
    Scratch scratch;
    static size_t stages_seen;
    stages_seen = 0;
    read(std::move(article), resources(), scratch, {}, [](std::string_view, const Document&) { ++stages_seen; });
    EXPECT_EQ(stages_seen, stages().size());
  }
}

TEST(Properties, AnArticleWithoutWordsHasNoMarks) {
  for (const char* text : {"", "   \n\n ", "* * *", "\xE2\x80\xA6"}) {
    const Document d = readText(text);
    EXPECT_TRUE(d.claims.empty());
    EXPECT_TRUE(d.parties.empty());
  }
}

}  // namespace
}  // namespace legomena
