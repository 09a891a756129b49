// legomena rules: checks a file of rules and runs each rule's own test.
#include <fmt/format.h>

#include "cli/command.h"
#include "mark/rules_file.h"
#include "read/sections.h"

namespace legomena {
namespace {

struct RulesOptions {
  std::string file;
  Installation installation;
};

std::string readingOf(const Claim& claim) { return fmt::format("stance {}", nameOf(kStances, claim.stance)); }

std::string readingOf(const Event& event) {
  return fmt::format("{}{}{} {}", nameOf(kEventTypes, event.type), event.mode ? " " : "",
                     event.mode ? kModes[event.mode] : "", nameOf(kStatuses, event.status));
}

std::string readingOf(const Reading& reading) {
  if (reading.stance) return fmt::format("stance {}", nameOf(kStances, *reading.stance));
  std::string out(nameOf(kEventTypes, *reading.type));
  if (reading.mode) out += fmt::format(" {}", kModes[*reading.mode]);
  if (reading.status) out += fmt::format(" {}", nameOf(kStatuses, *reading.status));
  return out;
}

bool meets(const Claim& claim, const Reading& expected) { return claim.stance == expected.stance; }

bool meets(const Event& event, const Reading& expected) {
  return event.type == expected.type && event.mode == expected.mode.value_or(event.mode) &&
         event.status == expected.status.value_or(event.status);
}

std::string texts(const Document& d, const std::vector<ByteSpan>& spans) {
  std::string out;
  for (const ByteSpan span : spans) out += fmt::format("{}'{}'", out.empty() ? "" : ", ", d.cut(span));
  return out.empty() ? "nobody" : out;
}

// One rule's test: what was read in its example.
class Trial {
 public:
  Trial(const Document& document, const Rules& rules, uint32_t row) : d_(document), rules_(rules), row_(row) {}

  // The rule was applied, and what it was applied to is read as expected.
  bool passes() const {
    const Rule& rule = rules_.rules[row_];
    if (rule.anchor == Anchor::Cue) return passes(rule, d_.claims, d_.forbidden_claims);
    return passes(rule, d_.events, d_.forbidden_events);
  }

  // All that stands in the example, for the person who has to mend the rule.
  std::string found() const {
    std::string out;
    for (const Claim& c : d_.claims)
      out += fmt::format("    claim '{}' {}, source {}, to {}{}\n", d_.cut(c.cue), readingOf(c), texts(d_, c.source),
                         c.to ? texts(d_, {*c.to}) : "nobody", by(c.rule));
    for (const Event& e : d_.events)
      out += fmt::format("    event '{}' {}, actor {}, recipient {}{}\n", d_.cut(e.trigger), readingOf(e),
                         texts(d_, e.actors), texts(d_, e.recipients), by(e.rule));
    for (const Forbidden& f : d_.forbidden_claims)
      out += fmt::format("    no claim '{}'{}\n", d_.cut(f.anchor), by(f.rule));
    for (const Forbidden& f : d_.forbidden_events)
      out += fmt::format("    no event '{}'{}\n", d_.cut(f.anchor), by(f.rule));
    return out.empty() ? "    nothing\n" : out;
  }

 private:
  template <class Row>
  bool passes(const Rule& rule, const std::vector<Row>& rows, const std::vector<Forbidden>& forbidden) const {
    if (!rule.expected) {
      for (const Forbidden& f : forbidden)
        if (f.rule == row_) return true;
      return false;
    }
    bool applied = false;
    for (const Row& row : rows) {
      if (row.rule != row_) continue;
      if (!meets(row, *rule.expected)) return false;
      applied = true;
    }
    return applied;
  }

  std::string by(uint32_t rule) const {
    return rule == kNone ? "" : fmt::format(", by rule '{}'", rules_.rules[rule].name);
  }

  const Document& d_;
  const Rules& rules_;
  uint32_t row_ = 0;
};

int run(RulesOptions& o) {
  RulesFile file = readRules(o.file);
  complain(file.errors);
  if (!file.errors.empty()) return kWrongUse;
  o.installation.rules = std::move(file.rules);
  const Result<Resources> resources = o.installation.open();
  if (!resources) return complain(resources.error()), kBrokenInstallation;
  const Rules& rules = resources->rules;
  Scratch scratch;
  size_t failed = 0;
  for (uint32_t row = 0; row < rules.rules.size(); ++row) {
    const Rule& rule = rules.rules[row];
    Article article;
    article.meta.id = rule.name;
    article.text = rule.example;
    article.sections = sectionsOf(article.text, std::nullopt);
    const Document document = read(std::move(article), *resources, scratch);
    const Trial trial(document, rules, row);
    const std::string expected = rule.expected ? readingOf(*rule.expected) : "nothing";
    if (trial.passes()) {
      fmt::print("holds: {}, {}\n", rule.name, expected);
      continue;
    }
    ++failed;
    fmt::print("fails: {}, {}:{} expects of it {}; in its example stands\n{}", rule.name, rules.file, rule.line,
               expected, trial.found());
  }
  fmt::print("{} rules, {} fail\n", rules.rules.size(), failed);
  return failed > 0 ? kSomeFailed : kDone;
}

}  // namespace

void addRules(CLI::App& app, int& exit) {
  auto options = std::make_shared<RulesOptions>();
  CLI::App* command = app.add_subcommand("rules", "checks a file of rules and runs each rule's own test");
  command->add_option("FILE", options->file, "the rules (TOML), as --rules of other commands takes them")->required();
  options->installation.addFiles(*command);
  command->callback([options, &exit] { exit = run(*options); });
}

}  // namespace legomena
