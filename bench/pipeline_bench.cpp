// Where the time of an article goes, stage by stage, and whether it grows with the article's length only: microseconds
// a word for an article, for four of it in one and for sixteen.
//
//   pipeline_bench ARTICLE.txt [models/reader.legomena]
#include <fmt/format.h>

#include <fstream>
#include <map>
#include <sstream>

#include "clock.h"
#include "pipeline.h"

namespace legomena {
namespace {

constexpr int kRounds = 5;

// Filled by `read`, whose hook takes no state.
std::map<std::string_view, double> spent;
double last = 0;

void note(std::string_view stage, const Document&) {
  const double now = seconds();
  spent[stage] += now - last;
  last = now;
}

// Microseconds a word of each stage, the least of some rounds.
std::map<std::string_view, double> perWord(const std::string& text, const Resources& resources) {
  std::map<std::string_view, double> least;
  Scratch scratch;
  for (int round = 0; round < kRounds; ++round) {
    Article article;
    article.text = text;
    spent.clear();
    last = seconds();
    const Document d = read(std::move(article), resources, scratch, {}, note);
    for (const auto& [stage, time] : spent) {
      const double here = time * 1e6 / static_cast<double>(d.words.size());
      const auto [at, fresh] = least.try_emplace(stage, here);
      if (!fresh) at->second = std::min(at->second, here);
    }
  }
  return least;
}

}  // namespace
}  // namespace legomena

int main(int count, char** arguments) {
  using namespace legomena;
  if (count < 2) {
    fmt::print(stderr, "pipeline_bench ARTICLE.txt [MODEL]\n");
    return 2;
  }
  std::stringstream text;
  text << std::ifstream(arguments[1]).rdbuf() << "\n\n";
  const Result<Resources> resources = openResources(
      count > 2 ? arguments[2] : LEGOMENA_SOURCE_DIR "/models/reader.legomena", LEGOMENA_SOURCE_DIR "/data");
  if (!resources) {
    fmt::print(stderr, "{}\n", resources.error().message());
    return 4;
  }
  std::vector<std::map<std::string_view, double>> by_length;
  for (const int times : {1, 4, 16}) {
    std::string repeated;
    for (int i = 0; i < times; ++i) repeated += text.str();
    by_length.push_back(perWord(repeated, *resources));
  }
  double whole = 0;
  for (const auto& [stage, time] : by_length[0]) whole += time;
  fmt::print("{:10} {:>8} {:>8} {:>8} {:>7}   microseconds a word; share of one article's time\n", "stage", "x 1",
             "x 4", "x 16", "share");
  for (const Stage& stage : stages())
    fmt::print("{:10} {:8.2f} {:8.2f} {:8.2f} {:6.1f}%\n", stage.name, by_length[0][stage.name],
               by_length[1][stage.name], by_length[2][stage.name], 100 * by_length[0][stage.name] / whole);
  fmt::print("{:.0f} words a second\n", 1e6 / whole);
}
