// What is known of parties before an article is read: the tables of data/*.tsv, each readable and changeable by hand.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "legomena/error.h"
#include "resolve/tokens.h"
#include "text/lists.h"

namespace legomena {

// How a name stands for the party it is known by.
enum class Use : uint8_t {
  State,      // Armenia
  Seat,       // Yerevan, which acts for Armenia
  Adjective,  // Armenian
  People,     // Armenians
  Region,     // Texas, Aleppo
  Party       // UN, Hamas, White House
};

struct KnownParty {
  Use use = Use::Party;
  std::string name;
  Kind kind = Kind::Other;
  std::string country;  // empty for none
  Sector sector = Sector::Unk;
  std::string entry;  // "data/countries.tsv: Armenia"
};

// A noun that types whom it names: a role ("minister") or a body ("ministry").
struct PartyNoun {
  Kind kind = Kind::Other;
  Sector sector = Sector::Unk;
  bool role = false;      // of roles.tsv, not of bodies.tsv
  bool inherits = false;  // sector of the body it goes with, `sector` where there is none
  bool home = false;      // belongs to the country that the article is about unless the words say otherwise
};

enum class Gender : uint8_t { Unknown, Woman, Man };

struct Knowledge {
  std::unordered_map<std::string, KnownParty> parties;   // by keyOf(name)
  std::unordered_map<std::string, PartyNoun> nouns;      // by keyOf(words)
  std::unordered_map<std::string, std::string> states;   // ISO 3166 alpha-3 -> name
  std::unordered_map<std::string, Gender> given_names;   // by key
  std::unordered_set<std::string> noun_words;            // single words of all nouns
  std::unordered_map<std::string, KnownParty> surnames;  // of people in parties.tsv: "trump"
};

// Longest names and nouns, in tokens.
inline constexpr size_t kLongestName = 7;
inline constexpr size_t kLongestNoun = 5;

// Reads countries, regions, parties, roles, bodies and given names from `data_folder`. An error names file and line.
Result<Knowledge> loadKnowledge(const std::string& data_folder);

// One table's lines into `knowledge`; `file` is its name in data/, by which its columns are known.
Result<bool> addKnowledge(Knowledge& knowledge, std::string_view file, std::string_view lines);

// The party known by exactly these tokens, or null; in lower case too, so that "IRAN" in a headline is found.
const KnownParty* knownParty(const Knowledge& knowledge, const std::vector<Token>& tokens, size_t begin, size_t end);

// The longest noun that ends at token `end`, and its first token; null where there is none.
const PartyNoun* nounBefore(const Knowledge& knowledge, const std::vector<Token>& tokens, size_t begin, size_t end,
                            size_t* first);

}  // namespace legomena
