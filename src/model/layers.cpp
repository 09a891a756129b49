#include "model/layers.h"

#include <fmt/format.h>

#include <cstdlib>

namespace legomena {
namespace {

constexpr uint32_t kLevels = 256;

uint32_t roundUp(uint32_t n) { return (n + kLanes - 1) / kLanes * kLanes; }

}  // namespace

Result<Linear> openLinear(const Weights& weights, const std::string& scope, uint32_t outputs, uint32_t inputs) {
  const auto codes = tensorOf(weights, scope + "/weight", TensorType::U8, {{outputs, inputs}});
  if (!codes) return codes.error();
  const auto levels = tensorOf(weights, scope + "/weight/levels", TensorType::I16, {{kLevels}});
  if (!levels) return levels.error();
  const auto scale = tensorOf(weights, scope + "/weight/scale", TensorType::F32, {{outputs}});
  if (!scale) return scale.error();
  const auto bias = tensorOf(weights, scope + "/bias", TensorType::F32, {{outputs}});
  if (!bias) return bias.error();

  Linear out{outputs, inputs, {}, valuesOf<float>(**scale).data(), valuesOf<float>(**bias).data()};
  const std::span<const uint8_t> from = valuesOf<uint8_t>(**codes);
  const std::span<const int16_t> level = valuesOf<int16_t>(**levels);
  int16_t* to = out.weights.take(size_t{outputs} * inputs);
  for (uint32_t o = 0; o < outputs; ++o) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < inputs; ++i) {
      const int16_t value = level[from[size_t{o} * inputs + i]];
      sum += std::abs(int32_t{value});
      to[packedPlace(o, i, inputs)] = value;
    }
    if (sum > kMaxWeightSum)
      return Error{weights.path, fmt::format("row {} of {}/weight is too large for 32-bit sums", o, scope),
                   "export the model again"};
  }
  return out;
}

Result<Norm> openNorm(const Weights& weights, const std::string& scope, uint32_t width) {
  const auto gain = tensorOf(weights, scope + "/gain", TensorType::F32, {{width}});
  if (!gain) return gain.error();
  const auto bias = tensorOf(weights, scope + "/bias", TensorType::F32, {{width}});
  if (!bias) return bias.error();
  return Norm{valuesOf<float>(**gain).data(), valuesOf<float>(**bias).data()};
}

Result<CodedTable> openCodedTable(const Weights& weights, const std::string& scope, uint32_t width) {
  const auto codes = tensorOf(weights, scope + "/weight", TensorType::U8, {{0, width}});
  if (!codes) return codes.error();
  const uint32_t rows = (*codes)->shape[0];
  const auto levels = tensorOf(weights, scope + "/weight/levels", TensorType::I16, {{kLevels}});
  if (!levels) return levels.error();
  const auto scale = tensorOf(weights, scope + "/weight/scale", TensorType::F32, {{rows}});
  if (!scale) return scale.error();
  return CodedTable{rows, width, valuesOf<uint8_t>(**codes).data(), valuesOf<int16_t>(**levels).data(),
                    valuesOf<float>(**scale).data()};
}

Result<std::vector<float>> openFloats(const Weights& weights, const std::string& name,
                                      std::span<const uint32_t> shape) {
  const auto values = tensorOf(weights, name, TensorType::I16, shape);
  if (!values) return values.error();
  const std::vector<uint32_t> rows((*values)->shape.begin(), (*values)->shape.end() - 1);
  const auto scale = tensorOf(weights, name + "/scale", TensorType::F32, rows);
  if (!scale) return scale.error();
  const std::span<const int16_t> from = valuesOf<int16_t>(**values);
  const std::span<const float> scales = valuesOf<float>(**scale);
  const size_t width = (*values)->shape.back();
  std::vector<float> out(from.size());
  for (size_t i = 0; i < out.size(); ++i) out[i] = from[i] * scales[i / width];
  return out;
}

Result<Projection> openProjection(const Weights& weights, const std::string& scope, uint32_t outputs, uint32_t inputs) {
  Result<std::vector<float>> rows = openFloats(weights, scope + "/weight", {{outputs, inputs}});
  if (!rows) return rows.error();
  const auto bias = tensorOf(weights, scope + "/bias", TensorType::F32, {{outputs}});
  if (!bias) return bias.error();
  Projection out{roundUp(outputs), inputs, {}, {}};
  out.columns.resize(size_t{out.outputs} * inputs);
  out.bias.resize(out.outputs);
  for (uint32_t o = 0; o < outputs; ++o) {
    out.bias[o] = valuesOf<float>(**bias)[o];
    for (uint32_t i = 0; i < inputs; ++i) out.columns[size_t{i} * out.outputs + o] = (*rows)[size_t{o} * inputs + i];
  }
  return out;
}

}  // namespace legomena
