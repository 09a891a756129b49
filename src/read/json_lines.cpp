#include "read/json_lines.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "read/encoding.h"
#include "read/sections.h"

namespace legomena {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

// -1 if json[at] does not begin an escaped UTF-16 unit "\uXXXX".
int escapedUnit(std::string_view json, size_t at) {
  if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return -1;
  int unit = 0;
  for (const char c : json.substr(at + 2, 4)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

constexpr std::string_view kBlanks = " \t\r\n";

bool startsObject(std::string_view bytes) {
  const size_t open = bytes.find_first_not_of(kBlanks);
  if (open == std::string_view::npos || bytes[open] != '{') return false;
  const size_t next = bytes.find_first_not_of(kBlanks, open + 1);
  return next != std::string_view::npos && (bytes[next] == '"' || bytes[next] == '}');
}

bool isHigh(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool isLow(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

// Half of a pair of escapes is no character: programs that cut strings in the middle of an emoji leave it behind.
std::string withoutLoneSurrogates(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (size_t at = 0; at < json.size();) {
    if (json[at] != '\\') {
      out += json[at++];
      continue;
    }
    const int unit = escapedUnit(json, at);
    size_t size = unit < 0 ? 2 : 6;
    if (isHigh(unit) && isLow(escapedUnit(json, at + 6)))
      size = 12;
    else if (isHigh(unit) || isLow(unit)) {
      out += "\\uFFFD";
      at += size;
      continue;
    }
    out += json.substr(at, size);
    at += size;
  }
  return out;
}

// A field's value as text; numbers count, for ids are often numbers.
std::optional<std::string> fieldOf(const object& line, const std::string& name) {
  element value;
  if (line[std::string_view(name)].get(value) != simdjson::SUCCESS) return std::nullopt;
  if (value.is_string()) return std::string(value.get_string().value_unsafe());
  if (value.is_int64()) return fmt::format("{}", value.get_int64().value_unsafe());
  if (value.is_uint64()) return fmt::format("{}", value.get_uint64().value_unsafe());
  return std::nullopt;
}

}  // namespace

bool looksLikeJsonLines(std::string_view bytes) {
  if (startsObject(bytes)) return true;
  // The first line may be the broken one.
  constexpr size_t kLooked = 8;
  size_t lines = 0, objects = 0;
  for (size_t at = 0; at < bytes.size() && lines < kLooked;) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    if (line.find_first_not_of(kBlanks) != std::string_view::npos) {
      ++lines;
      objects += startsObject(line);
    }
    at = end + 1;
  }
  return objects > 0 && objects * 2 >= lines;
}

Result<Article> readJsonLine(std::string_view line, const ReadOptions& options) {
  simdjson::dom::parser parser;
  element root;
  auto state = parser.parse(line.data(), line.size()).get(root);
  if (state != simdjson::SUCCESS)
    state = parser.parse(withoutLoneSurrogates(isUtf8(line) ? std::string(line) : repairedUtf8(line))).get(root);
  if (state != simdjson::SUCCESS)
    return Error{"", fmt::format("broken JSON: {}", simdjson::error_message(state)), "one JSON object a line"};
  object fields;
  if (root.get(fields) != simdjson::SUCCESS)
    return Error{"", "a JSON value that is no object", "one JSON object a line"};
  Article article;
  auto text = fieldOf(fields, options.text_field);
  if (!text)
    return Error{"", fmt::format("no text in field '{}'", options.text_field), "name the field that holds the text"};
  article.text = std::move(*text);
  article.meta.id = fieldOf(fields, options.id_field).value_or("");
  article.meta.title = fieldOf(fields, options.title_field);
  article.meta.published = fieldOf(fields, options.published_field);
  article.meta.outlet = fieldOf(fields, options.outlet_field);
  article.meta.url = fieldOf(fields, options.url_field);
  article.sections = sectionsOf(article.text, article.meta.title);
  return article;
}

}  // namespace legomena
