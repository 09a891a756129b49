#include "resolve/names.h"

#include <algorithm>

namespace legomena {
namespace {

constexpr size_t kLongestApposition = 14;  // tokens
constexpr size_t kLongestTitle = 8;

bool isConnector(std::string_view w) {
  return w == "al" || w == "el" || w == "bin" || w == "ibn" || w == "van" || w == "von" || w == "der" || w == "de" ||
         w == "del" || w == "da" || w == "bint" || w == "ul";
}

bool isDegree(std::string_view w) {
  return w == "former" || w == "senior" || w == "top" || w == "deputy" || w == "chief" || w == "acting" ||
         w == "current" || w == "then" || w == "late" || w == "political" || w == "local";
}

// In a headline every word has a capital, so that capitals tell nothing.
bool inTitleCase(std::string_view line, const std::vector<Token>& t) {
  if (line.ends_with('.') || line.ends_with('"') || line.ends_with("\u201d")) return false;
  size_t words = 0, capitals = 0;
  for (const Token& x : t) {
    if (isFunctionWord(x.lower)) continue;
    ++words;
    capitals += x.capital;
  }
  return words >= 5 && capitals * 10 > words * 7;
}

bool commaBetween(std::string_view text, const Token& a, const Token& b) {
  const std::string_view gap = text.substr(a.span.end, b.span.begin - a.span.end);
  return gap.find(',') != std::string_view::npos && gap.size() <= 5;
}

// The first token of the title that ends before token `at`: "said |Armenian defence ministry spokeswoman".
size_t titleBegin(const Knowledge& k, const std::vector<Token>& t, size_t at) {
  size_t begin = at;
  while (begin > 0 && at - begin < kLongestTitle && (begin == at || t[begin].joined)) {
    const Token& x = t[begin - 1];
    if (!(k.noun_words.contains(x.lower) && !isFunctionWord(x.lower)) && !isDegree(x.lower) &&
        !knownParty(k, t, begin - 1, begin) && !(begin >= 2 && knownParty(k, t, begin - 2, begin)))
      break;
    --begin;
  }
  return begin;
}

// What stands behind a name: ", an aide to the president,", " of Human Rights Watch", ", D-Calif.".
Mention appositionBehind(std::string_view text, const Knowledge& k, const std::vector<Token>& t, size_t end) {
  if (end >= t.size()) return {};
  const bool comma = commaBetween(text, t[end - 1], t[end]);
  const std::string_view gap = text.substr(t[end - 1].span.end, t[end].span.begin - t[end - 1].span.end);
  const std::string& w = t[end].lower;
  if ((w.starts_with("d-") || w.starts_with("r-") || w == "d" || w == "r") && t[end].capital && gap.size() <= 3) {
    Mention m;  // a member of the United States' Congress, by party and state
    m.form = Form::Noun;
    m.kind = Kind::Person;
    m.country = "USA";
    m.sector = Sector::Leg;
    m.sector_known = true;
    m.head = "lawmaker";
    m.why = "role: member of Congress by party and state";
    return m;
  }
  if (!comma && !(t[end].joined && w == "of")) return {};
  if (w == "who" || w == "which" || w == "but" || w == "and") return {};
  size_t stop = end + 1;
  while (stop < t.size() && stop - end < kLongestApposition && !commaBetween(text, t[stop - 1], t[stop])) ++stop;
  const size_t begin = comma ? end : end + 1;
  if (begin >= stop) return {};
  Mention m = describe(text, {t[begin].span.begin, t[stop - 1].span.end}, k);
  if (comma) return m.form == Form::Noun && m.kind_known && m.kind == Kind::Person && !m.plural ? m : Mention{};
  // "of the Foreign Ministry": the body lends its country and sector
  if (m.form != Form::Known && !(m.form == Form::Noun && m.named_body)) return {};
  m.kind = Kind::Person;
  m.head = "member";
  return m;
}

// "Azerbaijan's foreign minister, |Jeyhun Bayramov": what stands before a name and a comma.
Mention appositionBefore(std::string_view text, const Knowledge& k, const std::vector<Token>& t, size_t begin) {
  if (begin == 0 || !commaBetween(text, t[begin - 1], t[begin])) return {};
  const size_t title = titleBegin(k, t, begin);
  if (title == begin) return {};
  size_t from = titleBegin(k, t, begin - 1);
  from = std::min(from, begin - 1);
  Mention m = describe(text, {t[from].span.begin, t[begin - 1].span.end}, k);
  return m.form == Form::Noun && m.kind_known && m.kind == Kind::Person && !m.plural ? m : Mention{};
}

}  // namespace

NamesInText findNames(const Document& document, const Knowledge& k) {
  NamesInText out;
  const std::string_view text = document.text;
  for (size_t s = 0; s < document.sentences.size(); ++s) {
    const std::vector<Token> t = tokensOf(text, document.sentences[s].span);
    for (size_t i = 0; i < t.size();) {  // every word that points to a country
      size_t taken = 1;
      if (t[i].capital)
        for (size_t n = std::min(kLongestName, t.size() - i); n > 0; --n)
          if (const KnownParty* known = knownParty(k, t, i, i + n)) {
            if (!known->country.empty()) out.countries.push_back({t[i].span.begin, known->country});
            taken = n;
            break;
          }
      i += taken;
    }
    const bool headline = inTitleCase(document.cut(document.sentences[s].span), t);
    for (size_t i = 0; i < t.size();) {
      if (!t[i].capital || isFunctionWord(t[i].lower)) {
        ++i;
        continue;
      }
      size_t end = i + 1;
      while (end < t.size() && t[end].joined && !t[end - 1].possessive && end - i < kLongestName + 3) {
        const bool more = end + 1 < t.size() && t[end + 1].capital && t[end + 1].joined;
        if (t[end].capital)
          ++end;
        else if (more &&
                 (isConnector(t[end].lower) ||
                  (t[end].lower == "of" && k.nouns.contains(lowerKeyOf(t, end - 1, end + 2)))))  // "Secretary of State"
          end += 2;
        else
          break;
      }
      if (headline) {  // only what is known by itself
        size_t taken = 0;
        for (size_t n = std::min(kLongestName, end - i); n > 0 && taken == 0; --n)
          if (knownParty(k, t, i, i + n)) taken = n;
        if (taken == 0) {
          ++i;
          continue;
        }
        end = i + taken;
      }
      const size_t begin = headline || knownParty(k, t, i, end) ? i : titleBegin(k, t, i);
      NameInText name;
      name.span = {t[begin].span.begin, t[end - 1].span.end};
      name.mention = describe(text, name.span, k);
      name.sentence = static_cast<uint32_t>(s);
      const Form form = name.mention.form;
      if (form == Form::Known || form == Form::Name || (form == Form::Noun && name.mention.named_body)) {
        if (form != Form::Noun && !headline && name.mention.kind == Kind::Person) {
          name.said = appositionBehind(text, k, t, end);
          if (name.said.form == Form::Empty) name.said = appositionBefore(text, k, t, begin);
        }
        out.names.push_back(std::move(name));
      }
      i = end;
    }
  }
  return out;
}

}  // namespace legomena
