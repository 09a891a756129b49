#include "read/page_tree.h"

#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <unordered_map>

#include "read/encoding.h"

namespace legomena {
namespace {

// Browsers keep 512 levels; news pages need fewer than 100. The parser looks through the open elements at many a tag,
// so this also bounds its time.
constexpr size_t kDeepest = 200;
// The largest news page of the benchmark has 20,000.
constexpr size_t kMostTags = 400'000;
// The parser compares each attribute with those before it.
constexpr size_t kMostAttributes = 100;

bool isOneOf(std::string_view what, const auto& list) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

// The parser opens these again in every paragraph until they are closed; a page that never does so would grow without
// bound, and an article's words don't need them.
constexpr std::array<std::string_view, 13> kFontTags{"b", "big",   "code", "em",     "font",   "i", "nobr",
                                                     "s", "small", "tt",   "strike", "strong", "u"};
constexpr std::array<std::string_view, 14> kVoidTags{"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                                     "input", "link", "meta", "param", "source", "track", "wbr"};
// Their end tag may be left out, the parser closes them by itself, and each lies in a container that counts.
constexpr std::array<std::string_view, 14> kSelfEndingTags{
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup", "html", "body"};
// An end tag reaches through these only to one of their own name.
constexpr std::array<std::string_view, 9> kBarriers{"table",   "button", "select",   "template", "caption",
                                                    "marquee", "applet", "fieldset", "head"};
// The end tag of any other element does not reach through these; theirs does.
constexpr std::array<std::string_view, 25> kContainers{
    "div",    "section",    "article", "main",   "header", "footer", "aside", "nav", "ul",
    "ol",     "dl",         "form",    "h1",     "h2",     "h3",     "h4",    "h5",  "h6",
    "figure", "blockquote", "details", "center", "dialog", "title",  "pre"};
constexpr std::array<std::string_view, 8> kDroppedWhole{"script", "style",    "svg",    "iframe",
                                                        "math",   "noscript", "object", "textarea"};

char lowerChar(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool isNameChar(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct Tag {
  std::string name;  // lower case
  bool closing = false;
  size_t begin = 0, end = 0;  // from < to behind >
  size_t attributes = 0;      // about how many
};

// The tag that begins at html[at] == '<', if one does.
bool readTag(std::string_view html, size_t at, Tag& tag) {
  tag = {};
  tag.begin = at++;
  if (at < html.size() && html[at] == '/') {
    tag.closing = true;
    ++at;
  }
  if (at >= html.size() || !isNameChar(html[at])) return false;
  while (at < html.size() && html[at] != '>' && html[at] != '/' && !std::isspace(static_cast<unsigned char>(html[at])))
    tag.name += lowerChar(html[at++]);
  char quote = 0, before = 0;
  for (; at < html.size(); ++at) {
    const char c = html[at];
    if (quote) {
      if (c == quote) quote = 0;
      continue;
    }
    if ((c == '"' || c == '\'') && before == '=') {
      quote = c;
    } else if (c == '>') {
      break;
    } else if (std::isspace(static_cast<unsigned char>(c))) {
      ++tag.attributes;
    }
    if (!std::isspace(static_cast<unsigned char>(c))) before = c;
  }
  tag.end = std::min(at + 1, html.size());
  return true;
}

// Where "</name" begins at or after `at`, or the end.
size_t findEndTag(std::string_view html, size_t at, std::string_view name) {
  for (; (at = html.find("</", at)) != std::string_view::npos; at += 2) {
    const std::string_view here = html.substr(at + 2, name.size());
    if (here.size() == name.size() &&
        std::equal(here.begin(), here.end(), name.begin(), [](char a, char b) { return lowerChar(a) == b; }))
      return at;
  }
  return html.size();
}

// The elements that are open while a page is thinned. Tags are written so that they nest, for the parser keeps what is
// never closed open and would go deeper than was counted.
class Nesting {
 public:
  explicit Nesting(std::string& out) : out_(out) {}

  void start(const Tag& tag, std::string_view source) {
    if (tag.name == "a" && !open_.empty() && open_.back() == "a") close();
    if (open_.size() == kDeepest) {
      ++too_deep_;
      return;
    }
    out_ += source;
    open_.push_back(tag.name);
  }

  void end(const Tag& tag) {
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    const bool container = isOneOf(tag.name, kContainers);
    for (size_t i = open_.size(); i-- > 0;) {
      if (open_[i] == tag.name) {
        while (open_.size() > i) close();
        return;
      }
      if (isOneOf(open_[i], kBarriers) || (!container && isOneOf(open_[i], kContainers))) return;
    }
  }

  // What was opened in a paragraph and not closed ends with it.
  void startSelfEnding() { paragraph_ = open_.size(); }
  void endSelfEnding() {
    while (open_.size() > paragraph_ && !isOneOf(open_.back(), kContainers) && !isOneOf(open_.back(), kBarriers))
      close();
  }

 private:
  void close() {
    out_ += "</" + open_.back() + ">";
    open_.pop_back();
  }

  std::string& out_;
  std::vector<std::string> open_;
  size_t too_deep_ = 0;
  size_t paragraph_ = 0;
};

// Memory for one parse: handed out piece by piece, freed all at once.
class Arena {
 public:
  void* take(size_t size) {
    size = (size + 15) & ~size_t{15};
    if (size > left_) {
      const size_t block = std::max<size_t>(size, 1 << 20);
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block));
      next_ = blocks_.back().get();
      left_ = block;
    }
    void* out = next_;
    next_ += size;
    left_ -= size;
    return out;
  }

 private:
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  size_t left_ = 0;
};

size_t countTags(std::string_view html) { return static_cast<size_t>(std::count(html.begin(), html.end(), '<')); }

}  // namespace

std::string thinned(std::string_view html) {
  std::string out;
  out.reserve(html.size());
  // What has been looked for in vain need not be looked for again: that would be quadratic.
  std::unordered_map<std::string, size_t> no_end_after;
  size_t no_comment_end_after = SIZE_MAX;
  Nesting nesting(out);
  Tag tag;
  for (size_t at = 0; at < html.size();) {
    const size_t open = html.find('<', at);
    out += html.substr(at, open - at);
    if (open == std::string_view::npos) break;
    if (html.substr(open, 4) == "<!--") {
      size_t end = open >= no_comment_end_after ? std::string_view::npos : html.find("-->", open + 2);
      if (end == std::string_view::npos) {
        no_comment_end_after = std::min(no_comment_end_after, open);
        // As browsers do: a comment without an end takes the rest.
        break;
      }
      at = end + 3;
      continue;
    }
    if (open + 1 < html.size() && (html[open + 1] == '!' || html[open + 1] == '?')) {
      const size_t end = html.find('>', open);
      if (end == std::string_view::npos) break;
      at = end + 1;
      continue;
    }
    if (!readTag(html, open, tag)) {
      out += "&lt;";
      at = open + 1;
      continue;
    }
    at = tag.end;
    const std::string_view source = html.substr(tag.begin, tag.end - tag.begin);
    if (tag.name == "plaintext" || isOneOf(tag.name, kFontTags) || tag.attributes > kMostAttributes) continue;
    if (isOneOf(tag.name, kDroppedWhole)) {
      if (tag.closing || source.ends_with("/>")) continue;
      auto& none_after = no_end_after.try_emplace(tag.name, SIZE_MAX).first->second;
      size_t end = tag.end >= none_after ? html.size() : findEndTag(html, tag.end, tag.name);
      if (end == html.size()) {
        none_after = std::min(none_after, tag.end);
        // Without an end a script takes the rest; the others are dropped as lone tags.
        if (tag.name == "script" || tag.name == "style") break;
        continue;
      }
      Tag closing;
      readTag(html, end, closing);
      // JSON-LD is kept: it is the page's own record of what it is.
      if (tag.name == "script" && source.find("ld+json") != std::string_view::npos)
        out += html.substr(tag.begin, closing.end - tag.begin);
      else
        out += ' ';
      at = closing.end;
      continue;
    }
    if (isOneOf(tag.name, kVoidTags)) {
      out += source;
    } else if (isOneOf(tag.name, kSelfEndingTags)) {
      tag.closing ? nesting.endSelfEnding() : nesting.startSelfEnding();
      out += source;
    } else if (tag.closing) {
      nesting.end(tag);
    } else {
      nesting.start(tag, source);
    }
  }
  return out;
}

Result<PageTree> parsePage(std::string_view html) {
  const std::string source = thinned(html);
  if (const size_t tags = countTags(source); tags > kMostTags)
    return Error{"", fmt::format("a page of {} tags", tags), fmt::format("at most {}", kMostTags)};
  Arena arena;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.userdata = &arena;
  options.allocator = [](void* memory, size_t size) { return static_cast<Arena*>(memory)->take(size); };
  options.deallocator = [](void*, void*) {};
  const GumboOutput* output = gumbo_parse_with_options(&options, source.data(), source.size());

  PageTree tree;
  struct Open {
    const GumboNode* node;
    uint32_t row;
    unsigned next_child;
  };
  const auto add = [&](const GumboNode* node, uint32_t parent) {
    PageNode row;
    row.parent = parent;
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
      const auto& element = node->v.element;
      // A tag that the parser does not know has no name of its own; none of those matters here.
      row.tag = gumbo_normalized_tagname(element.tag);
      if (row.tag.empty()) row.tag = "unknown";
      for (unsigned i = 0; i < element.attributes.length; ++i) {
        const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
        row.attributes.emplace_back(repairedUtf8(attribute->name), repairedUtf8(attribute->value));
      }
    } else {
      // A numeric reference that overflows ("&#x1DDDDDDDDD;") leaves the parser as a stray byte.
      row.text = repairedUtf8(node->v.text.text);
    }
    tree.nodes.push_back(std::move(row));
    return static_cast<uint32_t>(tree.nodes.size() - 1);
  };
  std::vector<Open> open{{output->root, add(output->root, 0), 0}};
  while (!open.empty()) {
    auto& top = open.back();
    const bool is_element = top.node->type == GUMBO_NODE_ELEMENT;  // a template shows nothing
    if (!is_element || top.next_child == top.node->v.element.children.length) {
      tree.nodes[top.row].end = static_cast<uint32_t>(tree.nodes.size());
      open.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(top.node->v.element.children.data[top.next_child++]);
    if (child->type == GUMBO_NODE_COMMENT) continue;
    open.push_back({child, add(child, top.row), 0});
  }
  return tree;
}

std::string PageTree::textBelow(uint32_t node) const {
  std::string out;
  for (uint32_t i = node; i < nodes[node].end; ++i)
    if (nodes[i].tag.empty()) out += nodes[i].text;
  return out;
}

}  // namespace legomena
