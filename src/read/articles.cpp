#include "read/articles.h"

#include <fmt/format.h>

#include "read/encoding.h"
#include "read/json_lines.h"
#include "read/page.h"
#include "read/sections.h"
#include "read/source.h"
#include "text/unicode.h"

namespace legomena {
namespace {

constexpr size_t kChunk = 256 * 1024;
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

using Found = std::function<void(Article&&)>;
using Failed = std::function<void(const Error&)>;

bool isEmpty(std::string_view text) {
  for (size_t at = 0; at < text.size();)
    if (!isBlank(nextCodePoint(text, at))) return false;
  return true;
}

// Hands the article on if it is one, or says why it is none.
void deliver(Article&& article, const std::string& where, const ReadOptions& options, const Found& found,
             const Failed& failed) {
  if (article.text.size() > options.most_bytes)
    failed({where, fmt::format("a text of {} bytes", article.text.size()),
            fmt::format("at most {} bytes an article", options.most_bytes)});
  else if (isEmpty(article.text))
    failed({where, "no text", "an article's words"});
  else
    found(std::move(article));
}

// `bytes` holds the file's beginning; lines are read on from the source, and only one is held.
void readJsonLines(Source& source, std::string bytes, const std::string& path, const ReadOptions& options,
                   const Found& found, const Failed& failed) {
  // An escape takes six bytes for one; beside the text there are other fields.
  const size_t longest_line = options.most_bytes * 6 + kChunk;
  const std::string name = sourceName(path);
  if (bytes.starts_with(kUtf8Mark)) bytes.erase(0, kUtf8Mark.size());
  size_t line_number = 0, looked = 0;
  bool more = true, skipping = false;
  const auto take = [&](std::string_view line) {
    ++line_number;
    const std::string where = fmt::format("{}:{}", name, line_number);
    if (isEmpty(line)) return;
    if (skipping || line.size() > longest_line) {
      failed({where, fmt::format("a line of more than {} bytes", longest_line), "shorter articles"});
      return;
    }
    auto article = readJsonLine(line, options);
    if (!article) {
      failed({where, article.error().what, article.error().right});
      return;
    }
    if (article->meta.id.empty()) article->meta.id = fmt::format("{}:{}", sourceId(path), line_number);
    deliver(std::move(*article), where, options, found, failed);
  };
  while (true) {
    size_t begin = 0;
    for (size_t end; (end = bytes.find('\n', std::max(begin, looked))) != std::string::npos; begin = end + 1) {
      take(std::string_view(bytes).substr(begin, end - begin));
      skipping = false;
    }
    bytes.erase(0, begin);
    if (bytes.size() > longest_line) {
      skipping = true;
      bytes.clear();
    }
    looked = bytes.size();
    if (!more) break;
    auto got = source.read(bytes, kChunk);
    if (!got) {
      failed(got.error());
      return;
    }
    more = *got == kChunk;
  }
  if (skipping || !bytes.empty()) take(bytes);
}

// What a foreign file is, if its first bytes tell, and what to do about it.
std::optional<Error> foreignFormat(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return Error{"", "a PDF file, no text", "its text, as pdftotext writes it"};
  if (bytes.starts_with("PK\3\4")) return Error{"", "a ZIP archive or an office file, no text", "its files, unpacked"};
  if (bytes.starts_with("\x1f\x8b") || bytes.starts_with("\x28\xb5\x2f\xfd"))
    return Error{"", "packed twice", "a file packed once"};
  return std::nullopt;
}

void readFile(const std::string& path, const ReadOptions& options, const Found& found, const Failed& failed) {
  const std::string name = sourceName(path);
  auto source = Source::open(path);
  if (!source) {
    failed(source.error());
    return;
  }
  std::string bytes;
  auto got = source->read(bytes, kChunk);
  if (!got) {
    failed(got.error());
    return;
  }
  std::string_view head = bytes;
  if (head.starts_with(kUtf8Mark)) head.remove_prefix(kUtf8Mark.size());
  if (looksLikeJsonLines(head)) {
    const size_t open = head.find('{'), line_end = head.find('\n', open);
    if (line_end != std::string_view::npos && isEmpty(head.substr(open + 1, line_end - open - 1)))
      failed({name, "a JSON object over several lines", "one object a line, as jq -c . writes them"});
    else
      readJsonLines(*source, std::move(bytes), path, options, found, failed);
    return;
  }
  if (head.starts_with("[{") || head.starts_with("[\n{") || head.starts_with("[ {")) {
    failed({name, "a JSON array", "one object a line, as jq -c '.[]' writes them"});
    return;
  }
  // UTF-16 takes two bytes for one, and a page is mostly not its article.
  const size_t most = options.most_bytes * 4;
  if (*got == kChunk) {
    auto rest = source->read(bytes, most + 1);
    if (!rest) {
      failed(rest.error());
      return;
    }
  }
  if (bytes.size() > most) {
    failed({name, fmt::format("a file of more than {} bytes that is no JSON Lines", most),
            fmt::format("at most {} bytes an article", options.most_bytes)});
    return;
  }
  if (auto foreign = foreignFormat(bytes)) {
    failed({name, foreign->what, foreign->right});
    return;
  }
  if (bytes.empty()) {
    failed({name, "an empty file", "an article's words"});
    return;
  }
  Decoded decoded = decode(bytes);
  bytes = {};
  if (looksLikeJsonLines(decoded.text)) {  // in UTF-16
    readJsonLines(*source, std::move(decoded.text), path, options, found, failed);
    return;
  }
  if (looksBinary(decoded.text)) {
    failed({name, "no text: many control characters", "plain text, a page, or JSON Lines"});
    return;
  }
  Article article;
  if (looksLikePage(decoded.text)) {
    auto page = readPage(decoded.text);
    if (!page) {
      failed({name, page.error().what, page.error().right});
      return;
    }
    article = std::move(*page);
  } else {
    article.text = std::move(decoded.text);
    article.sections = sectionsOf(article.text, std::nullopt);
  }
  article.meta.id = sourceId(path);
  deliver(std::move(article), name, options, found, failed);
}

}  // namespace

void readArticles(const std::vector<std::string>& inputs, const ReadOptions& options, const Found& found,
                  const Failed& failed) {
  listFiles(
      inputs, [&](const std::string& path) { readFile(path, options, found, failed); }, failed);
}

}  // namespace legomena
