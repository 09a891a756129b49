#include "legomena/engine.h"

#include "mark/rules_file.h"
#include "pipeline.h"
#include "read/encoding.h"
#include "read/sections.h"
#include "write/record.h"

namespace legomena {

struct Engine::State {
  Resources resources;
  Maker maker;
};

Result<Engine> Engine::open(const std::string& model_file, const std::string& data_folder,
                            const EngineOptions& options) {
  RulesFile rules;
  if (!options.rules_file.empty()) rules = readRules(options.rules_file);
  if (!rules.errors.empty()) return rules.errors.front();
  Result<Resources> resources = openResources(model_file, data_folder, std::move(rules.rules));
  if (!resources) return resources.error();
  resources->least_confidence = options.min_confidence;
  Maker maker = makerOf(*resources);
  return Engine(std::make_shared<const State>(State{*std::move(resources), std::move(maker)}));
}

Record Engine::code(const ArticleInput& input) const {
  Article article;
  article.meta = {input.id, input.title, input.published, input.outlet, input.url};
  article.text = repairedUtf8(input.text);
  article.sections = sectionsOf(article.text, article.meta.title);
  // Buffers are kept per thread, so that many short articles cost no allocation each.
  thread_local Scratch scratch;
  return makeRecord(read(std::move(article), state_->resources, scratch), state_->maker);
}

}  // namespace legomena
