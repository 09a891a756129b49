#include "read/page_body.h"

#include <algorithm>
#include <array>

#include "read/page_meta.h"
#include "text/unicode.h"

namespace legomena {
namespace {

using Words = std::initializer_list<std::string_view>;

// Readability's lists of what names of classes and ids say, with some that today's news pages use.
const Words kUnlikely{"-ad-",    "ai2html", "banner",     "breadcrumb", "combx",      "comment",  "community",
                      "disqus",  "extra",   "footer",     "gdpr",       "header",     "legends",  "menu",
                      "related", "remark",  "replies",    "rss",        "shoutbox",   "sidebar",  "skyscraper",
                      "social",  "sponsor", "ad-break",   "agegate",    "pagination", "pager",    "popup",
                      "cookie",  "consent", "newsletter", "recommend",  "taboola",    "outbrain", "supplemental"};
const Words kMaybe{"and", "article", "body", "column", "content", "main", "shadow"};
const Words kPositive{"article", "body", "content", "entry", "main", "page", "post", "text", "blog", "story"};
const Words kNegative{"-ad-",     "hidden", "banner",   "combx",    "comment", "com-",       "contact",
                      "foot",     "gdpr",   "masthead", "media",    "meta",    "outbrain",   "promo",
                      "related",  "scroll", "share",    "shoutbox", "sidebar", "skyscraper", "sponsor",
                      "shopping", "tags",   "tool",     "widget"};
// What stands inside an article and is none of it.
const Words kInsets{
    "caption",    "credit",       "byline",    "author",        "newsletter",      "subscri",   "signup",
    "sign-up",    "related",      "recommend", "trending",      "most-read",       "read-more", "readmore",
    "share",      "sharing",      "social",    "promo",         "advert",          "sponsor",   "copyright",
    "disclaimer", "taboola",      "outbrain",  "tooltip",       "timestamp",       "dateline",  "pullquote",
    "pull-quote", "footnote",     "sr-only",   "screen-reader", "visually-hidden", "tags",      "breadcrumb",
    "comment",    "donat",        "login",     "paywall",       "gallery",         "slideshow", "video-",
    "player",     "infobox",      "toc",       "inset",         "teaser",          "published", "post-meta",
    "entry-meta", "article-meta", "jp-"};

constexpr std::array<std::string_view, 17> kSkippedTags{"script", "head",   "nav",    "aside",  "footer",  "form",
                                                        "button", "select", "figure", "canvas", "menu",    "dialog",
                                                        "audio",  "video",  "label",  "h1",     "noscript"};
constexpr std::array<std::string_view, 38> kBlockTags{
    "html", "body", "div",     "p",          "section", "article",  "main",    "header", "footer", "aside",
    "nav",  "ul",   "ol",      "li",         "dl",      "dt",       "dd",      "table",  "tbody",  "thead",
    "tr",   "td",   "th",      "blockquote", "pre",     "h1",       "h2",      "h3",     "h4",     "h5",
    "h6",   "hr",   "address", "figure",     "form",    "fieldset", "details", "unknown"};
constexpr std::array<std::string_view, 6> kSkippedRoles{"menu",       "menubar", "complementary",
                                                        "navigation", "alert",   "dialog"};

bool isOneOf(std::string_view what, const auto& list) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

bool names(const std::string& name, const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

struct Paragraph {
  uint32_t row = 0;  // the block that holds it
  std::string text;
  size_t chars = 0, link_chars = 0, commas = 0;
};

// How much is cut away: the first try is the strictest.
struct Strictness {
  bool drop_unlikely = true, drop_insets = true, drop_links = true;
};

struct Reader {
  const PageTree& page;
  Strictness strict;
  std::vector<std::string> names_of;  // class and id, lower case
  std::vector<char> dropped;
  std::vector<Paragraph> paragraphs;
  // Sums below each row.
  std::vector<size_t> chars, link_chars, commas;
  std::vector<double> score;

  const PageNode& node(uint32_t row) const { return page.nodes[row]; }
  double linkDensity(uint32_t row) const {
    return chars[row] ? static_cast<double>(link_chars[row]) / static_cast<double>(chars[row]) : 0;
  }

  bool isHidden(uint32_t row) const {
    const auto& n = node(row);
    if (n.has("hidden") || n.attribute("aria-hidden") == "true") return true;
    const std::string style = lowered(n.attribute("style"));
    return style.find("display:none") != std::string::npos || style.find("display: none") != std::string::npos ||
           style.find("visibility:hidden") != std::string::npos;
  }

  void drop() {
    dropped.assign(page.nodes.size(), 0);
    names_of.assign(page.nodes.size(), "");
    for (uint32_t i = 1; i < page.nodes.size(); ++i) {
      const auto& n = node(i);
      dropped[i] = dropped[n.parent];
      if (n.tag.empty() || dropped[i]) continue;
      names_of[i] = lowered(std::string(n.attribute("class")) + " " + std::string(n.attribute("id")));
      if (isOneOf(n.tag, kSkippedTags) || isHidden(i) || isOneOf(n.attribute("role"), kSkippedRoles)) dropped[i] = 1;
      if (n.tag == "body" || n.tag == "article" || n.tag == "main") continue;
      if (strict.drop_unlikely && names(names_of[i], kUnlikely) && !names(names_of[i], kMaybe)) dropped[i] = 1;
    }
  }

  void collect() {
    chars.assign(page.nodes.size(), 0);
    link_chars = commas = chars;
    Paragraph now;
    std::string raw;
    const auto flush = [&] {
      now.text = oneLine(raw);
      raw.clear();
      if (!now.text.empty()) paragraphs.push_back(now);
      now = {};
    };
    struct Open {
      uint32_t row;
      bool block, link;
    };
    std::vector<Open> open;
    size_t links = 0;
    for (uint32_t i = 0; i < page.nodes.size(); ++i) {
      while (!open.empty() && node(open.back().row).end <= i) {
        if (open.back().block) flush();
        links -= open.back().link;
        open.pop_back();
      }
      const auto& n = node(i);
      if (dropped[i]) {
        i = n.end - 1;
        continue;
      }
      if (!n.tag.empty()) {
        const bool block = isOneOf(n.tag, kBlockTags), link = n.tag == "a";
        if (block) flush();
        if (n.tag == "br") {
          // Two breaks with nothing between them part paragraphs.
          if (!raw.empty() && raw.back() == '\v')
            flush();
          else
            raw += '\v';
        }
        links += link;
        open.push_back({i, block, link});
        continue;
      }
      const std::string shown = oneLine(n.text);
      if (shown.empty()) {
        if (!raw.empty() && raw.back() != '\v') raw += ' ';
        continue;
      }
      if (raw.empty() || now.chars == 0) {
        now.row = 0;
        for (size_t k = open.size(); k-- > 0;)
          if (open[k].block) {
            now.row = open[k].row;
            break;
          }
      }
      raw += n.text;
      now.chars += shown.size();
      now.commas += static_cast<size_t>(std::count(shown.begin(), shown.end(), ','));
      if (links) now.link_chars += shown.size();
    }
    flush();
    for (const auto& p : paragraphs) {
      chars[p.row] += p.chars;
      link_chars[p.row] += p.link_chars;
      commas[p.row] += p.commas;
    }
    for (auto i = static_cast<uint32_t>(page.nodes.size()); i-- > 1;) {
      chars[node(i).parent] += chars[i];
      link_chars[node(i).parent] += link_chars[i];
      commas[node(i).parent] += commas[i];
    }
  }

  double weight(uint32_t row) const {
    double out = 0;
    if (!names_of[row].empty()) {
      if (names(names_of[row], kNegative)) out -= 25;
      if (names(names_of[row], kPositive)) out += 25;
    }
    return out;
  }

  double startScore(uint32_t row) const {
    const auto tag = node(row).tag;
    double out = weight(row);
    if (tag == "div" || tag == "article" || tag == "main") out += 5;
    if (tag == "pre" || tag == "td" || tag == "blockquote") out += 3;
    if (tag == "ol" || tag == "ul" || tag == "dl" || tag == "dd" || tag == "dt" || tag == "li" || tag == "form")
      out -= 3;
    if (tag.starts_with("h") && tag.size() == 2) out -= 5;
    return out;
  }

  void rate() {
    score.assign(page.nodes.size(), 0);
    std::vector<char> started(page.nodes.size(), 0);
    for (const auto& p : paragraphs) {
      if (p.chars < 25) continue;
      const double points = 1 + static_cast<double>(p.commas + 1) + std::min(static_cast<double>(p.chars) / 100, 3.0);
      uint32_t row = p.row;
      // A block that is all this paragraph gives to its parent; one that holds other blocks keeps it.
      if (chars[row] == p.chars) row = node(row).parent;
      for (int level = 0; level < 5; ++level) {
        if (!started[row]) {
          started[row] = 1;
          score[row] += startScore(row);
        }
        score[row] += points / (level == 0 ? 1 : level == 1 ? 2 : level * 3);
        if (row == 0) break;
        row = node(row).parent;
      }
    }
    for (uint32_t i = 0; i < page.nodes.size(); ++i)
      if (started[i] && strict.drop_links) score[i] *= 1 - linkDensity(i);
  }

  // The rows whose paragraphs are the article.
  std::vector<uint32_t> articleRows() const {
    uint32_t top = 0;
    for (uint32_t i = 0; i < page.nodes.size(); ++i)
      if (score[i] > score[top]) top = i;
    // A page of short lines has no holder with points; the last try takes it whole.
    if (score[top] <= 0) return strict.drop_links ? std::vector<uint32_t>{} : std::vector<uint32_t>{0};
    // Where several good holders have an ancestor in common, that is the article.
    std::vector<uint32_t> good(page.nodes.size(), 0);
    for (uint32_t i = 0; i < page.nodes.size(); ++i)
      if (i != top && score[i] >= score[top] * 0.75) good[node(i).parent] += 1;
    for (auto i = static_cast<uint32_t>(page.nodes.size()); i-- > 1;) good[node(i).parent] += good[i];
    for (uint32_t row = top; row != 0;) {
      row = node(row).parent;
      if (node(row).tag == "body" || node(row).tag == "html") break;
      if (good[row] >= 3) {
        top = row;
        break;
      }
    }
    // An ancestor that has more points, for the article goes on beside its largest part.
    double last = score[top];
    const double least = last / 3;
    for (uint32_t row = node(top).parent; row != 0 && node(row).tag != "body"; row = node(row).parent) {
      if (score[row] == 0) continue;
      if (score[row] < least) break;
      if (score[row] > last) {
        top = row;
        break;
      }
      last = score[row];
    }
    if (top == 0 || node(top).tag == "body") return {top};
    std::vector<uint32_t> rows;
    const double enough = std::max(10.0, score[top] * 0.2);
    const uint32_t parent = node(top).parent;
    for (uint32_t row = parent + 1; row < node(parent).end; row = node(row).end) {
      if (dropped[row] || node(row).tag.empty()) continue;
      const double bonus =
          node(row).attribute("class") == node(top).attribute("class") && !node(top).attribute("class").empty()
              ? score[top] * 0.2
              : 0;
      const bool prose = node(row).tag == "p" && chars[row] > 80 && linkDensity(row) < 0.25;
      if (row == top || (score[row] > 0 && score[row] + bonus >= enough) || prose) rows.push_back(row);
    }
    return rows;
  }

  // A box or list inside the article that is no prose: mostly links, or many items with few commas.
  bool isClutter(uint32_t row) const {
    const auto& n = node(row);
    if (strict.drop_insets && names(names_of[row], kInsets) && !names(names_of[row], {"body", "article-content"}))
      return true;
    if (!strict.drop_links) return false;
    const bool list = n.tag == "ul" || n.tag == "ol";
    if (!list && n.tag != "div" && n.tag != "table" && n.tag != "section" && n.tag != "dl") return false;
    if (weight(row) < 0 && chars[row] < 1000) return true;
    if (linkDensity(row) > (list ? 0.4 : 0.5)) return true;
    return commas[row] < 10 && weight(row) < 25 && linkDensity(row) > 0.2 && chars[row] < 500;
  }

  std::vector<std::string> read() {
    drop();
    collect();
    rate();
    std::vector<std::string> out;
    std::vector<char> kept(page.nodes.size(), 0);
    for (const uint32_t root : articleRows()) {
      kept[root] = !dropped[root];
      for (uint32_t row = root + 1; row < node(root).end; ++row)
        kept[row] = kept[node(row).parent] && !dropped[row] && (node(row).tag.empty() || !isClutter(row));
    }
    for (const auto& p : paragraphs) {
      if (!kept[p.row]) continue;
      // A line that is one link, "Read more: …", leads out of the article.
      if (strict.drop_links && p.link_chars * 10 > p.chars * 9 && p.chars < 200) continue;
      out.push_back(p.text);
    }
    return out;
  }
};

size_t sizeOf(const std::vector<std::string>& paragraphs) {
  size_t out = 0;
  for (const auto& p : paragraphs) out += p.size();
  return out;
}

}  // namespace

std::vector<std::string> readPageBody(const PageTree& page) {
  // Readability's limit for "little": below it the next try may be better.
  constexpr size_t kLittle = 500;
  std::vector<std::string> best;
  for (const Strictness strict :
       {Strictness{}, Strictness{false, true, true}, Strictness{false, false, true}, Strictness{false, false, false}}) {
    Reader reader{page, strict, {}, {}, {}, {}, {}, {}, {}};
    auto found = reader.read();
    if (sizeOf(found) > sizeOf(best) * 2) best = std::move(found);
    if (sizeOf(best) >= kLittle) break;
  }
  return best;
}

}  // namespace legomena
