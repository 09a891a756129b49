#include "resolve/tokens.h"

#include "text/unicode.h"

namespace legomena {
namespace {

constexpr CodePoint kCurly = 0x2019;
constexpr size_t kLongestAbbreviation = 5;
constexpr size_t kLongestPrefix = 4;  // bytes of "al-A"

bool joins(CodePoint c) {
  return c == '-' || c == '\'' || c == kCurly || c == '.' || c == '&' || c == 0x2010 || c == 0x2011;
}

Token tokenOf(std::string_view text, ByteSpan span) {
  Token t;
  t.span = span;
  std::string_view s = cut(text, span);
  // "Hajiyev's", "Hajiyev’s"
  for (std::string_view ending : {"'s", "\u2019s", "'S", "\u2019S"})
    if (s.size() > ending.size() && s.ends_with(ending)) {
      s.remove_suffix(ending.size());
      t.possessive = true;
      break;
    }
  t.span.end = t.span.begin + static_cast<uint32_t>(s.size());
  std::string plain;
  bool all_upper = true;
  size_t letters = 0;
  CodePoint before = 0;
  for (size_t at = 0; at < s.size();) {
    const bool first = at == 0;
    const CodePoint c = nextCodePoint(s, at);
    if (first || before == '-') t.capital |= (isUpper(c) || isTitle(c)) && at <= kLongestPrefix;  // "al-Assad"
    before = c;
    if (c == '.') continue;
    if (isLetter(c)) {
      ++letters;
      if (!isUpper(c)) all_upper = false;
    }
    appendCodePoint(plain, c == kCurly ? '\'' : c);
  }
  t.lower = lowered(plain);
  t.key = all_upper && letters >= 2 && letters <= kLongestAbbreviation ? plain : t.lower;
  return t;
}

}  // namespace

std::vector<Token> tokensOf(std::string_view text, ByteSpan span) {
  std::vector<Token> out;
  size_t at = span.begin;
  bool joined = true;
  while (at < span.end) {
    const size_t begin = at;
    CodePoint c = nextCodePoint(text, at);
    if (!isLetter(c) && !isDigit(c)) {
      const bool dot = c == '.' && !out.empty() && out.back().span.end == begin && out.back().span.size() <= 4;
      if (!isBlank(c) && !dot) {
        // "Baku' forces": an apostrophe right after a token makes it possessive and parts nothing
        if ((c == '\'' || c == kCurly) && !out.empty() && out.back().span.end == begin &&
            out.back().lower.ends_with("s"))
          out.back().possessive = true;
        else if (!(c == 's' || c == '\'' || c == kCurly))
          joined = false;
      }
      continue;
    }
    size_t end = at;
    while (at < span.end) {
      size_t next = at;
      c = nextCodePoint(text, next);
      if (isLetter(c) || isDigit(c) || isAccent(c)) {
        at = end = next;
        continue;
      }
      if (!joins(c) || next >= span.end) break;
      size_t after = next;
      const CodePoint d = nextCodePoint(text, after);
      if (!isLetter(d) && !isDigit(d)) break;
      at = end = after;
    }
    at = end;
    Token t = tokenOf(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    t.joined = joined;
    joined = true;
    out.push_back(std::move(t));
  }
  return out;
}

std::string keyOf(const std::vector<Token>& tokens, size_t begin, size_t end) {
  std::string out;
  for (size_t i = begin; i < end; ++i) {
    if (i > begin) out += ' ';
    out += tokens[i].key;
  }
  return out;
}

std::string keyOf(std::string_view words) {
  const auto tokens = tokensOf(words, {0, static_cast<uint32_t>(words.size())});
  return keyOf(tokens, 0, tokens.size());
}

std::string lowerKeyOf(const std::vector<Token>& tokens, size_t begin, size_t end) {
  std::string out;
  for (size_t i = begin; i < end; ++i) {
    if (i > begin) out += ' ';
    out += tokens[i].lower;
  }
  return out;
}

}  // namespace legomena
