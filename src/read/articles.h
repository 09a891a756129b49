// The one door to the reading room: names of files in, articles out.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "legomena/error.h"
#include "text/document.h"

namespace legomena {

struct ReadOptions {
  // Fields of JSON Lines.
  std::string id_field = "id", text_field = "text", title_field = "title", published_field = "published",
              outlet_field = "outlet", url_field = "url";
  size_t most_bytes = 2 * 1024 * 1024;  // longest article text, in UTF-8
};

// Reads every article of the inputs in order: files, folders (all files below, sorted) and "-" for standard input. What
// a file is (JSON Lines, a page, plain text; packed with gzip or zstd; its encoding) is found by looking at its bytes.
// One article is held at a time. What cannot be read is told to `failed` and the rest goes on.
void readArticles(const std::vector<std::string>& inputs, const ReadOptions& options,
                  const std::function<void(Article&&)>& found, const std::function<void(const Error&)>& failed);

}  // namespace legomena
