#include "write/inspect.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>

#include "write/json.h"

namespace legomena {
namespace {

// Text of a span for a table's cell: one line, shortened.
std::string cell(std::string_view text) {
  constexpr size_t kWidest = 90;
  std::string out;
  for (const char c : text) out += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
  if (out.size() <= kWidest) return out;
  size_t end = kWidest;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  return out.substr(0, end) + "…";
}

std::string cells(const Document& d, const std::vector<ByteSpan>& spans) {
  std::string out;
  for (const ByteSpan s : spans) out += (out.empty() ? "" : " + ") + cell(d.cut(s));
  return out.empty() ? "-" : out;
}

std::string partyNames(const Document& d, const std::vector<uint32_t>& rows) {
  std::string out;
  for (const uint32_t p : rows) out += (out.empty() ? "" : ", ") + d.parties[p].name;
  return out.empty() ? "-" : out;
}

template <class Scores>
size_t best(const Scores& scores) {
  return static_cast<size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

class Lines {
 public:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

void addSplit(const Document& d, Lines& lines) {
  for (size_t i = 0; i < d.sentences.size(); ++i) {
    const Sentence& s = d.sentences[i];
    lines.add("  sentence {:4}  words {}..{}  {}{}", i, s.words.begin, s.words.end, cell(d.cut(s.span)),
              s.ends_paragraph ? " ¶" : "");
  }
  for (size_t i = 0; i < d.windows.size(); ++i)
    lines.add("  window {:4}  words {}..{}, own from {}", i, d.windows[i].words.begin, d.windows[i].words.end,
              d.windows[i].own);
}

// The rows of one anchor or mention, of a table that is sorted by it.
template <class Row>
std::span<const Row> rowsWith(const std::vector<Row>& rows, uint32_t Row::*key, uint32_t value) {
  const auto first = std::partition_point(rows.begin(), rows.end(), [&](const Row& row) { return row.*key < value; });
  const auto last = std::partition_point(first, rows.end(), [&](const Row& row) { return row.*key == value; });
  return {first, last};
}

void addWordScores(const Document& d, const std::vector<WordScore>& rows, uint32_t anchor,
                   std::span<const std::string_view> labels, Lines& lines) {
  for (const WordScore& row : rowsWith(rows, &WordScore::anchor, anchor))
    if (row.score > 0)
      lines.add("      {:16} {:6.2f}  {}", labels[row.label], row.score, cell(d.cut(d.words[row.word].span)));
}

void addWishes(const Document& d, Lines& lines) {
  for (const CueWish& w : d.wishes.cues)
    lines.add("  cue '{}' {}", cell(d.cut(d.bytes(w.words))), nameOf(kStances, w.stance));
  for (const TriggerWish& w : d.wishes.triggers)
    lines.add("  trigger '{}' {}", cell(d.cut(d.bytes(w.words))), nameOf(kEventTypes, w.type));
}

void addScores(const Document& d, Lines& lines) {
  for (uint32_t a = 0; a < d.scores.cues.size(); ++a) {
    const CueScore& cue = d.scores.cues[a];
    lines.add("  cue '{}' {:.3f}  {} {:.3f}", cell(d.cut(d.bytes(cue.words))), cue.probability,
              nameOf(kStances, cue.stance), cue.stance_probability);
    addWordScores(d, d.scores.claim_words, a, kClaimLabels, lines);
  }
  for (uint32_t a = 0; a < d.scores.triggers.size(); ++a) {
    const TriggerScore& t = d.scores.triggers[a];
    lines.add("  trigger '{}' {:.3f}  {} {} {:.3f}  {} {:.3f}", d.cut(d.words[t.word].span), t.probability,
              nameOf(kEventTypes, t.type), kModes[t.mode], t.mode_probability, nameOf(kStatuses, t.status),
              t.status_probability);
    addWordScores(d, d.scores.event_words, a, kEventLabels, lines);
  }
  for (uint32_t m = 0; m < d.scores.mentions.size(); ++m) {
    const MentionScore& mention = d.scores.mentions[m];
    const size_t kind = best(mention.kinds), sector = best(mention.sectors);
    lines.add("  mention '{}'  {} {:.3f}  {} {:.3f}", d.cut(d.words[mention.word].span), kKinds[kind],
              mention.kinds[kind], kSectors[sector], mention.sectors[sector]);
    for (const LinkScore& link : rowsWith(d.scores.links, &LinkScore::mention, m))
      if (link.score > 0) lines.add("      same {:6.2f}  {}", link.score, d.cut(d.words[link.word].span));
  }
}

void addClaims(const Document& d, Lines& lines) {
  for (size_t i = 0; i < d.claims.size(); ++i) {
    const Claim& c = d.claims[i];
    lines.add("  c{} '{}' {} {}  source {}  content {}  to {}  within {}", i + 1, d.cut(c.cue),
              nameOf(kStances, c.stance), nameOf(kQuotes, c.quote), cells(d, c.source), cells(d, c.content),
              c.to ? cell(d.cut(*c.to)) : "-", c.within == kNone ? "-" : fmt::format("c{}", c.within + 1));
  }
}

void addEvents(const Document& d, Lines& lines) {
  for (size_t i = 0; i < d.events.size(); ++i) {
    const Event& e = d.events[i];
    lines.add("  e{} '{}' {} {} {}  actors {}  recipients {}  when {}  where {}  claim {}", i + 1, d.cut(e.trigger),
              nameOf(kEventTypes, e.type), kModes[e.mode], nameOf(kStatuses, e.status), cells(d, e.actors),
              cells(d, e.recipients), e.when ? cell(d.cut(*e.when)) : "-", e.where ? cell(d.cut(*e.where)) : "-",
              e.claim == kNone ? "-" : fmt::format("c{}", e.claim + 1));
    for (const NumberMark& n : e.numbers) lines.add("      {} {}", nameOf(kNumberRoles, n.role), d.cut(n.span));
  }
}

void addParties(const Document& d, Lines& lines) {
  for (size_t i = 0; i < d.parties.size(); ++i) {
    const Party& p = d.parties[i];
    lines.add("  p{} {}  {} {} {}  ({})  mentions {}", i + 1, p.name, nameOf(kKinds, p.kind),
              p.country.empty() ? "-" : p.country, nameOf(kSectors, p.sector), p.why, cells(d, p.mentions));
  }
  for (size_t i = 0; i < d.claim_parties.size(); ++i)
    lines.add("  c{} said by {}  to {}", i + 1, partyNames(d, d.claim_parties[i].speakers),
              d.claim_parties[i].to == kNone ? "-" : d.parties[d.claim_parties[i].to].name);
  for (size_t i = 0; i < d.event_parties.size(); ++i)
    lines.add("  e{} by {}  to {}", i + 1, partyNames(d, d.event_parties[i].actors),
              partyNames(d, d.event_parties[i].recipients));
}

// A list of rows as JSON arrays of numbers.
template <class Rows, class Row>
void addRows(std::string& out, std::string_view key, const Rows& rows, Row row) {
  fmt::format_to(std::back_inserter(out), ",\"{}\":[", key);
  bool first = true;
  for (const auto& r : rows) {
    out += first ? "[" : ",[";
    row(r, std::back_inserter(out));
    out += ']';
    first = false;
  }
  out += ']';
}

}  // namespace

std::string inspectStage(std::string_view stage, const Document& document) {
  Lines lines;
  lines.add("{}", stage);
  if (stage == "split") addSplit(document, lines);
  if (stage == "wishes") addWishes(document, lines);
  if (stage == "score") addScores(document, lines);
  if (stage == "claims") addClaims(document, lines);
  if (stage == "events") addEvents(document, lines);
  if (stage == "parties") addParties(document, lines);
  return lines.take();
}

std::string inspectJson(const Document& d) {
  std::string out = "{\"id\":";
  appendJsonString(out, d.meta.id);
  addRows(out, "sentences", d.sentences, [](const Sentence& s, auto to) {
    fmt::format_to(to, "{},{},{},{}", s.span.begin, s.span.end, s.words.begin, s.words.end);
  });
  addRows(out, "words", d.words, [](const Word& w, auto to) {
    fmt::format_to(to, "{},{},{}", w.span.begin, w.span.end, static_cast<int>(w.shape));
  });
  addRows(out, "pieces", d.words, [&](const Word& w, auto to) {
    fmt::format_to(to, "{}",
                   fmt::join(d.pieces.begin() + w.first_piece, d.pieces.begin() + w.first_piece + w.piece_count, ","));
  });
  addRows(out, "windows", d.windows,
          [](const Window& w, auto to) { fmt::format_to(to, "{},{},{}", w.words.begin, w.own, w.words.end); });
  addRows(out, "cues", d.scores.cues, [](const CueScore& c, auto to) {
    fmt::format_to(to, "{},{},{},{:.5f},{:.5f}", c.words.begin, c.words.end, static_cast<int>(c.stance), c.probability,
                   c.stance_probability);
  });
  const auto wordScore = [](const WordScore& w, auto to) {
    fmt::format_to(to, "{},{},{},{:.4f}", w.anchor, w.word, w.label, w.score);
  };
  addRows(out, "claim_words", d.scores.claim_words, wordScore);
  addRows(out, "triggers", d.scores.triggers, [](const TriggerScore& t, auto to) {
    fmt::format_to(to, "{},{},{},{},{:.5f}", t.word, static_cast<int>(t.type), t.mode, static_cast<int>(t.status),
                   t.probability);
  });
  addRows(out, "event_words", d.scores.event_words, wordScore);
  addRows(out, "mentions", d.scores.mentions, [](const MentionScore& m, auto to) {
    fmt::format_to(to, "{},{},{}", m.word, best(m.kinds), best(m.sectors));
  });
  addRows(out, "links", d.scores.links,
          [](const LinkScore& l, auto to) { fmt::format_to(to, "{},{},{:.4f}", l.mention, l.word, l.score); });
  return out + '}';
}

}  // namespace legomena
