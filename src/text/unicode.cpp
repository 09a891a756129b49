#include "text/unicode.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace legomena {

CodePoint nextCodePoint(std::string_view text, size_t& at) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  if (bytes[at] < 0x80) return bytes[at++];
  auto i = static_cast<int64_t>(at);
  const auto size = static_cast<int64_t>(text.size());
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, i, size, c);
  at = static_cast<size_t>(i);
  return c;
}

CodePoint previousCodePoint(std::string_view text, size_t& at) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  auto i = static_cast<int32_t>(at);
  UChar32 c = 0;
  U8_PREV_OR_FFFD(bytes, 0, i, c);
  at = static_cast<size_t>(i);
  return c;
}

void appendCodePoint(std::string& out, CodePoint c) {
  uint8_t bytes[U8_MAX_LENGTH];
  int32_t n = 0;
  U8_APPEND_UNSAFE(bytes, n, c);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(n));
}

bool isBlank(CodePoint c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
  return u_isUWhiteSpace(c);
}

bool isLetter(CodePoint c) { return u_isalpha(c); }

bool isDigit(CodePoint c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  const int32_t type = u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE);
  return type == U_NT_DECIMAL || type == U_NT_DIGIT;
}

bool isUpper(CodePoint c) { return u_isUUppercase(c); }
bool isLower(CodePoint c) { return u_isULowercase(c); }
bool isTitle(CodePoint c) { return u_charType(c) == U_TITLECASE_LETTER; }
bool isAccent(CodePoint c) { return c >= 0x300 && u_charType(c) == U_NON_SPACING_MARK; }

bool isPunctuation(CodePoint c) {
  if (c < 0x80) return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
  return (U_GET_GC_MASK(c) & U_GC_P_MASK) != 0;
}

std::string lowered(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) appendCodePoint(out, u_tolower(nextCodePoint(text, at)));
  return out;
}

std::string collapsedBlanks(std::string_view text) {
  std::string out;
  bool blank = false;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const bool is_blank = isBlank(nextCodePoint(text, at));
    if (!is_blank)
      out += text.substr(begin, at - begin);
    else if (!blank)
      out += ' ';
    blank = is_blank;
  }
  return out;
}

std::string oneLine(std::string_view text) {
  std::string out = collapsedBlanks(text);
  if (out.ends_with(' ')) out.pop_back();
  if (out.starts_with(' ')) out.erase(0, 1);
  return out;
}

}  // namespace legomena
