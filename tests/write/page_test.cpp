#include "write/page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "write/json.h"

namespace legomena {
namespace {

Record truce() {
  return *readRecord(
      R"({"id": "truce", "title": "Truce holds, ministry says", "published": null, "outlet": null, "url": null,
    "text": "Truce holds, ministry says\n\nThe ministry denied that its army shelled the town.",
    "claims": [{"id": "c1", "cue": [22, 26], "source": [[13, 21]], "speakers": ["p1"], "content": [[0, 11]],
                "stance": "state", "to": null, "within": null},
               {"id": "c2", "cue": [41, 47], "source": [[28, 40]], "speakers": ["p1"], "content": [[53, 78]],
                "stance": "deny", "to": null, "within": null}],
    "events": [{"id": "e1", "trigger": [62, 69], "type": "ASSAULT", "mode": null, "status": "actual", "actors": ["p1"],
                "actor_spans": [[53, 61]], "recipients": [], "recipient_spans": [[70, 78]], "when": null, "where": null,
                "numbers": [], "claim": "c2"}],
    "parties": [{"id": "p1", "name": "Defence Ministry", "kind": "body", "country": "AZE", "sector": "GOV",
                 "mentions": [[13, 21], [28, 40]]}]})");
}

size_t count(const std::string& text, const std::string& what) {
  size_t found = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++found;
  return found;
}

const std::string kDataBegin = "<script type=\"application/json\" id=\"data\">";

// What a browser's parser takes as the data: up to the first end of a script.
std::string data(const std::string& page) {
  const size_t begin = page.find(kDataBegin) + kDataBegin.size();
  return page.substr(begin, page.find("</script", begin) - begin);
}

std::string shell(const std::string& page) {
  const size_t begin = page.find(kDataBegin) + kDataBegin.size();
  return page.substr(0, begin) + page.substr(page.find("</script", begin));
}

std::string source(const std::string& name) {
  std::ifstream file(LEGOMENA_SOURCE_DIR "/src/write/page/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Page, HostileTextStaysData) {
  Record record = truce();
  record.text +=
      "\n</script><script>alert(1)</script> <!-- <script> ]]> --> &lt; \" ' \\ `${x}` \u2028\u2029 \U0001F54A {{data}}";
  record.id = "</SCRIPT ><img src=x onerror=alert(1)>";
  record.title = "<!--<script>";
  record.parties[0].name = "\"</script\n>";
  record.parties[0].country = "</script>";
  const std::string page = pageHtml({record});

  EXPECT_EQ(shell(page), shell(pageHtml({})));
  for (const char* mark : {"<", ">", "&", "\u2028", "\u2029"}) EXPECT_EQ(count(data(page), mark), 0u) << mark;
  EXPECT_NE(data(page).find("\U0001F54A"), std::string::npos);
}

TEST(Page, DataIsTheRecordsToTheLetter) {
  Record record = truce();
  record.text += " <b>&amp;</b> \U0001F54A \u2028 \\u003c";
  const std::string held = data(pageHtml({record}));
  const size_t begin = held.find("[\n") + 2;
  const Result<Record> read = readRecord(held.substr(begin, held.rfind("\n]") - begin));
  ASSERT_TRUE(read) << read.error().message();
  EXPECT_EQ(recordJson(*read), recordJson(record));
}

TEST(Page, EveryIdIsInThePage) {
  Record other = truce();
  other.id = "grain";
  const std::string held = data(pageHtml({truce(), other}));
  for (const char* id : {"truce", "grain"}) EXPECT_EQ(count(held, std::string("\"id\":\"") + id + '"'), 1u) << id;
  for (const char* id : {"c1", "c2", "e1", "p1"}) EXPECT_EQ(count(held, std::string("\"id\":\"") + id + '"'), 2u) << id;
}

TEST(Page, SameRecordsGiveTheSameBytes) { EXPECT_EQ(pageHtml({truce(), truce()}), pageHtml({truce(), truce()})); }

TEST(Page, CountriesOfPartiesAreNamed) {
  Record record = truce();
  record.parties.push_back(record.parties[0]);
  record.parties[1].id = "p2";
  record.parties[1].country = "CIV";
  const std::string held = data(pageHtml({record}));
  EXPECT_NE(held.find("\"AZE\":\"Azerbaijan\""), std::string::npos);
  EXPECT_NE(held.find("\"CIV\":\"Côte d’Ivoire\""), std::string::npos);
  EXPECT_EQ(held.find("\"FRA\""), std::string::npos);
}

TEST(Page, AsksNoNetwork) {
  const std::string page = shell(pageHtml({truce()}));
  for (const char* way : {"http:", "https:", "src=", "url(", "@import", "fetch(", "XMLHttpRequest", "import(", "<link"})
    EXPECT_EQ(count(page, way), 0u) << way;
  EXPECT_EQ(count(page, "default-src 'none'"), 1u);
}

TEST(Page, PolicyAllowsNoScriptButItsOwn) {
  const std::string page = pageHtml({truce()});
  EXPECT_EQ(count(page, "unsafe"), 0u);
  EXPECT_EQ(count(page, "'sha256-"), 2u);
  EXPECT_EQ(count(page, "<script"), 2u);
  EXPECT_EQ(count(page, "<script>" + source("page.js") + "</script>"), 1u);
  EXPECT_EQ(count(page, "<style>" + source("page.css") + "</style>"), 1u);
}

TEST(Page, ScriptNeverParsesMarkup) {
  const std::string script = source("page.js");
  ASSERT_FALSE(script.empty());
  for (const char* way :
       {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "DOMParser"})
    EXPECT_EQ(count(script, way), 0u) << way;
}

TEST(Page, NoRecordsIsStillAPage) { EXPECT_NE(pageHtml({}).find("</html>"), std::string::npos); }

}  // namespace
}  // namespace legomena
