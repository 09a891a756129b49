// Words as names are made of them: "al-Assad", "U.S.", "Hajiyev's" are one token each, unlike the model's words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace legomena {

struct Token {
  ByteSpan span;            // without a possessive 's
  std::string key;          // lower case without dots; abbreviations in capitals: "us" is a pronoun, "US" a state
  std::string lower;        // lower case without dots
  bool capital = false;     // begins with a capital
  bool possessive = false;  // followed by 's or '
  bool joined = false;      // only blanks (or the dot of an abbreviation) stand between it and the token before
};

std::vector<Token> tokensOf(std::string_view text, ByteSpan span);

// The keys of tokens [begin, end) with blanks between: what knowledge is looked up by.
std::string keyOf(const std::vector<Token>& tokens, size_t begin, size_t end);
std::string keyOf(std::string_view words);

// The same in lower case, for headlines in capitals.
std::string lowerKeyOf(const std::vector<Token>& tokens, size_t begin, size_t end);

}  // namespace legomena
