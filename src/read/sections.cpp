#include "read/sections.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>

#include "read/date.h"
#include "text/unicode.h"

namespace legomena {
namespace {

using Words = std::initializer_list<std::string_view>;

// Agencies as they stand in brackets behind a dateline's place: "(Reuters)".
const Words kAgencies{"reuters",   "ap",     "afp",    "cnn",     "upi",  "dpa",      "ians",     "ani",
                      "pti",       "xinhua", "tass",   "efe",     "ansa", "bbc",      "interfax", "rfe/rl",
                      "bloomberg", "kyodo",  "yonhap", "anadolu", "cbs",  "cbs news", "fox news", "associated press",
                      "sputnik",   "rt"};
const Words kBylineStarts{"by ", "written by ", "posted by ", "story by "};
const Words kCaptionStarts{"file photo",         "file -",         "file –",       "file —",        "image caption",
                           "media caption",      "photo caption",  "caption:",     "pictured:",     "pictured above",
                           "enlarge this image", "toggle caption", "hide caption", "in this photo", "in this file"};
const Words kCreditStarts{"photo:",
                          "photograph:",
                          "photo by ",
                          "photos by ",
                          "image copyright",
                          "image credit",
                          "image:",
                          "photo credit",
                          "picture:",
                          "credit:",
                          "getty images",
                          "(ap photo",
                          "(photo by ",
                          "(reuters/",
                          "reporting by ",
                          "(reporting by ",
                          "additional reporting by ",
                          "(additional reporting by ",
                          "editing by ",
                          "(editing by ",
                          "writing by ",
                          "(writing by ",
                          "compiled by ",
                          "edited by ",
                          "translated by "};
const Words kNoteStarts{"copyright ",
                        "©",
                        "(c) 1",
                        "(c) 2",
                        "all rights reserved",
                        "this article tagged",
                        "read more",
                        "see also:",
                        "related:",
                        "related articles",
                        "sign up ",
                        "subscribe ",
                        "follow us",
                        "editor's note",
                        "editor’s note",
                        "editors' note",
                        "correction:",
                        "correction (",
                        "correction —",
                        "clarification:",
                        "click here",
                        "advertisement",
                        "this story has been",
                        "this article has been",
                        "(this story",
                        "(this article",
                        "this story was ",
                        "this article was ",
                        "also read:",
                        "also read |",
                        "published:",
                        "updated:",
                        "last updated",
                        "updated at ",
                        "this post ",
                        "(this post ",
                        "last modified",
                        "tags:",
                        "watch:"};
// Where a caption's credit begins, somewhere near its end.
const Words kCreditMarks{"REUTERS/",  "(AP Photo",    "AP Photo/",     "(Photo by ", "Photo: ",
                         "Photo by ", "Photograph: ", "(Getty Images", "AFP/Getty",  "EPA/",
                         "Reuters/",  "Image: ",      "Credit: "};
const Words kClosingCredits{"(Reporting by ", "(Additional reporting by ", "(Editing by ", "(Writing by "};

std::string lowerAscii(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool startsWithOneOf(std::string_view text, const Words& starts) {
  const std::string head = lowerAscii(text.substr(0, 40));
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return head.starts_with(start); });
}

ByteSpan trimmed(std::string_view text, ByteSpan span) {
  size_t begin = span.begin, end = span.end;
  while (begin < end) {
    size_t next = begin;
    if (!isBlank(nextCodePoint(text, next))) break;
    begin = next;
  }
  while (end > begin) {
    size_t before = end;
    if (!isBlank(previousCodePoint(text, before))) break;
    end = before;
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

// Paragraphs: parted by blank lines, or by every line end in a text that has no blank lines.
std::vector<ByteSpan> paragraphsOf(std::string_view text, size_t begin) {
  std::vector<ByteSpan> lines;
  std::vector<size_t> gaps;  // the line that begins after a blank line
  bool blank_lines = false;
  for (size_t at = begin; at < text.size();) {
    size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    const ByteSpan line = trimmed(text, {static_cast<uint32_t>(at), static_cast<uint32_t>(end)});
    if (line.empty()) {
      if (!lines.empty() && (gaps.empty() || gaps.back() != lines.size())) gaps.push_back(lines.size());
    } else {
      if (!gaps.empty() && gaps.back() == lines.size()) blank_lines = true;
      lines.push_back(line);
    }
    at = end + 1;
  }
  if (!blank_lines) return lines;
  std::vector<ByteSpan> out;
  size_t gap = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool starts = i == 0 || (gap < gaps.size() && gaps[gap] == i);
    if (gap < gaps.size() && gaps[gap] == i) ++gap;
    if (starts)
      out.push_back(lines[i]);
    else
      out.back().end = lines[i].end;
  }
  return out;
}

// How far into the text the title goes if the text begins with it; blanks need not be the same. 0 if it does not.
size_t titleEnd(std::string_view text, std::string_view title) {
  size_t at = 0, in_title = 0;
  const auto skipBlanks = [](std::string_view s, size_t& i) {
    bool any = false;
    while (i < s.size()) {
      size_t next = i;
      if (!isBlank(nextCodePoint(s, next))) break;
      i = next;
      any = true;
    }
    return any;
  };
  skipBlanks(text, at);
  skipBlanks(title, in_title);
  if (in_title == title.size()) return 0;
  while (true) {
    const size_t before = at;
    const bool title_blank = skipBlanks(title, in_title);
    if (in_title == title.size()) {
      // "Truce" is no title of "Truces fail".
      size_t next = before;
      return before == text.size() || !isLetter(nextCodePoint(text, next)) ? before : 0;
    }
    if (skipBlanks(text, at) != title_blank || at == text.size()) return 0;
    if (nextCodePoint(text, at) != nextCodePoint(title, in_title)) return 0;
  }
}

std::vector<std::string_view> wordsOf(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    size_t end = at;
    while (at < text.size()) {
      end = at;
      if (isBlank(nextCodePoint(text, at))) break;
      end = at;
    }
    if (end > begin) out.push_back(text.substr(begin, end - begin));
  }
  return out;
}

bool endsLikeSentence(std::string_view text) {
  for (const std::string_view quote : {"\"", "'", "”", "’", ")"})
    if (text.ends_with(quote)) text.remove_suffix(quote.size());
  return text.ends_with('.') || text.ends_with("…") || text.ends_with('!') || text.ends_with(';') ||
         text.ends_with(',');
}

bool startsUpper(std::string_view word) {
  for (size_t at = 0; at < word.size();) {
    const CodePoint c = nextCodePoint(word, at);
    if (isLetter(c)) return isUpper(c);
  }
  return false;
}

bool isHeadline(std::string_view paragraph) {
  return paragraph.size() <= 200 && !endsLikeSentence(paragraph) && !paragraph.ends_with(':') &&
         wordsOf(paragraph).size() >= 2;
}

// "By Anna Example and Ben Sample in Tbilisi": names and the small words between them, no sentence.
bool isByline(std::string_view paragraph) {
  if (paragraph.size() > 120) return false;
  const std::string low = lowerAscii(paragraph);
  if (std::any_of(kAgencies.begin(), kAgencies.end(), [&](auto agency) { return low == agency; })) return true;
  if (low == "the associated press" || low == "agence france-presse") return true;
  if (!startsWithOneOf(paragraph, kBylineStarts) || endsLikeSentence(paragraph)) return false;
  const auto words = wordsOf(paragraph);
  if (words.size() < 2 || words.size() > 16) return false;
  size_t names = 0;
  for (const auto word : words) {
    const std::string w = lowerAscii(word);
    if (startsUpper(word) && w != "by")
      ++names;
    else if (w.size() > 4 && w != "written" && w != "posted" && w != "story" &&
             isLetter(static_cast<unsigned char>(w[0])))
      return false;
  }
  return names >= 1;
}

// A line that is a date and little else: "October 11, 2020", "Published 11 Oct 2020, 08:30 GMT".
// A line that is a date and little else: "October 11, 2020", "Published 11 Oct 2020, 08:30 GMT".
bool isDateLine(std::string_view paragraph) {
  if (paragraph.size() > 60 || endsLikeSentence(paragraph) || !isoDate(paragraph)) return false;
  // Besides the month, the weekday and a word such as "Updated" there is room for a time zone.
  const auto words = wordsOf(paragraph);
  const auto others = std::count_if(words.begin(), words.end(), [](std::string_view word) {
    return word.find_first_of("0123456789") == std::string_view::npos;
  });
  return others <= 5 && words.size() <= 10 && static_cast<size_t>(others) * 3 <= words.size() * 2;
}

// "Paris, France": where a statement was made, as foreign ministries write it above.
bool isPlaceLine(std::string_view paragraph) {
  const auto words = wordsOf(paragraph);
  return words.size() >= 2 && words.size() <= 5 && paragraph.find(',') != std::string_view::npos &&
         !endsLikeSentence(paragraph) && std::all_of(words.begin(), words.end(), startsUpper);
}

struct Dash {
  size_t at = 0, size = 0;
};

// The first dash with a blank behind it, and before it unless it is a long one.
Dash firstDash(std::string_view text, size_t limit) {
  for (size_t at = 0; at < std::min(text.size(), limit); ++at)
    for (const std::string_view dash : {"---", "--", "—", "–", "-"}) {
      if (!text.substr(at).starts_with(dash)) continue;
      const bool blank_before = at > 0 && (text[at - 1] == ' ' || text[at - 1] == ')' || text[at - 1] == '.');
      const std::string_view behind = text.substr(at + dash.size());
      if (blank_before && (behind.starts_with(' ') || dash.size() > 1)) return {at, dash.size()};
      break;
    }
  return {};
}

// How long the dateline at the beginning of a paragraph is, its dash included: "STEPANAKERT, Oct 10 (Reuters) -",
// "Washington (CNN)". 0 if there is none. Only a story's `first` paragraph needs no more than a place in capitals.
size_t datelineSize(std::string_view paragraph, bool first) {
  constexpr size_t kLongest = 90;
  const std::string_view head = paragraph.substr(0, kLongest);
  // A place, perhaps none, and an agency in brackets.
  const size_t open = head.find('('), close = head.find(')');
  size_t agency_end = 0;
  if (open != std::string_view::npos && close != std::string_view::npos && close > open) {
    const std::string inside = lowerAscii(head.substr(open + 1, close - open - 1));
    const bool known = std::any_of(kAgencies.begin(), kAgencies.end(), [&](auto agency) { return inside == agency; });
    const auto before = wordsOf(head.substr(0, open));
    const bool place = before.size() <= 8 && std::all_of(before.begin(), before.end(), [](std::string_view word) {
                         return startsUpper(word) || !isLetter(static_cast<unsigned char>(word[0])) || word == "de" ||
                                word == "of" || word == "and";
                       });
    if (known && place) agency_end = close + 1;
  }
  Dash dash = firstDash(paragraph, kLongest);
  // "CAIRO, (Example News - 10th Apr, 2019) :": the dash within the brackets ends nothing.
  if (dash.size && open < dash.at && paragraph.find(')', open) > dash.at) {
    const size_t end = paragraph.find(')', dash.at);
    if (end == std::string_view::npos || end > 2 * kLongest) return 0;
    const size_t behind = paragraph.find_first_not_of(' ', end + 1);
    dash = {end, behind != std::string_view::npos && (paragraph[behind] == ':' || paragraph[behind] == '-')
                     ? behind + 1 - end
                     : 1};
  }
  if (agency_end) {
    const size_t gap = dash.at >= agency_end ? dash.at - agency_end : SIZE_MAX;
    return gap <= 2 ? dash.at + dash.size : agency_end;
  }
  if (dash.size == 0) return 0;
  const std::string_view before = paragraph.substr(0, dash.at);
  const auto words = wordsOf(before);
  if (words.empty() || words.size() > 9) return 0;
  size_t capitals = 0;
  for (const char c : words[0]) {
    if (c >= 'a' && c <= 'z') return 0;
    capitals += c >= 'A' && c <= 'Z';
  }
  const bool dated = before.find(',') != std::string_view::npos || before.find('(') != std::string_view::npos;
  if (capitals < 3 || (!first && !dated)) return 0;
  // A place has three words at most: "NEW YORK CITY, Oct 10 -".
  if (wordsOf(before.substr(0, before.find_first_of(",("))).size() > 3) return 0;
  // "NATO said on Monday - and …" is a sentence: the words of a dateline are names, numbers and months.
  for (const auto word : words)
    if (!startsUpper(word) && isLetter(static_cast<unsigned char>(word[0]))) return 0;
  return dash.at + dash.size;
}

struct Cutter {
  std::string_view text;
  std::vector<Section> sections;

  void add(SectionKind kind, ByteSpan span) {
    span = trimmed(text, span);
    if (span.empty()) return;
    if (kind == SectionKind::Body && !sections.empty() && sections.back().kind == kind)
      sections.back().span.end = span.end;
    else
      sections.push_back({kind, span});
  }

  // A caption with its credit behind it.
  void addCaption(ByteSpan span) {
    const std::string_view paragraph = cut(text, span);
    const size_t from = paragraph.size() > 90 ? paragraph.size() - 90 : 0;
    size_t credit = std::string_view::npos;
    for (const auto mark : kCreditMarks) credit = std::min(credit, paragraph.find(mark, from));
    if (credit == std::string_view::npos) credit = paragraph.size();
    if (credit > 0 && credit < paragraph.size() && paragraph[credit - 1] == '(') --credit;
    const auto at = static_cast<uint32_t>(span.begin + credit);
    add(SectionKind::Caption, {span.begin, at});
    add(SectionKind::Credit, {at, span.end});
  }

  // A credit, and the caption that some pages put behind it: "Image copyright … Image caption …".
  void addCredit(ByteSpan span) {
    const std::string_view paragraph = cut(text, span);
    const size_t caption = std::min(paragraph.find("Image caption"), paragraph.size());
    const auto at = static_cast<uint32_t>(span.begin + caption);
    add(SectionKind::Credit, {span.begin, at});
    add(SectionKind::Caption, {at, span.end});
  }

  // Story, but for the names of those who wrote it at its end.
  void addBody(ByteSpan span) {
    const std::string_view paragraph = cut(text, span);
    size_t credit = std::string_view::npos;
    if (paragraph.ends_with(')'))
      for (const auto start : kClosingCredits) credit = std::min(credit, paragraph.rfind(start));
    if (credit == std::string_view::npos) credit = paragraph.size();
    const auto at = static_cast<uint32_t>(span.begin + credit);
    add(SectionKind::Body, {span.begin, at});
    add(SectionKind::Credit, {at, span.end});
  }
};

bool isCaption(std::string_view paragraph) {
  if (paragraph.size() > 600) return false;
  if (startsWithOneOf(paragraph, kCaptionStarts)) return true;
  // A photographer's name at the end tells a caption, but "a Reuters/Ipsos poll." ends a sentence.
  if (endsLikeSentence(paragraph)) return false;
  const size_t from = paragraph.size() > 60 ? paragraph.size() - 60 : 0;
  return std::any_of(kCreditMarks.begin(), kCreditMarks.end(), [&](std::string_view mark) {
    const size_t at = paragraph.find(mark, from);
    return at != std::string_view::npos && at > 0;
  });
}

bool isCredit(std::string_view paragraph) {
  if (paragraph.size() > 300) return false;
  if (startsWithOneOf(paragraph, kCreditStarts)) return true;
  return paragraph.size() <= 160 && (paragraph.find("contributed to this ") != std::string_view::npos ||
                                     paragraph.find("contributed reporting") != std::string_view::npos);
}

bool isNote(std::string_view paragraph) {
  if (paragraph.starts_with("©") && paragraph.size() > 150) return false;
  return paragraph.size() <= 400 &&
         (startsWithOneOf(paragraph, kNoteStarts) || paragraph.find("All rights reserved") != std::string_view::npos);
}

// Half of the headline's words or more are the title's.
bool resembles(std::string_view paragraph, std::string_view title) {
  auto a = wordsOf(paragraph), b = wordsOf(title);
  std::sort(b.begin(), b.end());
  const auto common =
      std::count_if(a.begin(), a.end(), [&](auto w) { return std::binary_search(b.begin(), b.end(), w); });
  return static_cast<size_t>(common) * 2 >= a.size();
}

}  // namespace

std::vector<Section> sectionsOf(std::string_view text, const std::optional<std::string>& title) {
  Cutter cutter{text, {}};
  const size_t headline_end = title ? titleEnd(text, *title) : 0;
  if (headline_end) cutter.add(SectionKind::Headline, {0, static_cast<uint32_t>(headline_end)});
  const auto paragraphs = paragraphsOf(text, headline_end);
  size_t i = 0;
  if (!headline_end && paragraphs.size() > 1) {
    const std::string_view first = cut(text, paragraphs[0]);
    if (isHeadline(first) && !isByline(first) && !isDateLine(first) && !isCaption(first) && !isCredit(first) &&
        !isNote(first) && datelineSize(first, true) == 0 && (!title || resembles(first, *title))) {
      cutter.add(SectionKind::Headline, paragraphs[0]);
      i = 1;
    }
  }
  const bool headed = !cutter.sections.empty();
  bool body_began = false;
  for (size_t k = i; k < paragraphs.size(); ++k) {
    const ByteSpan span = paragraphs[k];
    const std::string_view paragraph = cut(text, span);
    if (isNote(paragraph)) {
      cutter.add(SectionKind::Note, span);
      continue;
    }
    if (isCredit(paragraph)) {
      cutter.addCredit(span);
      continue;
    }
    if (isCaption(paragraph)) {
      cutter.addCaption(span);
      continue;
    }
    if (!body_began && isByline(paragraph)) {
      cutter.add(SectionKind::Byline, span);
      continue;
    }
    if (!body_began && (isDateLine(paragraph) || (headed && isPlaceLine(paragraph)))) {
      cutter.add(SectionKind::Dateline, span);
      continue;
    }
    const auto dateline = static_cast<uint32_t>(datelineSize(paragraph, !body_began));
    // A deck stands below the headline, above the byline or the dateline; without those only its missing stop tells it.
    if (!body_began && headed && k == i && k + 1 < paragraphs.size() && !dateline && paragraph.size() <= 300 &&
        wordsOf(paragraph).size() >= 4) {
      const std::string_view next = cut(text, paragraphs[k + 1]);
      if (isHeadline(paragraph) || isByline(next) || isDateLine(next) || datelineSize(next, true)) {
        cutter.add(SectionKind::Deck, span);
        continue;
      }
    }
    body_began = true;
    cutter.add(SectionKind::Dateline, {span.begin, span.begin + dateline});
    cutter.addBody({span.begin + dateline, span.end});
  }
  return cutter.sections;
}

}  // namespace legomena
