// What a page says of itself: headline, date, outlet, address.
//
// Pages say it in several ways, and not all are equally careful. JSON-LD and the social networks' tags are written by
// the newsroom's system and tried first; what is visible (<h1>, <time>) fills the gaps.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "read/page_tree.h"

namespace legomena {

struct PageMeta {
  std::optional<std::string> title;
  std::optional<std::string> published;  // ISO date; nothing where the page's date is unclear
  std::optional<std::string> outlet;
  std::optional<std::string> url;
  std::string body;  // JSON-LD's articleBody, which serves where the page itself shows no text
};

PageMeta readPageMeta(const PageTree& page);

}  // namespace legomena
