#include "mark/claims.h"

#include <algorithm>

#include "mark/holders.h"
#include "mark/quotations.h"
#include "mark/runs.h"

namespace legomena {
namespace {

// Scores (logits above the threshold) for fillersOf, chosen on the held-out tenth of the training articles: they raise
// the figure for speakers there by 2.8 points (docs/quality.md).
constexpr float kLeastSource = -0.7f, kFurtherSource = 2.0f;

// Direct where all of the content stands in quotation marks, indirect where none does.
Quote quoteOf(const std::vector<ByteSpan>& quoted, const std::vector<ByteSpan>& content) {
  size_t inside = 0, all = 0;
  for (const ByteSpan piece : content) {
    all += piece.size();
    auto q = std::lower_bound(quoted.begin(), quoted.end(), piece.begin,
                              [](ByteSpan s, uint32_t begin) { return s.end <= begin; });
    for (; q != quoted.end() && q->begin < piece.end; ++q)
      inside += std::min(q->end, piece.end) - std::max(q->begin, piece.begin);
  }
  if (inside == 0) return Quote::Indirect;
  return inside == all ? Quote::Direct : Quote::Mixed;
}

// Drops what stands in another part of the article than the cue: a deck's claim does not go on in the byline or a
// caption. The story may lie in several sections, all of them body.
void keepToSection(const std::vector<Section>& sections, ByteSpan cue, std::vector<ByteSpan>& spans) {
  const auto sectionOf = [&](ByteSpan span) {
    const auto next = std::upper_bound(sections.begin(), sections.end(), span.begin,
                                       [](uint32_t at, const Section& s) { return at < s.span.end; });
    return next == sections.end() ? SectionKind::Body : next->kind;
  };
  const SectionKind own = sectionOf(cue);
  std::erase_if(spans, [&](ByteSpan span) { return sectionOf(span) != own; });
}

// Of the words above the threshold.
float meanScore(std::pair<const WordScore*, const WordScore*> rows) {
  float sum = 0, count = 0;
  for (auto row = rows.first; row != rows.second; ++row)
    if (row->score > 0) {
      sum += row->score;
      ++count;
    }
  return count > 0 ? sum / count : 0;
}

}  // namespace

MarkedClaims markClaims(const Document& document, const Rules& rules, const Calibration& calibration, float least) {
  const Scores& scores = document.scores;
  const std::vector<ByteSpan> quoted = quotations(document.text);
  Judge judge(document, rules);
  std::vector<Claim> out;
  for (uint32_t a = 0; a < scores.cues.size(); ++a) {
    const CueScore& cue = scores.cues[a];
    const auto runs = [&](ClaimLabel label, uint32_t join) {
      const auto [first, last] = rowsOf(scores.claim_words, a, static_cast<uint8_t>(label));
      return runsOf(document, first, last, cue.words, join);
    };
    Claim claim;
    claim.anchor = a;
    claim.content = spansOf(document, runs(ClaimLabel::Content, 1));
    claim.cue = document.bytes(cue.words);
    keepToSection(document.sections, claim.cue, claim.content);
    if (claim.content.empty()) continue;
    claim.confidence = confidenceOf(
        calibration.claim, {{logOdds(cue.probability), logOdds(cue.stance_probability),
                             meanScore(rowsOf(scores.claim_words, a, static_cast<uint8_t>(ClaimLabel::Content)))}});
    const auto [first_source, last_source] = rowsOf(scores.claim_words, a, static_cast<uint8_t>(ClaimLabel::Source));
    claim.source =
        spansOf(document, fillersOf(document, first_source, last_source, cue.words, kLeastSource, kFurtherSource));
    claim.stance = cue.stance;
    claim.quote = quoteOf(quoted, claim.content);
    claim.to = strongestOf(document, runs(ClaimLabel::To, 0));
    if (!judge.apply(cue, claim)) continue;
    if (cue.wished || claim.confidence >= least) out.push_back(std::move(claim));
  }
  std::sort(out.begin(), out.end(), [](const Claim& x, const Claim& y) { return x.cue < y.cue; });
  const Holders holders(document.text, out);
  for (Claim& claim : out) claim.within = holders.innermost(claim.cue, claim.cue);
  return {std::move(out), judge.takeForbidden()};
}

}  // namespace legomena
