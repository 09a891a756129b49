// For any processor.
#include "model/kernels.h"

namespace legomena::portable {
namespace {

using I16 = int32_t __attribute__((vector_size(64)));
struct Sums {
  int32_t lane[kLanes];
};
using Weights = const int16_t*;
using Pair = const int16_t*;
constexpr uint32_t kTileRows = 1, kTileBlocks = 1;

inline Weights load(const int16_t* p) { return p; }
inline Pair broadcast(const int16_t* p) { return p; }
inline void multiplyAdd(Sums& sums, Pair pair, Weights weights) {
  for (uint32_t i = 0; i < kLanes; ++i) sums.lane[i] += pair[0] * weights[2 * i] + pair[1] * weights[2 * i + 1];
}
inline I16 lanes(const Sums& sums) {
  I16 v;
  __builtin_memcpy(&v, sums.lane, sizeof v);
  return v;
}

#include "model/kernels_lanes.inc"

}  // namespace

extern const Kernels kKernels;
const Kernels kKernels{"portable", quantise, linear, addNorm, gelu, attention, project, softmax};

}  // namespace legomena::portable
