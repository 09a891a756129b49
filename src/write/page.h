// Articles with their claims and events as one page for a browser: one file that holds all it needs, asks no network
// and changes nothing, so that a record can be looked at, mailed and printed where the text must not leave the house.
//
// The page's own source is page/page.html, page.css and page.js; the build joins them (page/join.cmake). The records go
// in as data: the page's policy lets no script run but its own, and that script writes text as text only, so an article
// may hold anything.
#pragma once

#include <string>
#include <vector>

#include "legomena/record.h"

namespace legomena {

// The whole page, UTF-8. Equal records give equal bytes. Records should have passed violations() (write/verify.h): a
// reference to a party or claim that a record lacks is shown as missing, a span beyond the text is cut at its end.
std::string pageHtml(const std::vector<Record>& records);

}  // namespace legomena
