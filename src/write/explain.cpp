#include "write/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "mark/runs.h"
#include "text/chars.h"

namespace legomena {
namespace {

class Explainer {
 public:
  Explainer(const Document& document, const Rules& rules, uint32_t character)
      : d_(document), rules_(rules), index_(document.text) {
    place_ = index_.toByte(character);
  }

  std::string run(uint32_t character) {
    if (character >= index_.chars())
      return fmt::format("The article has {} characters; there is none at {}.\n", index_.chars(), character);
    for (const Sentence& s : d_.sentences)
      if (covers(s.span))
        line("sentence {}..{}: {}", index_.toChar(s.span.begin), index_.toChar(s.span.end), d_.cut(s.span));
    const size_t before = out_.size();
    for (uint32_t i = 0; i < d_.claims.size(); ++i) claim(i);
    for (uint32_t i = 0; i < d_.events.size(); ++i) event(i);
    forbidden("claim", d_.forbidden_claims);
    forbidden("event", d_.forbidden_events);
    if (out_.size() == before)
      line("No claim and no event covers this place: no word of it scored above the model's thresholds.");
    return std::move(out_);
  }

 private:
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }

  bool covers(ByteSpan s) const { return s.begin <= place_ && place_ < s.end; }
  bool covers(const std::vector<ByteSpan>& spans) const {
    return std::any_of(spans.begin(), spans.end(), [&](ByteSpan s) { return covers(s); });
  }
  bool covers(const std::optional<ByteSpan>& s) const { return s && covers(*s); }

  const char* here(bool covered) const { return covered ? "  <- here" : ""; }

  // Every word of a label with how far it is above the threshold.
  void words(const std::vector<WordScore>& scores, uint32_t anchor, uint8_t label, std::string_view name,
             bool covered) {
    const auto [first, last] = rowsOf(scores, anchor, label);
    std::string list;
    for (auto row = first; row != last; ++row)
      if (row->score > 0) list += fmt::format(" {} {:+.1f}", d_.cut(d_.words[row->word].span), row->score);
    if (!list.empty()) line("  {}:{}{}", name, list, here(covered));
  }

  std::string ruleAt(uint32_t row) const {
    const Rule& rule = rules_.rules[row];
    return fmt::format("rule '{}' ({}:{})", rule.name, rules_.file, rule.line);
  }

  // Which rule made the mark what it is, and what the model reads without it.
  void rule(uint32_t row, bool wished, const std::string& read) {
    if (row == kNone) return;
    if (wished)
      line("  {} adds it: the model itself sees nothing here", ruleAt(row));
    else
      line("  {} applies to it: the model itself reads {}", ruleAt(row), read);
  }

  void forbidden(std::string_view what, const std::vector<Forbidden>& list) {
    for (const Forbidden& f : list)
      if (covers(f.anchor)) line("\nno {} at '{}': {} forbids it", what, d_.cut(f.anchor), ruleAt(f.rule));
  }

  void party(std::string_view role, uint32_t row) {
    if (row == kNone) return;
    const Party& p = d_.parties[row];
    line("  {} is p{} {} ({}, {}, {}) by {}", role, row + 1, p.name, nameOf(kKinds, p.kind),
         p.country.empty() ? "no country" : p.country, nameOf(kSectors, p.sector),
         p.why.empty() ? "its own words" : p.why);
  }

  void claim(uint32_t i) {
    const Claim& c = d_.claims[i];
    if (!covers(c.cue) && !covers(c.source) && !covers(c.content) && !covers(c.to)) return;
    const CueScore& cue = d_.scores.cues[c.anchor];
    line("\nclaim c{}: '{}', {}{}", i + 1, d_.cut(c.cue), nameOf(kStances, c.stance), here(covers(c.cue)));
    rule(c.rule, cue.wished, std::string(nameOf(kStances, cue.stance)));
    line("  the model takes it for a cue with probability {:.2f}, its stance with {:.2f}", cue.probability,
         cue.stance_probability);
    line("  words around it, with their score above the threshold:");
    const bool inside[] = {covers(c.source), covers(c.content), covers(c.to), false};
    for (uint8_t label = 0; label < kClaimLabels.size(); ++label)
      words(d_.scores.claim_words, c.anchor, label, kClaimLabels[label], inside[label]);
    for (const uint32_t p : d_.claim_parties[i].speakers) party("speaker", p);
    party("addressee", d_.claim_parties[i].to);
    if (c.within != kNone)
      line("  it stands in the content of c{}: the smallest content that holds its cue", c.within + 1);
  }

  void event(uint32_t i) {
    const Event& e = d_.events[i];
    const bool number =
        std::any_of(e.numbers.begin(), e.numbers.end(), [&](const NumberMark& n) { return covers(n.span); });
    if (!covers(e.trigger) && !covers(e.actors) && !covers(e.recipients) && !covers(e.when) && !covers(e.where) &&
        !number)
      return;
    const TriggerScore& trigger = d_.scores.triggers[e.anchor];
    line("\nevent e{}: '{}', {}{}{}, {}{}", i + 1, d_.cut(e.trigger), nameOf(kEventTypes, e.type), e.mode ? " " : "",
         e.mode ? kModes[e.mode] : "", nameOf(kStatuses, e.status), here(covers(e.trigger)));
    rule(e.rule, trigger.wished,
         fmt::format("{}{}{}, {}", nameOf(kEventTypes, trigger.type), trigger.mode ? " " : "",
                     trigger.mode ? kModes[trigger.mode] : "", nameOf(kStatuses, trigger.status)));
    line("  the model gives the type probability {:.2f}, the mode {:.2f}, the status {:.2f}", trigger.probability,
         trigger.mode_probability, trigger.status_probability);
    line("  words around it, with their score above the threshold:");
    const bool inside[] = {covers(e.actors), covers(e.recipients), covers(e.when), covers(e.where)};
    constexpr auto kFirstParty = static_cast<uint8_t>(EventLabel::ActorParty);
    for (uint8_t label = 0; label < kEventLabels.size(); ++label)
      words(d_.scores.event_words, e.anchor, label, kEventLabels[label],
            label < std::size(inside) ? inside[label] : label < kFirstParty && number);
    for (const uint32_t p : d_.event_parties[i].actors) party("actor", p);
    for (const uint32_t p : d_.event_parties[i].recipients) party("recipient", p);
    if (e.claim != kNone) line("  by the word of c{}: the smallest content that holds the trigger", e.claim + 1);
  }

  const Document& d_;
  const Rules& rules_;
  CharIndex index_;
  uint32_t place_ = 0;
  std::string out_;
};

}  // namespace

std::string explain(const Document& document, const Rules& rules, uint32_t character) {
  return Explainer(document, rules, character).run(character);
}

}  // namespace legomena
