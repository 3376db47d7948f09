// Codes of a byte per value, from which a scan of many rows is cheaper: bounds of distances, never answers. Included once, by
// dknn_search.cpp, whose constants it uses.
//
// A row x of a set is coded as low + s c, where low is the least value of each column in the set, c a byte per column and s a float per
// row; a query q as low + r k, with signed bytes k. The sums of products of c and k are exact integers. With e = |x - low - s c| of the
// row that is coded worst, and f the same of the query, the distance of codes differs from |x - q| by at most e + f; computed in
// floats, its square by 16 u (|s c| + |r k|)^2 more, and by less than d times the smallest normal float where products underflow.

#ifndef DKNN_SEARCH_CODES_H
#define DKNN_SEARCH_CODES_H

#include <cpuid.h>

namespace dknn {
namespace {

constexpr int CODES = 255, QUERY_CODES = 127; // largest
constexpr int WIDEST_CODED = 1 << 16;         // columns, so that a sum of products is an int

// From so many rows on sets are coded; fewer are scanned as fast without, see docs/adr/0015-one-pass-search.md.
std::atomic<int64_t> coded_from{2000};

typedef void (*CodeProducts)(const uint8_t* tile, int d4, const int32_t* packed, const float* x2, const float* xs,
                             const float* q2, const float* qs, float* out);

// The squared distance of a vector from its codes, and their squared length.
struct CodeSquares {
    double distance, length;
};

#pragma GCC push_options
#pragma GCC target("avx512f,avx512vl,avx512vnni,avx2,fma")
namespace vnni {

// As products in dknn_search_kernels.inc, of four columns at a time.
template <int Q>
static void code_products(const uint8_t* tile, int d4, const int32_t* packed, const float* x2, const float* xs,
                          const float* q2, const float* qs, float* out) {
    __m512i a[Q], b[Q];
#pragma GCC unroll 16
    for (int j = 0; j < Q; j++) {
        a[j] = b[j] = _mm512_setzero_si512();
    }
    for (int c = 0; c < d4; c++, tile += 4 * TILE, packed += Q) {
        const __m512i x = _mm512_loadu_si512(tile), y = _mm512_loadu_si512(tile + 64);
        __builtin_prefetch(tile + static_cast<size_t>(4) * TILE * d4);
        __builtin_prefetch(tile + static_cast<size_t>(4) * TILE * d4 + 64);
#pragma GCC unroll 16
        for (int j = 0; j < Q; j++) {
            const __m512i v = _mm512_set1_epi32(packed[j]);
            a[j] = _mm512_dpbusd_epi32(a[j], x, v);
            b[j] = _mm512_dpbusd_epi32(b[j], y, v);
        }
    }
    const __m512 x0 = _mm512_loadu_ps(x2), x1 = _mm512_loadu_ps(x2 + 16);
    const __m512 s0 = _mm512_loadu_ps(xs), s1 = _mm512_loadu_ps(xs + 16);
#pragma GCC unroll 16
    for (int j = 0; j < Q; j++) {
        const __m512 s = _mm512_set1_ps(-2 * qs[j]), l = _mm512_set1_ps(q2[j]);
        const __m512 p0 = _mm512_mask_cvtepi32_ps(l, 0xffff, a[j]), p1 = _mm512_mask_cvtepi32_ps(l, 0xffff, b[j]);
        _mm512_storeu_ps(out + j * STRIDE, _mm512_fmadd_ps(_mm512_mul_ps(s, s0), p0, _mm512_add_ps(x0, l)));
        _mm512_storeu_ps(out + j * STRIDE + 16, _mm512_fmadd_ps(_mm512_mul_ps(s, s1), p1, _mm512_add_ps(x1, l)));
    }
}

static const CodeProducts products[] = {code_products<1>, code_products<2>,  code_products<3>, code_products<4>,
                                        code_products<5>, code_products<6>,  code_products<7>, code_products<8>,
                                        code_products<9>, code_products<10>, code_products<11>};

// The masks of all lanes below are there as GCC 12 warns of what the plain forms leave undefined.

// Eight columns of a vector less the least of the set, zeros beyond the last column.
static inline __m512d above(const float* vector, const float* low, int c, int d) {
    const __mmask8 mask = d - c < 8 ? static_cast<__mmask8>((1u << (d - c)) - 1) : 0xff;
    const __m512d x = _mm512_maskz_cvtps_pd(mask, _mm256_maskz_loadu_ps(mask, vector + c));
    return _mm512_maskz_sub_pd(mask, x, _mm512_maskz_cvtps_pd(mask, _mm256_maskz_loadu_ps(mask, low + c)));
}

static inline double sum(__m512d values) {
    double all[8], sum = 0;
    _mm512_storeu_pd(all, values);
    for (double value : all) {
        sum += value;
    }
    return sum;
}

// The largest distance of a column from the least of the set.
static double most_above(const float* vector, const float* low, int d) {
    __m512d most = _mm512_setzero_pd();
    for (int c = 0; c < d; c += 8) {
        const __m512d y = _mm512_castsi512_pd(_mm512_and_epi64(_mm512_castpd_si512(above(vector, low, c, d)),
                                                               _mm512_set1_epi64(0x7fffffffffffffff)));
        most = _mm512_mask_max_pd(most, 0xff, most, y);
    }
    double all[8];
    _mm512_storeu_pd(all, most);
    return *std::max_element(all, all + 8);
}

// Writes the nearest code in [-limit, limit] of each column, and zeros up to the next multiple of eight. With the scale 0, all are zeros.
static CodeSquares nearest_codes(const float* vector, const float* low, int d, float scale, int limit, uint8_t* codes) {
    const __m512d s = _mm512_set1_pd(scale), unit = _mm512_set1_pd(scale > 0 ? scale : 1);
    const __m512d least = _mm512_set1_pd(-limit), most = _mm512_set1_pd(limit);
    __m512d error = _mm512_setzero_pd(), length = error;
    for (int c = 0; c < d; c += 8) {
        const __m512d y = above(vector, low, c, d);
        __m512d v = _mm512_mask_roundscale_pd(y, 0xff, _mm512_div_pd(y, unit),
                                              _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
        v = _mm512_mask_min_pd(v, 0xff, _mm512_mask_max_pd(v, 0xff, v, least), most);
        const __m512d back = _mm512_mul_pd(s, v), off = _mm512_sub_pd(y, back);
        error = _mm512_fmadd_pd(off, off, error);
        length = _mm512_fmadd_pd(back, back, length);
        const __m128i bytes = _mm256_maskz_cvtepi32_epi8(0xff, _mm512_maskz_cvtpd_epi32(0xff, v));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(codes + c), bytes);
    }
    return {sum(error), sum(length)};
}

} // namespace vnni
#pragma GCC pop_options

// Null if the processor, or the level in use, has no instruction for it: by others the sums cost as much as those of floats.
const CodeProducts* code_products_in_use() {
    static const bool has_vnni = [] {
        unsigned a, b, c = 0, d;
        return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (c & bit_AVX512VNNI);
    }();
    return has_vnni && kernels::used == kernels::AVX512 ? vnni::products : nullptr;
}

// The codes of the rows of a set.
struct Codes {
    int d4;
    std::vector<float> low;
    Array<uint8_t> codes;   // [rows / TILE, rounded up][d4][TILE][4]
    Array<float> scales;    // 0 beyond the rows
    Array<float> lengths;   // squared, of the codes; infinite beyond the rows
    double error = 0;       // largest distance of a row from its code
    double longest = 0;     // largest length of a code

    // Of rows [n][d] with their squared lengths; those that could overflow have a negative one, and are near everything.
    Codes(int d, int64_t n, const float* rows, const float* row_lengths)
        : d4((d + 3) / 4), low(d, INF) {
        const int64_t padded = (n + TILE - 1) / TILE * TILE;
        codes = allocate<uint8_t>(static_cast<size_t>(padded) * 4 * d4);
        std::memset(codes.get(), 0, static_cast<size_t>(padded) * 4 * d4);
        scales = allocate<float>(padded);
        lengths = allocate<float>(padded);
        std::fill_n(scales.get(), padded, 0.f);
        std::fill_n(lengths.get(), padded, INF);
        for (int64_t r = 0; r < n; r++) {
            for (int c = 0; c < d && row_lengths[r] >= 0; c++) {
                low[c] = std::min(low[c], rows[static_cast<size_t>(r) * d + c]);
            }
        }
        // where all rows are near everything
        std::replace(low.begin(), low.end(), INF, 0.f);
        std::vector<uint8_t> columns(d + 8); // eight are written at a time
        for (int64_t r = 0; r < n; r++) {
            if (row_lengths[r] >= 0) {
                code(r, d, rows + static_cast<size_t>(r) * d, columns);
            } else {
                lengths[r] = -MOST_FLOAT;
            }
        }
    }

    void code(int64_t r, int d, const float* row, std::vector<uint8_t>& columns) {
        const float scale = static_cast<float>(vnni::most_above(row, low.data(), d) / CODES);
        const CodeSquares missed = vnni::nearest_codes(row, low.data(), d, scale, CODES, columns.data());
        uint8_t* to = codes.get() + (static_cast<size_t>(r / TILE) * d4 * TILE + r % TILE) * 4;
        for (int c4 = 0; c4 < d4; c4++) {
            std::memcpy(to + static_cast<size_t>(c4) * TILE * 4, columns.data() + 4 * c4, 4);
        }
        scales[r] = scale;
        lengths[r] = static_cast<float>(missed.length);
        error = std::max(error, std::sqrt(missed.distance));
        longest = std::max(longest, std::sqrt(missed.length));
    }
};

// The codes of a block of queries, for one set.
struct CodedQueries {
    std::vector<int32_t> packed; // a group after the other: [d4][count of the group], four columns each
    float scales[BLOCK], lengths[BLOCK];
    double errors[BLOCK], norms[BLOCK];
    std::atomic<bool> pays{true}; // false once codes have left too many rows to compare

    CodedQueries(const Block& block, const Codes& set) : packed(static_cast<size_t>(block.count) * set.d4) {
        std::vector<uint8_t> columns(block.d + 8); // eight are written at a time
        for (const Group& g : block.groups) {
            for (int j = 0; j < g.count; j++) {
                code(block, g.first + j, set, columns, packed.data() + static_cast<size_t>(g.first) * set.d4 + j, g.count);
            }
        }
    }

    void code(const Block& block, int q, const Codes& set, std::vector<uint8_t>& columns, int32_t* to, int step) {
        const float* query = block.values + static_cast<size_t>(q) * block.d;
        scales[q] = 0;
        lengths[q] = -MOST_FLOAT;
        errors[q] = norms[q] = 0;
        if (block.lengths[q] < 0) {
            return; // near everything, as in the scan of floats
        }
        const float scale = static_cast<float>(vnni::most_above(query, set.low.data(), block.d) / QUERY_CODES);
        const CodeSquares missed = vnni::nearest_codes(query, set.low.data(), block.d, scale, QUERY_CODES, columns.data());
        for (int c4 = 0; c4 < set.d4; c4++) {
            std::memcpy(to + static_cast<size_t>(c4) * step, columns.data() + 4 * c4, 4);
        }
        scales[q] = scale;
        lengths[q] = static_cast<float>(missed.length);
        errors[q] = std::sqrt(missed.distance);
        norms[q] = std::sqrt(missed.length);
    }

    // The most that the codes of a row tell whose squared distance is at most a bound.
    double bound(double squared, int q, const Codes& set) const {
        const double root = std::sqrt(squared) + set.error + errors[q], reach = set.longest + norms[q];
        return root * root + 16 * 0x1p-24 * reach * reach + 4 * set.d4 * static_cast<double>(std::numeric_limits<float>::min());
    }
};

} // namespace
} // namespace dknn

#endif
