// A parsed page as one flat table of its elements and texts in document order.
//
// Gumbo's own tree can be as deep as the page likes, and walking or freeing it recursively would overflow the stack. So
// a page is thinned before parsing (no tags nested deeper than browsers keep them, none that only change the font, no
// scripts and comments), parsed into memory that is freed as a whole, and copied into rows that need no recursion.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "legomena/error.h"

namespace legomena {

struct PageNode {
  uint32_t parent = 0;   // row; the root is its own parent
  uint32_t end = 0;      // first row after this node's descendants
  std::string_view tag;  // lower case; empty for a text
  std::string text;      // a text's characters
  std::vector<std::pair<std::string, std::string>> attributes;

  // The attribute's value, empty if there is none.
  std::string_view attribute(std::string_view name) const {
    for (const auto& [key, value] : attributes)
      if (key == name) return value;
    return {};
  }
  bool has(std::string_view name) const {
    for (const auto& [key, value] : attributes)
      if (key == name) return true;
    return false;
  }
};

struct PageTree {
  std::vector<PageNode> nodes;  // the first is <html>

  // All text below a node, as written.
  std::string textBelow(uint32_t node) const;
};

// Reads UTF-8. Fails on a page that has more tags than any article.
Result<PageTree> parsePage(std::string_view html);

// The page without what the parser need not see; public for its test.
std::string thinned(std::string_view html);

}  // namespace legomena
