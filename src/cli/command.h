// What the commands share: exit codes, options that most have, and how a command joins the program.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "legomena/error.h"
#include "pipeline.h"
#include "read/articles.h"

namespace legomena {

enum Exit { kDone = 0, kSomeFailed = 1, kWrongUse = 2, kNothingRead = 3, kBrokenInstallation = 4 };

// Where the model and the knowledge files are, found beside the program if not named, and the user's rules.
struct Installation {
  std::string model, data;
  Rules rules;
  float least_confidence = 0;

  void addFiles(CLI::App& command);    // --model, --data
  void addOptions(CLI::App& command);  // these, --min-confidence and --rules: mistakes in the rules are wrong use
  Result<Resources> open() const;
};

// The inputs of a command that reads articles, and how their fields are named.
struct Inputs {
  std::vector<std::string> files;
  ReadOptions options;

  void addOptions(CLI::App& command);
  // Hands over every article; what cannot be read is complained of. Returns the command's exit code so far.
  Exit read(const std::function<void(Article&&)>& take) const;
};

// An error for the person at the terminal: on standard error, a line each.
void complain(const Error& error);
void complain(const std::vector<Error>& errors);

// Writes to a file, or to standard output where the name is empty or "-".
class Output {
 public:
  static Result<Output> open(const std::string& name);
  void write(std::string_view bytes);
  // False where bytes were lost (a full disk, a closed pipe).
  bool close();

 private:
  std::FILE* file_ = nullptr;
};

// Each command adds itself; when it is chosen it sets `exit`.
void addCode(CLI::App& app, int& exit);
void addView(CLI::App& app, int& exit);
void addExplain(CLI::App& app, int& exit);
void addInspect(CLI::App& app, int& exit);
void addVerify(CLI::App& app, int& exit);
void addEval(CLI::App& app, int& exit);
void addRules(CLI::App& app, int& exit);

}  // namespace legomena
