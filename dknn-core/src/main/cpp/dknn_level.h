// The level of kernels that the processor supports, and the one in use; shared by all files.

#ifndef DKNN_LEVEL_H
#define DKNN_LEVEL_H

namespace dknn {
namespace kernels {

enum Level { BASELINE, AVX2, AVX512 };

inline Level level() {
    __builtin_cpu_init();
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")) {
        return AVX512;
    }
    return avx2 ? AVX2 : BASELINE;
}

// set when the library is loaded, and again if a lower level is requested
inline Level used = level();

} // namespace kernels
} // namespace dknn

#endif
