#include "cli/command.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "mark/rules_file.h"

namespace legomena {
namespace {

namespace fs = std::filesystem;

// The folder that holds data/ and models/: LEGOMENA_HOME, else share/legomena beside the program's bin/, else the
// source tree that the program was built from.
fs::path home() {
  if (const char* named = std::getenv("LEGOMENA_HOME")) return named;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  fs::path installed = program.parent_path().parent_path() / "share" / "legomena";
  if (!error && fs::exists(installed / "data", error)) return installed;
  return LEGOMENA_SOURCE_DIR;
}

}  // namespace

void Installation::addFiles(CLI::App& command) {
  command.add_option("--model", model, "model file (default: models/reader.legomena of the installation)");
  command.add_option("--data", data, "folder of knowledge files (default: data/ of the installation)");
}

void Installation::addOptions(CLI::App& command) {
  addFiles(command);
  command.add_option("--min-confidence", least_confidence, "leave out claims and events of less, from 0 to 1")
      ->check(CLI::Range(0.0, 1.0));
  const auto read = [this](const std::string& file) {
    RulesFile found = readRules(file);
    complain(found.errors);
    if (!found.errors.empty()) throw CLI::RuntimeError(kWrongUse);  // CLI11's way to end; main catches it
    rules = std::move(found.rules);
  };
  command.add_option_function<std::string>(
      "--rules", read, "TOML file of rules that add, forbid or re-type what is read (check it with: legomena rules)");
}

Result<Resources> Installation::open() const {
  Result<Resources> out = openResources(model.empty() ? (home() / "models" / "reader.legomena").string() : model,
                                        data.empty() ? (home() / "data").string() : data, rules);
  if (out) out->least_confidence = least_confidence;
  return out;
}

void Inputs::addOptions(CLI::App& command) {
  command
      .add_option("FILE", files,
                  "articles: plain text, HTML, JSON Lines, each also .gz or .zst; folders; - for standard input")
      ->required();
  command.add_option("--id-field", options.id_field, "JSON field of the article's id")->capture_default_str();
  command.add_option("--text-field", options.text_field, "JSON field of its text")->capture_default_str();
  command.add_option("--title-field", options.title_field, "JSON field of its title")->capture_default_str();
  command.add_option("--published-field", options.published_field, "JSON field of its date")->capture_default_str();
  command.add_option("--outlet-field", options.outlet_field, "JSON field of its outlet")->capture_default_str();
  command.add_option("--url-field", options.url_field, "JSON field of its address")->capture_default_str();
  command.add_option("--most-bytes", options.most_bytes, "a longer article is refused")->capture_default_str();
}

Exit Inputs::read(const std::function<void(Article&&)>& take) const {
  size_t found = 0, failed = 0;
  readArticles(
      files, options,
      [&](Article&& article) {
        ++found;
        take(std::move(article));
      },
      [&](const Error& error) {
        ++failed;
        complain(error);
      });
  if (found == 0) return kNothingRead;
  return failed > 0 ? kSomeFailed : kDone;
}

void complain(const Error& error) { fmt::print(stderr, "legomena: {}\n", error.message()); }

void complain(const std::vector<Error>& errors) {
  for (const Error& error : errors) complain(error);
}

Result<Output> Output::open(const std::string& name) {
  Output out;
  out.file_ = name.empty() || name == "-" ? stdout : std::fopen(name.c_str(), "wb");
  if (!out.file_)
    return Error{name, "cannot be written", "name a file in a folder that exists and that you may write to"};
  return out;
}

void Output::write(std::string_view bytes) { std::fwrite(bytes.data(), 1, bytes.size(), file_); }

bool Output::close() {
  const bool good = std::fflush(file_) == 0 && std::ferror(file_) == 0;
  return (file_ == stdout || std::fclose(file_) == 0) && good;
}

}  // namespace legomena
