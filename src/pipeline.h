// The way of an article, stage by stage. The list in pipeline.cpp is the whole of it: what each stage needs, what it
// makes.
//
// A stage is a function from a document (its text and the tables filled so far) to more tables. No stage looks back and
// none knows the next. That every table is made once, and before it is needed, is checked when this file is compiled.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "legomena/error.h"
#include "mark/rules.h"
#include "model/score.h"
#include "resolve/knowledge.h"
#include "text/document.h"
#include "text/pieces.h"
#include "write/record.h"

namespace legomena {

enum class Table : uint8_t { Text, Sections, Words, Wishes, Scores, Claims, Events, Parties };
inline constexpr std::array<std::string_view, 8> kTables{"text",   "sections", "words",  "wishes",
                                                         "scores", "claims",   "events", "parties"};

// What all articles are read with: opened once, never changed, shared by threads.
struct Resources {
  Model model;
  Vocabulary vocabulary;  // the model's
  Knowledge knowledge;
  std::string data_digest;     // SHA-256 of the knowledge files; with rules, `+` and theirs
  Rules rules;                 // the user's
  float least_confidence = 0;  // claims and events of less are left out
};

Result<Resources> openResources(const std::string& model_file, const std::string& data_folder, Rules rules = {});

// What records say of who made them.
Maker makerOf(const Resources& resources);

struct Stage {
  std::string_view name;
  uint32_t needs = 0;  // bits of Table
  uint32_t makes = 0;
  void (*run)(Document&, const Resources&, Scratch&) = nullptr;
};

// The stages in order.
std::span<const Stage> stages();

// An article through the stages, all or as far as the one named `until`. `scratch` is this thread's; `after` is called
// after each stage with its name.
Document read(Article article, const Resources& resources, Scratch& scratch, std::string_view until = {},
              void (*after)(std::string_view stage, const Document&) = nullptr);

}  // namespace legomena
