#include "mark/rules_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <span>

#include "text/unicode.h"

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace legomena {
namespace {

constexpr std::array<std::string_view, 8> kKeysOfAll{"name", "context", "without", "set",
                                                     "add",  "forbid",  "example", "expect"};
constexpr std::array<std::string_view, 6> kKeysOfTriggers{"trigger", "actor", "recipient", "type", "mode", "status"};
constexpr std::array<std::string_view, 4> kKeysOfCues{"cue", "source", "to", "stance"};

bool holds(std::span<const std::string_view> list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

template <class List>
std::string oneOf(const List& list) {
  return fmt::format("one of {}", fmt::join(list, ", "));
}

std::string modesOf(EventType type) {
  const std::string_view modes = kModesOf[static_cast<size_t>(type)];
  return fmt::format("{} has {}", nameOf(kEventTypes, type), modes.empty() ? "no modes" : modes);
}

uint32_t lineOf(const toml::node& node) { return node.source().begin.line; }

// A string of the file.
struct Text {
  std::string_view value;
  uint32_t line = 0;
};

class Reader {
 public:
  explicit Reader(RulesFile& out) : out_(out) {}

  void read(const toml::table& file) {
    for (const auto& [key, node] : file)
      if (key.str() != "rule")
        wrong(key.source().begin.line, fmt::format("'{}' is no key of a rules file", key.str()),
              "every rule begins with [[rule]]");
    const toml::node* rules = file.get("rule");
    if (!rules) return wrong(1, "there is no rule", "every rule begins with [[rule]]");
    const toml::array* list = rules->as_array();
    if (!list) return wrong(lineOf(*rules), "'rule' is no list of rules", "write [[rule]], with two brackets");
    for (const toml::node& node : *list) {
      if (const toml::table* table = node.as_table())
        rule(*table);
      else
        wrong(lineOf(node), "this is no rule", "every rule begins with [[rule]]");
    }
  }

 private:
  void wrong(uint32_t line, std::string what, std::string right) {
    const std::string rule = name_.empty() ? "" : fmt::format("rule '{}': ", name_);
    out_.errors.push_back({fmt::format("{}:{}", out_.rules.file, line), rule + what, std::move(right)});
  }

  void rule(const toml::table& t) {
    Rule rule;
    rule.line = lineOf(t);
    name_.clear();
    if (const auto name = text(t, "name")) rule.name = name->value;
    name_ = rule.name;
    if (rule.name.empty()) wrong(rule.line, "it has no name", "name = \"…\", for explain and for messages");
    for (const Rule& other : out_.rules.rules)
      if (!rule.name.empty() && other.name == rule.name)
        wrong(rule.line, fmt::format("line {} has a rule of this name", other.line), "a name of its own");
    const bool cue = t.contains("cue"), trigger = t.contains("trigger");
    if (cue == trigger)
      wrong(rule.line, cue ? "it has a trigger and a cue" : "it has neither trigger nor cue",
            "trigger = \"…\" for events, or cue = \"…\" for claims");
    rule.anchor = cue && !trigger ? Anchor::Cue : Anchor::Trigger;
    keys(t, cue, trigger);
    const bool acts = action(t, rule);
    rule.words = phrases(t, rule.anchor == Anchor::Cue ? "cue" : "trigger");
    rule.doer = phrases(t, rule.anchor == Anchor::Cue ? "source" : "actor");
    rule.target = phrases(t, rule.anchor == Anchor::Cue ? "to" : "recipient");
    rule.context = phrases(t, "context");
    rule.without = phrases(t, "without");
    rule.types = values<EventType>(t, "type", kEventTypes);
    rule.modes = values<Mode>(t, "mode", kModes);
    rule.statuses = values<Status>(t, "status", kStatuses);
    rule.stances = values<Stance>(t, "stance", kStances);
    if (rule.action == Action::Add) checkAdded(t, rule);
    checkModes(t, rule);
    test(t, rule, acts);
    out_.rules.rules.push_back(std::move(rule));
    name_.clear();
  }

  // Keys that a rule for cues or for triggers may have; while it is not known which it is, those of both.
  void keys(const toml::table& t, bool cue, bool trigger) {
    const bool known = cue != trigger;
    std::vector<std::string_view> right(kKeysOfAll.begin(), kKeysOfAll.end());
    if (cue || !known) right.insert(right.end(), kKeysOfCues.begin(), kKeysOfCues.end());
    if (trigger || !known) right.insert(right.end(), kKeysOfTriggers.begin(), kKeysOfTriggers.end());
    for (const auto& [key, node] : t) {
      const std::string_view k = key.str();
      if (holds(right, k)) continue;
      const bool other = known && (holds(kKeysOfCues, k) || holds(kKeysOfTriggers, k));
      wrong(key.source().begin.line,
            other ? fmt::format("'{}' belongs to rules for {}", k, cue ? "triggers" : "cues")
                  : fmt::format("'{}' is no key of a rule", k),
            oneOf(right));
    }
  }

  // A string, or nothing with a complaint unless the key is missing.
  std::optional<Text> text(const toml::table& t, std::string_view key) {
    const toml::node* node = t.get(key);
    if (!node) return std::nullopt;
    if (const auto* string = node->as_string(); string && !string->get().empty())
      return Text{string->get(), lineOf(*node)};
    wrong(lineOf(*node), fmt::format("'{}' is no text", key), fmt::format("{} = \"…\"", key));
    return std::nullopt;
  }

  // A string or a list of them.
  std::vector<Text> texts(const toml::table& t, std::string_view key) {
    std::vector<Text> out;
    const toml::node* node = t.get(key);
    if (!node) return out;
    if (!node->is_array()) {
      if (const auto one = text(t, key)) out.push_back(*one);
      return out;
    }
    for (const toml::node& item : *node->as_array()) {
      const auto* string = item.as_string();
      if (string && !string->get().empty())
        out.push_back({string->get(), lineOf(item)});
      else
        wrong(lineOf(item), fmt::format("'{}' holds something else than texts", key), "[\"…\", \"…\"]");
    }
    if (node->as_array()->empty()) wrong(lineOf(*node), fmt::format("'{}' is empty", key), "leave it out");
    return out;
  }

  std::vector<Phrase> phrases(const toml::table& t, std::string_view key) {
    std::vector<Phrase> out;
    for (const Text& text : texts(t, key)) {
      const bool anchor = key == "trigger" || key == "cue";
      Phrase phrase = phraseOf(text, anchor);
      if (!phrase.words.empty()) out.push_back(std::move(phrase));
    }
    return out;
  }

  // A phrase is cut into words as the text is: blanks part words, every punctuation mark is a word of its own.
  Phrase phraseOf(const Text& text, bool anchor) {
    Phrase out;
    const std::string words = comparable(text.value);
    size_t opened = 0, closed = 0;
    bool open = false, joined = false;  // whether the next character goes on with the last word
    for (size_t at = 0; at < words.size();) {
      const size_t begin = at;
      const CodePoint c = nextCodePoint(words, at);
      if (c == '[' || c == ']') {
        joined = false;
        if (c == '[' && ++opened == 1) out.anchor.begin = static_cast<uint32_t>(out.words.size());
        if (c == ']' && ++closed == 1) out.anchor.end = static_cast<uint32_t>(out.words.size());
        open = c == '[';
        continue;
      }
      if (isBlank(c)) {
        joined = false;
        continue;
      }
      const bool mark = isPunctuation(c) && c != '*' && c != '?';
      if (mark || !joined) out.words.emplace_back();
      out.words.back() += words.substr(begin, at - begin);
      joined = !mark;
    }
    const bool bracketed = opened == 1 && closed == 1 && !open && out.anchor.begin < out.anchor.end;
    if (out.words.empty()) {
      wrong(text.line, fmt::format("'{}' holds no word", text.value), "words, with * and ? as wildcards");
    } else if (opened + closed > 0 && (!bracketed || !anchor)) {
      wrong(text.line, fmt::format("'{}' has square brackets that mean nothing", text.value),
            "one pair, in trigger or cue, around the anchor's words: \"[downed] tools\"");
      out.words.clear();
    }
    if (opened + closed == 0) out.anchor = {0, static_cast<uint32_t>(out.words.size())};
    return out;
  }

  template <class Enum, size_t N>
  std::optional<Enum> value(const Text& text, std::string_view key, const std::array<std::string_view, N>& list) {
    const auto found = named<Enum>(list, text.value);
    if (!found) wrong(text.line, fmt::format("'{}' is no {}", text.value, key), oneOf(list));
    return found;
  }

  template <class Enum, size_t N>
  std::vector<Enum> values(const toml::table& t, std::string_view key, const std::array<std::string_view, N>& list) {
    std::vector<Enum> out;
    for (const Text& text : texts(t, key))
      if (const auto one = value<Enum>(text, key, list)) out.push_back(*one);
    return out;
  }

  // What a rule does: exactly one of set, add, forbid. False where that cannot be known.
  bool action(const toml::table& t, Rule& rule) {
    const toml::node* set = t.get("set");
    const toml::node* add = t.get("add");
    const toml::node* forbid = t.get("forbid");
    if ((set != nullptr) + (add != nullptr) + (forbid != nullptr) != 1)
      return wrong(rule.line, set || add || forbid ? "it does more than one thing" : "it does nothing",
                   "exactly one of set = { … }, add = { … }, forbid = true"),
             false;
    if (forbid) {
      rule.action = Action::Forbid;
      if (forbid->value_exact<bool>() != true) wrong(lineOf(*forbid), "'forbid' is not true", "forbid = true");
      return true;
    }
    rule.action = add ? Action::Add : Action::Set;
    const toml::node& node = add ? *add : *set;
    const std::string_view key = add ? "add" : "set";
    const bool cue = rule.anchor == Anchor::Cue;
    const std::string right = cue ? fmt::format("{} = {{ stance = \"…\" }}", key)
                                  : fmt::format("{} = {{ type = \"…\", mode = \"…\", status = \"…\" }}", key);
    const toml::table* table = node.as_table();
    if (!table || table->empty()) return wrong(lineOf(node), fmt::format("'{}' says nothing", key), right), true;
    for (const auto& [k, what] : *table) {
      const bool known = cue ? k.str() == "stance" : k.str() == "type" || k.str() == "mode" || k.str() == "status";
      if (!known) wrong(k.source().begin.line, fmt::format("'{}' cannot be given", k.str()), right);
    }
    const auto given = [&]<class Enum>(std::string_view k, const auto& list, std::optional<Enum>& to) {
      if (const auto one = text(*table, k)) to = value<Enum>(*one, k, list);
    };
    given("type", kEventTypes, rule.reading.type);
    given("mode", kModes, rule.reading.mode);
    given("status", kStatuses, rule.reading.status);
    given("stance", kStances, rule.reading.stance);
    if (add && !cue && !table->contains("type")) wrong(lineOf(node), "an added event has no type", right);
    return true;
  }

  // An added anchor stands on words of its own, whatever the model reads there.
  void checkAdded(const toml::table& t, const Rule& rule) {
    for (const std::string_view key : {"type", "mode", "status", "stance"})
      if (const toml::node* node = t.get(key))
        wrong(lineOf(*node), fmt::format("'{}' asks for what the model reads, but add asks for words alone", key),
              "leave it out, or write set");
    for (const Phrase& phrase : rule.words) {
      const PhraseSpan anchor = phrase.anchor;
      if (rule.anchor == Anchor::Trigger && anchor.size() != 1)
        wrong(rule.line, fmt::format("a trigger is one word, '{}' are several", fmt::join(phrase.words, " ")),
              "square brackets around the word that names the act: \"[downed] tools\"");
      for (uint32_t w = anchor.begin; w < anchor.end; ++w)
        if (phrase.words[w].find_first_not_of("*?") == std::string::npos)
          wrong(rule.line, fmt::format("'{}' would add every word", phrase.words[w]), "letters besides the wildcards");
    }
  }

  // A mode asked for or given belongs to the types asked for or given.
  void checkModes(const toml::table& t, const Rule& rule) {
    const std::optional<Mode> given = rule.reading.mode;
    const std::vector<EventType> becomes = rule.reading.type ? std::vector<EventType>{*rule.reading.type} : rule.types;
    if (given && *given != 0 && becomes.empty() && rule.action == Action::Set)
      wrong(rule.line, fmt::format("the mode '{}' is given without its type", kModes[*given]),
            "give the type too, or ask for it with type = \"…\"");
    for (const EventType type : becomes)
      if (given && !hasMode(type, *given))
        wrong(rule.line, fmt::format("{} cannot be of mode '{}'", nameOf(kEventTypes, type), kModes[*given]),
              modesOf(type));
    for (const Mode mode : rule.modes)
      if (!rule.types.empty() &&
          std::none_of(rule.types.begin(), rule.types.end(), [&](EventType type) { return hasMode(type, mode); }))
        wrong(lineOf(*t.get("mode")), fmt::format("no type that is asked for has the mode '{}'", kModes[mode]),
              modesOf(rule.types.front()));
  }

  void test(const toml::table& t, Rule& rule, bool acts) {
    if (const auto example = text(t, "example"))
      rule.example = example->value;
    else if (!t.contains("example"))
      wrong(rule.line, "it has no example", "example = \"a sentence that it is for\"");
    const auto expect = text(t, "expect");
    const std::string right = rule.action == Action::Forbid ? "expect = \"nothing\""
                              : rule.anchor == Anchor::Cue
                                  ? "expect = \"stance deny\", what the example's claim becomes"
                                  : "expect = \"TYPE mode status\", what the example's event "
                                    "becomes; mode and status may be left out";
    if (!expect) {
      if (!t.contains("expect")) wrong(rule.line, "it expects nothing of its example", right);
      return;
    }
    const bool nothing = expect->value == "nothing";
    if (acts && nothing != (rule.action == Action::Forbid))
      return wrong(expect->line, fmt::format("'{}' is not what such a rule leads to", expect->value), right);
    if (!nothing) rule.expected = expected(*expect, rule.anchor, right);
  }

  // "PROTEST strike actual", "stance deny"
  std::optional<Reading> expected(const Text& text, Anchor anchor, const std::string& right) {
    std::vector<std::string_view> words;
    for (size_t at = 0; at < text.value.size();) {
      const size_t end = std::min(text.value.find(' ', at), text.value.size());
      if (end > at) words.push_back(text.value.substr(at, end - at));
      at = end + 1;
    }
    Reading out;
    bool sound = !words.empty();
    if (anchor == Anchor::Cue) {
      sound = words.size() == 2 && words[0] == "stance";
      if (sound) out.stance = value<Stance>({words[1], text.line}, "stance", kStances);
    } else if (sound) {
      out.type = value<EventType>({words[0], text.line}, "type", kEventTypes);
      for (size_t i = 1; i < words.size(); ++i) {
        const auto mode = named<Mode>(kModes, words[i]);
        const auto status = named<Status>(kStatuses, words[i]);
        sound &= mode ? !out.mode : status && !out.status;
        if (mode) out.mode = mode;
        if (status) out.status = status;
      }
    }
    if (!sound) wrong(text.line, fmt::format("'{}' is no reading", text.value), right);
    return out;
  }

  RulesFile& out_;
  std::string name_;  // of the rule being read
};

}  // namespace

RulesFile parseRules(std::string_view bytes, const std::string& name) {
  RulesFile out;
  out.rules.file = name;
  out.rules.bytes = bytes;
  const toml::parse_result parsed = toml::parse(bytes, name);
  if (parsed) {
    Reader(out).read(parsed.table());
  } else {
    out.errors.push_back({fmt::format("{}:{}", name, parsed.error().source().begin.line),
                          std::string(parsed.error().description()), "a file in TOML (toml.io)"});
  }
  return out;
}

RulesFile readRules(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) {
    RulesFile out;
    out.errors.push_back({path, "cannot be read", "name a file of rules (docs/rules.md)"});
    return out;
  }
  return parseRules(bytes, path);
}

}  // namespace legomena
