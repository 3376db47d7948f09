// Distance kernels for the processor, in place of FAISS's own.
//
// Debian's FAISS is built for any x86-64 processor, so it compares vectors four floats at a time, far slower than
// memory delivers them. The three functions at the end have the names of FAISS's. The linker takes the first definition
// (-z muldefs), which is this one, so all of FAISS calls it. Included once, by dknn_faiss.cpp.

#ifndef DKNN_KERNELS_H
#define DKNN_KERNELS_H

#include <immintrin.h>

#include <cstddef>

#include "dknn_level.h"

namespace dknn {
namespace kernels {

using Kernel = float (*)(const float*, const float*, size_t);

struct Difference {
    static __attribute__((target("avx512f"), always_inline)) inline __m512 add(__m512 sum, __m512 x, __m512 y) {
        __m512 d = _mm512_sub_ps(x, y);
        return _mm512_fmadd_ps(d, d, sum);
    }
    static __attribute__((target("avx2,fma"), always_inline)) inline __m256 add(__m256 sum, __m256 x, __m256 y) {
        __m256 d = _mm256_sub_ps(x, y);
        return _mm256_fmadd_ps(d, d, sum);
    }
    static inline float add(float sum, float x, float y) {
        return sum + (x - y) * (x - y);
    }
};

struct Product {
    static __attribute__((target("avx512f"), always_inline)) inline __m512 add(__m512 sum, __m512 x, __m512 y) {
        return _mm512_fmadd_ps(x, y, sum);
    }
    static __attribute__((target("avx2,fma"), always_inline)) inline __m256 add(__m256 sum, __m256 x, __m256 y) {
        return _mm256_fmadd_ps(x, y, sum);
    }
    static inline float add(float sum, float x, float y) {
        return sum + x * y;
    }
};

// GCC 12 warns of its own _mm512_reduce_add_ps (GCC bug 105593).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"

// Four sums at a time hide the latency of an addition; the rest of a vector is read under a mask.
template <class Term>
__attribute__((target("avx512f"))) float avx512(const float* x, const float* y, size_t d) {
    __m512 s0 = _mm512_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;
    size_t i = 0;
    for (; i + 64 <= d; i += 64) {
        s0 = Term::add(s0, _mm512_loadu_ps(x + i), _mm512_loadu_ps(y + i));
        s1 = Term::add(s1, _mm512_loadu_ps(x + i + 16), _mm512_loadu_ps(y + i + 16));
        s2 = Term::add(s2, _mm512_loadu_ps(x + i + 32), _mm512_loadu_ps(y + i + 32));
        s3 = Term::add(s3, _mm512_loadu_ps(x + i + 48), _mm512_loadu_ps(y + i + 48));
    }
    for (; i + 16 <= d; i += 16) {
        s0 = Term::add(s0, _mm512_loadu_ps(x + i), _mm512_loadu_ps(y + i));
    }
    if (i < d) {
        __mmask16 rest = static_cast<__mmask16>((1u << (d - i)) - 1);
        s1 = Term::add(s1, _mm512_maskz_loadu_ps(rest, x + i), _mm512_maskz_loadu_ps(rest, y + i));
    }
    return _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(s0, s1), _mm512_add_ps(s2, s3)));
}

#pragma GCC diagnostic pop

template <class Term>
__attribute__((target("avx2,fma"))) float avx2(const float* x, const float* y, size_t d) {
    __m256 s0 = _mm256_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;
    size_t i = 0;
    for (; i + 32 <= d; i += 32) {
        s0 = Term::add(s0, _mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i));
        s1 = Term::add(s1, _mm256_loadu_ps(x + i + 8), _mm256_loadu_ps(y + i + 8));
        s2 = Term::add(s2, _mm256_loadu_ps(x + i + 16), _mm256_loadu_ps(y + i + 16));
        s3 = Term::add(s3, _mm256_loadu_ps(x + i + 24), _mm256_loadu_ps(y + i + 24));
    }
    for (; i + 8 <= d; i += 8) {
        s0 = Term::add(s0, _mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i));
    }
    __m256 sums = _mm256_add_ps(_mm256_add_ps(s0, s1), _mm256_add_ps(s2, s3));
    __m128 half = _mm_add_ps(_mm256_castps256_ps128(sums), _mm256_extractf128_ps(sums, 1));
    half = _mm_add_ps(half, _mm_movehl_ps(half, half));
    float sum = _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
    for (; i < d; i++) {
        sum = Term::add(sum, x[i], y[i]);
    }
    return sum;
}

// Eight sums, so that the compiler may use the vectors of every x86-64 processor.
template <class Term>
float baseline(const float* x, const float* y, size_t d) {
    float sums[8] = {0, 0, 0, 0, 0, 0, 0, 0};
    size_t i = 0;
    for (; i + 8 <= d; i += 8) {
        for (size_t lane = 0; lane < 8; lane++) {
            sums[lane] = Term::add(sums[lane], x[i + lane], y[i + lane]);
        }
    }
    float sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    for (; i < d; i++) {
        sum = Term::add(sum, x[i], y[i]);
    }
    return sum;
}

template <class Term>
Kernel kernel(Level level) {
    return level == AVX512 ? avx512<Term> : level == AVX2 ? avx2<Term> : baseline<Term>;
}

// selected when the library is loaded, and again if a lower level is requested
static Kernel difference = kernel<Difference>(used);
static Kernel product = kernel<Product>(used);

// Selects the kernels of a level, which the processor must support.
inline void use(Level level) {
    used = level;
    difference = kernel<Difference>(level);
    product = kernel<Product>(level);
}

} // namespace kernels
} // namespace dknn

namespace faiss {

float fvec_L2sqr(const float* x, const float* y, size_t d) {
    return dknn::kernels::difference(x, y, d);
}

float fvec_inner_product(const float* x, const float* y, size_t d) {
    return dknn::kernels::product(x, y, d);
}

float fvec_norm_L2sqr(const float* x, size_t d) {
    return dknn::kernels::product(x, x, d);
}

} // namespace faiss

#endif
