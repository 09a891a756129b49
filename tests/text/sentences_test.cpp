#include "text/sentences.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace legomena {
namespace {

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> out;
  for (const Sentence& s : splitSentences(text)) out.emplace_back(cut(text, s.span));
  return out;
}

using Texts = std::vector<std::string>;

TEST(Sentences, StopBeforeCapitalEndsOne) {
  EXPECT_EQ(texts("The truce held. Both sides said so."), (Texts{"The truce held.", "Both sides said so."}));
}

TEST(Sentences, AbbreviationsAndInitialsEndNone) {
  EXPECT_EQ(texts("Lt. Gen. J. Smith met Mr. Brown at 5 p.m. Monday."),
            (Texts{"Lt. Gen. J. Smith met Mr. Brown at 5 p.m. Monday."}));
}

TEST(Sentences, ShortenedCountryEndsOneOnlyBeforeANewBeginning) {
  EXPECT_EQ(texts("They left the U.S. The talks failed."), (Texts{"They left the U.S.", "The talks failed."}));
  EXPECT_EQ(texts("The U.S. Treasury denied it."), (Texts{"The U.S. Treasury denied it."}));
}

TEST(Sentences, ClosingQuotesBelongToTheSentence) {
  EXPECT_EQ(texts("“We deny it.” “It is a lie.”"), (Texts{"“We deny it.”", "“It is a lie.”"}));
  EXPECT_EQ(texts("(It fell.) He ran."), (Texts{"(It fell.)", "He ran."}));
}

TEST(Sentences, AQuestionInQuotesGoesOnWithASmallLetter) {
  EXPECT_EQ(texts("“Who fired?” he asked."), (Texts{"“Who fired?” he asked."}));
}

TEST(Sentences, FootnoteMarksBelongToTheSentence) {
  EXPECT_EQ(texts("The town fell. [12] [13] It burned."), (Texts{"The town fell. [12] [13]", "It burned."}));
  EXPECT_EQ(texts("The town fell. [12]It burned."), (Texts{"The town fell.", "[12]It burned."}));
}

TEST(Sentences, SmallLetterAfterAPlainWordBeginsOne) {
  EXPECT_EQ(texts("it was night. then they came."), (Texts{"it was night.", "then they came."}));
  EXPECT_EQ(texts("it went on ... and on."), (Texts{"it went on ... and on."}));
}

TEST(Sentences, LineEndAlwaysEndsOneAndBlanksAreTrimmed) {
  EXPECT_EQ(texts("Truce broken\n\n  The army said \r\nnothing. \n"),
            (Texts{"Truce broken", "The army said", "nothing."}));
}

TEST(Sentences, TheLastOfALineEndsAParagraph) {
  const std::vector<Sentence> s = splitSentences("One. Two. \nThree.");
  ASSERT_EQ(s.size(), 3u);
  EXPECT_FALSE(s[0].ends_paragraph);
  EXPECT_TRUE(s[1].ends_paragraph);
  EXPECT_TRUE(s[2].ends_paragraph);
}

TEST(Sentences, NothingGivesNone) {
  EXPECT_TRUE(texts("").empty());
  EXPECT_TRUE(texts(" \n\t\n").empty());
}

}  // namespace
}  // namespace legomena
