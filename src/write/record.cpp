#include "write/record.h"

#include <fmt/format.h>

#include <cmath>

#include "text/chars.h"

namespace legomena {
namespace {

class Converter {
 public:
  explicit Converter(const Document& document) : index_(document.text) {}

  RecordSpan span(ByteSpan s) const { return {index_.toChar(s.begin), index_.toChar(s.end)}; }

  std::vector<RecordSpan> spans(const std::vector<ByteSpan>& list) const {
    std::vector<RecordSpan> out;
    for (const ByteSpan s : list) out.push_back(span(s));
    return out;
  }

  std::optional<RecordSpan> span(const std::optional<ByteSpan>& s) const {
    if (!s) return std::nullopt;
    return span(*s);
  }

 private:
  CharIndex index_;
};

// 0.93f as 0.93, not as 0.9300000071525574.
double hundredths(float x) { return std::round(static_cast<double>(x) * 100) / 100; }

std::optional<std::string> idOf(char letter, uint32_t row) {
  if (row == kNone) return std::nullopt;
  return fmt::format("{}{}", letter, row + 1);
}

std::vector<std::string> idsOf(char letter, const std::vector<uint32_t>& rows) {
  std::vector<std::string> out;
  for (const uint32_t row : rows) out.push_back(*idOf(letter, row));
  return out;
}

std::optional<std::string> unlessEmpty(const std::string& s) {
  if (s.empty()) return std::nullopt;
  return s;
}

}  // namespace

Record makeRecord(const Document& document, const Maker& maker) {
  const Converter convert(document);
  Record out;
  out.id = document.meta.id;
  out.title = document.meta.title;
  out.published = document.meta.published;
  out.outlet = document.meta.outlet;
  out.url = document.meta.url;
  out.text = document.text;
  for (const Sentence& s : document.sentences) out.sentences.push_back(convert.span(s.span));
  for (const Section& s : document.sections)
    out.sections.push_back({std::string(nameOf(kSectionKinds, s.kind)), convert.span(s.span)});

  for (uint32_t i = 0; i < document.claims.size(); ++i) {
    const Claim& c = document.claims[i];
    RecordClaim& r = out.claims.emplace_back();
    r.id = *idOf('c', i);
    r.cue = convert.span(c.cue);
    r.source = convert.spans(c.source);
    r.speakers = idsOf('p', document.claim_parties[i].speakers);
    r.content = convert.spans(c.content);
    r.stance = nameOf(kStances, c.stance);
    r.to = idOf('p', document.claim_parties[i].to);
    r.within = idOf('c', c.within);
    r.quote = std::string(nameOf(kQuotes, c.quote));
    r.confidence = hundredths(c.confidence);
  }
  for (uint32_t i = 0; i < document.events.size(); ++i) {
    const Event& e = document.events[i];
    const Intensity& intensity = kIntensities[static_cast<size_t>(e.type)];
    RecordEvent& r = out.events.emplace_back();
    r.id = *idOf('e', i);
    r.trigger = convert.span(e.trigger);
    r.type = nameOf(kEventTypes, e.type);
    if (e.mode != 0) r.mode = std::string(kModes[e.mode]);
    r.status = nameOf(kStatuses, e.status);
    r.actors = idsOf('p', document.event_parties[i].actors);
    r.actor_spans = convert.spans(e.actors);
    r.recipients = idsOf('p', document.event_parties[i].recipients);
    r.recipient_spans = convert.spans(e.recipients);
    r.when = convert.span(e.when);
    r.where = convert.span(e.where);
    for (const NumberMark& n : e.numbers)
      r.numbers.push_back({convert.span(n.span), std::string(nameOf(kNumberRoles, n.role))});
    r.claim = idOf('c', e.claim);
    r.quad = std::string(intensity.quad);
    r.score = intensity.score;
    r.confidence = hundredths(e.confidence);
  }
  for (uint32_t i = 0; i < document.parties.size(); ++i) {
    const Party& p = document.parties[i];
    RecordParty& r = out.parties.emplace_back();
    r.id = *idOf('p', i);
    r.name = p.name;
    r.kind = nameOf(kKinds, p.kind);
    r.country = unlessEmpty(p.country);
    r.sector = nameOf(kSectors, p.sector);
    r.mentions = convert.spans(p.mentions);
    r.why = unlessEmpty(p.why);
  }
  out.engine_version = maker.version;
  out.engine_model = maker.model;
  out.engine_data = maker.data;
  return out;
}

}  // namespace legomena
