#include "mark/events.h"

#include <algorithm>

#include "mark/holders.h"
#include "mark/runs.h"

namespace legomena {
namespace {

// Scores (logits above the threshold) for fillersOf, chosen on the held-out tenth of the training articles: they raise
// the figure for both parties of an event there by 2.5 points (docs/quality.md).
constexpr float kLeastFiller = -0.5f, kFurtherActor = 0.7f, kFurtherRecipient = 1.5f;

}  // namespace

MarkedEvents markEvents(const Document& document, const Rules& rules, const Calibration& calibration, float least) {
  const Scores& scores = document.scores;
  const Holders holders(document.text, document.claims);
  Judge judge(document, rules);
  std::vector<Event> out;
  for (uint32_t a = 0; a < scores.triggers.size(); ++a) {
    const TriggerScore& trigger = scores.triggers[a];
    const auto runs = [&](uint8_t label) {
      const auto [first, last] = rowsOf(scores.event_words, a, label);
      return runsOf(document, first, last, {}, 0);
    };
    const auto runsFor = [&](EventLabel label) { return runs(static_cast<uint8_t>(label)); };
    const auto fillers = [&](EventLabel label, float further) {
      const auto [first, last] = rowsOf(scores.event_words, a, static_cast<uint8_t>(label));
      return spansOf(document, fillersOf(document, first, last, {}, kLeastFiller, further));
    };
    Event event;
    event.anchor = a;
    event.confidence = confidenceOf(calibration.event, {{logOdds(trigger.probability)}});
    event.trigger = document.words[trigger.word].span;
    event.type = trigger.type;
    event.mode = trigger.mode;
    event.status = trigger.status;
    event.actors = fillers(EventLabel::Actor, kFurtherActor);
    event.recipients = fillers(EventLabel::Recipient, kFurtherRecipient);
    event.when = strongestOf(document, runsFor(EventLabel::When));
    event.where = strongestOf(document, runsFor(EventLabel::Where));
    for (uint8_t role = 0; role < kNumberRoles.size(); ++role)
      for (const ByteSpan span : spansOf(document, runs(static_cast<uint8_t>(EventLabel::FirstNumber) + role)))
        event.numbers.push_back({span, static_cast<NumberRole>(role)});
    std::sort(event.numbers.begin(), event.numbers.end(),
              [](const NumberMark& x, const NumberMark& y) { return x.span < y.span; });
    event.claim = holders.innermost(event.trigger);
    if (!judge.apply(trigger, event)) continue;
    if (trigger.wished || event.confidence >= least) out.push_back(std::move(event));
  }
  std::sort(out.begin(), out.end(), [](const Event& x, const Event& y) { return x.trigger < y.trigger; });
  return {std::move(out), judge.takeForbidden()};
}

}  // namespace legomena
