#include "read/json_lines.h"

#include <gtest/gtest.h>

namespace legomena {
namespace {

TEST(JsonLines, FieldsAreTakenToTheLetter) {
  const auto article = readJsonLine(
      R"({"id": "a1", "title": " Truce ", "published": "April 11, 2024", "outlet": "The Example", "url": "http://e.org/1",)"
      R"( "text": "  It\u2019s over,\r\n\the said.  ", "other": [1, {"text": "no"}]})",
      {});
  ASSERT_TRUE(article);
  EXPECT_EQ(article->meta.id, "a1");
  EXPECT_EQ(article->meta.title, " Truce ");
  EXPECT_EQ(article->meta.published, "April 11, 2024");
  EXPECT_EQ(article->meta.outlet, "The Example");
  EXPECT_EQ(article->meta.url, "http://e.org/1");
  EXPECT_EQ(article->text, "  It’s over,\r\n\the said.  ");
}

TEST(JsonLines, NullAndMissingFieldsAreAbsentAndNumbersAreIds) {
  const auto article = readJsonLine(R"({"id": 17, "title": null, "text": "He left."})", {});
  ASSERT_TRUE(article);
  EXPECT_EQ(article->meta.id, "17");
  EXPECT_FALSE(article->meta.title);
  EXPECT_FALSE(article->meta.url);
}

TEST(JsonLines, FieldsMayHaveOtherNames) {
  ReadOptions options;
  options.text_field = "body";
  options.id_field = "key";
  const auto article = readJsonLine(R"({"key": "k", "body": "He left.", "text": "not this"})", options);
  ASSERT_TRUE(article);
  EXPECT_EQ(article->meta.id, "k");
  EXPECT_EQ(article->text, "He left.");
}

TEST(JsonLines, LoneSurrogatesAndBrokenBytesBecomeReplacementCharacters) {
  const auto lone = readJsonLine(R"({"text": "a\ud83db \udc00 \ud83d\ude00 \\ud800"})", {});
  ASSERT_TRUE(lone);
  EXPECT_EQ(lone->text, "a\uFFFDb \uFFFD \U0001F600 \\ud800");
  const auto broken = readJsonLine("{\"text\": \"caf\xE9 said\"}", {});
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->text, "caf\uFFFD said");
}

TEST(JsonLines, ErrorsSayWhatWouldBeRight) {
  EXPECT_NE(readJsonLine("{\"text\": \"cut off", {}).error().message().find("broken JSON"), std::string::npos);
  EXPECT_EQ(readJsonLine("[1]", {}).error().what, "a JSON value that is no object");
  EXPECT_EQ(readJsonLine("{\"title\": \"x\"}", {}).error().what, "no text in field 'text'");
  EXPECT_EQ(readJsonLine("{\"text\": [\"x\"]}", {}).error().what, "no text in field 'text'");
}

TEST(JsonLines, AreToldFromTextByTheirFirstField) {
  EXPECT_TRUE(looksLikeJsonLines("{\"id\": 1}"));
  EXPECT_TRUE(looksLikeJsonLines(" \n{ \"id\": 1}"));
  EXPECT_FALSE(looksLikeJsonLines("{Correction} The envoy left."));
  EXPECT_FALSE(looksLikeJsonLines("The envoy left."));
  EXPECT_FALSE(looksLikeJsonLines(""));
}

}  // namespace
}  // namespace legomena
