#include "pipeline.h"

#include <array>
#include <cassert>

#include "mark/claims.h"
#include "mark/events.h"
#include "resolve/digest.h"
#include "resolve/parties.h"
#include "text/split.h"
#include "text/validate.h"

namespace legomena {
namespace {

template <class... Tables>
constexpr uint32_t tables(Tables... t) {
  return (0u | ... | (1u << static_cast<uint32_t>(t)));
}

// An article comes with its text and sections from src/read.
constexpr uint32_t kGiven = tables(Table::Text, Table::Sections);

constexpr std::array kStages{
    Stage{"split", tables(Table::Text), tables(Table::Words),
          [](Document& d, const Resources& r, Scratch&) {
            Split made = split(d.text, r.vocabulary);
            d.sentences = std::move(made.sentences);
            d.words = std::move(made.words);
            d.pieces = std::move(made.pieces);
            d.windows = std::move(made.windows);
          }},
    Stage{"wishes", tables(Table::Words), tables(Table::Wishes),
          [](Document& d, const Resources& r, Scratch&) { d.wishes = wishesOf(d, r.rules); }},
    Stage{"score", tables(Table::Words, Table::Wishes), tables(Table::Scores),
          [](Document& d, const Resources& r, Scratch& s) { d.scores = score(d, r.model, s); }},
    Stage{"claims", tables(Table::Words, Table::Scores), tables(Table::Claims),
          [](Document& d, const Resources& r, Scratch&) {
            MarkedClaims made = markClaims(d, r.rules, r.model.calibration, r.least_confidence);
            d.claims = std::move(made.claims);
            d.forbidden_claims = std::move(made.forbidden);
          }},
    Stage{"events", tables(Table::Words, Table::Scores, Table::Claims), tables(Table::Events),
          [](Document& d, const Resources& r, Scratch&) {
            MarkedEvents made = markEvents(d, r.rules, r.model.calibration, r.least_confidence);
            d.events = std::move(made.events);
            d.forbidden_events = std::move(made.forbidden);
          }},
    Stage{"parties", tables(Table::Sections, Table::Words, Table::Scores, Table::Claims, Table::Events),
          tables(Table::Parties),
          [](Document& d, const Resources& r, Scratch&) {
            Parties made = resolve(d, r.knowledge);
            d.parties = std::move(made.parties);
            d.claim_parties = std::move(made.claims);
            d.event_parties = std::move(made.events);
          }},
};

constexpr bool wellOrdered() {
  uint32_t made = kGiven;
  for (const Stage& stage : kStages) {
    if ((stage.needs & ~made) != 0) return false;  // needs what nobody has made yet
    if ((stage.makes & made) != 0) return false;   // makes what has an owner
    made |= stage.makes;
  }
  return made == (1u << kTables.size()) - 1;
}
static_assert(wellOrdered(), "a stage needs a table that no earlier stage makes, or a table has two owners or none");

}  // namespace

std::span<const Stage> stages() { return kStages; }

Result<Resources> openResources(const std::string& model_file, const std::string& data_folder, Rules rules) {
  Result<Model> model = openModel(model_file);
  if (!model) return model.error();
  Result<Knowledge> knowledge = loadKnowledge(data_folder);
  if (!knowledge) return knowledge.error();
  Result<std::string> digest = digestOfFolder(data_folder);
  if (!digest) return digest.error();
  if (!rules.rules.empty()) *digest += '+' + digestOf(rules.bytes);
  Vocabulary vocabulary(model->vocabulary);
  return Resources{*std::move(model), std::move(vocabulary), *std::move(knowledge), *std::move(digest),
                   std::move(rules)};
}

Maker makerOf(const Resources& resources) { return {LEGOMENA_VERSION, resources.model.name, resources.data_digest}; }

Document read(Article article, const Resources& resources, Scratch& scratch, std::string_view until,
              void (*after)(std::string_view stage, const Document&)) {
  Document document;
  document.meta = std::move(article.meta);
  document.text = std::move(article.text);
  document.sections = std::move(article.sections);
  for (const Stage& stage : kStages) {
    stage.run(document, resources, scratch);
    assert(firstFault(document).empty());
    if (after) after(stage.name, document);
    if (stage.name == until) break;
  }
  return document;
}

}  // namespace legomena
