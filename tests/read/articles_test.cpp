#include "read/articles.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <random>

#include "read/folder.h"
#include "read/packing.h"

namespace legomena {
namespace {

struct Outcome {
  std::vector<Article> articles;
  std::vector<std::string> errors;
};

Outcome readAll(const std::vector<std::string>& inputs, const ReadOptions& options = {}) {
  Outcome out;
  readArticles(
      inputs, options, [&](Article&& article) { out.articles.push_back(std::move(article)); },
      [&](const Error& error) { out.errors.push_back(error.message()); });
  return out;
}

TEST(Articles, PlainTextIsKeptToTheLetterAndNamedByItsFile) {
  const TestFolder folder;
  const std::string text = "  Truce begins at noon\r\n\r\nThe truce\tbegan.  \n";
  const auto out = readAll({folder.write("truce.txt", text)});
  ASSERT_EQ(out.articles.size(), 1u);
  EXPECT_EQ(out.articles[0].text, text);
  EXPECT_EQ(out.articles[0].meta.id, "truce.txt");
  EXPECT_FALSE(out.articles[0].meta.title);
}

TEST(Articles, FormatIsFoundByLookingNotByName) {
  const TestFolder folder;
  folder.write("1.txt", zstded("{\"text\": \"It held.\"}\n"));
  folder.write(
      "2.jsonl",
      gzipped("<html><body><h1>Truce begins at noon today</h1><p>The truce began, it is said, on both sides of it."));
  folder.write("3.html", "It held.");
  const auto out = readAll({folder.path()});
  EXPECT_TRUE(out.errors.empty()) << out.errors[0];
  ASSERT_EQ(out.articles.size(), 3u);
  EXPECT_EQ(out.articles[0].meta.id, "1.txt:1");
  EXPECT_EQ(out.articles[0].text, "It held.");
  EXPECT_EQ(out.articles[1].meta.title, "Truce begins at noon today");
  EXPECT_EQ(out.articles[2].meta.id, "3");
}

TEST(Articles, BrokenLineAmidGoodOnesIsNamedAndTheRestGoesOn) {
  const TestFolder folder;
  const std::string path = folder.write("a.jsonl",
                                        "\xEF\xBB\xBF{\"id\": \"1\", \"text\": \"One.\"}\r\n\n{\"id\": \"2\", "
                                        "\"te\n{\"id\": \"3\"}\n{\"text\": \" \"}\n{\"text\": \"Six.\"}");
  const auto out = readAll({path});
  ASSERT_EQ(out.articles.size(), 2u);
  EXPECT_EQ(out.articles[0].text, "One.");
  EXPECT_EQ(out.articles[1].meta.id, "a.jsonl:6");
  ASSERT_EQ(out.errors.size(), 3u);
  EXPECT_TRUE(out.errors[0].starts_with(path + ":3: broken JSON")) << out.errors[0];
  EXPECT_TRUE(out.errors[1].starts_with(path + ":4: no text in field 'text'")) << out.errors[1];
  EXPECT_TRUE(out.errors[2].starts_with(path + ":5: no text")) << out.errors[2];
}

TEST(Articles, FirstLineMayBeTheBrokenOne) {
  const TestFolder folder;
  const auto out = readAll({folder.write("a.jsonl", "{broken\n{\"text\": \"Two.\"}\n{\"text\": \"Three.\"}\n")});
  EXPECT_EQ(out.articles.size(), 2u);
  EXPECT_EQ(out.errors.size(), 1u);
}

TEST(Articles, StandardInputIsReadLikeAFile) {
  const TestFolder folder;
  const std::string path = folder.write("in", zstded("{\"text\": \"One.\"}\n"));
  ASSERT_NE(std::freopen(path.c_str(), "rb", stdin), nullptr);
  const auto out = readAll({"-"});
  ASSERT_EQ(out.articles.size(), 1u);
  EXPECT_EQ(out.articles[0].meta.id, "stdin:1");
}

TEST(Articles, LineOnTheBorderOfTwoReadsIsWhole) {
  const TestFolder folder;
  std::string lines, text(100'000, 'a');
  for (int i = 0; i < 20; ++i) lines += "{\"id\": \"" + std::to_string(i) + "\", \"text\": \"" + text + "\"}\n";
  const auto out = readAll({folder.write("a.jsonl", lines)});
  ASSERT_EQ(out.articles.size(), 20u);
  for (const auto& article : out.articles) EXPECT_EQ(article.text, text);
}

TEST(Articles, WhatIsNoArticleIsAnErrorAndTheOthersCome) {
  const TestFolder folder;
  std::mt19937 random(7);
  std::string noise(10'000, '\0');
  for (auto& c : noise) c = static_cast<char>(random());
  const std::string gz = gzipped(std::string(100'000, 'x') + noise);
  folder.write("1_empty", "");
  folder.write("2_blank", " \n\t\n");
  folder.write("3_noise", noise);
  folder.write("4_cut.gz", std::string_view(gz).substr(0, gz.size() / 2));
  folder.write("5_paper.pdf", "%PDF-1.4\n1 0 obj\n");
  folder.write("6_array.json", "[{\"text\": \"One.\"}]");
  folder.write("7_pretty.json", "{\n  \"text\": \"One.\"\n}\n");
  folder.write("8_page.html", "<html><body></body></html>");
  folder.write("9_good.txt", "The truce held.");
  const auto out = readAll({folder.path() + "/missing", folder.path()});
  ASSERT_EQ(out.articles.size(), 1u);
  EXPECT_EQ(out.articles[0].text, "The truce held.");
  ASSERT_EQ(out.errors.size(), 9u);
  const std::vector<std::string> what{"cannot be opened",   "an empty file", "no text",      "many control characters",
                                      "end too early",      "a PDF file",    "a JSON array", "over several lines",
                                      "a page without text"};
  for (size_t i = 0; i < what.size(); ++i) EXPECT_NE(out.errors[i].find(what[i]), std::string::npos) << out.errors[i];
}

TEST(Articles, TooLongTextIsAnErrorAndMemoryStaysSmall) {
  const TestFolder folder;
  std::string sentence = "The envoy said that talks would go on. ", text;
  while (text.size() < 50u << 20) text += sentence;
  const std::string long_line = "{\"text\": \"" + text + "\"}\n";
  folder.write("1.txt", text);
  folder.write("2.txt.gz", gzipped(text));
  folder.write("3.jsonl", long_line + "{\"text\": \"Short.\"}\n");
  folder.write("4.html", "<html><p>" + text);
  text = {};
  const auto out = readAll({folder.path()});
  ASSERT_EQ(out.articles.size(), 1u);
  EXPECT_EQ(out.articles[0].meta.id, "3.jsonl:2");
  EXPECT_EQ(out.errors.size(), 4u);
  for (const auto& error : out.errors) EXPECT_NE(error.find("bytes"), std::string::npos) << error;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  EXPECT_LT(usage.ru_maxrss, 1'000'000) << "kilobytes";
}

TEST(Articles, OneEndlessLineIsReadUpToTheLimit) {
  const TestFolder folder;
  std::string text;
  while (text.size() < 1'900'000) text += "the envoy said ";
  const std::string path = folder.write("a.txt", text);
  const auto out = readAll({path});
  ASSERT_EQ(out.articles.size(), 1u);
  EXPECT_EQ(out.articles[0].text, text);
  ReadOptions options;
  options.most_bytes = 1'000'000;
  EXPECT_EQ(readAll({path}, options).errors.size(), 1u);
}

TEST(Articles, Utf16TextWithoutMarkIsReadAndIsNotBinary) {
  const TestFolder folder;
  std::string utf16;
  for (const char c : std::string("Truce begins at noon\n\nThe truce began.")) (utf16 += c) += '\0';
  const auto out = readAll({folder.write("a.txt", utf16)});
  ASSERT_EQ(out.articles.size(), 1u);
  EXPECT_EQ(out.articles[0].text, "Truce begins at noon\n\nThe truce began.");
}

TEST(Articles, JsonLinesInUtf16AreJsonLines) {
  const TestFolder folder;
  std::string utf16;
  for (const char c : std::string("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n")) (utf16 += c) += '\0';
  const auto out = readAll({folder.write("a.jsonl", utf16)});
  ASSERT_EQ(out.articles.size(), 2u);
  EXPECT_EQ(out.articles[1].text, "Two.");
}

}  // namespace
}  // namespace legomena
