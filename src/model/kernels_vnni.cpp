// For processors with AVX-512 and VNNI: sixteen pairs are multiplied and added in one instruction (vpdpwssd).
#if defined(__x86_64__)
#include <immintrin.h>

#include "model/kernels.h"

namespace legomena::vnni {
namespace {

using I16 = int32_t __attribute__((vector_size(64)));
using Sums = __m512i;
using Weights = __m512i;
using Pair = const int16_t*;
struct Two {
  int16_t input[2];
};
constexpr uint32_t kTileRows = 12, kTileBlocks = 2;

inline Weights load(const int16_t* p) { return _mm512_loadu_si512(p); }
inline Pair broadcast(const int16_t* p) { return p; }
// vpdpwssd with its inputs broadcast from memory, which takes no register and no other instruction. In its own words:
// round the intrinsic GCC 12 copies every sum and keeps half of a tile on the stack.
inline void multiplyAdd(Sums& sums, Pair pair, Weights weights) {
  asm("vpdpwssd %2%{1to16%}, %1, %0" : "+v"(sums) : "v"(weights), "m"(*reinterpret_cast<const Two*>(pair)));
}
inline I16 lanes(Sums sums) { return reinterpret_cast<I16>(sums); }

#include "model/kernels_lanes.inc"

}  // namespace

extern const Kernels kKernels;
const Kernels kKernels{"vnni", quantise, linear, addNorm, gelu, attention, project, softmax};

}  // namespace legomena::vnni
#endif
