#include "read/page.h"

#include <algorithm>

#include "read/page_body.h"
#include "read/page_meta.h"
#include "read/page_tree.h"
#include "read/sections.h"
#include "text/unicode.h"

namespace legomena {

bool looksLikePage(std::string_view bytes) {
  const size_t begin = bytes.find_first_not_of(" \t\r\n\f");
  if (begin == std::string_view::npos || bytes[begin] != '<') return false;
  const std::string head = lowered(bytes.substr(begin, 4096));
  for (const std::string_view mark : {"<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<p>", "<p ",
                                      "<div", "<article", "<h1", "<table", "<br"})
    if (head.find(mark) != std::string::npos) return true;
  return false;
}

Result<Article> readPage(std::string_view html) {
  auto tree = parsePage(html);
  if (!tree) return tree.error();
  auto meta = readPageMeta(*tree);
  auto paragraphs = readPageBody(*tree);
  Article article;
  article.meta.title = std::move(meta.title);
  article.meta.published = std::move(meta.published);
  article.meta.outlet = std::move(meta.outlet);
  article.meta.url = std::move(meta.url);
  if (paragraphs.empty() && !meta.body.empty()) paragraphs.push_back(std::move(meta.body));
  if (paragraphs.empty())
    return Error{"", "a page without text", "a page that shows its article without running its scripts"};
  if (article.meta.title) article.text = *article.meta.title;
  for (const auto& paragraph : paragraphs) {
    if (paragraph == article.meta.title) continue;
    if (!article.text.empty()) article.text += "\n\n";
    article.text += paragraph;
  }
  article.sections = sectionsOf(article.text, article.meta.title);
  return article;
}

}  // namespace legomena
