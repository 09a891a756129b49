#include "resolve/mention.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace legomena {
namespace {

template <size_t N>
bool in(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

struct PronounWord {
  std::string_view word;
  Person person;
  bool possessive;
};
constexpr std::array<PronounWord, 39> kPronouns{
    {{"he", Person::Man, false},         {"him", Person::Man, false},
     {"his", Person::Man, true},         {"himself", Person::Man, false},
     {"she", Person::Woman, false},      {"her", Person::Woman, true},
     {"hers", Person::Woman, false},     {"herself", Person::Woman, false},
     {"it", Person::Thing, false},       {"its", Person::Thing, true},
     {"itself", Person::Thing, false},   {"they", Person::Many, false},
     {"them", Person::Many, false},      {"their", Person::Many, true},
     {"theirs", Person::Many, false},    {"themselves", Person::Many, false},
     {"i", Person::Speaker, false},      {"i'm", Person::Speaker, false},
     {"i've", Person::Speaker, false},   {"i'll", Person::Speaker, false},
     {"i'd", Person::Speaker, false},    {"me", Person::Speaker, false},
     {"my", Person::Speaker, true},      {"myself", Person::Speaker, false},
     {"we", Person::Speakers, false},    {"we're", Person::Speakers, false},
     {"we've", Person::Speakers, false}, {"we'll", Person::Speakers, false},
     {"us", Person::Speakers, false},    {"our", Person::Speakers, true},
     {"ours", Person::Speakers, false},  {"ourselves", Person::Speakers, false},
     {"you", Person::Hearer, false},     {"your", Person::Hearer, true},
     {"who", Person::Relative, false},   {"whom", Person::Relative, false},
     {"which", Person::Relative, false}, {"that", Person::Relative, false},
     {"whose", Person::Relative, true}}};

const PronounWord* pronoun(const Token& t) {
  if (t.key != t.lower) return nullptr;  // "US", "IT"
  for (const auto& p : kPronouns)
    if (p.word == t.lower) return &p;
  return nullptr;
}

constexpr std::array<std::string_view, 14> kArticles{"the",   "a",       "an",   "this", "that", "these", "those",
                                                     "other", "another", "such", "both", "all",  "any",   "each"};
constexpr std::array<std::string_view, 24> kPrepositions{
    "of",    "for", "in",    "at",    "from",  "on",     "with",   "to",     "by",     "against", "near",    "under",
    "among", "who", "which", "whose", "where", "inside", "across", "behind", "around", "aboard",  "outside", "within"};
constexpr std::array<std::string_view, 25> kQuantities{
    "number", "dozens",  "hundreds", "thousands", "millions", "scores", "tens",     "some", "many",
    "most",   "several", "one",      "none",      "members",  "group",  "majority", "lot",  "handful",
    "plenty", "couple",  "half",     "part",      "all",      "two",    "three"};
constexpr std::array<std::string_view, 26> kDegrees{
    "senior", "top",      "former", "current",  "deputy",  "acting", "chief",    "high-ranking", "leading",
    "late",   "outgoing", "new",    "incoming", "retired", "then",   "ex",       "unnamed",      "anonymous",
    "key",    "veteran",  "local",  "first",    "one",     "fellow", "longtime", "interim"};
constexpr std::array<std::string_view, 18> kTitles{"mr",     "mrs",  "ms",   "miss", "dr",   "sir",
                                                   "lord",   "lady", "dame", "rev",  "prof", "hon",
                                                   "messrs", "capt", "st",   "sgt",  "maj",  "madam"};
constexpr std::array<std::string_view, 20> kConnectors{"al",  "el",  "bin", "ibn", "ben",   "van", "von",
                                                       "der", "den", "de",  "del", "della", "di",  "da",
                                                       "dos", "la",  "le",  "ul",  "abu",   "du"};
constexpr std::array<std::string_view, 20> kDocuments{
    "report",    "statement", "letter",  "study",      "documents",  "document",    "memo",
    "survey",    "poll",      "filing",  "resolution", "communique", "declaration", "indictment",
    "complaint", "article",   "figures", "data",       "statistics", "video"};
constexpr std::array<std::string_view, 4> kPairs{"both", "two", "each other", "one another"};
constexpr std::array<std::string_view, 3> kJuniors{"jr", "sr", "iii"};

bool looksPlural(std::string_view w) {
  return (w.size() > 3 && w.ends_with("s") && !w.ends_with("ss") && !w.ends_with("us")) || w.ends_with("men") ||
         w == "people" || w == "police" || w == "children";
}

bool isNumber(const Token& t) { return !t.lower.empty() && t.lower[0] >= '0' && t.lower[0] <= '9'; }

// The known party that begins at token `at`, the longest one, and how many tokens it takes.
const KnownParty* knownAt(const Knowledge& k, const std::vector<Token>& t, size_t at, size_t end, size_t* taken) {
  for (size_t n = std::min(kLongestName, end - at); n > 0; --n)
    if (const KnownParty* known = knownParty(k, t, at, at + n)) {
      *taken = n;
      return known;
    }
  return nullptr;
}

std::string displayOf(std::string_view text, const std::vector<Token>& t, size_t begin, size_t end) {
  std::string out(text.substr(t[begin].span.begin, t[end - 1].span.end - t[begin].span.begin));
  for (char& c : out)
    if (c == '\n' || c == '\t') c = ' ';
  return out;
}

void setWords(Mention& m, const std::vector<Token>& t, size_t begin, size_t end) {
  m.words.clear();
  for (size_t i = begin; i < end; ++i)
    if (!in(kArticles, t[i].lower) && t[i].lower != "of" && t[i].lower != "and") m.words.push_back(t[i].lower);
}

// Country and sector of what modifies a head: "Armenian defence ministry officials", "officials in Baku".
void readModifiers(Mention& m, const Knowledge& k, const std::vector<Token>& t, size_t begin, size_t end,
                   bool inherits) {
  for (size_t i = begin; i < end;) {
    size_t taken = 1;
    const KnownParty* known = knownAt(k, t, i, end, &taken);
    if (known) {
      if (m.country.empty()) {
        m.country = known->country;
        m.why += fmt::format("; country by {}", known->entry);
      }
      if (known->country.empty()) m.home = false;
      if (inherits && known->use == Use::Party && !m.sector_known) {
        m.sector = known->sector;
        m.sector_known = true;
      }
      i += taken;
      continue;
    }
    const std::string& w = t[i].lower;
    if (const auto person = k.surnames.find(w); t[i].capital && m.country.empty() && person != k.surnames.end()) {
      m.country = person->second.country;  // "Trump administration"
      m.why += fmt::format("; country by {}", person->second.entry);
    }
    if (w.ends_with("-led") || w == "international" || w == "world" || w == "foreign-backed" || w == "global")
      m.home = false;
    ++i;
  }
  if (!inherits || m.sector_known) return;
  for (size_t e = end; e > begin; --e) {
    size_t first = 0;
    const PartyNoun* noun = nounBefore(k, t, begin, e, &first);
    if (noun && noun->sector != Sector::Unk && !noun->inherits && noun->sector != Sector::Ngo) {
      m.sector = noun->sector;
      m.sector_known = true;
      return;
    }
  }
}

// Where the tokens of a title before a name end: "Azeri Foreign Minister |Jeyhun Bayramov".
size_t titleEnd(const Knowledge& k, const std::vector<Token>& t, size_t begin, size_t end) {
  size_t name = begin;
  for (size_t i = begin; i < end;) {
    size_t taken = 1;
    const KnownParty* known = knownAt(k, t, i, end, &taken);
    const std::string& w = t[i].lower;
    const bool title =
        in(kTitles, w) || in(kDegrees, w) || k.noun_words.contains(w) || !t[i].capital || t[i].possessive;
    if (known && known->use != Use::Party)
      i += taken;
    else if (known && known->kind != Kind::Person && i + taken < end)
      i += taken;
    else if (title && !in(kConnectors, w))
      ++i;
    else
      return i;
    name = i;
  }
  return name;
}

void describeKnown(Mention& m, const KnownParty& known, std::string_view own_words) {
  m.form = Form::Known;
  m.kind = known.kind;
  m.kind_known = true;
  m.country = known.country;
  m.sector = known.sector;
  m.sector_known = true;
  // a state has one name; of others the article's own form stands, "UN" or "United Nations"
  const bool own = known.use == Use::People || (known.use == Use::Party && known.kind != Kind::Person);
  m.name = own ? std::string(own_words) : known.name;
  m.why = known.entry;
  m.plural = known.use == Use::People;
}

Gender genderOf(const Knowledge& k, const Token& t) {
  const auto found = k.given_names.find(t.key);
  return found == k.given_names.end() ? Gender::Unknown : found->second;
}

}  // namespace

bool isFunctionWord(std::string_view w) {
  static constexpr std::array<std::string_view, 78> kWords{
      "the",     "a",     "an",    "and",   "but",   "or",      "in",    "on",      "at",        "of",       "for",
      "from",    "with",  "to",    "by",    "as",    "if",      "when",  "while",   "after",     "before",   "since",
      "that",    "this",  "these", "those", "he",    "she",     "it",    "they",    "we",        "i",        "you",
      "his",     "her",   "its",   "their", "our",   "my",      "there", "here",    "what",      "who",      "how",
      "why",     "where", "which", "not",   "no",    "yes",     "also",  "however", "meanwhile", "although", "though",
      "because", "so",    "yet",   "now",   "then",  "earlier", "later", "under",   "during",    "despite",  "both",
      "some",    "many",  "most",  "all",   "other", "another", "one",   "two",     "three",     "last",     "new"};
  return in(kWords, w);
}

Mention describe(std::string_view text, ByteSpan span, const Knowledge& k) {
  Mention m;
  const std::vector<Token> t = tokensOf(text, span);
  size_t begin = 0, end = t.size();
  if (end == 0) return m;
  // a clause or apposition behind the phrase is no part of it
  for (size_t i = 1; i < end; ++i)
    if ((!t[i].joined &&
         text.substr(t[i - 1].span.end, t[i].span.begin - t[i - 1].span.end).find(',') != std::string_view::npos &&
         !in(kJuniors, t[i].lower)) ||
        t[i].lower == "who" || (t[i].lower == "which" && i > 1)) {
      end = i;
      break;
    }
  // a span may be cut amid a phrase: "of other activists in", "the"
  while (end > 0 && (in(kPrepositions, t[end - 1].lower) || in(kArticles, t[end - 1].lower)) && !pronoun(t[end - 1]) &&
         t[end - 1].lower != "both")
    --end;
  while (begin < end && in(kPrepositions, t[begin].lower) && !pronoun(t[begin])) ++begin;
  if (begin >= end || (end - begin == 1 && in(kTitles, t[begin].lower))) return m;
  const std::string whole = lowerKeyOf(t, begin, end);
  if (whole.starts_with("both") || in(kPairs, whole) || whole.starts_with("the two ") ||
      whole.starts_with("two countries") || whole == "two sides" || whole == "either side" || whole == "neither side" ||
      whole == "the sides" || whole == "the parties") {
    m.form = Form::Pair;
    m.head = t[end - 1].lower;
    m.name = displayOf(text, t, 0, end);
    setWords(m, t, 0, end);
    m.plural = true;
    return m;
  }
  if (end - begin == 1)
    if (const PronounWord* p = pronoun(t[begin])) {
      m.form = Form::Pronoun;
      m.pronoun = p->person;
      m.name = displayOf(text, t, begin, end);
      return m;
    }
  while (begin + 1 < end) {
    const Token& first = t[begin];
    const PronounWord* p = pronoun(first);
    if (in(kArticles, first.lower)) {
      m.definite |= first.lower == "the" || first.lower == "this" || first.lower == "these" || first.lower == "that" ||
                    first.lower == "those";
      m.indefinite |= first.lower == "a" || first.lower == "an" || first.lower == "another";
    } else if (p && p->possessive) {
      m.possessor = p->person;
      m.definite = true;
    } else {
      break;
    }
    ++begin;
  }
  for (bool again = true; again && begin + 2 < end;) {  // "hundreds of", "a number of", "some of the"
    again = false;
    if (t[begin + 1].lower == "of" && in(kQuantities, t[begin].lower) && t[begin].lower != "group") {
      // "members of Congress" are its members
      if (t[begin].lower == "members") break;
      begin += 2;
      while (begin + 1 < end && in(kArticles, t[begin].lower)) ++begin;
      again = true;
    }
  }
  m.name = displayOf(text, t, begin, end);
  setWords(m, t, begin, end);
  if (const KnownParty* known = knownParty(k, t, begin, end)) {
    describeKnown(m, *known, m.name);
    return m;
  }
  size_t head_end = begin + 1;  // the phrase up to its first preposition
  while (head_end < end && !in(kPrepositions, t[head_end].lower)) ++head_end;
  while (head_end + 1 < end &&
         t[head_end].lower == "of") {  // "Secretary of State John Kerry": a title with an "of" in it
    size_t first = 0;
    if (!nounBefore(k, t, begin, head_end + 2, &first) || first >= head_end) break;
    head_end += 2;
    while (head_end < end && !in(kPrepositions, t[head_end].lower)) ++head_end;
  }
  for (std::string_view d : kDocuments)
    if (t[head_end - 1].lower == d) m.document = true;

  size_t noun_at = 0;
  const PartyNoun* noun = nounBefore(k, t, begin, head_end, &noun_at);
  // "Stephen King", "Sharjeel Imam": a surname that is a role in other places
  if (noun && noun->role && noun->kind == Kind::Person && !m.definite && noun_at + 1 == head_end &&
      head_end == begin + 2 && t[begin].capital && t[noun_at].capital && !t[begin].possessive &&
      t[begin].key == t[begin].lower && !in(kDegrees, t[begin].lower) && !k.noun_words.contains(t[begin].lower) &&
      !knownParty(k, t, begin, begin + 1))
    noun = nullptr;
  // "Department of Homeland Security", "Bank of America": a name goes on behind "of"
  const bool of_name = noun && t[head_end - 1].capital && head_end + 1 < end &&
                       (t[head_end].lower == "of" || t[head_end].lower == "for") && t[head_end + 1].capital &&
                       !noun->role;
  if (noun) {
    m.form = Form::Noun;
    m.kind = noun->kind;
    m.kind_known = true;
    m.sector = noun->sector;
    m.sector_known = !noun->inherits;
    m.home = noun->home;
    m.head = lowerKeyOf(t, noun_at, head_end);
    m.why = fmt::format("{}: {}", noun->role ? "role" : "body", m.head);
    m.plural = looksPlural(t[head_end - 1].lower);
    m.named_body = !noun->role && (t[head_end - 1].capital || of_name) && (head_end - begin > 1 || of_name);
    readModifiers(m, k, t, begin, noun_at, noun->inherits);
    readModifiers(m, k, t, head_end, end, noun->inherits);
    return m;
  }
  if (!t[head_end - 1].capital && !isNumber(t[head_end - 1])) {
    m.form = Form::Noun;
    m.head = t[head_end - 1].lower;
    m.plural = looksPlural(m.head);
    m.kind = m.plural ? Kind::Group : Kind::Other;
    m.sector = Sector::Unk;
    m.home = !m.document;
    readModifiers(m, k, t, begin, end, false);
    m.why = fmt::format("words: {}", m.name) + m.why;
    return m;
  }
  // a proper name behind its titles
  size_t name = titleEnd(k, t, begin, head_end);
  if (name == head_end || (name + 1 == head_end && k.noun_words.contains(t[name].lower))) name = begin;
  size_t name_end = head_end;
  // "Ministry of X" has been seen above; "X of Y" of an unknown name stays whole only in capitals
  if (head_end + 1 < end && t[head_end].lower == "of" && t[head_end + 1].capital && name == begin) name_end = end;
  if (name > begin) {
    size_t first = 0;
    const PartyNoun* role = nounBefore(k, t, begin, name, &first);
    if (role) {
      m.head = lowerKeyOf(t, first, name);
      if (role->role && role->kind == Kind::Person) {
        m.kind = Kind::Person;
        m.kind_known = true;
      }
      m.sector = role->sector;
      m.sector_known = !role->inherits;
      m.why = fmt::format("role: {}", m.head);
      readModifiers(m, k, t, begin, first, role->inherits);
      if (!m.sector_known && role->inherits) m.sector_known = m.sector != Sector::Unk;
    } else {
      readModifiers(m, k, t, begin, name, false);
    }
    for (size_t i = begin; i < name; ++i) {
      if (!in(kTitles, t[i].lower)) continue;
      m.kind = Kind::Person;
      m.kind_known = true;
      m.gender = t[i].lower == "mr" || t[i].lower == "sir" || t[i].lower == "lord" ? Gender::Man
                 : t[i].lower == "mrs" || t[i].lower == "ms" || t[i].lower == "miss" || t[i].lower == "lady" ||
                         t[i].lower == "dame"
                     ? Gender::Woman
                     : m.gender;
    }
  }
  if (const KnownParty* known = knownParty(k, t, name, name_end)) {
    Mention found = m;
    describeKnown(found, *known, displayOf(text, t, name, name_end));
    setWords(found, t, name, name_end);
    if (known->kind == Kind::Person && m.sector_known) found.sector = m.sector;
    found.head = m.head;
    return found;
  }
  m.form = Form::Name;
  m.name = displayOf(text, t, name, name_end);
  setWords(m, t, name, name_end);
  const Gender gender = genderOf(k, t[name]);
  if (m.gender == Gender::Unknown) m.gender = gender;
  if (!m.kind_known) {
    const size_t n = name_end - name;
    m.kind = Kind::Person;
    if (n >= 2 && gender != Gender::Unknown) m.kind_known = true;
    if (n == 1 && t[name].key != t[name].lower) m.kind = Kind::Body;  // an abbreviation
    if (n > 4) m.kind = Kind::Body;
  }
  if (m.why.empty()) m.why = "name";
  return m;
}

std::vector<ByteSpan> partsOf(std::string_view text, ByteSpan span, const Knowledge& k) {
  const std::vector<Token> t = tokensOf(text, span);
  if (t.size() == 1) {  // "U.S.-Russia", "Israeli-Palestinian"
    const std::string_view word = cut(text, t[0].span);
    const size_t dash = word.find('-');
    if (dash == std::string_view::npos || knownParty(k, t, 0, 1)) return {span};
    const uint32_t at = t[0].span.begin + static_cast<uint32_t>(dash);
    for (ByteSpan half : {ByteSpan{t[0].span.begin, at}, ByteSpan{at + 1, t[0].span.end}}) {
      const auto part = tokensOf(text, half);
      if (part.size() != 1 || !knownParty(k, part, 0, 1)) return {span};
    }
    return {{t[0].span.begin, at}, {at + 1, t[0].span.end}};
  }
  if (t.size() < 3 || knownParty(k, t, 0, t.size())) return {span};
  const auto behindArticle = [&](size_t i) { return i < t.size() && t[i].lower == "the" ? i + 1 : i; };
  std::vector<ByteSpan> parts;
  size_t begin = 0;
  for (size_t i = 1; i + 1 < t.size(); ++i) {
    if (t[i].lower != "and") continue;
    // both sides are known and stand alone: "Russia and the United States", not "officials in China and Russia"
    const KnownParty* left = knownParty(k, t, behindArticle(begin), i);
    size_t taken = 0;
    const KnownParty* right = knownAt(k, t, behindArticle(i + 1), t.size(), &taken);
    if (!left || !right || left->use == Use::Adjective || right->use == Use::Adjective) continue;
    if (behindArticle(i + 1) + taken < t.size() && t[behindArticle(i + 1) + taken].lower != "and") continue;
    parts.push_back({t[begin].span.begin, t[i - 1].span.end});
    begin = i + 1;
  }
  if (parts.empty()) return {span};
  parts.push_back({t[begin].span.begin, t.back().span.end});
  return parts;
}

}  // namespace legomena
