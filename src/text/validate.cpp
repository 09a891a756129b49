#include "text/validate.h"

#include <fmt/format.h>

namespace legomena {
namespace {

// Gathers the first fault; later checks are then skipped.
class Checker {
 public:
  explicit Checker(const Document& document) : d_(document) {}

  template <class... Args>
  void require(bool holds, fmt::format_string<Args...> what, Args&&... args) {
    if (!holds && fault_.empty()) fault_ = fmt::format(what, std::forward<Args>(args)...);
  }

  void span(ByteSpan s, std::string_view table, size_t row) {
    const auto starts = [&](uint32_t at) {
      return at >= d_.text.size() || (static_cast<unsigned char>(d_.text[at]) & 0xC0) != 0x80;
    };
    require(s.begin < s.end && s.end <= d_.text.size(), "{} {}: span {}..{} is not in the text", table, row, s.begin,
            s.end);
    require(starts(s.begin) && starts(s.end), "{} {}: span {}..{} cuts a character", table, row, s.begin, s.end);
  }

  void spans(const std::vector<ByteSpan>& list, std::string_view table, size_t row) {
    for (size_t i = 0; i < list.size(); ++i) {
      span(list[i], table, row);
      require(i == 0 || list[i - 1] < list[i], "{} {}: spans are not sorted", table, row);
    }
  }

  void index(uint32_t value, size_t size, std::string_view table, size_t row) {
    require(value == kNone || value < size, "{} {}: names row {} of {}", table, row, value, size);
  }

  std::string fault() { return std::move(fault_); }

 private:
  const Document& d_;
  std::string fault_;
};

void checkSplit(const Document& d, Checker& check) {
  uint32_t word = 0, piece = 0;
  for (size_t i = 0; i < d.sentences.size(); ++i) {
    const Sentence& s = d.sentences[i];
    check.span(s.span, "sentences", i);
    check.require(i == 0 || d.sentences[i - 1].span.end <= s.span.begin, "sentences {}: overlaps the one before", i);
    check.require(s.words.begin == word && s.words.end >= word && s.words.end <= d.words.size(), "sentences {}: words",
                  i);
    word = s.words.end;
  }
  check.require(word == d.words.size(), "words: {} of {} are in sentences", word, d.words.size());
  for (size_t i = 0; i < d.words.size(); ++i) {
    check.span(d.words[i].span, "words", i);
    check.require(i == 0 || d.words[i - 1].span.end <= d.words[i].span.begin, "words {}: overlaps the one before", i);
    check.require(d.words[i].first_piece == piece && d.words[i].piece_count > 0, "words {}: pieces", i);
    piece += d.words[i].piece_count;
  }
  check.require(piece == d.pieces.size(), "pieces: {} of {} are in words", piece, d.pieces.size());
  uint32_t own = 0;
  for (size_t i = 0; i < d.windows.size(); ++i) {
    const Window& w = d.windows[i];
    check.require(w.words.begin <= w.own && w.own == own && w.own < w.words.end, "windows {}: words", i);
    own = w.words.end;
  }
  check.require(own == d.words.size(), "windows: {} of {} words are read", own, d.words.size());
}

template <class Wish>
void checkWishes(const std::vector<Wish>& wishes, const Document& d, Checker& check) {
  uint32_t word = 0;
  for (size_t i = 0; i < wishes.size(); ++i) {
    const WordSpan words = wishes[i].words;
    check.require(words.begin >= word && !words.empty() && words.end <= d.words.size(), "wishes {}: words", i);
    word = words.end;
  }
}

void checkMarks(const Document& d, Checker& check) {
  for (size_t i = 0; i < d.claims.size(); ++i) {
    const Claim& c = d.claims[i];
    check.span(c.cue, "claims", i);
    check.spans(c.source, "claims", i);
    check.spans(c.content, "claims", i);
    check.require(!c.content.empty(), "claims {}: no content", i);
    for (const ByteSpan piece : c.content)
      check.require(!piece.overlaps(c.cue), "claims {}: content covers its cue", i);
    check.index(c.within, d.claims.size(), "claims", i);
    check.require(i == 0 || d.claims[i - 1].cue <= c.cue, "claims {}: not in text order", i);
  }
  for (size_t i = 0; i < d.events.size(); ++i) {
    const Event& e = d.events[i];
    check.span(e.trigger, "events", i);
    check.spans(e.actors, "events", i);
    check.spans(e.recipients, "events", i);
    check.index(e.claim, d.claims.size(), "events", i);
    check.require(i == 0 || d.events[i - 1].trigger <= e.trigger, "events {}: not in text order", i);
  }
}

void checkParties(const Document& d, Checker& check) {
  const bool resolved = !d.claim_parties.empty() || !d.event_parties.empty();
  if (!resolved) return;
  check.require(d.claim_parties.size() == d.claims.size(), "claim parties: not one row a claim");
  check.require(d.event_parties.size() == d.events.size(), "event parties: not one row an event");
  for (size_t i = 0; i < d.parties.size(); ++i) check.spans(d.parties[i].mentions, "parties", i);
  for (size_t i = 0; i < d.claim_parties.size(); ++i) {
    for (const uint32_t p : d.claim_parties[i].speakers)
      check.require(p < d.parties.size(), "claims {}: no such speaker", i);
    check.index(d.claim_parties[i].to, d.parties.size(), "claim parties", i);
  }
  for (size_t i = 0; i < d.event_parties.size(); ++i)
    for (const auto* list : {&d.event_parties[i].actors, &d.event_parties[i].recipients})
      for (const uint32_t p : *list) check.require(p < d.parties.size(), "events {}: no such party", i);
}

}  // namespace

std::string firstFault(const Document& document) {
  Checker check(document);
  for (size_t i = 0; i < document.sections.size(); ++i) check.span(document.sections[i].span, "sections", i);
  checkSplit(document, check);
  checkWishes(document.wishes.cues, document, check);
  checkWishes(document.wishes.triggers, document, check);
  checkMarks(document, check);
  checkParties(document, check);
  return check.fault();
}

}  // namespace legomena
