#include "resolve/parties.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "mark/holders.h"
#include "mark/runs.h"
#include "resolve/mention.h"
#include "resolve/names.h"

namespace legomena {
namespace {

// How far back a mention looks for its party, in mentions: the bound that keeps the stage linear.
constexpr size_t kReach = 80;
constexpr uint32_t kPronounReach = 6;  // sentences

// Scores (logits above the threshold) for fill(), chosen on the held-out tenth of the training articles
// (docs/quality.md).
constexpr float kLeastSpeaker = 1.0f, kLeastActor = 1.0f, kLeastRecipient = 0.5f;

// A party in the making.
struct Entity {
  std::string name;                // the longest that the article has
  std::vector<std::string> words;  // of the name, in lower case
  std::vector<std::string> heads;  // roles and nouns it goes by: "foreign minister", "ministry"
  Form form = Form::Noun;
  Kind kind = Kind::Other;
  Sector sector = Sector::Unk;
  std::string country;
  bool kind_known = false, sector_known = false, plural = false, home = false;
  Gender gender = Gender::Unknown;
  std::string why;
  std::vector<ByteSpan> mentions;
  uint32_t count = 0;                        // mentions so far
  std::array<float, kKinds.size()> kinds{};  // sums of the model's guesses
  std::array<float, kSectors.size()> sectors{};
};

// A span that means someone: given by a claim or an event, or a name found in the text.
struct Item {
  ByteSpan span;
  Mention mention;
  const Mention* said = nullptr;  // its apposition
  uint32_t sentence = 0;
  bool given = false;
  bool subject = false;  // source of a claim or actor of an event
  bool source = false;
  uint32_t inside = kNone;        // the innermost claim in whose content it stands
  uint32_t score = kNone;         // row of scores.mentions
  std::vector<uint32_t> parties;  // entities
};

bool contains(const std::vector<std::string>& words, std::string_view w) {
  return std::find(words.begin(), words.end(), w) != words.end();
}

bool subset(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::all_of(a.begin(), a.end(), [&](const auto& w) { return contains(b, w); });
}

std::string lastWord(std::string_view s) { return std::string(s.substr(s.rfind(' ') + 1)); }

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

// Kinds that a generic noun can take up: "the group" is any of these.
bool takesUp(std::string_view head, const Entity& e) {
  const Kind k = e.kind;
  if (head == "group" || head == "organization" || head == "organisation" || head == "movement" || head == "faction")
    return k == Kind::Force || k == Kind::Ngo || k == Kind::Party || k == Kind::Igo ||
           (k == Kind::Group && e.form != Form::Noun && !e.plural);
  if (head == "alliance" || head == "bloc" || head == "body")
    return k == Kind::Igo || (head == "body" && k == Kind::Body);
  if (head == "agency") return k == Kind::Igo || k == Kind::Media || k == Kind::Body;
  if (head == "company" || head == "firm" || head == "giant" || head == "bank") return k == Kind::Company;
  if (head == "newspaper" || head == "paper" || head == "magazine" || head == "outlet" || head == "channel" ||
      head == "broadcaster" || head == "station" || head == "network" || head == "website" || head == "daily")
    return k == Kind::Media;
  if (head == "party") return k == Kind::Party;
  if (head == "country" || head == "nation" || head == "state" || head == "kingdom" || head == "republic" ||
      head == "island")
    return k == Kind::State || (head == "state" && k == Kind::Body);
  if (head == "militants" || head == "rebels" || head == "fighters" || head == "insurgents" || head == "terrorists" ||
      head == "separatists" || head == "jihadists" || head == "extremists" || head == "militia")
    return k == Kind::Force && e.sector == Sector::Reb;
  if (head == "man" || head == "suspect" || head == "attacker" || head == "gunman" || head == "woman" ||
      head == "defendant")
    return k == Kind::Person && e.form == Form::Name && !e.sector_known;
  return false;
}

bool headOfState(std::string_view head) {
  return head == "president" || head == "premier" || head == "chancellor" || head == "leader";
}

// The work on one article; the functions below run in their order.
struct Resolver {
  const Document& d;
  const Knowledge& k;
  NamesInText text_names{};
  std::vector<Item> items{};
  std::vector<Entity> entities{};
  std::vector<uint32_t> order{};  // items processed so far
  std::unordered_map<std::string, std::vector<uint32_t>> by_word{};
  std::unordered_map<std::string, uint32_t> by_known{};              // name in the knowledge files -> entity
  std::unordered_map<std::string, std::vector<uint32_t>> by_role{};  // last word of a role -> people who have it
  std::unordered_map<std::string, uint32_t> acronyms{};              // "HHS" -> the entity whose capitals it has
  std::unordered_map<std::string, uint32_t> by_phrase{};             // a noun phrase's words and country -> entity
  struct Named {
    uint32_t entity = kNone, item = kNone;
  };
  std::vector<Named> word_named{};  // word -> the mention it belongs to and whom that means
  std::map<ByteSpan, uint32_t> item_of{};
  std::vector<std::vector<uint32_t>> source_items{};  // claim -> items of its source
  std::vector<float> link{};                          // entity -> score of links from the item at hand
  std::vector<uint32_t> linked{};

  // --- tables ----------------------------------------------------------------------------------------------------

  uint32_t sentenceAt(uint32_t byte) const {
    const auto it = std::upper_bound(d.sentences.begin(), d.sentences.end(), byte,
                                     [](uint32_t b, const Sentence& s) { return b < s.span.begin; });
    return it == d.sentences.begin() ? 0 : static_cast<uint32_t>(it - d.sentences.begin() - 1);
  }

  uint32_t wordAt(uint32_t byte) const {
    const auto it = std::lower_bound(d.words.begin(), d.words.end(), byte,
                                     [](const Word& w, uint32_t b) { return w.span.end <= b; });
    return static_cast<uint32_t>(it - d.words.begin());
  }

  // The model's words are shorter than names: "Moon Jae" is cut from "Moon Jae-in", "U" from "U.S.".
  ByteSpan wholeTokens(ByteSpan span) const {
    constexpr uint32_t kAround = 24;  // bytes
    uint32_t begin = span.begin - std::min(span.begin, kAround);
    uint32_t end = std::min(span.end + kAround, static_cast<uint32_t>(d.text.size()));
    const auto inside = [&](uint32_t b) { return b < d.text.size() && (d.text[b] & 0xC0) == 0x80; };
    while (inside(begin)) ++begin;
    while (inside(end)) ++end;
    for (const Token& t : tokensOf(d.text, {begin, end})) {
      if (!t.span.overlaps(span)) continue;
      span.begin = std::min(span.begin, t.span.begin);
      span.end = std::max(span.end, t.span.end);
    }
    return span;
  }

  void addGiven(ByteSpan whole, bool subject, bool source) {
    for (ByteSpan span : partsOf(d.text, whole, k)) {
      const auto [at, fresh] = item_of.try_emplace(span, static_cast<uint32_t>(items.size()));
      if (fresh) {
        Item item;
        item.span = span;
        item.given = true;
        items.push_back(std::move(item));
      }
      items[at->second].subject |= subject;
      items[at->second].source |= source;
    }
  }

  void collect() {
    for (const Claim& c : d.claims) {
      for (ByteSpan s : c.source) addGiven(s, true, true);
      if (c.to) addGiven(*c.to, false, false);
    }
    for (const Event& e : d.events) {
      for (ByteSpan s : e.actors) addGiven(s, true, false);
      for (ByteSpan s : e.recipients) addGiven(s, false, false);
    }
    for (Item& item : items) {
      item.mention = describe(d.text, item.span, k);
      const Mention& m = item.mention;
      if (m.form == Form::Name || (m.form == Form::Noun && !m.kind_known))
        if (const ByteSpan all = wholeTokens(item.span); all != item.span) item.mention = describe(d.text, all, k);
    }
    text_names = findNames(d, k);
    for (const NameInText& name : text_names.names) {
      // a given span of exactly the name takes over what its apposition says
      Item item;
      item.span = name.span;
      item.mention = name.mention;
      item.said = name.said.form == Form::Empty ? nullptr : &name.said;
      items.push_back(std::move(item));
    }
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin
                                          : (a.span.end != b.span.end ? a.span.end > b.span.end : a.given > b.given);
    });
    item_of.clear();
    for (uint32_t i = 0; i < items.size(); ++i) {
      items[i].sentence = sentenceAt(items[i].span.begin);
      if (items[i].given) item_of.emplace(items[i].span, i);
    }
    const Holders holders(d.text, d.claims);
    for (Item& item : items) {
      item.inside = holders.innermost(item.span);
      const uint32_t word = wordAt(item.span.begin);
      const auto it = std::lower_bound(d.scores.mentions.begin(), d.scores.mentions.end(), word,
                                       [](const MentionScore& m, uint32_t w) { return m.word < w; });
      if (item.given && it != d.scores.mentions.end() && it->word == word)
        item.score = static_cast<uint32_t>(it - d.scores.mentions.begin());
    }
    source_items.resize(d.claims.size());
    for (size_t c = 0; c < d.claims.size(); ++c)
      for (ByteSpan s : d.claims[c].source)
        for (ByteSpan part : partsOf(d.text, s, k)) source_items[c].push_back(item_of.at(part));
    word_named.assign(d.words.size(), {});
  }

  // --- entities --------------------------------------------------------------------------------------------------

  uint32_t make(const Mention& m) {
    Entity e;
    e.form = m.form;
    e.kind = m.kind;
    e.kind_known = m.kind_known;
    e.why = m.why;
    entities.push_back(std::move(e));
    link.push_back(0);
    return static_cast<uint32_t>(entities.size() - 1);
  }

  // What a mention tells of its entity.
  void learn(uint32_t id, const Mention& m) {
    Entity& e = entities[id];
    const bool longer =
        m.words.size() > e.words.size() || (m.words.size() == e.words.size() && m.name.size() > e.name.size());
    if (m.form != Form::Pronoun && m.form != Form::Pair &&
        (e.name.empty() || (longer && m.form != Form::Noun) ||
         (longer && e.form == Form::Noun && m.form == Form::Noun))) {
      if (!(e.kind == Kind::State && !e.name.empty())) e.name = m.name;
      for (const auto& w : m.words)
        if (!contains(e.words, w)) {
          e.words.push_back(w);
          if (m.form != Form::Noun || m.named_body) by_word[w].push_back(id);
        }
    }
    if (m.form == Form::Noun && e.form != Form::Noun) return;
    if (!m.head.empty() && !contains(e.heads, m.head)) e.heads.push_back(m.head);
    if (m.kind_known && !e.kind_known) {
      e.kind = m.kind;
      e.kind_known = true;
    }
    if (e.country.empty()) e.country = m.country;
    if (m.sector_known && !e.sector_known && m.sector != Sector::Unk) {
      e.sector = m.sector;
      e.sector_known = true;
      e.why = m.why;
    } else if (!e.sector_known && e.sector == Sector::Unk) {
      e.sector = m.sector;
    }
    if (m.gender != Gender::Unknown && e.gender == Gender::Unknown) e.gender = m.gender;
    e.plural |= m.plural;
    e.home |= m.home;
  }

  // What an apposition or role tells of the person beside it.
  void learnRole(uint32_t id, const Mention& said) {
    Entity& e = entities[id];
    if (e.kind != Kind::Person) return;
    e.kind_known = true;
    if (!said.head.empty() && !contains(e.heads, said.head)) e.heads.push_back(said.head);
    if (e.country.empty() || (e.form == Form::Name && !said.country.empty() && !e.sector_known))
      e.country = said.country;
    if (!e.sector_known && said.sector != Sector::Unk) {
      e.sector = said.sector;
      e.sector_known = said.sector_known;
      e.why = said.why;
    }
    e.home |= said.home;
  }

  bool compatibleNames(const Mention& m, const Entity& e) const {
    if (e.form == Form::Noun && !m.named_body) return false;
    if (m.kind_known && e.kind_known && m.kind != e.kind) return false;
    return subset(m.words, e.words) || (subset(e.words, m.words) && (e.words.size() > 1 || e.kind == Kind::Person));
  }

  // "The Russian foreign ministry" is not Turkey's, however alike they are.
  static bool otherCountry(const Mention& m, const Entity& e) {
    return !m.country.empty() && !e.country.empty() && m.country != e.country;
  }

  uint32_t byLink(const Item& item, float least) const {
    const Mention& m = item.mention;
    uint32_t best = kNone;
    float score = least;
    for (uint32_t e : linked)
      if (link[e] > score && (!m.kind_known || entities[e].kind == m.kind) && !otherCountry(m, entities[e])) {
        score = link[e];
        best = e;
      }
    return best;
  }

  uint32_t resolveKnown(const Item& item) {
    const Mention& m = item.mention;
    const std::string key =
        fmt::format("{}/{}", static_cast<int>(m.kind), m.kind == Kind::Group ? joined(m.words) : m.why);
    const auto [at, fresh] = by_known.try_emplace(key, 0);
    if (fresh) at->second = make(m);
    learn(at->second, m);
    return at->second;
  }

  // A state by its code, as if its name stood there; Empty for one without a code.
  Mention stateOf(const std::string& country) const {
    Mention m;
    const auto state = k.states.find(country);
    if (state == k.states.end()) return m;
    const auto known = k.parties.find(keyOf(state->second));
    if (known == k.parties.end()) return m;
    m.form = Form::Known;
    m.kind = Kind::State;
    m.kind_known = true;
    m.name = state->second;
    m.why = known->second.entry;
    m.country = country;
    m.sector = Sector::Gov;
    m.sector_known = true;
    return m;
  }

  // "The Russians" are mostly their state, "Russians" and "the Palestinians" its people; the model is asked first.
  bool actsAsState(const Item& item) const {
    const Mention& m = item.mention;
    if (m.form != Form::Known || m.kind != Kind::Group || !m.plural || m.country.empty() || m.country == "PSE")
      return false;
    if (item.score == kNone) return m.definite;
    const auto& kinds = d.scores.mentions[item.score].kinds;
    return kinds[static_cast<size_t>(Kind::State)] > kinds[static_cast<size_t>(Kind::Group)];
  }

  uint32_t resolveName(const Item& item) {
    const Mention& m = item.mention;
    uint32_t best = kNone;
    if (!m.words.empty())
      for (size_t w = m.words.size(); w-- > 0 && best == kNone;) {
        const auto it = by_word.find(m.words[w]);
        if (it == by_word.end()) continue;
        float score = -1e9F;
        const size_t from = it->second.size() > kReach ? it->second.size() - kReach : 0;
        for (size_t i = from; i < it->second.size(); ++i) {
          const uint32_t e = it->second[i];
          if (!compatibleNames(m, entities[e])) continue;
          // a surname is the last word; who was named more is meant more often
          float s = std::log1p(static_cast<float>(entities[e].count)) + link[e];
          if (!entities[e].words.empty() && m.words.back() == lastWord(entities[e].name)) s += 2;
          if (joined(entities[e].words) == joined(m.words)) s += 3;
          if (s > score) {
            score = s;
            best = e;
          }
        }
      }
    if (best == kNone && m.words.size() == 1) {
      if (const auto it = acronyms.find(tokensOf(d.text, item.span).back().key); it != acronyms.end())
        best = it->second;
    }
    if (best == kNone && !item.mention.kind_known) best = byLink(item, 1.5F);
    if (best == kNone && m.words.size() == 1 && (!m.kind_known || m.kind == Kind::Person)) {
      if (const auto it = k.surnames.find(m.words[0]); it != k.surnames.end()) {  // a surname that everyone knows
        Mention person = m;
        person.kind = Kind::Person;
        person.kind_known = true;
        person.country = it->second.country;
        if (!person.sector_known) person.sector = it->second.sector;
        person.sector_known = true;
        person.why = it->second.entry;
        best = make(person);
        learn(best, person);
      }
    }
    if (best == kNone) best = make(m);
    learn(best, m);
    return best;
  }

  // A noun phrase: a party that the article has named before, or one without a name.
  uint32_t resolveNoun(const Item& item) {
    Mention m = item.mention;
    if (m.named_body) return resolveName(item);
    if (m.possessor != Person::None && m.country.empty()) {
      const uint32_t owner = resolvePronoun(item, m.possessor);
      if (owner != kNone) m.country = entities[owner].country;
    }
    const std::string head = lastWord(m.head);
    const std::string phrase = joined(m.words);
    const bool bare = m.words.size() <= 2;
    // "detainees" behind "the three US detainees" are mostly these
    const bool many = m.plural && !m.indefinite && m.kind == Kind::Group && m.words.size() == 1;
    if (const uint32_t other = byLink(item, 1.0F); other != kNone && m.definite) return other;
    const auto same = by_phrase.find(phrase + "/" + m.country);
    uint32_t found = kNone;
    if ((m.definite || many) && bare && m.possessor == Person::None) {
      const size_t from = order.size() > kReach ? order.size() - kReach : 0;
      for (size_t i = order.size(); i-- > from && found == kNone;)
        for (uint32_t e : items[order[i]].parties) {
          const Entity& x = entities[e];
          if (!m.country.empty() && m.country != x.country) continue;
          const bool role =
              m.kind == Kind::Person && x.kind == Kind::Person && !m.plural &&
              (std::any_of(x.heads.begin(), x.heads.end(),
                           [&](const auto& h) {
                             return h == m.head ||
                                    (lastWord(h) == head && !h.starts_with("former") && !h.starts_with("vice"));
                           }) ||
               (headOfState(head) && x.form == Form::Known && x.sector == Sector::Gov && !x.country.empty()));
          const bool body = m.kind != Kind::Person && x.kind != Kind::Person && contains(x.words, head) &&
                            (x.form != Form::Noun || m.kind == x.kind);
          const bool taken = m.words.size() == 1 && takesUp(head, x) && x.form != Form::Noun;
          if (role || body || taken) {
            found = e;
            break;
          }
        }
    }
    if (found == kNone && m.kind_known && m.kind == Kind::Person && !m.plural && !m.indefinite &&
        m.possessor == Person::None)
      found = holderOf(m, head);
    if (found == kNone && same != by_phrase.end() && !(m.indefinite && !m.plural)) found = same->second;
    if (found == kNone) found = make(m);
    learn(found, m);
    by_phrase[phrase + "/" + m.country] = found;
    return found;
  }

  // "Pakistan's foreign minister", "Analyst" of a headline: the only one in the article who has that role there.
  uint32_t holderOf(const Mention& m, const std::string& head) const {
    const auto it = by_role.find(head);
    const auto noun = k.nouns.find(m.head);
    if (it == by_role.end() || (noun != k.nouns.end() && noun->second.inherits)) return kNone;
    uint32_t found = kNone;
    const size_t from = it->second.size() > kReach ? it->second.size() - kReach : 0;
    for (size_t i = from; i < it->second.size(); ++i) {
      const Entity& e = entities[it->second[i]];
      if (m.country.empty() ? m.words.size() > 2 : e.country != m.country) continue;
      if (found != kNone && found != it->second[i]) return kNone;
      found = it->second[i];
    }
    return found;
  }

  static float fits(const Entity& e, Person p) {
    constexpr float kNo = -1e9F;
    switch (p) {
      case Person::Man:
      case Person::Woman:
        if (e.kind != Kind::Person || e.plural) return kNo;
        if (e.gender == Gender::Unknown) return e.kind_known ? 0.F : (e.mentions.empty() ? -2.5F : -0.5F);
        return (e.gender == Gender::Man) == (p == Person::Man) ? 0.6F : kNo;
      case Person::Thing:
        if (e.kind == Kind::Person || (e.kind == Kind::Group && e.plural)) return kNo;
        return e.plural ? -1.F : (e.kind == Kind::Other ? -1.F : 0.2F);
      case Person::Many:
        if (e.kind == Kind::Person && !e.plural) return kNo;
        return e.plural ? 0.8F : (e.kind == Kind::State ? -0.5F : 0.F);
      case Person::Relative:
        return 0;
      default:
        return kNo;
    }
  }

  bool speaks(uint32_t claim, uint32_t entity) const {
    for (uint32_t i : source_items[claim])
      if (std::find(items[i].parties.begin(), items[i].parties.end(), entity) != items[i].parties.end()) return true;
    return false;
  }

  // The nearest earlier mention that fits, those that acted or spoke first.
  uint32_t resolvePronoun(const Item& item, Person p) const {
    uint32_t best = kNone;
    float score = -1e8F;
    const size_t from = order.size() > kReach ? order.size() - kReach : 0;
    for (size_t i = order.size(); i-- > from;) {
      const Item& other = items[order[i]];
      const uint32_t distance = item.sentence - std::min(item.sentence, other.sentence);
      if (distance > kPronounReach) break;
      if (other.span.overlaps(item.span) || other.parties.size() != 1) continue;
      const uint32_t id = other.parties[0];
      const Entity& e = entities[id];
      float s = fits(e, p);
      if (s < -1e8F) continue;
      s -= p == Person::Relative ? 3.F * static_cast<float>(distance) : 0.9F * static_cast<float>(distance);
      if (p == Person::Relative) s -= 0.01F * static_cast<float>(item.span.begin - other.span.begin);
      if (other.subject) s += 0.8F;
      if (other.source && item.source) s += 1.2F;
      if (other.given) s += 0.3F;
      if (p == Person::Thing && item.source && !other.given) s -= 0.7F;  // a place by the way
      s += 0.25F * std::log1p(static_cast<float>(e.count));
      // of two in one place the first is the subject
      s += 0.001F * static_cast<float>(order.size() - i);
      if (item.inside != kNone && p != Person::Relative && speaks(item.inside, id))
        s += d.claims[item.inside].quote == Quote::Direct ? -1.5F : 0.8F;
      s += 1.2F * link[id];
      if (item.score != kNone) {
        const auto& kinds = d.scores.mentions[item.score].kinds;
        s += 0.4F * std::max(-3.F, std::log(kinds[static_cast<size_t>(e.kind)] + 1e-3F));
      }
      if (s > score) {
        score = s;
        best = id;
      }
    }
    if (best == kNone) best = byLink(item, 0.5F);
    return best;
  }

  // "Both sides", "the two leaders": the last two who are of one sort.
  std::vector<uint32_t> resolvePair(const Item& item) const {
    const std::string& head = item.mention.head;
    const bool people =
        head == "leaders" || head == "presidents" || head == "men" || head == "ministers" || head == "women";
    const bool any = head == "both" || head == "other" || head == "another" || head == "two";
    std::vector<uint32_t> out;
    const size_t from = order.size() > kReach ? order.size() - kReach : 0;
    for (size_t i = order.size(); i-- > from && out.size() < 2;)
      for (uint32_t id : items[order[i]].parties) {
        const Entity& e = entities[id];
        const bool person = e.kind == Kind::Person;
        const bool side = e.kind == Kind::State || e.kind == Kind::Force ||
                          (e.kind == Kind::Body && e.form != Form::Noun) || e.kind == Kind::Igo;
        if (!(any || (people && person) || (!people && side)) || e.plural) continue;
        if (person && !e.kind_known && e.mentions.empty()) continue;
        if (out.size() < 2 && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
      }
    std::reverse(out.begin(), out.end());
    if (out.size() < 2) out.clear();
    return out;
  }

  // What a document says, its issuer says: "a report by Amnesty", "its statement".
  uint32_t resolveDocument(const Item& item) {
    const auto tokens = tokensOf(d.text, item.span);
    for (size_t i = 1; i + 1 < tokens.size(); ++i)
      if (tokens[i].lower == "by" || tokens[i].lower == "from" || tokens[i].lower == "of") {
        Item issuer = item;
        issuer.span = {tokens[i + 1].span.begin, tokens.back().span.end};
        issuer.mention = describe(d.text, issuer.span, k);
        if (issuer.mention.form == Form::Known || issuer.mention.form == Form::Name ||
            (issuer.mention.form == Form::Noun && issuer.mention.kind_known))
          return resolveParty(issuer);
      }
    for (size_t n = std::min(kLongestName, tokens.size() - 1); n > 0; --n)
      for (size_t i = 0; i + n < tokens.size(); ++i)
        if (const KnownParty* known = knownParty(k, tokens, i, i + n); known && known->use != Use::Adjective) {
          Item issuer = item;
          issuer.span = {tokens[i].span.begin, tokens[i + n - 1].span.end};
          issuer.mention = describe(d.text, issuer.span, k);
          return resolveParty(issuer);
        }
    if (item.mention.possessor != Person::None) return resolvePronoun(item, item.mention.possessor);
    if (item.mention.definite || item.mention.indefinite) {
      const uint32_t id = byLink(item, 0.F);
      if (id != kNone) return id;
    }
    if (item.mention.definite && item.mention.words.size() == 1) {  // who spoke before: "the statement said"
      const uint32_t id = resolvePronoun(item, Person::Thing);
      if (id != kNone) return id;
    }
    return resolveNoun(item);
  }

  uint32_t resolveParty(const Item& item) {
    switch (item.mention.form) {
      case Form::Known:
        return resolveKnown(item);
      case Form::Name:
        return resolveName(item);
      case Form::Noun:
        return item.mention.document ? resolveDocument(item) : resolveNoun(item);
      case Form::Pronoun:
        return resolvePronoun(item, item.mention.pronoun);
      default:
        return kNone;
    }
  }

  void takeLinks(const Item& item) {
    for (uint32_t e : linked) link[e] = 0;
    linked.clear();
    if (item.score == kNone) return;
    auto it = std::lower_bound(d.scores.links.begin(), d.scores.links.end(), item.score,
                               [](const LinkScore& l, uint32_t m) { return l.mention < m; });
    for (; it != d.scores.links.end() && it->mention == item.score; ++it) {
      const uint32_t e = word_named[it->word].entity;
      if (e == kNone) continue;
      if (link[e] == 0) linked.push_back(e);
      link[e] = std::max(link[e], std::clamp(it->score, -2.F, 4.F));
    }
  }

  void settle(uint32_t i, bool speaking) {
    Item& item = items[i];
    for (uint32_t id : item.parties) {
      Entity& e = entities[id];
      if (item.given) {
        e.mentions.push_back(item.span);
        if (item.score != kNone) {
          const MentionScore& m = d.scores.mentions[item.score];
          for (size_t c = 0; c < kKinds.size(); ++c) e.kinds[c] += m.kinds[c];
          for (size_t c = 0; c < kSectors.size(); ++c) e.sectors[c] += m.sectors[c];
        }
      }
      ++e.count;
    }
    if (item.parties.size() == 1) {
      const uint32_t last = wordAt(item.span.end > 0 ? item.span.end - 1 : 0);
      for (uint32_t w = wordAt(item.span.begin); w <= last && w < word_named.size(); ++w)
        word_named[w] = {item.parties[0], i};
    }
    if (!item.parties.empty() && !speaking) order.push_back(i);
  }

  // --- the passes ------------------------------------------------------------------------------------------------

  // Full names first, wherever they stand: a headline's surname comes before the name it belongs to.
  void registerNames() {
    for (uint32_t i = 0; i < items.size(); ++i) {
      const Item& item = items[i];
      const Mention& m = item.mention;
      const bool person = m.form == Form::Known && m.kind == Kind::Person;
      if ((m.form != Form::Name && !person && !m.named_body) || m.words.size() < 2 || item.given) continue;
      const uint32_t id = person ? resolveKnown(item) : resolveName(item);
      if (!person) {
        std::string capitals;
        for (const Token& t : tokensOf(d.text, item.span))
          if (t.capital) capitals += d.text[t.span.begin];
        if (capitals.size() >= 2) acronyms.try_emplace(capitals, id);
      }
      if (item.said) learnRole(id, *item.said);
      for (const std::string& h : entities[id].heads) {
        auto& holders = by_role[lastWord(h)];
        if (holders.empty() || holders.back() != id) holders.push_back(id);
      }
      const uint32_t last = wordAt(item.span.end - 1);
      for (uint32_t w = wordAt(item.span.begin); w <= last && w < word_named.size(); ++w) word_named[w] = {id, i};
    }
  }

  void resolveItems() {
    uint32_t covered = 0;  // end of the last given span
    for (uint32_t i = 0; i < items.size(); ++i) {
      Item& item = items[i];
      const Mention& m = item.mention;
      if (!item.given) {
        if (item.span.begin < covered || item_of.contains(item.span)) {
          // part of a given mention, which tells who it is; what stands beside the name is still worth knowing
          if (item.said && m.form != Form::Noun)
            learnRole(m.form == Form::Known ? resolveKnown(item) : resolveName(item), *item.said);
          continue;
        }
        if (m.form == Form::Name && m.words.size() < 2 && !known(m)) continue;
      }
      if (actsAsState(item))
        if (Mention state = stateOf(m.country); state.form != Form::Empty) item.mention = std::move(state);
      takeLinks(item);
      if (m.form == Form::Pair) {
        item.parties = resolvePair(item);
      } else if (m.pronoun != Person::Speaker && m.pronoun != Person::Speakers && m.pronoun != Person::Hearer) {
        const uint32_t id = resolveParty(item);
        if (id != kNone) item.parties = {id};
        if (id != kNone && item.said) learnRole(id, *item.said);
      }
      settle(i, false);
      if (item.given) covered = std::max(covered, item.span.end);
    }
  }

  bool known(const Mention& m) const {
    const auto it = m.words.empty() ? by_word.end() : by_word.find(m.words.back());
    return it != by_word.end();
  }

  // "I", "we", "you" once it is known who speaks.
  void resolveSpeakers() {
    for (uint32_t i = 0; i < items.size(); ++i) {
      Item& item = items[i];
      const Person p = item.mention.pronoun;
      if (!item.given || (p != Person::Speaker && p != Person::Speakers && p != Person::Hearer)) continue;
      takeLinks(item);
      uint32_t id = kNone;
      if (p == Person::Hearer) {
        if (item.inside != kNone && d.claims[item.inside].to) {
          const auto it = item_of.find(*d.claims[item.inside].to);
          if (it != item_of.end() && !items[it->second].parties.empty()) id = items[it->second].parties[0];
        }
      } else {
        id = speakerOf(item.inside);
        if (id == kNone && item.inside == kNone) id = byLink(item, 0.F);
        if (id == kNone) id = speakerBefore(item);
        if (id != kNone && p == Person::Speakers) id = bodyOf(id);
      }
      if (id == kNone) id = byLink(item, 0.F);
      if (id == kNone) continue;
      item.parties = {id};
      settle(i, true);
    }
  }

  // Who spoke last before words that no one is said to speak: a quotation that goes on.
  uint32_t speakerBefore(const Item& item) const {
    auto it = std::upper_bound(order.begin(), order.end(), item.span.begin,
                               [&](uint32_t b, uint32_t i) { return b < items[i].span.begin; });
    for (size_t steps = 0; it != order.begin() && steps < kReach; ++steps) {
      const Item& other = items[*--it];
      if (item.sentence - std::min(item.sentence, other.sentence) > kPronounReach) break;
      if (other.source && other.parties.size() == 1) return other.parties[0];
    }
    return kNone;
  }

  uint32_t speakerOf(uint32_t claim) const {
    for (uint32_t steps = 0; claim != kNone && steps < 8; ++steps, claim = d.claims[claim].within)
      for (uint32_t i : source_items[claim])
        if (!items[i].parties.empty()) return items[i].parties[0];
    return kNone;
  }

  // Whom "we" means in the mouth of a person: the state that he speaks for, else himself and his.
  uint32_t bodyOf(uint32_t id) {
    const Entity e = entities[id];
    if (e.kind != Kind::Person || e.country.empty()) return id;
    if (e.sector != Sector::Gov && e.sector != Sector::Mil && e.sector != Sector::Leg) return id;
    const Mention m = stateOf(e.country);
    if (m.form == Form::Empty) return id;
    const auto [at, fresh] = by_known.try_emplace(fmt::format("{}/{}", static_cast<int>(m.kind), m.why), 0);
    if (fresh) {
      at->second = make(m);
      learn(at->second, m);
    }
    return at->second;
  }

  // --- codes -----------------------------------------------------------------------------------------------------

  // The country whose affairs the article tells: the one it names most.
  std::string homeCountry() const {
    std::map<std::string, uint32_t> counts;
    for (const auto& c : text_names.countries) ++counts[c.country];
    std::string best;
    uint32_t most = 0;
    for (const auto& [country, n] : counts)
      if (n > most) {
        most = n;
        best = country;
      }
    return best;
  }

  void decideCodes() {
    const std::string home = homeCountry();
    for (Entity& e : entities) {
      float kind_sum = 0, sector_sum = 0;
      for (float x : e.kinds) kind_sum += x;
      for (float x : e.sectors) sector_sum += x;
      if (!e.kind_known && kind_sum > 0) {
        e.kind = static_cast<Kind>(std::max_element(e.kinds.begin(), e.kinds.end()) - e.kinds.begin());
        e.why += "; kind by the model";
      }
      if (!e.sector_known && sector_sum > 0) {
        e.sector = static_cast<Sector>(std::max_element(e.sectors.begin(), e.sectors.end()) - e.sectors.begin());
        e.why += "; sector by the model";
      }
      if (e.country.empty() && !home.empty() && e.form != Form::Known &&
          (e.home || (e.form == Form::Name && e.kind == Kind::Person))) {
        e.country = home;
        e.why += "; country by the article's most named one";
      }
    }
  }

  // --- out -------------------------------------------------------------------------------------------------------

  void append(std::vector<uint32_t>& to, ByteSpan whole) const {
    for (ByteSpan span : partsOf(d.text, whole, k)) {
      const auto it = item_of.find(span);
      if (it == item_of.end()) continue;
      for (uint32_t id : items[it->second].parties)
        if (std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
    }
  }

  // For a role without words of its own: the party whose mention in the window scores highest under the label that ends
  // in Party, at least `least`, and does not fill the other role. That mention becomes one of the party's.
  void fill(std::vector<uint32_t>& role, const std::vector<uint32_t>& other,
            std::pair<const WordScore*, const WordScore*> rows, float least) {
    if (!role.empty()) return;
    Named best;
    for (auto row = rows.first; row != rows.second; ++row) {
      const Named& named = word_named[row->word];
      if (named.entity == kNone || row->score <= least) continue;
      if (std::find(other.begin(), other.end(), named.entity) != other.end()) continue;
      least = row->score;
      best = named;
    }
    if (best.entity == kNone) return;
    role.push_back(best.entity);
    entities[best.entity].mentions.push_back(items[best.item].span);
  }

  Parties made() {
    Parties out;
    out.claims.resize(d.claims.size());
    out.events.resize(d.events.size());
    for (size_t c = 0; c < d.claims.size(); ++c) {
      for (ByteSpan s : d.claims[c].source) append(out.claims[c].speakers, s);
      fill(out.claims[c].speakers, {},
           rowsOf(d.scores.claim_words, d.claims[c].anchor, static_cast<uint8_t>(ClaimLabel::SourceParty)),
           kLeastSpeaker);
      if (d.claims[c].to) {
        std::vector<uint32_t> to;
        append(to, *d.claims[c].to);
        if (!to.empty()) out.claims[c].to = to[0];
      }
    }
    for (size_t e = 0; e < d.events.size(); ++e) {
      for (ByteSpan s : d.events[e].actors) append(out.events[e].actors, s);
      for (ByteSpan s : d.events[e].recipients) append(out.events[e].recipients, s);
      const auto rows = [&](EventLabel label) {
        return rowsOf(d.scores.event_words, d.events[e].anchor, static_cast<uint8_t>(label));
      };
      fill(out.events[e].actors, out.events[e].recipients, rows(EventLabel::ActorParty), kLeastActor);
      fill(out.events[e].recipients, out.events[e].actors, rows(EventLabel::RecipientParty), kLeastRecipient);
    }
    std::vector<bool> used(entities.size());
    for (const ClaimParties& c : out.claims) {
      for (uint32_t p : c.speakers) used[p] = true;
      if (c.to != kNone) used[c.to] = true;
    }
    for (const EventParties& e : out.events) {
      for (uint32_t p : e.actors) used[p] = true;
      for (uint32_t p : e.recipients) used[p] = true;
    }
    std::vector<uint32_t> rows;
    for (uint32_t id = 0; id < entities.size(); ++id) {
      if (!used[id]) continue;
      auto& mentions = entities[id].mentions;
      std::sort(mentions.begin(), mentions.end());
      mentions.erase(std::unique(mentions.begin(), mentions.end()), mentions.end());
      rows.push_back(id);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [&](uint32_t a, uint32_t b) { return entities[a].mentions < entities[b].mentions; });
    std::vector<uint32_t> row_of(entities.size(), kNone);
    for (uint32_t id : rows) {
      const Entity& e = entities[id];
      row_of[id] = static_cast<uint32_t>(out.parties.size());
      out.parties.push_back({e.name, e.kind, e.country, e.sector, e.mentions, e.why});
    }
    for (ClaimParties& c : out.claims) {
      for (uint32_t& p : c.speakers) p = row_of[p];
      if (c.to != kNone) c.to = row_of[c.to];
    }
    for (EventParties& e : out.events) {
      for (uint32_t& p : e.actors) p = row_of[p];
      for (uint32_t& p : e.recipients) p = row_of[p];
    }
    return out;
  }
};

}  // namespace

Parties resolve(const Document& document, const Knowledge& knowledge) {
  Resolver r{document, knowledge};
  r.collect();
  r.registerNames();
  r.resolveItems();
  r.resolveSpeakers();
  r.decideCodes();
  return r.made();
}

}  // namespace legomena
