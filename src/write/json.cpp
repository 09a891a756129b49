#include "write/json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <limits>

namespace legomena {
namespace {

// --- writing -----------------------------------------------------------------------------------------------------

struct JsonWriter {
  std::string out;

  void string(std::string_view text) { appendJsonString(out, text); }

  void value(const std::string& text) { string(text); }
  void value(double number) { fmt::format_to(std::back_inserter(out), "{}", number + 0.0); }  // never "-0"
  void value(RecordSpan span) { fmt::format_to(std::back_inserter(out), "[{},{}]", span.begin, span.end); }

  template <class T>
  void value(const std::optional<T>& maybe) {
    if (maybe)
      value(*maybe);
    else
      out += "null";
  }

  template <class T>
  void value(const std::vector<T>& rows) {
    out += '[';
    for (size_t i = 0; i < rows.size(); ++i) {
      if (i > 0) out += ',';
      value(rows[i]);
    }
    out += ']';
  }

  // A key and what stands under it. An object is opened by its first key's '{'.
  template <class T>
  void field(std::string_view key, const T& what, char before = ',') {
    out += before;
    string(key);
    out += ':';
    value(what);
  }

  void value(const RecordSection& section) {
    field("kind", section.kind, '{');
    field("span", section.span);
    out += '}';
  }

  void value(const RecordClaim& claim) {
    field("id", claim.id, '{');
    field("cue", claim.cue);
    field("source", claim.source);
    field("speakers", claim.speakers);
    field("content", claim.content);
    field("stance", claim.stance);
    field("to", claim.to);
    field("within", claim.within);
    field("quote", claim.quote);
    field("said", claim.said);
    field("repeats", claim.repeats);
    field("denies", claim.denies);
    field("confidence", claim.confidence);
    out += '}';
  }

  void value(const RecordNumber& number) {
    field("span", number.span, '{');
    field("role", number.role);
    out += '}';
  }

  void value(const RecordEvent& event) {
    field("id", event.id, '{');
    field("trigger", event.trigger);
    field("type", event.type);
    field("mode", event.mode);
    field("status", event.status);
    field("actors", event.actors);
    field("actor_spans", event.actor_spans);
    field("recipients", event.recipients);
    field("recipient_spans", event.recipient_spans);
    field("when", event.when);
    field("where", event.where);
    field("numbers", event.numbers);
    field("claim", event.claim);
    field("time", event.time);
    field("place", event.place);
    field("quad", event.quad);
    field("score", event.score);
    field("cameo", event.cameo);
    field("repeats", event.repeats);
    field("confidence", event.confidence);
    out += '}';
  }

  void value(const RecordParty& party) {
    field("id", party.id, '{');
    field("name", party.name);
    field("kind", party.kind);
    field("country", party.country);
    field("sector", party.sector);
    field("mentions", party.mentions);
    field("wikidata", party.wikidata);
    field("why", party.why);
    out += '}';
  }
};

// --- reading -----------------------------------------------------------------------------------------------------

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

// Reads values out of parsed JSON. The first thing that is wrong is kept with the way to it, and all that is read after
// it is empty: the caller asks once, at the end.
struct JsonReader {
  std::string way;  // to the value being read, as "claims[3].cue"
  std::optional<Error> error;

  void fail(std::string what, std::string right) {
    if (!error) error = Error{way, std::move(what), std::move(right)};
  }

  void read(element value, std::string& out) {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) return fail("no string", "write text in quotation marks");
    out = text;
  }

  void read(element value, double& out) {
    if (value.get(out) != simdjson::SUCCESS) fail("no number", "write a number");
  }

  void read(element value, RecordSpan& out) {
    array pair;
    uint64_t ends[2];
    bool good = value.get(pair) == simdjson::SUCCESS && pair.size() == 2;
    for (size_t i = 0; good && i < 2; ++i)
      good = pair.at(i).get(ends[i]) == simdjson::SUCCESS && ends[i] <= std::numeric_limits<uint32_t>::max();
    if (!good) return fail("no span", "write [begin,end] in code points of 'text'");
    out = {static_cast<uint32_t>(ends[0]), static_cast<uint32_t>(ends[1])};
  }

  template <class T>
  void read(element value, std::optional<T>& out) {
    if (value.is_null()) return;
    read(value, out.emplace());
  }

  template <class T>
  void read(element value, std::vector<T>& out) {
    array rows;
    if (value.get(rows) != simdjson::SUCCESS) return fail("no list", "write [] where there is nothing");
    const size_t length = way.size();
    size_t i = 0;
    for (const element row : rows) {
      if (error) return;
      way += fmt::format("[{}]", i++);
      read(row, out.emplace_back());
      way.resize(length);
    }
  }

  // What stands under `key`, if anything does.
  template <class T>
  void maybe(object from, std::string_view key, T& out) {
    element value;
    if (error || from.at_key(key).get(value) != simdjson::SUCCESS) return;
    const size_t length = way.size();
    if (!way.empty()) way += '.';
    way += key;
    read(value, out);
    way.resize(length);
  }

  template <class T>
  void must(object from, std::string_view key, T& out) {
    if (!error && from.at_key(key).error() != simdjson::SUCCESS)
      return fail(fmt::format("no field '{}'", key), "docs/record.md lists the fields");
    maybe(from, key, out);
  }

  // A table that people's files may give as null or leave out.
  template <class T>
  void table(object from, std::string_view key, std::vector<T>& out) {
    element value;
    if (from.at_key(key).get(value) == simdjson::SUCCESS && !value.is_null()) maybe(from, key, out);
  }

  bool open(element value, object& out) {
    if (value.get(out) == simdjson::SUCCESS) return true;
    fail("no object", "write {\"key\":value}");
    return false;
  }

  void read(element value, RecordSection& out) {
    object from;
    if (!open(value, from)) return;
    must(from, "kind", out.kind);
    must(from, "span", out.span);
  }

  void read(element value, RecordClaim& out) {
    object from;
    if (!open(value, from)) return;
    must(from, "id", out.id);
    must(from, "cue", out.cue);
    table(from, "source", out.source);
    table(from, "speakers", out.speakers);
    must(from, "content", out.content);
    must(from, "stance", out.stance);
    maybe(from, "to", out.to);
    maybe(from, "within", out.within);
    maybe(from, "quote", out.quote);
    maybe(from, "said", out.said);
    maybe(from, "repeats", out.repeats);
    maybe(from, "denies", out.denies);
    maybe(from, "confidence", out.confidence);
  }

  void read(element value, RecordNumber& out) {
    object from;
    if (!open(value, from)) return;
    must(from, "span", out.span);
    must(from, "role", out.role);
  }

  void read(element value, RecordEvent& out) {
    object from;
    if (!open(value, from)) return;
    must(from, "id", out.id);
    must(from, "trigger", out.trigger);
    must(from, "type", out.type);
    maybe(from, "mode", out.mode);
    must(from, "status", out.status);
    table(from, "actors", out.actors);
    table(from, "actor_spans", out.actor_spans);
    table(from, "recipients", out.recipients);
    table(from, "recipient_spans", out.recipient_spans);
    maybe(from, "when", out.when);
    maybe(from, "where", out.where);
    table(from, "numbers", out.numbers);
    maybe(from, "claim", out.claim);
    maybe(from, "time", out.time);
    maybe(from, "place", out.place);
    maybe(from, "quad", out.quad);
    maybe(from, "score", out.score);
    maybe(from, "cameo", out.cameo);
    maybe(from, "repeats", out.repeats);
    maybe(from, "confidence", out.confidence);
  }

  void read(element value, RecordParty& out) {
    object from;
    if (!open(value, from)) return;
    must(from, "id", out.id);
    must(from, "name", out.name);
    must(from, "kind", out.kind);
    maybe(from, "country", out.country);
    must(from, "sector", out.sector);
    table(from, "mentions", out.mentions);
    maybe(from, "wikidata", out.wikidata);
    maybe(from, "why", out.why);
  }

  void read(element value, Record& out) {
    object from;
    if (!open(value, from)) return;
    must(from, "id", out.id);
    maybe(from, "title", out.title);
    maybe(from, "published", out.published);
    maybe(from, "outlet", out.outlet);
    maybe(from, "url", out.url);
    must(from, "text", out.text);
    table(from, "sentences", out.sentences);
    table(from, "sections", out.sections);
    table(from, "claims", out.claims);
    table(from, "events", out.events);
    table(from, "parties", out.parties);
    object engine;
    if (from.at_key("engine").get(engine) == simdjson::SUCCESS) {
      way = "engine";
      maybe(engine, "version", out.engine_version);
      maybe(engine, "model", out.engine_model);
      maybe(engine, "data", out.engine_data);
      way.clear();
    }
  }
};

}  // namespace

void appendJsonString(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
          fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        else
          out += c;
    }
  }
  out += '"';
}

std::string recordJson(const Record& record, const JsonOptions& options) {
  JsonWriter json;
  json.out.reserve(record.text.size() * 2 + 512 * (record.claims.size() + record.events.size() + 1));
  json.field("id", record.id, '{');
  json.field("title", record.title);
  json.field("published", record.published);
  json.field("outlet", record.outlet);
  json.field("url", record.url);
  json.field("text", record.text);
  if (options.with_sentences) json.field("sentences", record.sentences);
  json.field("sections", record.sections);
  json.field("claims", record.claims);
  json.field("events", record.events);
  json.field("parties", record.parties);
  json.out += R"(,"times":[],"places":[],"numbers":[])";
  if (!record.engine_version.empty() || !record.engine_model.empty() || !record.engine_data.empty()) {
    json.out += R"(,"engine":)";
    json.field("version", record.engine_version, '{');
    json.field("model", record.engine_model);
    json.field("data", record.engine_data);
    json.out += '}';
  }
  json.out += '}';
  return std::move(json.out);
}

Result<Record> readRecord(std::string_view json_line) {
  simdjson::dom::parser parser;
  element root;
  if (const auto code = parser.parse(json_line.data(), json_line.size()).get(root); code != simdjson::SUCCESS)
    return Error{"", fmt::format("no JSON: {}", simdjson::error_message(code)), "one JSON object a line"};
  JsonReader reader;
  Record record;
  reader.read(root, record);
  if (reader.error) return std::move(*reader.error);
  return record;
}

}  // namespace legomena
