// The user's rules (--rules FILE, docs/rules.md): which anchors are added, forbidden or read otherwise.
//
// The network reads as its marked articles taught it; a study may have to count otherwise ("a `strike` whose actor is a
// union is PROTEST strike"). A rule names an anchor by its words and, if it wants, by what stands around them. The
// first rule of the file that matches an anchor is applied to it, no other. Rules that add need the model's scores for
// words that it does not take for anchors: the stage "wishes" names such words to the stage "score" by the words alone;
// the stages "claims" and "events" then see what stands around them and drop those for which no rule matches.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/document.h"

namespace legomena {

enum class Anchor : uint8_t { Cue, Trigger };

using PhraseSpan = Span<struct PhraseWords>;  // into Phrase::words

// Neighbouring words of the text, a pattern each, in lower case: `*` is any characters, also none, `?` is one.
struct Phrase {
  std::vector<std::string> words;
  // The words of which the anchor must hold one: those in square brackets, else all. "[downed] tools" is an act whose
  // trigger is `downed`.
  PhraseSpan anchor;
};

// What an anchor is read as; what is not given stays as it is.
struct Reading {
  std::optional<EventType> type;
  std::optional<Mode> mode;
  std::optional<Status> status;
  std::optional<Stance> stance;
};

enum class Action : uint8_t { Set, Forbid, Add };

struct Rule {
  std::string name;
  uint32_t line = 0;  // of the file
  Anchor anchor = Anchor::Trigger;
  // Conditions: any phrase of a list is enough, an empty list asks for nothing.
  std::vector<Phrase> words;             // where the anchor stands
  std::vector<Phrase> doer;              // in the words of its actor, or of its source
  std::vector<Phrase> target;            // in the words of its recipient, or of its addressee
  std::vector<Phrase> context, without;  // in its sentence: one of these, none of those
  std::vector<EventType> types;          // what the model reads
  std::vector<Mode> modes;
  std::vector<Status> statuses;
  std::vector<Stance> stances;
  Action action = Action::Set;
  Reading reading;  // what the anchor becomes; for Add at least type or stance
  // Its test: in this text the rule is applied, and what it is applied to is then read so (not at all where nothing is
  // expected).
  std::string example;
  std::optional<Reading> expected;
};

struct Rules {
  std::string file;
  std::string bytes;  // of the file, for its fingerprint
  std::vector<Rule> rules;
};

// Both comparable().
bool matchesPattern(std::string_view pattern, std::string_view word);

// Lower case, with the straight apostrophe for the curly one: how words and patterns are compared.
std::string comparable(std::string_view word);

// The stage "wishes": the words that rules which add name, in text order, none twice.
Wishes wishesOf(const Document& document, const Rules& rules);

// Applies rules to the anchors of one kind, in text order. Takes no time where there are no rules.
class Judge {
 public:
  Judge(const Document& document, const Rules& rules);

  // Makes of the claim (the event) what the first rule that matches says, and keeps the rule's row in it. False where
  // it must not be: it is forbidden, or no rule matches what only a wish made.
  bool apply(const CueScore& cue, Claim& claim);
  bool apply(const TriggerScore& trigger, Event& event);

  // What was forbidden so far.
  std::vector<Forbidden> takeForbidden() { return std::move(forbidden_); }

 private:
  struct Candidate;
  uint32_t firstMatch(const Candidate& candidate);
  bool matches(uint32_t row, const Candidate& candidate);
  bool inSentence(uint32_t row, uint32_t word);
  bool inSpans(const std::vector<Phrase>& phrases, const std::vector<ByteSpan>& spans) const;
  bool keep(uint32_t rule, bool wished, ByteSpan anchor);

  // Whether the last sentence asked about meets a rule's context. Anchors come in text order, so a sentence is looked
  // through once a rule, however many anchors it has.
  struct Sentenced {
    uint32_t sentence = kNone;  // its first word
    bool holds = false;
  };

  const Document& d_;
  const Rules& rules_;
  std::vector<std::string> words_;  // comparable, one per word of the document
  std::vector<Sentenced> sentenced_;
  std::vector<Forbidden> forbidden_;
};

}  // namespace legomena
