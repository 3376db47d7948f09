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
        for (int64_t r = 0; r < n; r++) {
            if (row_lengths[r] >= 0) {
                code(r, d, rows + static_cast<size_t>(r) * d);
            } else {
                lengths[r] = -MOST_FLOAT;
            }
        }
    }

    void code(int64_t r, int d, const float* row) {
        float most = 0;
        for (int c = 0; c < d; c++) {
            most = std::max(most, row[c] - low[c]);
        }
        const bool is_flat = !(most > 0) || CODES / most > MOST_FLOAT;
        const float scale = is_flat ? 0 : most / CODES, inverse = is_flat ? 0 : CODES / most;
        uint8_t* to = codes.get() + (static_cast<size_t>(r / TILE) * d4 * TILE + r % TILE) * 4;
        double squared_error = 0, length = 0;
        for (int c = 0; c < d; c++) {
            const int value = static_cast<int>(std::min((row[c] - low[c]) * inverse + .5f, static_cast<float>(CODES)));
            to[static_cast<size_t>(c / 4) * TILE * 4 + c % 4] = static_cast<uint8_t>(value);
            const double back = static_cast<double>(scale) * value;
            const double off = static_cast<double>(row[c]) - low[c] - back;
            squared_error += off * off;
            length += back * back;
        }
        scales[r] = scale;
        lengths[r] = static_cast<float>(length);
        error = std::max(error, std::sqrt(squared_error));
        longest = std::max(longest, std::sqrt(length));
    }
};

// The codes of a block of queries, for one set.
struct CodedQueries {
    std::vector<int32_t> packed; // a group after the other: [d4][count of the group], four columns each
    float scales[BLOCK], lengths[BLOCK];
    double errors[BLOCK], norms[BLOCK];
    std::atomic<bool> pays{true}; // false once codes have left too many rows to compare

    CodedQueries(const Block& block, const Codes& set) : packed(static_cast<size_t>(block.count) * set.d4) {
        for (const Group& g : block.groups) {
            for (int j = 0; j < g.count; j++) {
                code(block, g.first + j, set, packed.data() + static_cast<size_t>(g.first) * set.d4 + j, g.count);
            }
        }
    }

    void code(const Block& block, int q, const Codes& set, int32_t* to, int step) {
        const float* query = block.values + static_cast<size_t>(q) * block.d;
        scales[q] = 0;
        lengths[q] = -MOST_FLOAT;
        errors[q] = norms[q] = 0;
        if (block.lengths[q] < 0) {
            return; // near everything, as in the scan of floats
        }
        double most = 0;
        for (int c = 0; c < block.d; c++) {
            most = std::max(most, std::fabs(static_cast<double>(query[c]) - set.low[c]));
        }
        const float scale = static_cast<float>(most / QUERY_CODES);
        double squared_error = 0, length = 0;
        for (int c4 = 0; c4 < set.d4; c4++) {
            int8_t four[4] = {};
            for (int c = 4 * c4; c < std::min(block.d, 4 * c4 + 4); c++) {
                const double y = static_cast<double>(query[c]) - set.low[c];
                const double nearest = scale > 0 ? std::nearbyint(y / scale) : 0;
                four[c % 4] = static_cast<int8_t>(std::clamp<double>(nearest, -QUERY_CODES, QUERY_CODES));
                const double back = static_cast<double>(scale) * four[c % 4];
                squared_error += (y - back) * (y - back);
                length += back * back;
            }
            std::memcpy(to + static_cast<size_t>(c4) * step, four, sizeof four);
        }
        scales[q] = scale;
        lengths[q] = static_cast<float>(length);
        errors[q] = std::sqrt(squared_error);
        norms[q] = std::sqrt(length);
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
