// Names that stand anywhere in an article, with the titles before them and the appositions behind, so that a bare
// "Hajiyev" later finds the "Hikmet Hajiyev, an aide to the Azeri president," of the beginning.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "resolve/knowledge.h"
#include "resolve/mention.h"
#include "text/document.h"

namespace legomena {

struct NameInText {
  ByteSpan span;    // with its title
  Mention mention;  // what title and name say
  Mention said;     // what an apposition says: "an aide to the Azeri president"; Empty where there is none
  uint32_t sentence = 0;
};

// A word that points to a country, in text order.
struct CountryInText {
  uint32_t at = 0;  // byte
  std::string country;
};

struct NamesInText {
  std::vector<NameInText> names;
  std::vector<CountryInText> countries;
};

NamesInText findNames(const Document& document, const Knowledge& knowledge);

}  // namespace legomena
