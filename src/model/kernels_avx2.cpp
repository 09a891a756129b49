// For processors with AVX2: eight pairs are multiplied and added in one instruction (vpmaddwd), their sums added in
// another.
#if defined(__x86_64__)
#include <immintrin.h>

#include "model/kernels.h"

namespace legomena::avx2 {
namespace {

using I16 = int32_t __attribute__((vector_size(64)));
struct Sums {
  __m256i low, high;
};
using Weights = Sums;
using Pair = __m256i;
constexpr uint32_t kTileRows = 6, kTileBlocks = 1;

inline Weights load(const int16_t* p) {
  const auto* q = reinterpret_cast<const __m256i*>(p);
  return {_mm256_loadu_si256(q), _mm256_loadu_si256(q + 1)};
}
inline Pair broadcast(const int16_t* p) {
  int32_t pair;
  __builtin_memcpy(&pair, p, sizeof pair);
  return _mm256_set1_epi32(pair);
}
inline void multiplyAdd(Sums& sums, Pair pair, Weights weights) {
  sums.low = _mm256_add_epi32(sums.low, _mm256_madd_epi16(pair, weights.low));
  sums.high = _mm256_add_epi32(sums.high, _mm256_madd_epi16(pair, weights.high));
}
inline I16 lanes(Sums sums) {
  I16 v;
  __builtin_memcpy(&v, &sums, sizeof v);
  return v;
}

#include "model/kernels_lanes.inc"

}  // namespace

extern const Kernels kKernels;
const Kernels kKernels{"avx2", quantise, linear, addNorm, gelu, attention, project, softmax};

}  // namespace legomena::avx2
#endif
