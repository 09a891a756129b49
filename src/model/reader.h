// The model, opened: the network with its weights, and the vocabulary that it reads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "legomena/error.h"
#include "model/calibration.h"
#include "model/encoder.h"
#include "model/heads.h"
#include "model/weights.h"

namespace legomena {

// Never changed after opening; threads share it.
struct Model {
  std::string name;
  std::vector<std::string_view> vocabulary;  // in the order of the word table
  int32_t cls = 0, sep = 0;                  // the pieces before and after a window
  Encoder encoder;
  Heads heads;
  Calibration calibration;
  Weights weights;  // holds the file that all of these point into
  const Kernels* kernels = nullptr;
};

Result<Model> openModel(const std::string& path);
Result<Model> openModel(Weights weights);

}  // namespace legomena
