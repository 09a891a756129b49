// The record of one article: what docs/record.md specifies, as plain data. Closed lists are kept by their names, spans
// are half open in Unicode code points of `text`, ids ("c1", "e1", "p1", …) are local to the record and in text order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace legomena {

// [begin, end) in code points: what Python's text[begin:end] cuts.
struct RecordSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
  auto operator<=>(const RecordSpan&) const = default;
};

struct RecordSection {
  std::string kind;
  RecordSpan span;
};

struct RecordClaim {
  std::string id;
  RecordSpan cue;
  std::vector<RecordSpan> source;
  std::vector<std::string> speakers;  // ids of parties
  std::vector<RecordSpan> content;
  std::string stance;
  std::optional<std::string> to;      // id of a party
  std::optional<std::string> within;  // id of the innermost claim whose content holds this cue
  std::optional<std::string> quote;   // direct, indirect, mixed
  std::optional<std::string> said, repeats, denies;
  std::optional<double> confidence;
};

struct RecordNumber {
  RecordSpan span;
  std::string role;
};

struct RecordEvent {
  std::string id;
  RecordSpan trigger;
  std::string type;
  std::optional<std::string> mode;
  std::string status;
  std::vector<std::string> actors;  // ids of parties
  std::vector<RecordSpan> actor_spans;
  std::vector<std::string> recipients;
  std::vector<RecordSpan> recipient_spans;
  std::optional<RecordSpan> when, where;
  std::vector<RecordNumber> numbers;
  std::optional<std::string> claim;  // whose word it is: the innermost claim whose content holds the trigger
  std::optional<std::string> time, place;
  std::optional<std::string> quad;
  std::optional<double> score;
  std::optional<std::string> cameo, repeats;
  std::optional<double> confidence;
};

struct RecordParty {
  std::string id;
  std::string name;
  std::string kind;
  std::optional<std::string> country;  // ISO 3166 alpha-3
  std::string sector;
  std::vector<RecordSpan> mentions;
  std::optional<std::string> wikidata;
  std::optional<std::string> why;
};

struct Record {
  std::string id;
  std::optional<std::string> title, published, outlet, url;
  std::string text;  // UTF-8
  std::vector<RecordSpan> sentences;
  std::vector<RecordSection> sections;
  std::vector<RecordClaim> claims;
  std::vector<RecordEvent> events;
  std::vector<RecordParty> parties;
  // Which engine, model and data made it; empty in records that people or other programs made.
  std::string engine_version, engine_model, engine_data;
};

}  // namespace legomena
