#include "read/page_meta.h"

#include <simdjson.h>

#include <array>

#include "read/date.h"
#include "text/unicode.h"

namespace legomena {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

// JSON-LD nests a page's parts in graphs and lists; an article lies in the first few levels.
constexpr int kDeepestLevel = 6;

std::string stringAt(const object& thing, std::string_view key) {
  std::string_view value;
  if (thing[key].get(value) == simdjson::SUCCESS) return std::string(value);
  return "";
}

// The article of a JSON-LD script: an object whose @type ends in Article or is one of the news kinds.
bool isArticle(const object& thing) {
  const auto named = [](std::string_view type) {
    return type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report";
  };
  element type;
  if (thing["@type"].get(type) != simdjson::SUCCESS) return false;
  std::string_view one;
  if (type.get(one) == simdjson::SUCCESS) return named(one);
  array several;
  if (type.get(several) != simdjson::SUCCESS) return false;
  for (const element& each : several)
    if (each.get(one) == simdjson::SUCCESS && named(one)) return true;
  return false;
}

bool findArticle(const element& where, object& article, int level = 0) {
  if (level > kDeepestLevel) return false;
  object thing;
  if (where.get(thing) == simdjson::SUCCESS) {
    if (isArticle(thing)) {
      article = thing;
      return true;
    }
    for (const auto& field : thing)
      if (findArticle(field.value, article, level + 1)) return true;
    return false;
  }
  array list;
  if (where.get(list) != simdjson::SUCCESS) return false;
  for (const element& each : list)
    if (findArticle(each, article, level + 1)) return true;
  return false;
}

void fill(std::optional<std::string>& field, std::string_view value) {
  if (field) return;
  std::string line = oneLine(value);
  if (!line.empty()) field = std::move(line);
}

void fillDate(std::optional<std::string>& field, std::string_view value) {
  if (!field) field = isoDate(value);
}

// An address that leads somewhere without the page it stood on.
void fillAddress(std::optional<std::string>& field, std::string_view value) {
  if (value.starts_with("http://") || value.starts_with("https://")) fill(field, value);
}

// JSON-LD is no HTML, but many newsrooms' systems write "&#8217;" into it.
std::string withoutEntities(std::string text) {
  if (text.find('&') == std::string::npos) return text;
  auto page = parsePage(text);
  return page ? page->textBelow(0) : text;
}

void readJsonLd(const std::string& script, PageMeta& meta) {
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(script).get(root) != simdjson::SUCCESS) return;
  object article;
  if (!findArticle(root, article)) return;
  fill(meta.title, withoutEntities(stringAt(article, "headline")));
  fillDate(meta.published, stringAt(article, "datePublished"));
  fillAddress(meta.url, stringAt(article, "url"));
  object publisher;
  if (article["publisher"].get(publisher) == simdjson::SUCCESS)
    fill(meta.outlet, withoutEntities(stringAt(publisher, "name")));
  if (meta.body.empty()) meta.body = oneLine(withoutEntities(stringAt(article, "articleBody")));
}

// The first <meta> whose name, property or itemprop is `name`.
std::string_view metaTag(const PageTree& page, std::string_view name) {
  for (const auto& node : page.nodes)
    if (node.tag == "meta")
      for (const std::string_view key : {"property", "name", "itemprop"})
        if (node.attribute(key) == name && !node.attribute("content").empty()) return node.attribute("content");
  return {};
}

// "Truce collapses - The Example Post | World": the title's part before the outlet's name. A dash within a headline is
// kept, for a part that is cut must be the shorter one.
std::string withoutOutlet(std::string title) {
  for (const std::string_view mark : {" | ", " - ", " – ", " — ", " « ", " :: "}) {
    const size_t at = title.rfind(mark);
    if (at != std::string::npos && at > title.size() / 2) title.resize(at);
  }
  return title;
}

}  // namespace

PageMeta readPageMeta(const PageTree& page) {
  PageMeta meta;
  for (uint32_t i = 0; i < page.nodes.size(); ++i)
    if (page.nodes[i].tag == "script") readJsonLd(page.textBelow(i), meta);
  for (const std::string_view name : {"og:title", "twitter:title", "headline"}) fill(meta.title, metaTag(page, name));
  for (const std::string_view name :
       {"article:published_time", "og:article:published_time", "datePublished", "parsely-pub-date", "sailthru.date",
        "pubdate", "publishdate", "publish-date", "dc.date.issued", "DC.date.issued", "dcterms.created", "date"})
    fillDate(meta.published, metaTag(page, name));
  if (const auto name = metaTag(page, "og:site_name"); !name.empty()) meta.outlet = oneLine(name);
  for (const std::string_view name : {"application-name", "publisher"}) fill(meta.outlet, metaTag(page, name));
  fillAddress(meta.url, metaTag(page, "og:url"));

  std::string heading, document_title;
  size_t headings = 0;
  for (uint32_t i = 0; i < page.nodes.size(); ++i) {
    const auto& node = page.nodes[i];
    if (node.tag == "h1") {
      if (++headings == 1) heading = oneLine(page.textBelow(i));
    } else if (node.tag == "title" && document_title.empty()) {
      document_title = oneLine(page.textBelow(i));
    } else if (node.tag == "time") {
      fillDate(meta.published, node.attribute("datetime"));
    } else if (node.tag == "link" && node.attribute("rel") == "canonical") {
      fillAddress(meta.url, node.attribute("href"));
    }
  }
  // The visible heading is the headline, unless it names the outlet or a part of the site.
  if (headings == 1 && heading.size() >= 20 && heading != meta.outlet) meta.title = heading;
  fill(meta.title, withoutOutlet(document_title));
  if (meta.title && meta.outlet) {
    // "Truce collapses - The Example Post"
    for (const std::string_view mark : {" | ", " - ", " – ", " — "}) {
      const std::string end = std::string(mark) + *meta.outlet;
      if (meta.title->size() > end.size() && meta.title->ends_with(end))
        meta.title->resize(meta.title->size() - end.size());
    }
  }
  return meta;
}

}  // namespace legomena
