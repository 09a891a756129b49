#include "mark/runs.h"

#include <algorithm>
#include <tuple>

namespace legomena {
namespace {

// How weak a word may be that goes on where an article ended a run.
constexpr float kLeastAfterArticle = -2;

bool isArticle(std::string_view word) {
  return word == "the" || word == "The" || word == "a" || word == "A" || word == "an" || word == "An";
}

// A run that ends with an article goes on over the weak words behind it, so that "the" becomes "the ministry"; one
// behind which no word is scored is dropped. Rows are those the runs were made from.
void finishAfterArticles(const Document& document, const WordScore* begin, const WordScore* end, WordSpan skip,
                         std::vector<Run>& runs) {
  const auto endsWithArticle = [&](const Run& run) {
    return isArticle(document.cut(document.words[run.words.end - 1].span));
  };
  for (Run& run : runs) {
    if (!endsWithArticle(run)) continue;
    const WordScore* row =
        std::lower_bound(begin, end, run.words.end, [](const WordScore& r, uint32_t w) { return r.word < w; });
    for (; row != end && row->word == run.words.end && row->word != skip.begin && row->score > kLeastAfterArticle;
         ++row)
      ++run.words.end;
  }
  uint32_t covered = 0;  // a run that went on may have reached the next
  std::erase_if(runs, [&](const Run& run) {
    if (endsWithArticle(run) || run.words.begin < covered) return true;
    covered = run.words.end;
    return false;
  });
}

}  // namespace

WordSpan sentenceOf(const Document& document, uint32_t word) {
  const auto next = std::upper_bound(document.sentences.begin(), document.sentences.end(), word,
                                     [](uint32_t at, const Sentence& s) { return at < s.words.end; });
  return next == document.sentences.end() ? WordSpan{0, static_cast<uint32_t>(document.words.size())} : next->words;
}

std::vector<Run> runsOf(const Document& document, const WordScore* begin, const WordScore* end, WordSpan skip,
                        uint32_t join) {
  std::vector<Run> out;
  uint32_t run_end = 0;  // where the sentence of the last run ends
  std::vector<float> sums;
  const WordScore* previous = nullptr;  // the last strong word
  uint32_t between = 0;                 // weak words scored since then
  for (const WordScore* row = begin; row != end; ++row) {
    if (row->word >= skip.begin && row->word < skip.end) {
      previous = nullptr;
      continue;
    }
    if (row->score <= 0) {
      ++between;
      continue;
    }
    const uint32_t gap = previous ? row->word - previous->word - 1 : 0;
    if (previous && gap <= join && gap == between && row->word < run_end) {
      out.back().words.end = row->word + 1;
      sums.back() += row->score;
    } else {
      out.push_back({{row->word, row->word + 1}, 0});
      sums.push_back(row->score);
      run_end = sentenceOf(document, row->word).end;
    }
    previous = row;
    between = 0;
  }
  for (size_t i = 0; i < out.size(); ++i) out[i].score = sums[i] / static_cast<float>(out[i].words.size());
  return out;
}

std::vector<Run> fillersOf(const Document& document, const WordScore* begin, const WordScore* end, WordSpan skip,
                           float least, float further) {
  std::vector<Run> runs = runsOf(document, begin, end, skip, 0);
  finishAfterArticles(document, begin, end, skip, runs);
  if (runs.empty()) {
    std::vector<WordScore> raised(begin, end);
    for (WordScore& row : raised) row.score -= least;
    runs = runsOf(document, raised.data(), raised.data() + raised.size(), skip, 0);
    finishAfterArticles(document, begin, end, skip, runs);
    std::erase_if(runs, [&](const Run& run) { return !hasWord(document, run.words); });
    const auto best =
        std::max_element(runs.begin(), runs.end(), [](const Run& x, const Run& y) { return x.score < y.score; });
    if (best != runs.end()) runs = {*best};
    return runs;
  }
  const auto best =
      std::max_element(runs.begin(), runs.end(), [](const Run& x, const Run& y) { return x.score < y.score; });
  const WordSpan strongest = best->words;
  std::erase_if(runs, [&](const Run& run) { return run.score <= further && run.words != strongest; });
  return runs;
}

std::pair<const WordScore*, const WordScore*> rowsOf(const std::vector<WordScore>& scores, uint32_t anchor,
                                                     uint8_t label) {
  const auto before = [](const WordScore& row, std::pair<uint32_t, uint8_t> key) {
    return std::tie(row.anchor, row.label) < std::tie(key.first, key.second);
  };
  const auto after = [](std::pair<uint32_t, uint8_t> key, const WordScore& row) {
    return std::tie(key.first, key.second) < std::tie(row.anchor, row.label);
  };
  const std::pair key{anchor, label};
  const auto first = std::lower_bound(scores.begin(), scores.end(), key, before);
  const auto last = std::upper_bound(first, scores.end(), key, after);
  return {scores.data() + (first - scores.begin()), scores.data() + (last - scores.begin())};
}

bool hasWord(const Document& document, WordSpan span) {
  for (uint32_t w = span.begin; w < span.end; ++w)
    if (document.words[w].shape != Shape::Mark) return true;
  return false;
}

std::vector<ByteSpan> spansOf(const Document& document, const std::vector<Run>& runs) {
  std::vector<ByteSpan> out;
  for (const Run& run : runs)
    if (hasWord(document, run.words)) out.push_back(document.bytes(run.words));
  return out;
}

std::optional<ByteSpan> strongestOf(const Document& document, const std::vector<Run>& runs) {
  const Run* best = nullptr;
  for (const Run& run : runs)
    if (hasWord(document, run.words) && (!best || run.score > best->score)) best = &run;
  if (!best) return std::nullopt;
  return document.bytes(best->words);
}

}  // namespace legomena
