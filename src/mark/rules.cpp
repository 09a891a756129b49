#include "mark/rules.h"

#include <algorithm>

#include "mark/runs.h"
#include "text/unicode.h"

namespace legomena {
namespace {

constexpr CodePoint kCurlyApostrophe = 0x2019;

std::vector<std::string> comparableWords(const Document& document) {
  std::vector<std::string> out;
  out.reserve(document.words.size());
  for (const Word& word : document.words) out.push_back(comparable(document.cut(word.span)));
  return out;
}

// True where the phrase stands in `words` from `at` on, all of it before `end`.
bool standsAt(const Phrase& phrase, const std::vector<std::string>& words, uint32_t at, uint32_t end) {
  if (at + phrase.words.size() > end) return false;
  for (size_t i = 0; i < phrase.words.size(); ++i)
    if (!matchesPattern(phrase.words[i], words[at + i])) return false;
  return true;
}

bool standsIn(const std::vector<Phrase>& phrases, const std::vector<std::string>& words, WordSpan span) {
  for (const Phrase& phrase : phrases)
    for (uint32_t at = span.begin; at < span.end; ++at)
      if (standsAt(phrase, words, at, span.end)) return true;
  return false;
}

// True where the phrase stands in the sentence so that its anchor's words and `anchor` share one.
bool standsOn(const Phrase& phrase, const std::vector<std::string>& words, WordSpan anchor, WordSpan sentence) {
  const uint32_t first = std::max(anchor.begin + 1, sentence.begin + phrase.anchor.end) - phrase.anchor.end;
  for (uint32_t at = first; at + phrase.anchor.begin < anchor.end; ++at)
    if (standsAt(phrase, words, at, sentence.end)) return true;
  return false;
}

template <class Value>
bool asks(const std::vector<Value>& wanted, const std::optional<Value>& found) {
  return wanted.empty() || (found && std::find(wanted.begin(), wanted.end(), *found) != wanted.end());
}

// Keeps the first of the wishes that share a word.
template <class Wish>
void settle(std::vector<Wish>& wishes) {
  std::stable_sort(wishes.begin(), wishes.end(),
                   [](const Wish& x, const Wish& y) { return x.words.begin < y.words.begin; });
  uint32_t taken = 0;
  std::erase_if(wishes, [&](const Wish& wish) {
    if (wish.words.begin < taken) return true;
    taken = wish.words.end;
    return false;
  });
}

}  // namespace

bool matchesPattern(std::string_view pattern, std::string_view word) {
  size_t p = 0, w = 0;
  size_t star = std::string_view::npos, resume = 0;  // the last `*`, and where in the word it ends for now
  while (w < word.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = w;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      nextCodePoint(word, w);
    } else if (p < pattern.size() && pattern[p] == word[w]) {
      ++p;
      ++w;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      w = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::string comparable(std::string_view word) {
  std::string straight;
  for (size_t at = 0; at < word.size();) {
    const CodePoint c = nextCodePoint(word, at);
    appendCodePoint(straight, c == kCurlyApostrophe ? '\'' : c);
  }
  return lowered(straight);
}

Wishes wishesOf(const Document& document, const Rules& rules) {
  Wishes out;
  const auto adds = [](const Rule& rule) { return rule.action == Action::Add; };
  if (std::none_of(rules.rules.begin(), rules.rules.end(), adds)) return out;
  const std::vector<std::string> words = comparableWords(document);
  for (const Rule& rule : rules.rules) {
    if (!adds(rule)) continue;
    for (const Phrase& phrase : rule.words)
      for (const Sentence& sentence : document.sentences)
        for (uint32_t at = sentence.words.begin; at < sentence.words.end; ++at) {
          if (!standsAt(phrase, words, at, sentence.words.end)) continue;
          const WordSpan anchor{at + phrase.anchor.begin, at + phrase.anchor.end};
          if (rule.anchor == Anchor::Cue)
            out.cues.push_back({anchor, *rule.reading.stance});
          else
            out.triggers.push_back({anchor, *rule.reading.type});
        }
  }
  settle(out.cues);
  settle(out.triggers);
  return out;
}

// An anchor that rules are asked about.
struct Judge::Candidate {
  Anchor kind = Anchor::Trigger;
  WordSpan words;
  bool wished = false;
  Reading reading;  // the model's, nothing where it reads none
  const std::vector<ByteSpan>& doers;
  const std::vector<ByteSpan>& targets;
};

Judge::Judge(const Document& document, const Rules& rules)
    : d_(document), rules_(rules), sentenced_(rules.rules.size()) {
  if (!rules.rules.empty()) words_ = comparableWords(document);
}

bool Judge::apply(const CueScore& cue, Claim& claim) {
  if (rules_.rules.empty()) return !cue.wished;
  std::vector<ByteSpan> to;
  if (claim.to) to.push_back(*claim.to);
  Candidate candidate{Anchor::Cue, cue.words, cue.wished, {}, claim.source, to};
  if (!cue.wished) candidate.reading.stance = cue.stance;
  claim.rule = firstMatch(candidate);
  if (!keep(claim.rule, cue.wished, claim.cue)) return false;
  if (claim.rule != kNone) claim.stance = rules_.rules[claim.rule].reading.stance.value_or(claim.stance);
  return true;
}

bool Judge::apply(const TriggerScore& trigger, Event& event) {
  if (rules_.rules.empty()) return !trigger.wished;
  Candidate candidate{Anchor::Trigger, {trigger.word, trigger.word + 1}, trigger.wished, {}, event.actors,
                      event.recipients};
  if (!trigger.wished) candidate.reading = {trigger.type, trigger.mode, trigger.status, std::nullopt};
  event.rule = firstMatch(candidate);
  if (!keep(event.rule, trigger.wished, event.trigger)) return false;
  if (event.rule == kNone) return true;
  const Reading& reading = rules_.rules[event.rule].reading;
  event.type = reading.type.value_or(event.type);
  event.status = reading.status.value_or(event.status);
  if (reading.mode)
    event.mode = *reading.mode;
  else if (!hasMode(event.type, event.mode))
    event.mode = 0;
  return true;
}

bool Judge::keep(uint32_t rule, bool wished, ByteSpan anchor) {
  if (rule == kNone) return !wished;
  if (rules_.rules[rule].action != Action::Forbid) return true;
  forbidden_.push_back({anchor, rule});
  return false;
}

uint32_t Judge::firstMatch(const Candidate& candidate) {
  for (uint32_t row = 0; row < rules_.rules.size(); ++row)
    if (matches(row, candidate)) return row;
  return kNone;
}

bool Judge::matches(uint32_t row, const Candidate& c) {
  const Rule& rule = rules_.rules[row];
  if (rule.anchor != c.kind) return false;
  if (rule.action == Action::Set && c.wished) return false;  // there is nothing of the model's to change
  if (!asks(rule.types, c.reading.type) || !asks(rule.modes, c.reading.mode) ||
      !asks(rule.statuses, c.reading.status) || !asks(rule.stances, c.reading.stance))
    return false;
  const WordSpan sentence = sentenceOf(d_, c.words.begin);
  const bool here = std::any_of(rule.words.begin(), rule.words.end(),
                                [&](const Phrase& phrase) { return standsOn(phrase, words_, c.words, sentence); });
  return here && inSpans(rule.doer, c.doers) && inSpans(rule.target, c.targets) && inSentence(row, c.words.begin);
}

bool Judge::inSentence(uint32_t row, uint32_t word) {
  const Rule& rule = rules_.rules[row];
  const WordSpan sentence = sentenceOf(d_, word);
  Sentenced& last = sentenced_[row];
  if (last.sentence != sentence.begin) {
    last.sentence = sentence.begin;
    last.holds =
        (rule.context.empty() || standsIn(rule.context, words_, sentence)) && !standsIn(rule.without, words_, sentence);
  }
  return last.holds;
}

bool Judge::inSpans(const std::vector<Phrase>& phrases, const std::vector<ByteSpan>& spans) const {
  if (phrases.empty()) return true;
  const auto wordAt = [&](uint32_t byte) {
    const auto word = std::lower_bound(d_.words.begin(), d_.words.end(), byte,
                                       [](const Word& w, uint32_t at) { return w.span.begin < at; });
    return static_cast<uint32_t>(word - d_.words.begin());
  };
  return std::any_of(spans.begin(), spans.end(), [&](ByteSpan span) {
    return standsIn(phrases, words_, {wordAt(span.begin), wordAt(span.end)});
  });
}

}  // namespace legomena
