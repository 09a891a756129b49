#include "model/heads.h"

#include <algorithm>
#include <array>

#include "text/lists.h"

namespace legomena {
namespace {

// kReach[n]: the least number of words between anchor and word whose bin is n or more; it is where
// round(2.6 * log2(words + 1)), the training's formula, steps to n.
constexpr std::array<uint32_t, 21> kReach{0, 1, 1, 1, 2, 3, 4, 5, 7, 9, 12, 16, 21, 28, 36, 47, 62, 81, 106, 138, 181};
static_assert(2 * (kReach.size() - 1) + 1 == kDistances);

Result<const float*> openRow(const Weights& weights, const std::string& name, std::span<const uint32_t> shape) {
  const auto found = tensorOf(weights, name, TensorType::F32, shape);
  if (!found) return found.error();
  return valuesOf<float>(**found).data();
}

Result<PairHead> openPairHead(const Weights& weights, const std::string& scope, uint32_t labels, uint32_t width) {
  const auto anchor = tensorOf(weights, scope + "/anchor/bias", TensorType::F32, {{0}});
  if (!anchor) return anchor.error();
  PairHead out;
  out.labels = labels;
  out.width = (*anchor)->shape[0];
  if (out.width % kLanes != 0)
    return Error{weights.path, scope + "'s product is no multiple of 16 wide", "export the model again"};
  for (auto& [to, name] : {std::pair{&out.anchor, "/anchor"}, std::pair{&out.word, "/word"}}) {
    Result<Projection> opened = openProjection(weights, scope + name, out.width, width);
    if (!opened) return opened.error();
    *to = *std::move(opened);
  }
  Result<std::vector<float>> product = openFloats(weights, scope + "/product", {{labels, out.width, out.width}});
  if (!product) return product.error();
  out.product = *std::move(product);
  struct {
    const float*& to;
    const char* name;
    std::vector<uint32_t> shape;
  } const rows[] = {{out.of_anchor, "/of_anchor/weight", {labels, out.width}},
                    {out.of_word, "/of_word/weight", {labels, out.width}},
                    {out.bias, "/of_anchor/bias", {labels}},
                    {out.distance, "/distance", {kDistances, labels}},
                    {out.threshold, "/threshold", {labels}}};
  for (const auto& row : rows) {
    Result<const float*> opened = openRow(weights, scope + row.name, row.shape);
    if (!opened) return opened.error();
    row.to = *opened;
  }
  return out;
}

}  // namespace

uint32_t distanceBin(uint32_t anchor, uint32_t word) {
  const uint32_t words = anchor < word ? word - anchor : anchor - word;
  const auto steps = static_cast<uint32_t>(std::upper_bound(kReach.begin(), kReach.end(), words) - kReach.begin()) - 1;
  return anchor < word ? kDistances / 2 + steps : kDistances / 2 - steps;
}

Result<Heads> openHeads(const Weights& weights, uint32_t width) {
  Heads out;
  struct {
    Projection& to;
    const char* name;
    size_t classes;
  } const tags[] = {{out.cue, "tag/cue", 3},
                    {out.stance, "tag/stance", kStances.size()},
                    {out.type, "tag/type", kEventTypes.size() + 1},
                    {out.mode, "tag/mode", kModes.size()},
                    {out.status, "tag/status", kStatuses.size()},
                    {out.kind, "tag/kind", kKinds.size()},
                    {out.sector, "tag/sector", kSectors.size()}};
  for (const auto& tag : tags) {
    Result<Projection> opened = openProjection(weights, tag.name, static_cast<uint32_t>(tag.classes), width);
    if (!opened) return opened.error();
    tag.to = *std::move(opened);
  }
  struct {
    PairHead& to;
    const char* name;
    size_t labels;
  } const pairs[] = {{out.claim, "pair/claim", kClaimLabels.size()},
                     {out.event, "pair/event", kEventLabels.size()},
                     {out.party, "pair/party", 1}};
  for (const auto& pair : pairs) {
    Result<PairHead> opened = openPairHead(weights, pair.name, static_cast<uint32_t>(pair.labels), width);
    if (!opened) return opened.error();
    pair.to = *std::move(opened);
  }
  return out;
}

void readPairWords(const PairHead& head, const Kernels& k, std::span<const float> words, uint32_t count,
                   PairWords& out) {
  const uint32_t width = head.width;
  out.count = count;
  out.padded = (count + kLanes - 1) / kLanes * kLanes;
  struct {
    const Projection& by;
    float* to;
  } const sides[] = {{head.anchor, out.anchors.take(size_t{count} * width)},
                     {head.word, out.parts.take(size_t{count} * width)}};
  for (const auto& side : sides) {
    k.project(words.data(), count, side.by.inputs, side.by.columns.data(), width, side.by.bias.data(), side.to);
    k.gelu(side.to, size_t{count} * width);
  }
  float* columns = out.columns.take(size_t{width} * out.padded);
  for (uint32_t i = 0; i < width; ++i)
    for (uint32_t w = 0; w < out.padded; ++w)
      columns[size_t{i} * out.padded + w] = w < count ? out.parts.data()[size_t{w} * width + i] : 0.0f;
}

const float* scorePairs(const PairHead& head, const Kernels& k, uint32_t anchor, PairWords& words) {
  const uint32_t width = head.width;
  const float* part = words.anchors.data() + size_t{anchor} * width;
  float* terms = words.terms.take(size_t{head.labels} * width);
  float* scores = words.scores.take(size_t{head.labels} * words.padded);
  // The product with the anchor gives a vector per label; the word's own term is one more vector to multiply it by.
  for (uint32_t l = 0; l < head.labels; ++l)
    k.project(part, 1, width, head.product.data() + size_t{l} * width * width, width, head.of_word + size_t{l} * width,
              terms + size_t{l} * width);
  k.project(terms, head.labels, width, words.columns.data(), words.padded, nullptr, scores);
  for (uint32_t l = 0; l < head.labels; ++l) {
    float offset = head.bias[l] - head.threshold[l];
    for (uint32_t i = 0; i < width; ++i) offset += head.of_anchor[size_t{l} * width + i] * part[i];
    for (uint32_t w = 0; w < words.count; ++w)
      scores[size_t{l} * words.padded + w] += offset + head.distance[distanceBin(anchor, w) * head.labels + l];
  }
  return scores;
}

}  // namespace legomena
