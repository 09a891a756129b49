// legomena view: a page that shows articles with their marks.
#include <fmt/format.h>

#include "cli/command.h"
#include "write/page.h"
#include "write/record.h"

namespace legomena {
namespace {

struct ViewOptions {
  Inputs inputs;
  Installation installation;
  std::string out = "page.html";
};

int run(const ViewOptions& o) {
  const Result<Resources> resources = o.installation.open();
  if (!resources) return complain(resources.error()), kBrokenInstallation;
  const Maker maker = makerOf(*resources);
  Scratch scratch;
  std::vector<Record> records;
  const Exit exit = o.inputs.read(
      [&](Article&& article) { records.push_back(makeRecord(read(std::move(article), *resources, scratch), maker)); });
  if (exit == kNothingRead) return exit;
  Result<Output> output = Output::open(o.out);
  if (!output) return complain(output.error()), kWrongUse;
  output->write(pageHtml(records));
  if (!output->close()) return complain({o.out, "not everything could be written", "is the disk full?"}), kSomeFailed;
  if (o.out != "-") fmt::print("{}\n", o.out);
  return exit;
}

}  // namespace

void addView(CLI::App& app, int& exit) {
  auto options = std::make_shared<ViewOptions>();
  CLI::App* command = app.add_subcommand("view", "a page that shows articles with their claims and events");
  options->inputs.addOptions(*command);
  options->installation.addOptions(*command);
  command->add_option("--out", options->out, "the page to write, - for standard output")->capture_default_str();
  command->callback([options, &exit] { exit = run(*options); });
}

}  // namespace legomena
