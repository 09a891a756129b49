// How far records are from marked ones: precision, recall and F1 of every measure of claims, events and parties, added
// up over all articles (micro-averages). The measures, the way things are paired and the printed form are those of the
// marked articles' own scorer (gold/score.py), equal to the last digit, so that a figure may be quoted from either.
//
//   claim          the cue overlaps, and the content's characters agree with F1 >= 0.5; claim.extent: with F1 >= 0.9
//   claim.stance, .source (words agree with F1 >= 0.5), .speaker (the right parties, all of them); claim.full: all of
//   these event          the trigger overlaps; event.type: and the type is equal; with the type also event.mode,
//   .status, .actor,
//                  .recipient, .when, .where, .number
//   event.party    single fillers of actor and recipient; event.dyad: all of both
//   event.ledger   dyad, status, and the claim that holds it
//   party          parties that fill a role anywhere; party.code: with country and sector
//
// Two parties are the same if one's name holds all words of the other's, or both are the same state, or their names
// share a word and mentions of them overlap.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "legomena/error.h"
#include "legomena/record.h"

namespace legomena {

struct Figure {
  std::string measure;  // "claim.extent"; "type ASSAULT" for the events of one type
  uint64_t right = 0, gold = 0, system = 0;

  double precision() const { return system > 0 ? static_cast<double>(right) / static_cast<double>(system) : 0; }
  double recall() const { return gold > 0 ? static_cast<double>(right) / static_cast<double>(gold) : 0; }
  double f1() const {
    const double p = precision(), r = recall();
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
  }
};

// The articles that share a value of the field that figures are asked by; the first group is "all".
struct FigureGroup {
  std::string name;
  std::vector<Figure> figures;
};

// One mark that is missing, wrong or too much.
struct Miss {
  std::string kind;  // "claim.missed", "event.type", …
  std::string article;
  std::string words;
};

// One mark of the system: right is a claim whose cue, content and stance are, an event whose trigger and type are.
struct Judged {
  std::string kind;  // claim, event
  std::string article, id;
  std::optional<double> confidence;
  bool right = false;
};

struct Evaluation {
  std::vector<FigureGroup> groups;
  std::vector<Miss> misses;
  std::vector<Judged> judged;
};

// `system` is joined to `gold` by id; an article that it lacks counts as one without marks. `by` names a field of the
// gold record: id, title, published, outlet, url. An error where an article's text is not the gold's, since spans would
// then cut something else.
Result<Evaluation> evaluate(const std::vector<Record>& gold, const std::vector<Record>& system,
                            const std::optional<std::string>& by = std::nullopt);

// The figures for a person, a block per group; with the event types' own lines where `types`.
std::string figuresTable(const Evaluation& evaluation, bool types);

// {"measure": F1, …} of all articles, rounded to four places, one line.
std::string figuresJson(const Evaluation& evaluation, bool types);

// How far confidence can be trusted: for each tenth of it, how many claims and events have it and what share is right.
std::string reliabilityTable(const Evaluation& evaluation);

// Every mark of the system: kind, article, id, and 1 where it is right, parted by tabs.
std::string judgedList(const Evaluation& evaluation);

// The misses whose kind begins with `kind`, or all for "all": kind, article and words, parted by tabs.
std::string missesList(const Evaluation& evaluation, std::string_view kind);

}  // namespace legomena
