#include "read/page.h"

#include <gtest/gtest.h>

#include "read/encoding.h"
#include "read/page_meta.h"
#include "read/page_tree.h"

namespace legomena {
namespace {

const std::string kFirst =
    "The two governments said on Monday, after a night of talks, that a truce would begin at noon, and that envoys "
    "would "
    "watch over it from both sides of the river.";
const std::string kSecond =
    "“We will keep our word,” the defence ministry said in a statement, “but we will answer every shot, every shell, "
    "and "
    "every drone that crosses the line.”";
const std::string kThird =
    "Residents of the border villages, who have spent three weeks in cellars, told a reporter that they had heard such "
    "promises before, and that they would wait, and see.";

std::string examplePage(const std::string& head = "", const std::string& inside = "") {
  return "<!DOCTYPE html><html><head><title>Truce to begin at noon - The Example Post</title>" + head +
         "</head><body><nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
         "<div id='page'><h1>Truce to begin at noon on the river</h1><div class='share-tools'>Share this story</div>"
         "<div class='article-body'><p>" +
         kFirst + "</p><p>" + kSecond + "</p>" + inside + "<p>" + kThird +
         "</p></div><div class='related'><ul><li><a href='/a'>Another story about the river</a></li>"
         "<li><a href='/b'>A third story, which is older</a></li></ul></div></div>"
         "<footer>Copyright The Example Post. <a href='/terms'>Terms</a></footer></body></html>";
}

TEST(Page, TextIsHeadlineBlankLineAndParagraphs) {
  const auto article = readPage(examplePage());
  ASSERT_TRUE(article);
  EXPECT_EQ(article->text, "Truce to begin at noon on the river\n\n" + kFirst + "\n\n" + kSecond + "\n\n" + kThird);
  EXPECT_EQ(article->meta.title, "Truce to begin at noon on the river");
  ASSERT_FALSE(article->sections.empty());
  EXPECT_EQ(article->sections[0].kind, SectionKind::Headline);
}

TEST(Page, ScriptsHiddenPartsAndLinksAreNoText) {
  const auto article = readPage(
      examplePage("",
                  "<script>var x = '<p>not this</p>';</script><p style='display:none'>hidden words</p>"
                  "<p><a href='/more'>Read more: The history of the river</a></p><!-- a note --><style>p {}</style>"));
  ASSERT_TRUE(article);
  EXPECT_EQ(article->text, "Truce to begin at noon on the river\n\n" + kFirst + "\n\n" + kSecond + "\n\n" + kThird);
}

TEST(Page, BlanksAreShownAsBrowsersShowThem) {
  const auto article =
      readPage(examplePage("",
                           "<p>One  <b>bold</b>\n word,&nbsp;and <i>an</i>other&mdash;<br>behind a break, "
                           "which is long enough to be read.<br><br>A paragraph of its own, after two breaks.</p>"));
  ASSERT_TRUE(article);
  EXPECT_NE(article->text.find("\n\nOne bold word, and another— behind a break, which is long enough to be read.\n\n"
                               "A paragraph of its own, after two breaks.\n\n"),
            std::string::npos)
      << article->text;
}

TEST(Page, MetadataComesFromTagsOfTheHead) {
  const auto article = readPage(examplePage(
      "<meta property='og:title' content='Another headline'><meta property='og:site_name' content='The Example Post'>"
      "<meta property='article:published_time' content='2020-10-11T08:30:00Z'>"
      "<link rel='canonical' href='https://example.org/truce'>"));
  ASSERT_TRUE(article);
  EXPECT_EQ(article->meta.published, "2020-10-11");
  EXPECT_EQ(article->meta.outlet, "The Example Post");
  EXPECT_EQ(article->meta.url, "https://example.org/truce");
}

TEST(Page, MetadataComesFromJsonLd) {
  const auto tree = parsePage(
      "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebSite\", \"name\": \"x\"}, {\"@type\": "
      "[\"NewsArticle\"], \"headline\": \"Envoys&#8217; truce\", \"datePublished\": \"2020-10-11\", \"publisher\": "
      "{\"name\": \"The Example Post\"}, \"url\": \"https://example.org/1\"}]}</script><p>x");
  ASSERT_TRUE(tree);
  const auto meta = readPageMeta(*tree);
  EXPECT_EQ(meta.title, "Envoys’ truce");
  EXPECT_EQ(meta.published, "2020-10-11");
  EXPECT_EQ(meta.outlet, "The Example Post");
  EXPECT_EQ(meta.url, "https://example.org/1");
}

TEST(Page, VisibleDateAndTitleServeWhereTheHeadIsSilent) {
  const auto tree =
      parsePage("<title>Truce to begin at noon - The Post</title><time datetime='2020-10-11T08:30'>Sunday</time>");
  ASSERT_TRUE(tree);
  const auto meta = readPageMeta(*tree);
  EXPECT_EQ(meta.title, "Truce to begin at noon");
  EXPECT_EQ(meta.published, "2020-10-11");
  EXPECT_FALSE(meta.outlet);
  EXPECT_FALSE(meta.url);
}

TEST(Page, UnclearDateIsNone) {
  const auto tree = parsePage("<meta property='article:published_time' content='10/11/2020'>");
  ASSERT_TRUE(tree);
  EXPECT_FALSE(readPageMeta(*tree).published);
}

TEST(Page, StoryInJsonLdServesWhereThePageIsEmpty) {
  const auto article = readPage(
      "<html><script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": "
      "\"Truce\", \"articleBody\": \"" +
      kFirst + "\"}</script><div id='root'></div></html>");
  ASSERT_TRUE(article);
  EXPECT_EQ(article->text, "Truce\n\n" + kFirst);
}

TEST(Page, OverflowingReferenceBecomesAReplacementCharacter) {
  const auto article =
      readPage("<html><body><p title='&#x1DDDDDDDDDDDDDDDDDD1;'>One &#x1DDDDDDDDDDDDDDDDDDDD1; two.</p></body></html>");
  ASSERT_TRUE(article);
  EXPECT_TRUE(isUtf8(article->text));
}

TEST(Page, PageOfShortLinesIsItsLines) {
  const auto article = readPage("<html><body><p>Truce.</p><p>It holds.</p></body></html>");
  ASSERT_TRUE(article);
  EXPECT_EQ(article->text, "Truce.\n\nIt holds.");
}

TEST(Page, PageWithoutTextIsAnError) {
  EXPECT_FALSE(readPage("<html><body><script>render()</script></body></html>"));
  EXPECT_FALSE(readPage(""));
}

std::string repeated(std::string_view what, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += what;
  return out;
}

TEST(Page, DeepNestingKeepsItsText) {
  for (const std::string_view tag : {"<div>", "<span>", "<ul><li>", "<table><tr><td>", "<b>", "<a href='x'>", "<x-y>",
                                     "<blockquote><p>", "<div></x>", "<a><div></a>", "<table><tr><td></div><div>",
                                     "<optgroup>", "<ruby><rt>", "<fieldset><p>", "<p><font size='1'>"}) {
    const auto article = readPage("<html><body>" + repeated(tag, 100'000) + kFirst);
    ASSERT_TRUE(article) << tag;
    EXPECT_EQ(article->text, kFirst) << tag;
  }
}

TEST(Page, HostileMarkupTakesLinearTime) {
  for (const std::string_view part :
       {"<!--", "<script", "<script>", "<svg>", "<a b='", "</", "<", "<!", "<p <", "&#x;", "<title>", "<textarea>",
        "<iframe>", "<select><option>", "<a x=1 y=2 z=3>", "<form>", "<template>"})
    (void)readPage("<html><body><p>" + kFirst + repeated(part, 200'000));
  (void)readPage("<p " + repeated("a=1 b ", 100'000) + ">" + kFirst);
}

TEST(Page, PageOfMoreTagsThanAnyArticleIsAnError) {
  const auto article = readPage("<html>" + repeated("<p>x", 500'000));
  ASSERT_FALSE(article);
  EXPECT_NE(article.error().message().find("tags"), std::string::npos);
}

TEST(Page, IsToldFromPlainText) {
  EXPECT_TRUE(looksLikePage("\n<!DOCTYPE HTML><html>"));
  EXPECT_TRUE(looksLikePage("<?xml version='1.0'?><html>"));
  EXPECT_TRUE(looksLikePage("<p>The envoy left."));
  EXPECT_FALSE(looksLikePage("<The envoy> left."));
  EXPECT_FALSE(looksLikePage("The <p> tag begins a paragraph."));
}

TEST(Page, ThinnedPageNestsAndKeepsItsWords) {
  EXPECT_EQ(thinned("<div><span>a</div>b"), "<div><span>a</span></div>b");
  EXPECT_EQ(thinned("a</div>b"), "ab");
  EXPECT_EQ(thinned("a < b, <b>c</b><!-- x --><SCRIPT>d</script>"), "a &lt; b, c ");
  EXPECT_EQ(thinned("<table><tr><td></div>a"), "<table><tr><td>a");
}

}  // namespace
}  // namespace legomena
