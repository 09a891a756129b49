// The article's own words on a page, without what stands around them.
//
// The method is that of Mozilla's Readability (github.com/mozilla/readability, Apache-2.0), over flat rows: paragraphs
// give points to the elements that hold them, names of classes that newsrooms use for comments, teasers and menus take
// some away, the element with the most points is the article, and its lists and boxes made of links are cut. If little
// is found, it is tried again with less cut away.
#pragma once

#include <string>
#include <vector>

#include "read/page_tree.h"

namespace legomena {

// The paragraphs in order, each with its blanks as HTML shows them; headings between them are paragraphs too.
std::vector<std::string> readPageBody(const PageTree& page);

}  // namespace legomena
