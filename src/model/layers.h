// Layers that take their weights by name from the file: "encoder/layer_0/inner" has a weight, its scale and a bias.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "legomena/error.h"
#include "model/buffer.h"
#include "model/kernels.h"
#include "model/weights.h"

namespace legomena {

// A large layer, in integers: the file's 8-bit codes, each standing for one of 256 levels, as the kernels read them.
struct Linear {
  LinearView view() const { return {outputs, inputs, weights.data(), scale, bias}; }

  uint32_t outputs = 0, inputs = 0;
  Buffer<int16_t> weights;
  const float* scale = nullptr;  // in the file
  const float* bias = nullptr;   // in the file
};
Result<Linear> openLinear(const Weights& weights, const std::string& scope, uint32_t outputs, uint32_t inputs);

struct Norm {
  const float* gain = nullptr;
  const float* bias = nullptr;
};
Result<Norm> openNorm(const Weights& weights, const std::string& scope, uint32_t width);

// A table of vectors, one a row, as codes or 16-bit numbers with a scale per row.
struct CodedTable {
  uint32_t rows = 0, width = 0;
  const uint8_t* codes = nullptr;
  const int16_t* levels = nullptr;
  const float* scale = nullptr;
};
Result<CodedTable> openCodedTable(const Weights& weights, const std::string& scope, uint32_t width);

// A small layer, in floats: a column per output, outputs rounded up to the kernels' lanes. The file has 16-bit numbers
// with a scale per row.
struct Projection {
  uint32_t outputs = 0;  // rounded up
  uint32_t inputs = 0;
  std::vector<float> columns;  // [inputs][outputs]
  std::vector<float> bias;     // [outputs]
};
Result<Projection> openProjection(const Weights& weights, const std::string& scope, uint32_t outputs, uint32_t inputs);

// A 16-bit tensor with a scale per row (of its last dimension) as floats.
Result<std::vector<float>> openFloats(const Weights& weights, const std::string& name, std::span<const uint32_t> shape);

}  // namespace legomena
