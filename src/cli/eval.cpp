// legomena eval: how far records are from marked ones.
#include "write/eval.h"

#include <fmt/format.h>

#include <optional>

#include "cli/command.h"
#include "cli/record_lines.h"
#include "read/sections.h"
#include "write/record.h"

namespace legomena {
namespace {

struct EvalOptions {
  std::string gold, system, by, errors;
  bool json = false, types = false, reliability = false, judged = false;
  Installation installation;
};

// The engine's own records of the gold's texts.
Result<std::vector<Record>> codeTexts(const std::vector<Record>& gold, const EvalOptions& o) {
  const Result<Resources> resources = o.installation.open();
  if (!resources) return resources.error();
  const Maker maker = makerOf(*resources);
  Scratch scratch;
  std::vector<Record> out;
  for (const Record& g : gold) {
    Article article;
    article.meta = {g.id, g.title, g.published, g.outlet, g.url};
    article.text = g.text;
    article.sections = sectionsOf(article.text, article.meta.title);
    out.push_back(makeRecord(read(std::move(article), *resources, scratch), maker));
  }
  return out;
}

Result<std::vector<Record>> recordsOf(const std::string& file) {
  std::vector<Record> out;
  const Result<size_t> failed = readRecords(file, [&](Record&& record) { out.push_back(std::move(record)); });
  if (!failed) return failed.error();
  if (*failed > 0)
    return Error{file, fmt::format("{} lines are no records", *failed), "figures over a part would mislead"};
  return out;
}

int run(const EvalOptions& o) {
  const Result<std::vector<Record>> gold = recordsOf(o.gold);
  if (!gold) return complain(gold.error()), kNothingRead;
  const Result<std::vector<Record>> system = o.system.empty() ? codeTexts(*gold, o) : recordsOf(o.system);
  if (!system) return complain(system.error()), o.system.empty() ? kBrokenInstallation : kNothingRead;
  const Result<Evaluation> evaluation =
      evaluate(*gold, *system, o.by.empty() ? std::nullopt : std::optional<std::string>(o.by));
  if (!evaluation) return complain(evaluation.error()), kSomeFailed;
  if (!o.errors.empty())
    fmt::print("{}", missesList(*evaluation, o.errors));
  else if (o.reliability)
    fmt::print("{}", reliabilityTable(*evaluation));
  else if (o.judged)
    fmt::print("{}", judgedList(*evaluation));
  else if (o.json)
    fmt::print("{}", figuresJson(*evaluation, o.types));
  else
    fmt::print("{}", figuresTable(*evaluation, o.types));
  return kDone;
}

}  // namespace

void addEval(CLI::App& app, int& exit) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* command = app.add_subcommand("eval", "precision, recall and F1 against marked articles");
  command->add_option("GOLD", options->gold, "marked articles (records as JSON Lines)")->required();
  command->add_option("SYSTEM", options->system, "records to judge (default: the engine codes the gold's texts now)");
  command->add_option("--by", options->by, "figures by a field of the gold: outlet, published, …");
  command->add_option("--errors", options->errors, "list errors of this kind (claim.missed, event.extra, …; all)");
  command->add_flag("--json", options->json, "figures as one JSON object {measure: F1}");
  command->add_flag("--types", options->types, "figures by event type too");
  command->add_flag("--reliability", options->reliability, "what share of claims and events is right, by confidence");
  command->add_flag("--judged", options->judged, "list every claim and event, with 1 where it is right");
  options->installation.addOptions(*command);
  command->callback([options, &exit] { exit = run(*options); });
}

}  // namespace legomena
