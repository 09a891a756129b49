// legomena inspect: every table of an article after every stage.
#include "write/inspect.h"

#include <fmt/format.h>

#include "cli/command.h"

namespace legomena {
namespace {

struct InspectOptions {
  Inputs inputs;
  Installation installation;
  std::string format = "text", until;
};

int run(const InspectOptions& o) {
  const Result<Resources> resources = o.installation.open();
  if (!resources) return complain(resources.error()), kBrokenInstallation;
  Scratch scratch;
  return o.inputs.read([&](Article&& article) {
    if (o.format == "jsonl") {
      fmt::print("{}\n", inspectJson(read(std::move(article), *resources, scratch, o.until)));
      return;
    }
    fmt::print("article {}\n", article.meta.id);
    read(std::move(article), *resources, scratch, o.until,
         [](std::string_view stage, const Document& document) { fmt::print("{}", inspectStage(stage, document)); });
  });
}

}  // namespace

void addInspect(CLI::App& app, int& exit) {
  auto options = std::make_shared<InspectOptions>();
  CLI::App* command = app.add_subcommand("inspect", "every table of an article after every stage");
  options->inputs.addOptions(*command);
  options->installation.addOptions(*command);
  command->add_option("--format", options->format, "text, or jsonl for programs (words, windows and scores)")
      ->check(CLI::IsMember({"text", "jsonl"}))
      ->capture_default_str();
  std::vector<std::string> names;
  for (const Stage& stage : stages()) names.emplace_back(stage.name);
  command->add_option("--until", options->until, "the last stage to run")->check(CLI::IsMember(names));
  command->callback([options, &exit] { exit = run(*options); });
}

}  // namespace legomena
