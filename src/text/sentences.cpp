#include "text/sentences.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "text/unicode.h"

namespace legomena {
namespace {

constexpr CodePoint kEllipsis = 0x2026, kCloseDouble = 0x201D, kCloseSingle = 0x2019, kCloseGuillemet = 0xBB;
constexpr CodePoint kOpenDouble = 0x201C, kOpenSingle = 0x2018, kOpenGuillemet = 0xAB;
constexpr CodePoint kEmDash = 0x2014, kEnDash = 0x2013;

bool isStop(CodePoint c) { return c == '.' || c == '!' || c == '?' || c == kEllipsis; }

bool isCloser(CodePoint c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == kCloseDouble || c == kCloseSingle ||
         c == kCloseGuillemet;
}

bool isOpener(CodePoint c) {
  return c == '"' || c == '\'' || c == '(' || c == '[' || c == kOpenDouble || c == kOpenSingle || c == kOpenGuillemet;
}

bool opensSentence(CodePoint c) {
  return isUpper(c) || isTitle(c) || isDigit(c) || c == '-' || c == kEmDash || c == kEnDash;
}

const std::unordered_set<std::string_view>& abbreviations() {
  static const std::unordered_set<std::string_view> set{
      "mr",   "mrs", "ms",  "dr",  "gen",  "col", "lt",  "maj",    "sgt",  "capt",  "sen",  "rep", "gov",
      "prof", "st",  "no",  "vs",  "jr",   "sr",  "inc", "corp",   "ltd",  "co",    "u.s",  "u.n", "u.k",
      "e.g",  "i.e", "jan", "feb", "mar",  "apr", "jun", "jul",    "aug",  "sep",   "sept", "oct", "nov",
      "dec",  "a.m", "p.m", "adm", "brig", "rev", "hon", "messrs", "pres", "approx"};
  return set;
}

bool isInitials(std::string_view w) {  // "j", "u.s", "a.m"
  if (w.size() % 2 == 0) return false;
  for (size_t i = 0; i < w.size(); ++i)
    if (i % 2 == 0 ? w[i] < 'a' || w[i] > 'z' : w[i] != '.') return false;
  return true;
}

// The word before a stop, without what opens before it: of `("Mr.` it is `Mr`.
std::string_view wordBefore(std::string_view sentence) {
  size_t end = sentence.size();
  for (size_t at = end; at > 0;) {
    if (!isCloser(previousCodePoint(sentence, at))) break;
    end = at;
  }
  size_t begin = end;
  for (size_t at = end; at > 0;) {
    if (isBlank(previousCodePoint(sentence, at))) break;
    begin = at;
  }
  while (end > begin) {
    size_t at = end;
    if (!isStop(previousCodePoint(sentence, at)) || at == begin) break;
    end = at;
  }
  while (begin < end) {
    size_t at = begin;
    const CodePoint c = nextCodePoint(sentence, at);
    if (c != '(' && c != '"' && c != '\'' && c != kOpenDouble && c != kOpenSingle) break;
    begin = at;
  }
  return sentence.substr(begin, end - begin);
}

// A word of four or more small letters: no abbreviation, so that a stop after it ends a sentence even before a small
// letter.
bool isPlainWord(std::string_view w) {
  return w.size() >= 4 && std::all_of(w.begin(), w.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Behind the footnote marks that follow a stop, "[12] [13]"; `at` itself where there are none.
size_t behindFootnotes(std::string_view text, size_t at, size_t end) {
  while (true) {
    size_t next = at < end && text[at] == ' ' ? at + 1 : at;
    if (next >= end || text[next] != '[') return at;
    size_t digits = 0;
    for (++next; next < end && text[next] >= '0' && text[next] <= '9'; ++next) ++digits;
    if (digits < 1 || digits > 3 || next >= end || text[next] != ']') return at;
    at = next + 1;
  }
}

// After "U.S." a sentence begins only where a word follows that would not go on in capitals within one.
bool startsAnew(std::string_view rest) {
  constexpr size_t kLook = 9;
  size_t at = 0;
  for (size_t n = 0, next = 0; next < rest.size() && n < kLook; ++n) {
    if (!isBlank(nextCodePoint(rest, next))) break;
    at = next;
  }
  for (std::string_view word : {"The", "He", "She", "It", "But", "In", "A", "They", "We", "On"}) {
    if (!rest.substr(at).starts_with(word)) continue;
    size_t after = at + word.size();
    if (after >= rest.size()) return true;
    const CodePoint c = nextCodePoint(rest, after);
    if (!isLetter(c) && !isDigit(c) && c != '_') return true;
  }
  return false;
}

void addTrimmed(std::string_view text, size_t begin, size_t end, std::vector<Sentence>& out) {
  for (size_t at = begin; at < end && isBlank(nextCodePoint(text, at));) begin = at;
  for (size_t at = end; at > begin && isBlank(previousCodePoint(text, at));) end = at;
  if (begin < end) out.push_back({{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, {}, false});
}

bool blankAt(std::string_view text, size_t at) { return isBlank(nextCodePoint(text, at)); }

void splitLine(std::string_view text, size_t begin, size_t line_end, std::vector<Sentence>& out) {
  size_t start = begin;
  for (size_t at = begin; at < line_end;) {
    const size_t stop_at = at;
    if (!isStop(nextCodePoint(text, at))) continue;
    for (size_t next = at; next < line_end && isStop(nextCodePoint(text, next));) at = next;
    const std::string_view stops = text.substr(stop_at, at - stop_at);
    const size_t closers = at;
    for (size_t next = at; next < line_end && isCloser(nextCodePoint(text, next));) at = next;
    const bool closed = at > closers;
    const size_t tail = at;
    size_t end = behindFootnotes(text, tail, line_end);
    if (end < line_end && !blankAt(text, end)) end = tail;
    size_t next = end;
    for (size_t look = end; look < line_end && isBlank(nextCodePoint(text, look));) next = look;
    if (next == end || next == line_end) continue;
    size_t look = next;
    CodePoint c = nextCodePoint(text, look);
    if (isOpener(c) && look < line_end) {
      const CodePoint inner = nextCodePoint(text, look);
      if (!isBlank(inner)) c = inner;
    }
    const std::string_view word = wordBefore(text.substr(start, tail - start));
    const bool trailing_off = stops == "…" || stops.starts_with("..");
    if (!opensSentence(c) && !(isLower(c) && !closed && !trailing_off && isPlainWord(word))) continue;
    if (stops[0] == '.' && end == tail) {
      const std::string lower = lowered(word);
      if (abbreviations().contains(lower) || isInitials(lower)) {
        const bool country = lower == "u.s" || lower == "u.n" || lower == "u.k";
        if (!country || !startsAnew(text.substr(end, line_end - end))) continue;
      }
    }
    at = end;
    addTrimmed(text, start, end, out);
    start = end;
  }
  addTrimmed(text, start, line_end, out);
}

// True where only blanks stand between byte `at` and the end of its line.
bool lineEndsAfter(std::string_view text, size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')) ++at;
  return at == text.size() || text[at] == '\n';
}

}  // namespace

std::vector<Sentence> splitSentences(std::string_view text) {
  std::vector<Sentence> out;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) splitLine(text, begin, end, out);
    begin = end + 1;
  }
  for (Sentence& s : out) s.ends_paragraph = lineEndsAfter(text, s.span.end);
  return out;
}

}  // namespace legomena
