// One article on its way through the stages: immutable text and the tables that the stages have filled so far.
//
// Each table is written by one stage (pipeline.h) and read by those after it. Rows are plain data; spans are typed; an
// index into another table is a number of that table's rows, kNone where there is none.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/lists.h"
#include "text/span.h"

namespace legomena {

inline constexpr uint32_t kNone = UINT32_MAX;

// What is known of an article besides its text.
struct Metadata {
  std::string id;
  std::optional<std::string> title, published, outlet, url;
};

struct Section {
  SectionKind kind = SectionKind::Body;
  ByteSpan span;
};

// What a reader of files makes: the text as given, valid UTF-8, and its sections in order.
struct Article {
  Metadata meta;
  std::string text;
  std::vector<Section> sections;
};

// --- split -------------------------------------------------------------------------------------------------------

struct Sentence {
  ByteSpan span;
  WordSpan words;
  bool ends_paragraph = false;
};

// How a word is written; the word pieces have no case, so the encoder is told.
enum class Shape : uint8_t { None, Lower, Title, Caps, Capital, Digits, Mark, Mixed };

// A pre-token of BERT: blanks separate, each punctuation mark stands alone.
struct Word {
  ByteSpan span;
  uint32_t first_piece = 0;  // into Document::pieces
  uint8_t piece_count = 0;
  Shape shape = Shape::None;
};

// What the encoder reads at once: words [words.begin, own) are context, [own, words.end) are judged here.
struct Window {
  WordSpan words;
  uint32_t own = 0;
};

// --- wishes ------------------------------------------------------------------------------------------------------

// Words that a rule of the user's names as a cue, and the stance it gives.
struct CueWish {
  WordSpan words;
  Stance stance = Stance::State;
};

// A word that a rule of the user's names as a trigger, and the type it gives.
struct TriggerWish {
  WordSpan words;  // one
  EventType type = EventType::Agree;
};

// Anchors to be scored in addition to those that the model sees, in text order; wishes of one kind share no word.
struct Wishes {
  std::vector<CueWish> cues;
  std::vector<TriggerWish> triggers;
};

// --- score -------------------------------------------------------------------------------------------------------

// A word the model takes for the beginning of a cue, with what it says of it.
struct CueScore {
  WordSpan words;  // the cue: its first word and those tagged as going on
  Stance stance = Stance::State;
  float probability = 0;  // that a cue begins here
  float stance_probability = 0;
  bool wished = false;  // the model sees no cue here, a rule wants one: the stance is the rule's
};

struct TriggerScore {
  uint32_t word = 0;
  EventType type = EventType::Agree;
  Mode mode = 0;
  Status status = Status::Actual;
  float probability = 0;  // of this type at this word
  float mode_probability = 0, status_probability = 0;
  bool wished = false;  // the model sees no trigger here, a rule wants one: the type is the rule's
};

// A word that belongs to an anchor under a label. Scores are logits less the label's threshold: > 0 means yes. Words
// down to kScoreFloor are kept, so that decoding can join runs over a weak word.
struct WordScore {
  uint32_t anchor = 0;  // row of cues or triggers
  uint32_t word = 0;
  uint8_t label = 0;  // ClaimLabel or EventLabel
  float score = 0;
};
inline constexpr float kScoreFloor = -3;

// A word at which a party is mentioned (the first of a run of source, to, actor or recipient), the model's guess of the
// party's kind and sector.
struct MentionScore {
  uint32_t word = 0;
  std::array<float, kKinds.size()> kinds{};  // probabilities
  std::array<float, kSectors.size()> sectors{};
};

// A word elsewhere in the window that names the same party as the mention.
struct LinkScore {
  uint32_t mention = 0;  // row of mentions
  uint32_t word = 0;
  float score = 0;  // logit less the threshold, > kScoreFloor
};

// All that the model says of an article, in text order; sparse, so that its size grows with what is said.
struct Scores {
  std::vector<CueScore> cues;
  std::vector<WordScore> claim_words;  // sorted by anchor, label, word
  std::vector<TriggerScore> triggers;
  std::vector<WordScore> event_words;  // sorted by anchor, label, word
  std::vector<MentionScore> mentions;  // sorted by word, one per word
  std::vector<LinkScore> links;        // sorted by mention, word
};

// --- mark --------------------------------------------------------------------------------------------------------

struct Claim {
  ByteSpan cue;
  std::vector<ByteSpan> source;   // sorted; empty where the article names none
  std::vector<ByteSpan> content;  // sorted, at least one
  std::optional<ByteSpan> to;     // the words for whom it was told
  Stance stance = Stance::State;
  Quote quote = Quote::Indirect;
  uint32_t within = kNone;  // the innermost claim whose content holds this cue
  uint32_t anchor = 0;      // row of scores.cues
  float confidence = 0;     // probability that cue, content and stance are right
  uint32_t rule = kNone;    // row of the user's rules: the one that added it or set its stance
};

// An anchor that a rule of the user's keeps from being a claim or an event.
struct Forbidden {
  ByteSpan anchor;
  uint32_t rule = kNone;  // row of the user's rules
};

struct NumberMark {
  ByteSpan span;
  NumberRole role = NumberRole::Other;
};

struct Event {
  ByteSpan trigger;
  EventType type = EventType::Agree;
  Mode mode = 0;
  Status status = Status::Actual;
  std::vector<ByteSpan> actors, recipients;  // their words, sorted
  std::optional<ByteSpan> when, where;
  std::vector<NumberMark> numbers;
  uint32_t claim = kNone;  // the innermost claim whose content holds the trigger
  uint32_t anchor = 0;     // row of scores.triggers
  float confidence = 0;    // probability that trigger and type are right
  uint32_t rule = kNone;   // row of the user's rules: the one that added it or set its type, mode or status
};

// --- resolve -----------------------------------------------------------------------------------------------------

struct Party {
  std::string name;
  Kind kind = Kind::Other;
  std::string country;  // ISO 3166 alpha-3, empty for none or unknown
  Sector sector = Sector::Unk;
  std::vector<ByteSpan> mentions;  // sorted
  std::string why;                 // which entry or rule gave the codes, in words
};

// Who the words of a claim's source and addressee mean: one row per claim.
struct ClaimParties {
  std::vector<uint32_t> speakers;  // rows of parties
  uint32_t to = kNone;
};

// Who the words of an event's actors and recipients mean: one row per event.
struct EventParties {
  std::vector<uint32_t> actors, recipients;
};

struct Document {
  // read
  Metadata meta;
  std::string text;  // never changed after reading
  std::vector<Section> sections;
  // split
  std::vector<Sentence> sentences;
  std::vector<Word> words;
  std::vector<int32_t> pieces;  // ids in the model's vocabulary
  std::vector<Window> windows;
  // wishes
  Wishes wishes;
  // score
  Scores scores;
  // mark
  std::vector<Claim> claims;
  std::vector<Forbidden> forbidden_claims;
  std::vector<Event> events;
  std::vector<Forbidden> forbidden_events;
  // resolve
  std::vector<Party> parties;
  std::vector<ClaimParties> claim_parties;
  std::vector<EventParties> event_parties;

  std::string_view cut(ByteSpan span) const { return legomena::cut(text, span); }
  ByteSpan bytes(WordSpan span) const { return {words[span.begin].span.begin, words[span.end - 1].span.end}; }
};

}  // namespace legomena
