#include "resolve/knowledge.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>

namespace legomena {
namespace {

std::vector<std::string_view> split(std::string_view line, char at) {
  std::vector<std::string_view> out;
  for (size_t begin = 0;;) {
    const size_t end = line.find(at, begin);
    out.push_back(line.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return out;
    begin = end + 1;
  }
}

std::vector<std::string_view> names(std::string_view field) {
  std::vector<std::string_view> out = split(field, ';');
  std::erase_if(out, [](std::string_view s) { return s.empty(); });
  return out;
}

bool isCode(std::string_view s) {
  return s.size() == 3 && std::all_of(s.begin(), s.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

using Fields = std::vector<std::string_view>;

// What is wrong with a line, or nothing.
using Complaint = std::optional<std::pair<std::string, std::string>>;

Complaint country(std::string_view field, std::string& code) {
  if (field != "-" && !isCode(field))
    return {{fmt::format("'{}' is no country", field), "three capitals of ISO 3166-1 alpha-3, or -"}};
  code = field == "-" ? "" : std::string(field);
  return std::nullopt;
}

template <class Enum, size_t N>
Complaint one(const std::array<std::string_view, N>& list, std::string_view field, std::string_view what, Enum& value) {
  const auto found = named<Enum>(list, field);
  if (!found) return {{fmt::format("'{}' is no {}", field, what), fmt::format("one of {}", fmt::join(list, ", "))}};
  value = *found;
  return std::nullopt;
}

// A name that an earlier line or column has keeps its first meaning.
void add(Knowledge& k, std::string_view name, const KnownParty& party) {
  const std::string key = keyOf(name.starts_with("The ") || name.starts_with("the ") ? name.substr(4) : name);
  if (!key.empty()) k.parties.try_emplace(key, party);
}

Complaint addCountry(Knowledge& k, const Fields& f) {
  KnownParty state{Use::State, std::string(f[1]), Kind::State,
                   "",         Sector::Gov,       fmt::format("data/countries.tsv: {}", f[1])};
  if (auto bad = country(f[0], state.country)) return bad;
  if (f[1].empty()) return {{"no name", "the country's name in the second column"}};
  if (!state.country.empty()) k.states.try_emplace(state.country, state.name);
  add(k, f[1], state);
  for (auto name : names(f[2])) add(k, name, state);
  KnownParty seat = state, adjective = state, people = state;
  seat.use = Use::Seat;
  for (auto name : names(f[5])) add(k, name, seat);
  adjective.use = Use::Adjective;
  people.use = Use::People;
  people.kind = Kind::Group;
  people.sector = Sector::Civ;
  for (auto name : names(f[3])) add(k, name, adjective);
  for (auto name : names(f[4])) add(k, name, people);
  if (f[4].empty())
    for (auto name : names(f[3])) add(k, std::string(name) + "s", people);
  return std::nullopt;
}

Complaint addRegion(Knowledge& k, const Fields& f) {
  KnownParty region{Use::Region, "", Kind::Body, "", Sector::Gov, ""};
  if (auto bad = country(f[0], region.country)) return bad;
  for (auto name : names(f[1])) {
    region.name = std::string(name);
    region.entry = fmt::format("data/regions.tsv: {}", name);
    add(k, name, region);
  }
  return std::nullopt;
}

Complaint addParty(Knowledge& k, const Fields& f) {
  KnownParty party{Use::Party, std::string(f[0]), Kind::Other,
                   "",         Sector::Unk,       fmt::format("data/parties.tsv: {}", f[0])};
  if (f[0].empty()) return {{"no name", "the party's name in the first column"}};
  if (auto bad = one(kKinds, f[1], "kind", party.kind)) return bad;
  if (auto bad = country(f[2], party.country)) return bad;
  if (auto bad = one(kSectors, f[3], "sector", party.sector)) return bad;
  add(k, f[0], party);
  for (auto name : names(f[4])) add(k, name, party);
  if (party.kind == Kind::Person) {
    const auto words = tokensOf(f[0], {0, static_cast<uint32_t>(f[0].size())});
    // the family's name stands first there
    const bool first = party.country == "CHN" || party.country == "PRK" || party.country == "KOR";
    if (!words.empty()) k.surnames.try_emplace(first ? words.front().lower : words.back().lower, party);
  }
  return std::nullopt;
}

Complaint addNoun(Knowledge& k, const Fields& f, bool role) {
  PartyNoun noun;
  noun.role = role;
  if (auto bad = one(kKinds, f[1], "kind", noun.kind)) return bad;
  std::string_view sector = f[2];
  noun.inherits = sector.starts_with('=');
  if (noun.inherits) sector.remove_prefix(1);
  if (auto bad = one(kSectors, sector, "sector", noun.sector)) return bad;
  if (role && f[3] != "home" && f[3] != "-") return {{fmt::format("'{}' in the fourth column", f[3]), "home or -"}};
  noun.home = role ? f[3] == "home" : noun.kind != Kind::Igo && noun.kind != Kind::Other;
  for (auto words : names(f[0])) {
    const auto tokens = tokensOf(words, {0, static_cast<uint32_t>(words.size())});
    k.nouns.try_emplace(lowerKeyOf(tokens, 0, tokens.size()), noun);
    for (const Token& t : tokens) k.noun_words.insert(t.lower);
  }
  return std::nullopt;
}

Complaint addGivenNames(Knowledge& k, const Fields& f) {
  if (f[0] != "f" && f[0] != "m") return {{fmt::format("'{}' is no gender", f[0]), "f or m"}};
  for (auto name : names(f[1])) k.given_names.try_emplace(keyOf(name), f[0] == "f" ? Gender::Woman : Gender::Man);
  return std::nullopt;
}

struct TableFile {
  std::string_view file;
  size_t columns;
  Complaint (*add)(Knowledge&, const Fields&);
};

// Countries first: a name keeps its first meaning.
constexpr std::array<TableFile, 6> kTableFiles{{
    {"countries.tsv", 6, addCountry},
    {"parties.tsv", 5, addParty},
    {"regions.tsv", 2, addRegion},
    {"roles.tsv", 4, [](Knowledge& k, const Fields& f) { return addNoun(k, f, true); }},
    {"bodies.tsv", 3, [](Knowledge& k, const Fields& f) { return addNoun(k, f, false); }},
    {"given_names.tsv", 2, addGivenNames},
}};

}  // namespace

Result<bool> addKnowledge(Knowledge& knowledge, std::string_view file, std::string_view lines) {
  const auto table =
      std::find_if(kTableFiles.begin(), kTableFiles.end(), [&](const auto& t) { return t.file == file; });
  if (table == kTableFiles.end()) return Error{std::string(file), "is no knowledge file", ""};
  size_t number = 0;
  for (std::string_view line : split(lines, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    const Fields fields = split(line, '\t');
    const std::string where = fmt::format("data/{}:{}", file, number);
    if (fields.size() != table->columns)
      return Error{where, fmt::format("{} columns", fields.size()),
                   fmt::format("{} columns, parted by tabs", table->columns)};
    if (const Complaint bad = table->add(knowledge, fields)) return Error{where, bad->first, bad->second};
  }
  return true;
}

Result<Knowledge> loadKnowledge(const std::string& data_folder) {
  Knowledge knowledge;
  for (const TableFile& table : kTableFiles) {
    const std::string path = fmt::format("{}/{}", data_folder, table.file);
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{path, "cannot be read", "a folder with Legomena's knowledge files"};
    const std::string lines{std::istreambuf_iterator<char>(in), {}};
    if (const auto added = addKnowledge(knowledge, table.file, lines); !added) return added.error();
  }
  return knowledge;
}

const KnownParty* knownParty(const Knowledge& knowledge, const std::vector<Token>& tokens, size_t begin, size_t end) {
  if (begin >= end || end - begin > kLongestName || !tokens[begin].capital) return nullptr;
  auto found = knowledge.parties.find(keyOf(tokens, begin, end));
  if (found != knowledge.parties.end()) return &found->second;
  // one short word in capitals is an abbreviation of its own: "IT" is not "it", "WHO" not "who"
  if (end - begin == 1 && tokens[begin].lower.size() <= 3) return nullptr;
  found = knowledge.parties.find(lowerKeyOf(tokens, begin, end));
  return found == knowledge.parties.end() ? nullptr : &found->second;
}

const PartyNoun* nounBefore(const Knowledge& knowledge, const std::vector<Token>& tokens, size_t begin, size_t end,
                            size_t* first) {
  for (size_t at = end - std::min(end - begin, kLongestNoun); at < end; ++at) {
    const auto found = knowledge.nouns.find(lowerKeyOf(tokens, at, end));
    if (found == knowledge.nouns.end()) continue;
    *first = at;
    return &found->second;
  }
  return nullptr;
}

}  // namespace legomena
