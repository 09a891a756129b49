#include "model/reader.h"

#include <algorithm>

namespace legomena {
namespace {

// One piece a line, each line ended.
std::vector<std::string_view> linesOf(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t begin = 0, end; (end = text.find('\n', begin)) != text.npos; begin = end + 1)
    out.push_back(text.substr(begin, end - begin));
  return out;
}

}  // namespace

Result<Model> openModel(Weights weights) {
  const auto lines = tensorOf(weights, "vocabulary", TensorType::U8, {{0}});
  if (!lines) return lines.error();
  Model out;
  out.name = weights.model;
  out.vocabulary = linesOf({reinterpret_cast<const char*>((*lines)->data), (*lines)->count});
  struct {
    int32_t& to;
    std::string_view piece;
  } const marks[] = {{out.cls, "[CLS]"}, {out.sep, "[SEP]"}};
  for (const auto& mark : marks) {
    const auto found = std::find(out.vocabulary.begin(), out.vocabulary.end(), mark.piece);
    if (found == out.vocabulary.end())
      return Error{weights.path, "the vocabulary has no " + std::string(mark.piece), "export the model again"};
    mark.to = static_cast<int32_t>(found - out.vocabulary.begin());
  }
  Result<Encoder> encoder = openEncoder(weights);
  if (!encoder) return encoder.error();
  out.encoder = *std::move(encoder);
  if (out.encoder.words.rows != out.vocabulary.size())
    return Error{weights.path, "vocabulary and word table differ in length", "export the model again"};
  Result<Heads> heads = openHeads(weights, out.encoder.width);
  if (!heads) return heads.error();
  out.heads = *std::move(heads);
  const Result<Calibration> calibration = openCalibration(weights);
  if (!calibration) return calibration.error();
  out.calibration = *calibration;
  out.weights = std::move(weights);
  out.kernels = &kernels();
  return out;
}

Result<Model> openModel(const std::string& path) {
  Result<Weights> weights = openWeights(path);
  if (!weights) return weights.error();
  return openModel(*std::move(weights));
}

}  // namespace legomena
