// legomena code: articles to records.
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>

#include "cli/command.h"
#include "cli/crew.h"
#include "write/json.h"
#include "write/record.h"
#include "write/table.h"

namespace legomena {
namespace {

struct CodeOptions {
  Inputs inputs;
  Installation installation;
  std::string format, out;
  std::vector<std::string> with;
  unsigned jobs = 0;
};

// Articles and words so far, on a terminal only.
class Progress {
 public:
  Progress() : shown_(isatty(STDERR_FILENO) != 0), started_(std::chrono::steady_clock::now()) {}
  ~Progress() {
    if (shown_ && articles_ > 0) fmt::print(stderr, "\r\033[K");
  }

  void add(size_t bytes) {
    ++articles_;
    bytes_ += bytes;
    if (!shown_ || articles_ % 16 != 0) return;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    fmt::print(stderr, "\r\033[K{} articles, {:.1f} MB, {:.0f} kB a second", articles_,
               static_cast<double>(bytes_) / 1e6, static_cast<double>(bytes_) / 1e3 / std::max(seconds, 1e-3));
  }

 private:
  bool shown_;
  std::chrono::steady_clock::time_point started_;
  size_t articles_ = 0, bytes_ = 0;
};

uint32_t terminalWidth() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 120;
}

int run(const CodeOptions& o) {
  const Result<Resources> resources = o.installation.open();
  if (!resources) return complain(resources.error()), kBrokenInstallation;
  Result<Output> output = Output::open(o.out);
  if (!output) return complain(output.error()), kWrongUse;

  const bool terminal = o.out.empty() && isatty(STDOUT_FILENO) != 0;
  const bool table = o.format == "table" || (o.format.empty() && terminal);
  const JsonOptions json{std::find(o.with.begin(), o.with.end(), "sentences") != o.with.end()};
  const TableOptions layout{terminalWidth(), terminal && std::getenv("NO_COLOR") == nullptr};
  const Maker maker = makerOf(*resources);

  Progress progress;
  const auto work = [&](Article&& article, Scratch& scratch) {
    const Record record = makeRecord(read(std::move(article), *resources, scratch), maker);
    return table ? recordTable(record, layout) : recordJson(record, json) + '\n';
  };
  Crew crew(o.jobs, work, [&](std::string&& text) { output->write(text); });
  const Exit exit = o.inputs.read([&](Article&& article) {
    progress.add(article.text.size());
    crew.add(std::move(article));
  });
  crew.finish();
  if (!output->close()) return complain({o.out, "not everything could be written", "is the disk full?"}), kSomeFailed;
  return exit;
}

}  // namespace

void addCode(CLI::App& app, int& exit) {
  auto options = std::make_shared<CodeOptions>();
  CLI::App* command = app.add_subcommand("code", "articles to records of who says what and who did what to whom");
  options->inputs.addOptions(*command);
  options->installation.addOptions(*command);
  options->jobs = std::max(1u, std::thread::hardware_concurrency());
  command->add_option("--format", options->format, "table or jsonl (default: table on a terminal, jsonl elsewhere)")
      ->check(CLI::IsMember({"table", "jsonl"}));
  command->add_option("--out", options->out, "file to write to (default: standard output)");
  command->add_option("--with", options->with, "further fields in the records")->check(CLI::IsMember({"sentences"}));
  command->add_option("--jobs", options->jobs, "threads; the bytes written are the same for every number")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->callback([options, &exit] { exit = run(*options); });
}

}  // namespace legomena
