// What the model's scores are worth: logistic regressions (Platt 1999) that turn them into the probability that a claim
// or an event is right, fitted on articles held out from training (train/calibrate.py).
#pragma once

#include <array>
#include <span>

#include "legomena/error.h"
#include "model/weights.h"

namespace legomena {

// A constant, then a weight per feature. As they stand here, the model's own probability of the anchor.
struct Calibration {
  std::array<float, 4> claim{0, 1, 0, 0};  // log odds of the cue and of the stance, mean score of the content's words
  std::array<float, 2> event{0, 1};        // log odds of the type
};

Result<Calibration> openCalibration(const Weights& weights);

// ln(p / (1 - p)), for p kept within [0.0001, 0.9999].
float logOdds(float probability);

// The probability, in hundredths. `weights` has one value more than `features`.
float confidenceOf(std::span<const float> weights, std::span<const float> features);

}  // namespace legomena
