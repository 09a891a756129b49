#include "model/kernels.h"

#include <string_view>

namespace legomena {

#if defined(__x86_64__)
namespace vnni {
extern const Kernels kKernels;
}
namespace avx2 {
extern const Kernels kKernels;
}
#endif
namespace portable {
extern const Kernels kKernels;
}

const Kernels* kernelsNamed(const char* name) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  // What kernels_vnni.cpp and kernels_avx2.cpp are compiled with (CMakeLists.txt).
  const bool has_avx2 = __builtin_cpu_supports("avx2");
  const bool has_vnni = has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                        __builtin_cpu_supports("avx512vnni");
  if (has_vnni && vnni::kKernels.name == std::string_view(name)) return &vnni::kKernels;
  if (has_avx2 && avx2::kKernels.name == std::string_view(name)) return &avx2::kKernels;
#endif
  return portable::kKernels.name == std::string_view(name) ? &portable::kKernels : nullptr;
}

const Kernels& kernels() {
  static const Kernels& chosen = [&]() -> const Kernels& {
    for (const char* name : {"vnni", "avx2"})
      if (const Kernels* found = kernelsNamed(name)) return *found;
    return portable::kKernels;
  }();
  return chosen;
}

}  // namespace legomena
