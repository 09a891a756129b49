// legomena verify: cuts every span of records again and checks what docs/record.md promises.
#include "write/verify.h"

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/record_lines.h"

namespace legomena {
namespace {

int run(const std::string& file) {
  size_t records = 0, broken = 0;
  const Result<size_t> failed = readRecords(file, [&](Record&& record) {
    ++records;
    const std::vector<std::string> found = violations(record);
    broken += !found.empty();
    for (const std::string& violation : found) fmt::print("{}: {}\n", record.id, violation);
  });
  if (!failed) return complain(failed.error()), kNothingRead;
  fmt::print("{} records, {} with violations{}\n", records, broken,
             *failed > 0 ? fmt::format(", {} lines that are no record", *failed) : "");
  if (records == 0) return kNothingRead;
  return broken > 0 || *failed > 0 ? kSomeFailed : kDone;
}

}  // namespace

void addVerify(CLI::App& app, int& exit) {
  auto file = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("verify", "cuts every span of records again and checks every invariant");
  command->add_option("RECORDS", *file, "records as JSON Lines, - for standard input")->required();
  command->callback([file, &exit] { exit = run(*file); });
}

}  // namespace legomena
