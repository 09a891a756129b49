#include "model/calibration.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>

namespace legomena {

Result<Calibration> openCalibration(const Weights& weights) {
  Calibration out;
  struct {
    std::span<float> to;
    const char* name;
  } const rows[] = {{out.claim, "confidence/claim"}, {out.event, "confidence/event"}};
  for (const auto& row : rows) {
    const auto found = tensorOf(weights, row.name, TensorType::F32, {{static_cast<uint32_t>(row.to.size())}});
    if (!found) return found.error();
    const std::span<const float> values = valuesOf<float>(**found);
    if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); }))
      return Error{weights.path, std::string(row.name) + " holds what is no number", "export the model again"};
    std::copy(values.begin(), values.end(), row.to.begin());
  }
  return out;
}

float logOdds(float probability) {
  constexpr float kLeast = 1e-4f;
  const float p = std::clamp(probability, kLeast, 1 - kLeast);
  return std::log(p / (1 - p));
}

float confidenceOf(std::span<const float> weights, std::span<const float> features) {
  assert(weights.size() == features.size() + 1);
  float sum = weights[0];
  for (size_t i = 0; i < features.size(); ++i) sum += weights[i + 1] * features[i];
  return std::round(100 / (1 + std::exp(-sum))) / 100;
}

}  // namespace legomena
