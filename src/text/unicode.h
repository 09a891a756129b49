// Code points of UTF-8 text and the classes of them that reading asks for. Text is valid UTF-8 (src/read sees to it).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace legomena {

using CodePoint = int32_t;

// The code point at byte `at`, which is moved behind it.
CodePoint nextCodePoint(std::string_view text, size_t& at);

// The code point that ends before byte `at`, which is moved to its start.
CodePoint previousCodePoint(std::string_view text, size_t& at);

void appendCodePoint(std::string& out, CodePoint c);

bool isBlank(CodePoint c);   // white space, as Python's str.isspace has it
bool isLetter(CodePoint c);  // general category L
bool isDigit(CodePoint c);   // a decimal digit or a digit-like sign such as a superscript
bool isUpper(CodePoint c);
bool isLower(CodePoint c);
bool isTitle(CodePoint c);        // general category Lt
bool isAccent(CodePoint c);       // a mark that stands on the letter before it (general category Mn)
bool isPunctuation(CodePoint c);  // BERT's: ASCII that is no letter, digit or blank, and general category P

// Lower case of all code points, one by one.
std::string lowered(std::string_view text);

// With one space for each run of blanks.
std::string collapsedBlanks(std::string_view text);

// The same without those at both ends.
std::string oneLine(std::string_view text);

}  // namespace legomena
