// A small record of ours for the tests of this room: three claims, one of them within another, an event, two parties.
#pragma once

#include <string>
#include <string_view>

#include "legomena/record.h"
#include "text/chars.h"

namespace legomena {

// The place of `words` in the text, the n-th time that they stand there.
inline RecordSpan spanOf(const std::string& text, std::string_view words, int nth = 1) {
  size_t at = std::string::npos;
  for (int i = 0; i < nth; ++i) at = text.find(words, at + 1);
  const CharIndex chars(text);
  return {chars.toChar(static_cast<uint32_t>(at)), chars.toChar(static_cast<uint32_t>(at + words.size()))};
}

inline Record sampleRecord() {
  Record record;
  record.id = "ferry";
  record.title = "Ferry row — day 2";
  record.outlet = "Kalvik Post";
  record.text =
      "Ferry row — day 2\n\nThe harbour council said the Union had denied blocking two ferries on Friday. “We 😀 sail,” "
      "it added.";
  const auto at = [&](std::string_view words, int nth = 1) { return spanOf(record.text, words, nth); };
  record.sections = {{"headline", at("Ferry row — day 2")}};
  const RecordSpan it{at("it added").begin, at("it added").begin + 2};
  record.parties = {
      {"p1", "Harbour Council", "body", "KAL", "GOV", {at("The harbour council"), it}, {}, "office in data/roles"},
      {"p2", "Union", "group", {}, "LAB", {at("the Union")}, {}, {}},
  };
  RecordClaim said;
  said.id = "c1";
  said.cue = at("said");
  said.source = {at("The harbour council")};
  said.speakers = {"p1"};
  said.content = {at("the Union had denied blocking two ferries on Friday")};
  said.stance = "state";
  said.quote = "indirect";
  said.confidence = 0.93;
  RecordClaim denied;
  denied.id = "c2";
  denied.cue = at("denied");
  denied.source = {at("the Union")};
  denied.speakers = {"p2"};
  denied.content = {at("blocking two ferries on Friday")};
  denied.stance = "deny";
  denied.to = "p1";
  denied.within = "c1";
  RecordClaim added;
  added.id = "c3";
  added.cue = at("added");
  added.source = {it};
  added.speakers = {"p1"};
  added.content = {at("We 😀 sail")};
  added.stance = "promise";
  added.quote = "direct";
  record.claims = {said, denied, added};
  RecordEvent blocking;
  blocking.id = "e1";
  blocking.trigger = at("blocking");
  blocking.type = "PROTEST";
  blocking.mode = "obstruct";
  blocking.status = "actual";
  blocking.actors = {"p2"};
  blocking.actor_spans = {at("the Union")};
  blocking.when = at("Friday");
  blocking.numbers = {{at("two"), "other"}};
  blocking.claim = "c2";
  blocking.quad = "material conflict";
  blocking.score = -5;
  record.events = {blocking};
  return record;
}

}  // namespace legomena
