#include "write/eval.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <unordered_map>

#include "text/chars.h"
#include "text/unicode.h"
#include "write/cutter.h"

namespace legomena {
namespace {

bool overlap(RecordSpan a, RecordSpan b) { return a.begin < b.end && b.begin < a.end; }

bool anyOverlap(const std::vector<RecordSpan>& a, const std::vector<RecordSpan>& b) {
  return std::any_of(a.begin(), a.end(), [&](RecordSpan x) {
    return std::any_of(b.begin(), b.end(), [&](RecordSpan y) { return overlap(x, y); });
  });
}

// --- sets of characters --------------------------------------------------------------------------------------------

// The characters that spans hold, each once: disjoint spans in order.
struct CharSet {
  std::vector<RecordSpan> spans;
  uint64_t size = 0;

  explicit CharSet(std::vector<RecordSpan> from) {
    std::sort(from.begin(), from.end());
    for (const RecordSpan span : from) {
      if (span.begin >= span.end) continue;
      if (!spans.empty() && span.begin <= spans.back().end)
        spans.back().end = std::max(spans.back().end, span.end);
      else
        spans.push_back(span);
    }
    for (const RecordSpan span : spans) size += span.end - span.begin;
  }
};

uint64_t shared(const CharSet& a, const CharSet& b) {
  uint64_t count = 0;
  for (size_t i = 0, j = 0; i < a.spans.size() && j < b.spans.size();) {
    const uint32_t begin = std::max(a.spans[i].begin, b.spans[j].begin);
    const uint32_t end = std::min(a.spans[i].end, b.spans[j].end);
    if (begin < end) count += end - begin;
    a.spans[i].end < b.spans[j].end ? ++i : ++j;
  }
  return count;
}

double f1(const CharSet& a, const CharSet& b) {
  if (a.size == 0 && b.size == 0) return 1;
  return static_cast<double>(2 * shared(a, b)) / static_cast<double>(a.size + b.size);
}

// --- parties -------------------------------------------------------------------------------------------------------

// The words of a name in lower case, sorted, each once. A word is what Python's \w+ finds: letters, numbers of any kind
// and the low line; lower case is that of whole strings (a final sigma is another letter, a dotted I becomes two),
// which is why lowered() does not serve here.
std::vector<std::string> nameWords(const std::string& name) {
  static constexpr std::array<std::string_view, 5> kStop{"the", "a", "an", "of", "and"};
  std::string lower;
  icu::UnicodeString::fromUTF8(name).toLower(icu::Locale::getRoot()).toUTF8String(lower);
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (!word.empty() && std::find(kStop.begin(), kStop.end(), word) == kStop.end()) words.push_back(word);
    word.clear();
  };
  for (size_t at = 0; at < lower.size();) {
    const CodePoint c = nextCodePoint(lower, at);
    if (c == '_' || isLetter(c) || u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE)
      appendCodePoint(word, c);
    else
      close();
  }
  close();
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

struct NamedParty {
  const RecordParty* row;
  std::vector<std::string> words;
};

bool sameParty(const NamedParty* gold, const NamedParty* system) {
  if (gold == nullptr || system == nullptr) return false;
  const RecordParty& g = *gold->row;
  const RecordParty& s = *system->row;
  if (g.kind == "state" && s.kind == "state" && g.country && !g.country->empty()) return g.country == s.country;
  const auto &a = gold->words, &b = system->words;
  if (!a.empty() && !b.empty() &&
      (std::includes(a.begin(), a.end(), b.begin(), b.end()) || std::includes(b.begin(), b.end(), a.begin(), a.end())))
    return true;
  return std::any_of(a.begin(), a.end(), [&](const auto& w) { return std::binary_search(b.begin(), b.end(), w); }) &&
         anyOverlap(g.mentions, s.mentions);
}

// --- one record ----------------------------------------------------------------------------------------------------

struct Marks {
  const Record& record;
  std::unordered_map<std::string_view, NamedParty> parties;

  explicit Marks(const Record& of) : record(of) {
    for (const RecordParty& party : record.parties)
      parties.insert_or_assign(party.id, NamedParty{&party, nameWords(party.name)});
  }

  const NamedParty* party(std::string_view id) const {
    const auto found = parties.find(id);
    return found == parties.end() ? nullptr : &found->second;
  }

  std::vector<const NamedParty*> named(const std::vector<std::string>& ids) const {
    std::vector<const NamedParty*> out;
    for (const std::string& id : ids) out.push_back(party(id));
    return out;
  }

  // The parties that fill a role, in the order in which they first do.
  std::vector<const NamedParty*> used() const {
    std::vector<const NamedParty*> out;
    const auto use = [&](std::string_view id) {
      const NamedParty* one = party(id);
      if (one != nullptr && std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
    };
    for (const RecordClaim& claim : record.claims) {
      for (const std::string& id : claim.speakers) use(id);
      if (claim.to) use(*claim.to);
    }
    for (const RecordEvent& event : record.events) {
      for (const std::string& id : event.actors) use(id);
      for (const std::string& id : event.recipients) use(id);
    }
    return out;
  }
};

// How many of the gold parties the system's list has.
size_t matched(std::vector<const NamedParty*> gold, std::vector<const NamedParty*> system) {
  size_t count = 0;
  for (const NamedParty* g : gold) {
    const auto hit = std::find_if(system.begin(), system.end(), [&](const NamedParty* s) { return sameParty(g, s); });
    if (hit == system.end()) continue;
    system.erase(hit);
    ++count;
  }
  return count;
}

bool sameParties(const std::vector<const NamedParty*>& gold, const std::vector<const NamedParty*>& system) {
  return gold.size() == system.size() && matched(gold, system) == gold.size();
}

// One to one, best first; of equal pairs the one with the earlier gold row, then the earlier system row. For each gold
// row the system's, or none.
template <class Score>
std::vector<std::optional<size_t>> align(size_t gold, size_t system, const Score& score) {
  struct Pair {
    double score;
    size_t gold, system;
  };
  std::vector<Pair> pairs;
  for (size_t i = 0; i < gold; ++i)
    for (size_t j = 0; j < system; ++j)
      if (const double value = score(i, j); value > 0) pairs.push_back({value, i, j});
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.score > b.score; });
  std::vector<std::optional<size_t>> system_of(gold);
  std::vector<bool> taken(system);
  for (const Pair& pair : pairs) {
    if (system_of[pair.gold] || taken[pair.system]) continue;
    system_of[pair.gold] = pair.system;
    taken[pair.system] = true;
  }
  return system_of;
}

std::vector<bool> takenOf(const std::vector<std::optional<size_t>>& system_of, size_t system) {
  std::vector<bool> taken(system);
  for (const auto& j : system_of)
    if (j) taken[*j] = true;
  return taken;
}

// --- words for misses ------------------------------------------------------------------------------------------------

// The pieces joined, no longer than `limit` characters.
std::string joined(const Cutter& text, const std::vector<RecordSpan>& spans, uint32_t limit = UINT32_MAX) {
  std::string out = text.cut(spans, " + ");
  if (out.size() > limit) out.resize(CharIndex(out).toByte(limit));
  return out;
}

// The words in brackets with what stands around them, on one line.
std::string context(const Cutter& text, RecordSpan span) {
  constexpr uint32_t kAround = 70;
  const uint32_t last = text.chars.chars();
  const uint32_t before = span.begin > kAround ? span.begin - kAround : 0;
  const auto after = static_cast<uint32_t>(std::min<uint64_t>(last, uint64_t{span.end} + kAround));
  return collapsedBlanks(
      fmt::format("{}[{}]{}", text.cut({before, span.begin}), text.cut(span), text.cut({span.end, after})));
}

// A string as Python shows it within a list, since the marked articles' scorer prints lists of names so.
std::string shown(std::string_view text) {
  const bool single = text.find('\'') == std::string_view::npos || text.find('"') != std::string_view::npos;
  const char quote = single ? '\'' : '"';
  std::string out(1, quote);
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = nextCodePoint(text, at);
    const bool hidden = c != ' ' && (U_GET_GC_MASK(c) & (U_GC_C_MASK | U_GC_Z_MASK)) != 0;
    if (c == '\\' || c == quote)
      (out += '\\') += static_cast<char>(c);
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (!hidden)
      appendCodePoint(out, c);
    else if (c < 0x100)
      out += fmt::format("\\x{:02x}", c);
    else if (c < 0x10000)
      out += fmt::format("\\u{:04x}", c);
    else
      out += fmt::format("\\U{:08x}", c);
  }
  return out + quote;
}

std::string shown(const std::vector<const NamedParty*>& parties) {
  std::string out = "[";
  for (const NamedParty* party : parties) {
    if (party == nullptr) continue;
    if (out.size() > 1) out += ", ";
    out += shown(party->row->name);
  }
  return out + "]";
}

std::string orNone(std::string_view value) { return value.empty() ? "None" : std::string(value); }

// --- comparing -------------------------------------------------------------------------------------------------------

struct Counts {
  uint64_t right = 0, gold = 0, system = 0;
};

// Adds to the figure of this measure. Figures stand in the order in which they are first met.
void add(std::vector<Figure>& figures, std::string_view measure, const Counts& counts) {
  auto figure = std::find_if(figures.begin(), figures.end(), [&](const Figure& f) { return f.measure == measure; });
  if (figure == figures.end()) figure = figures.insert(figures.end(), Figure{std::string(measure)});
  figure->right += counts.right;
  figure->gold += counts.gold;
  figure->system += counts.system;
}

struct Comparison {
  const Marks gold, system;
  const Cutter text;
  std::vector<Figure>& figures;
  Evaluation& out;
  std::unordered_map<std::string_view, std::string_view> claim_of;  // the system's claim for a gold one, by id

  Comparison(const Record& g, const Record& s, std::vector<Figure>& figures_out, Evaluation& evaluation)
      : gold(g), system(s), text(g.text), figures(figures_out), out(evaluation) {}

  void miss(std::string_view kind, std::string words) {
    out.misses.push_back({std::string(kind), gold.record.id, std::move(words)});
  }

  template <class Row>
  void judge(const char* kind, const std::vector<Row>& rows, const std::vector<bool>& right) {
    for (size_t i = 0; i < rows.size(); ++i)
      out.judged.push_back({kind, gold.record.id, rows[i].id, rows[i].confidence, right[i]});
  }

  void compareClaims() {
    const auto &golds = gold.record.claims, &systems = system.record.claims;
    std::vector<CharSet> gold_content, system_content;
    for (const RecordClaim& claim : golds) gold_content.emplace_back(claim.content);
    for (const RecordClaim& claim : systems) system_content.emplace_back(claim.content);
    const auto system_of = align(golds.size(), systems.size(), [&](size_t i, size_t j) {
      return overlap(golds[i].cue, systems[j].cue) ? 1 + f1(gold_content[i], system_content[j]) : 0;
    });

    std::vector<bool> right(systems.size());
    uint64_t found = 0, extent = 0, stance = 0, source = 0, speaker = 0, full = 0;
    for (size_t i = 0; i < golds.size(); ++i) {
      const RecordClaim& g = golds[i];
      const std::string_view cue = text.cut(g.cue);
      if (!system_of[i]) {
        miss("claim.missed", fmt::format("{} | {}", cue, joined(text, g.content, 120)));
        continue;
      }
      const RecordClaim& s = systems[*system_of[i]];
      const double agreement = f1(gold_content[i], system_content[*system_of[i]]);
      if (agreement < 0.5) {
        miss("claim.content",
             fmt::format("{} | gold {} | system {}", cue, joined(text, g.content, 100), joined(text, s.content, 100)));
        continue;
      }
      claim_of[g.id] = s.id;
      const bool same_extent = agreement >= 0.9, same_stance = g.stance == s.stance;
      const bool same_source = f1(CharSet(g.source), CharSet(s.source)) >= 0.5;
      const bool same_speakers = sameParties(gold.named(g.speakers), system.named(s.speakers));
      ++found;
      extent += same_extent;
      stance += same_stance;
      right[*system_of[i]] = same_stance;
      source += same_source;
      speaker += same_speakers;
      full += same_extent && same_stance && same_source && same_speakers;
      if (!same_source)
        miss("claim.source",
             fmt::format("{} | gold {} | system {}", cue, joined(text, g.source), joined(text, s.source)));
      if (!same_stance) miss("claim.stance", fmt::format("{} | gold {} | system {}", cue, g.stance, orNone(s.stance)));
    }
    const auto taken = takenOf(system_of, systems.size());
    for (size_t j = 0; j < systems.size(); ++j)
      if (!taken[j])
        miss("claim.extra", fmt::format("{} | {}", text.cut(systems[j].cue), joined(text, systems[j].content, 120)));

    judge("claim", systems, right);
    add(figures, "claim", {found, golds.size(), systems.size()});
    add(figures, "claim.extent", {extent, golds.size(), systems.size()});
    add(figures, "claim.stance", {stance, golds.size(), systems.size()});
    add(figures, "claim.source", {source, golds.size(), systems.size()});
    add(figures, "claim.speaker", {speaker, golds.size(), systems.size()});
    add(figures, "claim.full", {full, golds.size(), systems.size()});
  }

  // Whether the event is in the word of the right claim. A gold claim without its like in the system is met by an event
  // in nobody's word.
  bool sameHolder(const RecordEvent& g, const RecordEvent& s) const {
    const std::string_view system_claim = s.claim ? std::string_view(*s.claim) : std::string_view();
    if (!g.claim || g.claim->empty()) return system_claim.empty();
    const auto right = claim_of.find(*g.claim);
    return system_claim == (right == claim_of.end() ? std::string_view() : right->second);
  }

  static bool sameNumber(const RecordEvent& g, const RecordEvent& s) {
    for (const RecordNumber& x : g.numbers)
      for (const RecordNumber& y : s.numbers)
        if (overlap(x.span, y.span) && x.role == y.role) return true;
    return false;
  }

  void compareEvents() {
    const auto &golds = gold.record.events, &systems = system.record.events;
    const auto system_of = align(golds.size(), systems.size(), [&](size_t i, size_t j) {
      return overlap(golds[i].trigger, systems[j].trigger) ? 1 + (golds[i].type == systems[j].type) : 0;
    });

    Counts party, mode, when, where, number;
    const auto count = [&](const std::vector<RecordEvent>& events, uint64_t Counts::*side) {
      for (const RecordEvent& event : events) {
        party.*side += event.actors.size() + event.recipients.size();
        mode.*side += event.mode && !event.mode->empty();
        when.*side += event.when.has_value();
        where.*side += event.where.has_value();
        number.*side += !event.numbers.empty();
        Counts one;
        one.*side = 1;
        add(figures, "type " + event.type, one);
      }
    };
    count(golds, &Counts::gold);
    count(systems, &Counts::system);

    std::vector<bool> right(systems.size());
    uint64_t found = 0, type = 0, status = 0, actor = 0, recipient = 0, dyad = 0, ledger = 0;
    for (size_t i = 0; i < golds.size(); ++i) {
      const RecordEvent& g = golds[i];
      if (!system_of[i]) {
        miss("event.missed", fmt::format("{} {} | {}", g.type, text.cut(g.trigger), context(text, g.trigger)));
        continue;
      }
      const RecordEvent& s = systems[*system_of[i]];
      ++found;
      if (g.type != s.type) {
        miss("event.type", fmt::format("gold {} system {} | {}", g.type, s.type, context(text, g.trigger)));
        continue;
      }
      add(figures, "type " + g.type, {1, 0, 0});
      right[*system_of[i]] = true;
      const auto gold_actors = gold.named(g.actors), gold_recipients = gold.named(g.recipients);
      const auto actors = system.named(s.actors), recipients = system.named(s.recipients);
      const bool same_actors = sameParties(gold_actors, actors);
      const bool same_recipients = sameParties(gold_recipients, recipients);
      const bool same_status = g.status == s.status;
      ++type;
      status += same_status;
      actor += same_actors;
      recipient += same_recipients;
      dyad += same_actors && same_recipients;
      ledger += same_actors && same_recipients && same_status && sameHolder(g, s);
      party.right += matched(gold_actors, actors) + matched(gold_recipients, recipients);
      mode.right += g.mode && !g.mode->empty() && g.mode == s.mode;
      when.right += g.when && s.when && overlap(*g.when, *s.when);
      where.right += g.where && s.where && overlap(*g.where, *s.where);
      number.right += sameNumber(g, s);
      if (!same_status)
        miss("event.status",
             fmt::format("gold {} system {} | {}", g.status, orNone(s.status), context(text, g.trigger)));
      if (!same_actors)
        miss("event.actors",
             fmt::format("gold {} system {} | {}", shown(gold_actors), shown(actors), context(text, g.trigger)));
      if (!same_recipients)
        miss("event.recipients", fmt::format("gold {} system {} | {}", shown(gold_recipients), shown(recipients),
                                             context(text, g.trigger)));
    }
    const auto taken = takenOf(system_of, systems.size());
    for (size_t j = 0; j < systems.size(); ++j)
      if (!taken[j])
        miss("event.extra", fmt::format("{} {} | {}", systems[j].type, text.cut(systems[j].trigger),
                                        context(text, systems[j].trigger)));

    judge("event", systems, right);
    add(figures, "event", {found, golds.size(), systems.size()});
    add(figures, "event.type", {type, golds.size(), systems.size()});
    add(figures, "event.status", {status, golds.size(), systems.size()});
    add(figures, "event.actor", {actor, golds.size(), systems.size()});
    add(figures, "event.recipient", {recipient, golds.size(), systems.size()});
    add(figures, "event.dyad", {dyad, golds.size(), systems.size()});
    add(figures, "event.ledger", {ledger, golds.size(), systems.size()});
    add(figures, "event.party", party);
    add(figures, "event.mode", mode);
    add(figures, "event.when", when);
    add(figures, "event.where", where);
    add(figures, "event.number", number);
  }

  void compareParties() {
    const auto golds = gold.used(), systems = system.used();
    const auto system_of = align(golds.size(), systems.size(), [&](size_t i, size_t j) {
      if (!sameParty(golds[i], systems[j])) return 0;
      return golds[i]->row->country == systems[j]->row->country ? 2 : 1;
    });
    Counts party{0, golds.size(), systems.size()}, code = party;
    for (size_t i = 0; i < golds.size(); ++i) {
      if (!system_of[i]) continue;
      const RecordParty &g = *golds[i]->row, &s = *systems[*system_of[i]]->row;
      ++party.right;
      code.right += g.country == s.country && g.sector == s.sector;
    }
    add(figures, "party", party);
    add(figures, "party.code", code);
  }
};

Result<std::string> fieldOf(const Record& record, const std::string& name) {
  const std::map<std::string_view, const std::optional<std::string>*> fields{
      {"title", &record.title}, {"published", &record.published}, {"outlet", &record.outlet}, {"url", &record.url}};
  if (name == "id") return record.id;
  const auto field = fields.find(name);
  if (field == fields.end())
    return Error{"", fmt::format("figures cannot be given by '{}'", name), "by id, title, published, outlet or url"};
  return field->second->value_or("None");
}

FigureGroup& group(std::vector<FigureGroup>& groups, const std::string& name) {
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const FigureGroup& g) { return g.name == name; });
  return found != groups.end() ? *found : groups.emplace_back(FigureGroup{name, {}});
}

bool isTypeFigure(const Figure& figure) { return figure.measure.starts_with("type "); }

}  // namespace

Result<Evaluation> evaluate(const std::vector<Record>& gold, const std::vector<Record>& system,
                            const std::optional<std::string>& by) {
  std::unordered_map<std::string_view, const Record*> by_id;
  for (const Record& record : system) by_id[record.id] = &record;
  const Record nothing;
  Evaluation out;
  for (const Record& g : gold) {
    const auto found = by_id.find(g.id);
    const Record& s = found == by_id.end() ? nothing : *found->second;
    if (&s != &nothing && s.text != g.text)
      return Error{g.id, "the system's text is not the gold's", "make the records from the gold's texts"};
    std::vector<Figure> figures;
    Comparison comparison(g, s, figures, out);
    comparison.compareClaims();
    comparison.compareEvents();
    comparison.compareParties();
    std::vector<std::string> names{"all"};
    if (by) {
      auto name = fieldOf(g, *by);
      if (!name) return name.error();
      names.push_back(*name);
    }
    for (const std::string& name : names)
      for (const Figure& figure : figures)
        add(group(out.groups, name).figures, figure.measure, {figure.right, figure.gold, figure.system});
  }
  return out;
}

std::string figuresTable(const Evaluation& evaluation, bool types) {
  // Padded by characters, as Python pads; fmt would pad by width on the screen.
  const auto padded = [](const std::string& text) {
    const uint32_t chars = CharIndex(text).chars();
    return text + std::string(chars < 16 ? 16 - chars : 0, ' ');
  };
  std::string out;
  for (const FigureGroup& group : evaluation.groups) {
    out += padded(group.name) + "  precision recall     F1    gold  system\n";
    for (const Figure& f : group.figures)
      if (types || !isTypeFigure(f))
        out += fmt::format("  {} {:8.3f} {:6.3f} {:6.3f} {:7d} {:7d}\n", padded(f.measure), f.precision(), f.recall(),
                           f.f1(), f.gold, f.system);
  }
  return out;
}

std::string figuresJson(const Evaluation& evaluation, bool types) {
  std::string out;
  if (!evaluation.groups.empty())
    for (const Figure& f : evaluation.groups.front().figures) {
      if (!types && isTypeFigure(f)) continue;
      std::string number = fmt::format("{:.4f}", f.f1());
      while (number.ends_with('0') && !number.ends_with(".0")) number.pop_back();
      out += fmt::format("{}\"{}\": {}", out.empty() ? "" : ", ", f.measure, number);
    }
  return "{" + out + "}\n";
}

std::string reliabilityTable(const Evaluation& evaluation) {
  std::string out;
  for (const std::string_view kind : {"claim", "event"}) {
    struct Bin {
      uint64_t count = 0, right = 0;
      double confidence = 0;
    };
    std::array<Bin, 10> bins;
    for (const Judged& j : evaluation.judged) {
      if (j.kind != kind || !j.confidence) continue;
      Bin& bin = bins[static_cast<size_t>(std::clamp(*j.confidence * 10, 0.0, 9.0))];
      ++bin.count;
      bin.right += j.right;
      bin.confidence += *j.confidence;
    }
    out += fmt::format("{:16}   count   mean  right\n", kind);
    for (size_t i = 0; i < bins.size(); ++i)
      if (const Bin& bin = bins[i]; bin.count > 0)
        out += fmt::format("  {:.1f} to {:.1f}      {:7d} {:6.3f} {:6.3f}\n", static_cast<double>(i) / 10,
                           static_cast<double>(i + 1) / 10, bin.count, bin.confidence / static_cast<double>(bin.count),
                           static_cast<double>(bin.right) / static_cast<double>(bin.count));
  }
  return out;
}

std::string judgedList(const Evaluation& evaluation) {
  std::string out;
  for (const Judged& j : evaluation.judged)
    out += fmt::format("{}\t{}\t{}\t{}\n", j.kind, j.article, j.id, j.right ? 1 : 0);
  return out;
}

std::string missesList(const Evaluation& evaluation, std::string_view kind) {
  std::string out;
  for (const Miss& miss : evaluation.misses)
    if (kind == "all" || miss.kind.starts_with(kind))
      out += fmt::format("{}\t{}\t{}\n", miss.kind, miss.article, miss.words);
  return out;
}

}  // namespace legomena
