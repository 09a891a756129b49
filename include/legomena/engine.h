// Legomena as a library: an article in, its record out.
//
//   auto engine = legomena::Engine::open("models/reader.legomena", "data");
//   if (!engine) { puts(engine.error().message().c_str()); return 4; }
//   legomena::Record record = engine->code({.id = "1", .text = "Officials denied the attack."});
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "legomena/error.h"
#include "legomena/record.h"

namespace legomena {

// One article as the caller has it. `text` is UTF-8 and is kept to the letter; bytes that are no UTF-8 become U+FFFD.
struct ArticleInput {
  std::string id = {};
  std::optional<std::string> title = {}, published = {}, outlet = {}, url = {};
  std::string text = {};
};

struct EngineOptions {
  std::string rules_file = {};  // the user's rules (docs/rules.md), or empty
  float min_confidence = 0;     // claims and events of less are left out
};

class Engine {
 public:
  // Opens a model file, a folder of knowledge files and the user's rules. Fails if one is missing or not what it should
  // be.
  static Result<Engine> open(const std::string& model_file, const std::string& data_folder,
                             const EngineOptions& options = {});

  // The article's record. May be called from several threads at once; the same article gives the same record.
  Record code(const ArticleInput& article) const;

 private:
  struct State;
  explicit Engine(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

}  // namespace legomena
