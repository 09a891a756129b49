#include "model/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <memory>
#include <random>
#include <vector>

namespace legomena {
namespace {

std::vector<const Kernels*> all() {
  std::vector<const Kernels*> out;
  for (const char* name : {"portable", "avx2", "vnni"})
    if (const Kernels* k = kernelsNamed(name)) out.push_back(k);
  return out;
}

std::vector<float> randoms(size_t n, float spread, uint32_t seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> values(0, spread);
  std::vector<float> out(n);
  for (float& x : out) x = values(random);
  return out;
}

bool sameBits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

TEST(Kernels, LinearIsTheProductAndTheSameOnAllProcessors) {
  constexpr uint32_t kInputs = 96, kOutputs = 80;
  for (const uint32_t rows : {1u, 5u, 12u, 13u, 40u}) {
    std::mt19937 random(rows);
    std::vector<int16_t> weights(kInputs * kOutputs), packed(weights.size());
    for (int16_t& w : weights) w = static_cast<int16_t>(static_cast<int>(random() % 8001) - 4000);
    for (uint32_t o = 0; o < kOutputs; ++o)
      for (uint32_t i = 0; i < kInputs; ++i) packed[packedPlace(o, i, kInputs)] = weights[o * kInputs + i];
    const std::vector<float> scale = randoms(kOutputs, 1e-4f, 1), bias = randoms(kOutputs, 1, 2);
    const std::vector<float> x = randoms(size_t{rows} * kInputs, 2, 3);
    std::vector<float> first;
    for (const Kernels* k : all()) {
      std::vector<int16_t> integers(x.size());
      std::vector<float> scales(rows), out(size_t{rows} * kOutputs);
      k->quantise(x.data(), rows, kInputs, integers.data(), scales.data());
      k->linear({kOutputs, kInputs, packed.data(), scale.data(), bias.data()}, integers.data(), scales.data(), rows,
                out.data());
      for (uint32_t r = 0; r < rows; ++r)
        for (uint32_t o = 0; o < kOutputs; ++o) {
          double sum = 0;
          for (uint32_t i = 0; i < kInputs; ++i) sum += double{x[r * kInputs + i]} * weights[o * kInputs + i];
          ASSERT_NEAR(out[r * kOutputs + o], sum * scale[o] + bias[o], 0.02) << k->name;
        }
      if (first.empty()) first = out;
      EXPECT_TRUE(sameBits(first, out)) << k->name;
    }
  }
}

TEST(Kernels, AttentionIsSoftmaxOfProductsAndTheSameOnAllProcessors) {
  constexpr uint32_t kHeads = 2, kWidth = kHeads * kHeadWidth;
  const auto room = std::make_unique<AttentionRoom>();
  for (const uint32_t length : {1u, 11u, 16u, 37u, kMaxPieces}) {
    const std::vector<float> qkv = randoms(size_t{length} * 3 * kWidth, 1.5f, length);
    std::vector<float> first;
    for (const Kernels* k : all()) {
      std::vector<float> out(size_t{length} * kWidth);
      k->attention(qkv.data(), length, kHeads, *room, out.data());
      if (first.empty()) first = out;
      EXPECT_TRUE(sameBits(first, out)) << k->name << " " << length;
    }
    for (uint32_t t = 0; t < length; t += 7)
      for (uint32_t h = 0; h < kHeads; ++h) {
        const float* q = qkv.data() + size_t{t} * 3 * kWidth + h * kHeadWidth;
        double sum = 0, mixed[kHeadWidth] = {};
        for (uint32_t s = 0; s < length; ++s) {
          const float* key = qkv.data() + (size_t{s} * 3 + 1) * kWidth + h * kHeadWidth;
          double product = 0;
          for (uint32_t i = 0; i < kHeadWidth; ++i) product += double{q[i]} * key[i];
          const double share = std::exp(product / std::sqrt(double{kHeadWidth}));
          sum += share;
          for (uint32_t i = 0; i < kHeadWidth; ++i) mixed[i] += share * key[kWidth + i];
        }
        for (uint32_t i = 0; i < kHeadWidth; ++i)
          ASSERT_NEAR(first[size_t{t} * kWidth + h * kHeadWidth + i], mixed[i] / sum, 4e-3) << length;
      }
  }
}

TEST(Kernels, GeluNormAndSoftmaxKeepToTheirDefinition) {
  std::vector<float> first_gelu, first_norm, first_softmax;
  for (const Kernels* k : all()) {
    std::vector<float> x;
    for (int i = -800; i < 800; ++i) x.push_back(static_cast<float>(i) / 80);
    std::vector<float> gelu = x;
    k->gelu(gelu.data(), gelu.size());
    for (size_t i = 0; i < x.size(); ++i)
      ASSERT_NEAR(gelu[i], x[i] * 0.5 * std::erfc(-x[i] / std::sqrt(2.0)), 2e-6) << x[i];
    std::vector<float> norm = x;
    const std::vector<float> update = randoms(x.size(), 1, 1), gain = randoms(64, 1, 2), bias = randoms(64, 1, 3);
    k->addNorm(norm.data(), update.data(), 25, 64, gain.data(), bias.data());
    for (size_t r = 0; r < 25; ++r) {
      double mean = 0, variance = 0;
      for (size_t i = r * 64; i < r * 64 + 64; ++i) mean += (x[i] + update[i]) / 64.0;
      for (size_t i = r * 64; i < r * 64 + 64; ++i) variance += std::pow(x[i] + update[i] - mean, 2) / 64;
      for (size_t i = 0; i < 64; ++i)
        ASSERT_NEAR(norm[r * 64 + i],
                    (x[r * 64 + i] + update[r * 64 + i] - mean) / std::sqrt(variance + 1e-12) * gain[i] + bias[i],
                    1e-4);
    }
    std::vector<float> softmax = randoms(32, 3, 4);
    double sum = 0;
    for (int i = 0; i < 21; ++i) sum += std::exp(double{softmax[i]});
    const std::vector<float> logits = softmax;
    k->softmax(softmax.data(), 21);
    for (int i = 0; i < 21; ++i) ASSERT_NEAR(softmax[i], std::exp(double{logits[i]}) / sum, 1e-6);
    if (first_gelu.empty()) first_gelu = gelu, first_norm = norm, first_softmax = softmax;
    EXPECT_TRUE(sameBits(first_gelu, gelu) && sameBits(first_norm, norm) && sameBits(first_softmax, softmax))
        << k->name;
  }
}

}  // namespace
}  // namespace legomena
