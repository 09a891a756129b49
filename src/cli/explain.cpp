// legomena explain: why what stands at a place was read so.
#include "write/explain.h"

#include <fmt/format.h>

#include "cli/command.h"

namespace legomena {
namespace {

struct ExplainOptions {
  std::string file, article;
  uint32_t character = 0;
  Installation installation;
};

int run(const ExplainOptions& o) {
  const Result<Resources> resources = o.installation.open();
  if (!resources) return complain(resources.error()), kBrokenInstallation;
  Scratch scratch;
  bool found = false;
  const Exit exit = Inputs{{o.file}, {}}.read([&](Article&& article) {
    if (found || (!o.article.empty() && article.meta.id != o.article)) return;
    found = true;
    fmt::print("{}", explain(read(std::move(article), *resources, scratch), resources->rules, o.character));
  });
  if (!found && exit == kDone)
    complain({o.file, fmt::format("holds no article '{}'", o.article), "its ids are in `legomena code`"});
  return found ? exit : kNothingRead;
}

}  // namespace

void addExplain(CLI::App& app, int& exit) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand("explain", "why what stands at a place of an article was read so");
  command
      ->add_option("FILE", options->file,
                   "the article; of a file with several, the first or the one named by --article")
      ->required();
  command->add_option("CHAR", options->character, "place in the text, in characters from 0, as records count them")
      ->required();
  command->add_option("--article", options->article, "id of the article");
  options->installation.addOptions(*command);
  command->callback([options, &exit] { exit = run(*options); });
}

}  // namespace legomena
