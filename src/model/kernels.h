// The arithmetic of the network, written once over sixteen lanes and compiled for several kinds of processors.
//
// Matrix products multiply 16-bit integers and add in 32 bits, which is exact in any order; everything else is done in
// floats lane by lane, with sums over lanes in one fixed order and no product and sum in one rounding. So every kind of
// processor and any number of threads makes the same bits.
#pragma once

#include <cstddef>
#include <cstdint>

namespace legomena {

inline constexpr uint32_t kLanes = 16;
inline constexpr uint32_t kHeadWidth = 32;   // of an attention head
inline constexpr uint32_t kMaxPieces = 512;  // of a window

// Activations are integers in [-kActivationMax, kActivationMax] with a scale per row. Twelve bits and a sign: with
// eight bits one anchor in sixty was read otherwise than in full precision. A row of weights must keep the sum of its
// absolute values under kMaxWeightSum, so that no sum of products passes 32 bits.
inline constexpr int32_t kActivationMax = 4095;
inline constexpr int32_t kMaxWeightSum = INT32_MAX / kActivationMax;

// A linear layer's weights: output o is the sum over i of weight[o][i] * scale[o] * input[i], plus bias[o].
struct LinearView {
  uint32_t outputs = 0;              // a multiple of kLanes
  uint32_t inputs = 0;               // even
  const int16_t* weights = nullptr;  // [outputs / 16][inputs / 2][16 outputs][2 inputs]
  const float* scale = nullptr;      // [outputs]
  const float* bias = nullptr;       // [outputs]
};

// Where weight [output][input] stands in LinearView::weights.
inline size_t packedPlace(uint32_t output, uint32_t input, uint32_t inputs) {
  return (size_t{output / kLanes} * inputs / 2 + input / 2) * kLanes * 2 + output % kLanes * 2 + input % 2;
}

// Room for one head of one window.
struct AttentionRoom {
  alignas(64) int16_t queries[kMaxPieces * kHeadWidth];
  alignas(64) int16_t keys[kMaxPieces * kHeadWidth];
  alignas(64) int16_t values[kMaxPieces * kHeadWidth];
  alignas(64) float scores[kLanes * kMaxPieces];
  alignas(64) int16_t shares[kLanes * kMaxPieces];
};

// One kind of processor's functions. Rows are contiguous; widths are multiples of kLanes where nothing else is said.
struct Kernels {
  const char* name;

  // x [rows][width] -> integers and a scale per row.
  void (*quantise)(const float* x, uint32_t rows, uint32_t width, int16_t* out, float* scales);

  // out [rows][outputs]; `scales` are the rows' scales.
  void (*linear)(const LinearView& layer, const int16_t* x, const float* scales, uint32_t rows, float* out);

  // x = norm(x + update) * gain + bias, row by row; no update where it is null.
  void (*addNorm)(float* x, const float* update, uint32_t rows, uint32_t width, const float* gain, const float* bias);

  // x = gelu(x), the exact form over erf.
  void (*gelu)(float* x, size_t count);

  // Attention of one window of `length` pieces among themselves: qkv [length][3 * width] -> out [length][width], where
  // width = heads * kHeadWidth.
  void (*attention)(const float* qkv, uint32_t length, uint32_t heads, AttentionRoom& room, float* out);

  // out [rows][outputs] = x [rows][inputs] * columns [inputs][outputs] (+ bias [outputs] unless null), in floats;
  // `inputs` is any number.
  void (*project)(const float* x, uint32_t rows, uint32_t inputs, const float* columns, uint32_t outputs,
                  const float* bias, float* out);

  // x [count] -> probabilities; `count` is any number, x has room up to the next multiple of kLanes.
  void (*softmax)(float* x, uint32_t count);
};

// The fastest that this processor can run; chosen once.
const Kernels& kernels();

// "vnni", "avx2" or "portable"; null where this processor cannot run it.
const Kernels* kernelsNamed(const char* name);

}  // namespace legomena
