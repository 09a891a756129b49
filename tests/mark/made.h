// Documents for the tests of src/mark.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/document.h"
#include "text/pieces.h"

namespace legomena {

// A document whose words are split as the pipeline does, and scores set by the test as a model would give them.
struct Made {
  Document document;

  explicit Made(std::string text) {
    document.text = std::move(text);
    const Vocabulary vocabulary(std::vector<std::string_view>{"[UNK]"});
    appendWords(document.text, {0, static_cast<uint32_t>(document.text.size())}, vocabulary, document.words,
                document.pieces);
  }

  uint32_t word(std::string_view w) const {
    for (uint32_t i = 0; i < document.words.size(); ++i)
      if (document.cut(document.words[i].span) == w) return i;
    ADD_FAILURE() << "no word " << w;
    return 0;
  }

  uint32_t cue(std::string_view w, Stance stance) {
    document.scores.cues.push_back({{word(w), word(w) + 1}, stance, 0.9f, 0.9f});
    return static_cast<uint32_t>(document.scores.cues.size() - 1);
  }

  uint32_t trigger(std::string_view w, EventType type) {
    document.scores.triggers.push_back({word(w), type, 0, Status::Actual, 0.9f, 0.9f, 0.9f});
    return static_cast<uint32_t>(document.scores.triggers.size() - 1);
  }

  void label(std::vector<WordScore>& rows, uint32_t anchor, uint8_t label, std::string_view first,
             std::string_view last, float score = 2) {
    for (uint32_t w = word(first); w <= word(last); ++w) rows.push_back({anchor, w, label, score});
  }

  void source(uint32_t anchor, std::string_view first, std::string_view last) {
    label(document.scores.claim_words, anchor, static_cast<uint8_t>(ClaimLabel::Source), first, last);
  }
  void content(uint32_t anchor, std::string_view first, std::string_view last, float score = 2) {
    label(document.scores.claim_words, anchor, static_cast<uint8_t>(ClaimLabel::Content), first, last, score);
  }

  void actor(uint32_t anchor, std::string_view first, std::string_view last) {
    label(document.scores.event_words, anchor, static_cast<uint8_t>(EventLabel::Actor), first, last);
  }

  std::string text(const std::vector<ByteSpan>& spans) const {
    std::string out;
    for (const ByteSpan s : spans) out += (out.empty() ? "" : " + ") + std::string(document.cut(s));
    return out;
  }
};

}  // namespace legomena
