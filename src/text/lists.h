// The closed lists of the codebook (docs/codebook.md), in the order of the model's classes.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace legomena {

enum class Stance : uint8_t { State, Deny, Accuse, Warn, Demand, Promise, Judge, Admit, Ask };
inline constexpr std::array<std::string_view, 9> kStances{"state",   "deny",  "accuse", "warn", "demand",
                                                          "promise", "judge", "admit",  "ask"};

enum class Status : uint8_t { Actual, Negated, Possible, Future, Wanted, Hypothetical };
inline constexpr std::array<std::string_view, 6> kStatuses{"actual", "negated", "possible",
                                                           "future", "wanted",  "hypothetical"};

// PLOVER 2.0's event types. The model's class 0 is "no trigger", so a class is the type's number plus one.
enum class EventType : uint8_t {
  Agree,
  Consult,
  Support,
  Concede,
  Cooperate,
  Aid,
  Retreat,
  Request,
  Accuse,
  Reject,
  Threaten,
  Protest,
  Sanction,
  Mobilize,
  Coerce,
  Assault
};
inline constexpr std::array<std::string_view, 16> kEventTypes{
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};

// A quad class and PLOVER's score of intensity for a type without a mode.
struct Intensity {
  std::string_view quad;
  double score;
};
inline constexpr std::array<Intensity, 16> kIntensities{{{"verbal cooperation", 2.5},
                                                         {"verbal cooperation", 2.5},
                                                         {"verbal cooperation", 5},
                                                         {"verbal cooperation", 4.5},
                                                         {"material cooperation", 9.5},
                                                         {"material cooperation", 10},
                                                         {"material cooperation", 6.5},
                                                         {"verbal conflict", 0},
                                                         {"verbal conflict", -2},
                                                         {"verbal conflict", -2},
                                                         {"verbal conflict", -3.5},
                                                         {"material conflict", -5},
                                                         {"material conflict", -6},
                                                         {"material conflict", -5.5},
                                                         {"material conflict", -7},
                                                         {"material conflict", -9}}};

// Modes of all types; 0 is none. kModesOf says which belong to which type.
using Mode = uint8_t;
inline constexpr std::array<std::string_view, 60> kModes{
    "-",           "abduct",      "access",    "aerial",         "allege",         "arrest",        "assist",
    "beat",        "boycott",     "ceasefire", "censor",         "change",         "convict",       "crowd-control",
    "curfew",      "cyber",       "demo",      "deport",         "destroy",        "disapprove",    "disarm",
    "discontinue", "drone",       "expel",     "explosives",     "firearms",       "heavy-weapons", "hunger",
    "investigate", "martial-law", "meet",      "militia",        "misinformation", "multilateral",  "obstruct",
    "phone",       "police",      "primitive", "relations",      "release",        "resign",        "restrict",
    "riot",        "seize",       "sexual",    "strike",         "suicide-attack", "targeted",      "territory",
    "third-party", "torture",     "troops",    "unconventional", "vandalize",      "violence",      "visit",
    "weapons",     "withdraw",    "withhold",  "yield"};

inline constexpr std::array<std::string_view, 16> kModesOf{
    "",
    "visit third-party multilateral phone",
    "",
    "",
    "",
    "",
    "withdraw release disarm ceasefire access resign",
    "assist change yield meet",
    "disapprove investigate allege",
    "assist change yield meet",
    "restrict arrest relations expel territory violence",
    "demo riot strike hunger boycott obstruct vandalize",
    "convict expel withdraw discontinue",
    "troops weapons police militia",
    "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional"};

enum class Kind : uint8_t { Person, State, Body, Force, Party, Company, Ngo, Igo, Media, Group, Other };
inline constexpr std::array<std::string_view, 11> kKinds{"person", "state", "body",  "force", "party", "company",
                                                         "ngo",    "igo",   "media", "group", "other"};

enum class Sector : uint8_t {
  Gov,
  Leg,
  Jud,
  Mil,
  Cop,
  Spy,
  Pty,
  Opp,
  Reb,
  Crm,
  Bus,
  Med,
  Edu,
  Rel,
  Lab,
  Ngo,
  Igo,
  Civ,
  Ref,
  Set,
  Unk
};
inline constexpr std::array<std::string_view, 21> kSectors{"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY",
                                                           "OPP", "REB", "CRM", "BUS", "MED", "EDU", "REL",
                                                           "LAB", "NGO", "IGO", "CIV", "REF", "SET", "UNK"};

enum class NumberRole : uint8_t {
  Killed,
  Wounded,
  Missing,
  Arrested,
  Displaced,
  Released,
  TookPart,
  Money,
  Weapons,
  Other
};
inline constexpr std::array<std::string_view, 10> kNumberRoles{
    "killed", "wounded", "missing", "arrested", "displaced", "released", "took-part", "money", "weapons", "other"};

enum class SectionKind : uint8_t { Headline, Deck, Byline, Dateline, Caption, Credit, Body, Note };
inline constexpr std::array<std::string_view, 8> kSectionKinds{"headline", "deck",   "byline", "dateline",
                                                               "caption",  "credit", "body",   "note"};

enum class Quote : uint8_t { Direct, Indirect, Mixed };
inline constexpr std::array<std::string_view, 3> kQuotes{"direct", "indirect", "mixed"};

// Labels of the words around an anchor, in the order of the model's classes. Source, Actor and Recipient are the words
// beside the anchor that say who; a label that ends in Party holds for every mention of that party in the window.
enum class ClaimLabel : uint8_t { Source, Content, To, SourceParty };
inline constexpr std::array<std::string_view, 4> kClaimLabels{"source", "content", "to", "source party"};

enum class EventLabel : uint8_t {
  Actor,
  Recipient,
  When,
  Where,
  FirstNumber,  // a label per NumberRole
  ActorParty = FirstNumber + kNumberRoles.size(),
  RecipientParty
};
inline constexpr std::array<std::string_view, 16> kEventLabels{
    "actor",     "recipient", "when",      "where", "killed",  "wounded", "missing",     "arrested",
    "displaced", "released",  "took-part", "money", "weapons", "other",   "actor party", "recipient party"};

template <class Enum, size_t N>
std::string_view nameOf(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<size_t>(value)];
}

// The value with this name, or nothing.
template <class Enum, size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

// True for the modes that the type has (kModesOf); "none" belongs to all.
constexpr bool hasMode(EventType type, Mode mode) {
  if (mode == 0) return true;
  std::string_view names = kModesOf[static_cast<size_t>(type)];
  while (!names.empty()) {
    const size_t end = std::min(names.find(' '), names.size());
    if (names.substr(0, end) == kModes[mode]) return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

}  // namespace legomena
