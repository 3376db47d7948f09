// A full scan of the vectors of a flat index: the nearest of one query, or of many at once.
//
// One query is compared by sums of squared differences, as fast as memory delivers the rows. Many are compared by
// |x|^2 + |q|^2 - 2xq, a block of rows with a block of queries whose products stay in registers. Each distance is
// compared at once with the k-th best so far and never stored. Uses no other thread and no matrix library.

#ifndef DKNN_SCAN_H
#define DKNN_SCAN_H

#include <faiss/utils/Heap.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "dknn_kernels.h"

namespace dknn {
namespace scan {

// The k nearest rows of a query so far, in a heap with the farthest on top.
struct Nearest {
    float* distances;
    int64_t* rows;
    int64_t k;

    void clear() {
        std::fill_n(distances, k, std::numeric_limits<float>::infinity());
        std::fill_n(rows, k, -1);
    }

    void offer(float distance, int64_t row) {
        if (distance < distances[0]) {
            faiss::maxheap_replace_top(k, distances, rows, distance, row);
        }
    }

    void sort() {
        faiss::maxheap_reorder(k, distances, rows);
    }
};

constexpr int LANES = 8;       // groups have one to four times as many
constexpr int MOST_LANES = 32;
constexpr int MOST_ROWS = 8;
constexpr int STREAMS = 4;     // places in memory that one query reads in turn, for more reads at a time

// Queries that are compared at once: one per lane, some lanes may be empty.
struct Group {
    size_t dimension;
    Nearest* nearest;
    const float* packed; // [dimension x lanes]
    float lengths[MOST_LANES];
    float limits[MOST_LANES];

    __attribute__((noinline)) void offer(const float* squared, int lanes, int64_t row) {
        for (int lane = 0; lane < lanes; lane++) {
            if (squared[lane] < limits[lane]) {
                nearest[lane].offer(squared[lane], row);
                limits[lane] = nearest[lane].distances[0];
            }
        }
    }
};

// The loops of dknn_scan_kernels.inc for one kind of processor.
struct Kernels {
    int rows; // of a call of products
    float (*squared_length)(const float* row, size_t d);
    void (*difference)(const float* query, const float* const* row, size_t d, float* distance);
    void (*differences)(const float* query, const float* const* rows, size_t d, float* distances);
    void (*products[MOST_LANES / LANES])(Group& group, const float* rows, int64_t first, const float* lengths);

    int most_lanes() const {
        int lanes = LANES;
        while (lanes < MOST_LANES && products[lanes / LANES]) {
            lanes += LANES;
        }
        return lanes;
    }
};

#define DKNN_WIDE 16
#define DKNN_NARROW 8
#define DKNN_ROWS 8
#define DKNN_PRODUCTS products<0, 1>, products<1, 0>, products<1, 1>, products<2, 0>
#pragma GCC push_options
#pragma GCC target("avx512f,avx512vl,avx2,fma")
namespace avx512 {
#include "dknn_scan_kernels.inc"
} // namespace avx512
#pragma GCC pop_options
#undef DKNN_WIDE
#undef DKNN_NARROW
#undef DKNN_ROWS
#undef DKNN_PRODUCTS

#define DKNN_WIDE 8
#define DKNN_NARROW 4
#define DKNN_ROWS 4
#define DKNN_PRODUCTS products<1, 0>, products<2, 0>, products<3, 0>, nullptr
#pragma GCC push_options
#pragma GCC target("avx2,fma")
namespace avx2 {
#include "dknn_scan_kernels.inc"
} // namespace avx2
#pragma GCC pop_options
#undef DKNN_ROWS
#undef DKNN_PRODUCTS
#undef DKNN_WIDE

#define DKNN_WIDE 4
#define DKNN_ROWS 4
#define DKNN_PRODUCTS products<2, 0>, nullptr, nullptr, nullptr
namespace baseline {
#include "dknn_scan_kernels.inc"
} // namespace baseline
#undef DKNN_WIDE
#undef DKNN_NARROW
#undef DKNN_ROWS
#undef DKNN_PRODUCTS

inline const Kernels& kernels_of(kernels::Level level) {
    return level == kernels::AVX512 ? avx512::kernels : level == kernels::AVX2 ? avx2::kernels : baseline::kernels;
}

// Rows of floats, one after the other.
struct Vectors {
    const float* values;
    int64_t count;
    size_t dimension;

    const float* row(int64_t r) const {
        return values + r * dimension;
    }
};

inline void search_one(const Kernels& kernels, const Vectors& vectors, const float* query, Nearest nearest) {
    const int64_t each = vectors.count / STREAMS;
    const float* rows[STREAMS];
    float distances[STREAMS];
    for (int64_t r = 0; r < each; r++) {
        for (int stream = 0; stream < STREAMS; stream++) {
            rows[stream] = vectors.row(stream * each + r);
        }
        kernels.differences(query, rows, vectors.dimension, distances);
        for (int stream = 0; stream < STREAMS; stream++) {
            nearest.offer(distances[stream], stream * each + r);
        }
    }
    for (int64_t r = STREAMS * each; r < vectors.count; r++) {
        rows[0] = vectors.row(r);
        kernels.difference(query, rows, vectors.dimension, distances);
        nearest.offer(distances[0], r);
    }
}

// Some of the queries of a search, laid out for products: value by value, those of all queries side by side.
class Pack {
  public:
    Pack(const Kernels& kernels, const float* queries, Nearest* nearest, int count, size_t d)
        : lanes((count + LANES - 1) / LANES * LANES),
          packed(d * lanes, 0.f),
          products(kernels.products[lanes / LANES - 1]) {
        group.dimension = d;
        group.nearest = nearest;
        group.packed = packed.data();
        for (int lane = 0; lane < lanes; lane++) {
            bool filled = lane < count;
            group.lengths[lane] = filled ? kernels.squared_length(queries + lane * d, d) : 0;
            group.limits[lane] = filled ? nearest[lane].distances[0] : -std::numeric_limits<float>::infinity();
            for (size_t i = 0; filled && i < d; i++) {
                packed[i * lanes + lane] = queries[lane * d + i];
            }
        }
    }
    Pack(const Pack&) = delete;
    Pack& operator=(const Pack&) = delete;

    void compare(const float* rows, int64_t first, const float* lengths) {
        products(group, rows, first, lengths);
    }

  private:
    int lanes;
    std::vector<float> packed;
    void (*products)(Group&, const float*, int64_t, const float*);
    Group group;
};

inline void search_many(const Kernels& kernels, const Vectors& vectors, const float* queries,
                        std::vector<Nearest>& nearest) {
    const size_t d = vectors.dimension;
    const int most = kernels.most_lanes();
    std::vector<std::unique_ptr<Pack>> packs;
    for (size_t q = 0; q < nearest.size(); q += most) {
        int count = static_cast<int>(std::min<size_t>(most, nearest.size() - q));
        packs.emplace_back(new Pack(kernels, queries + q * d, &nearest[q], count, d));
    }
    float lengths[MOST_ROWS];
    std::vector<float> last(kernels.rows * d, 0.f);
    for (int64_t r = 0; r < vectors.count; r += kernels.rows) {
        const int count = static_cast<int>(std::min<int64_t>(kernels.rows, vectors.count - r));
        const float* rows = vectors.row(r);
        if (count < kernels.rows) {
            std::copy_n(rows, count * d, last.data());
            rows = last.data();
        }
        for (int i = 0; i < kernels.rows; i++) {
            // an empty row is never near
            lengths[i] = i < count ? kernels.squared_length(rows + i * d, d) : std::numeric_limits<float>::infinity();
        }
        for (auto& pack : packs) {
            pack->compare(rows, r, lengths);
        }
    }
}

// The k nearest rows of each query, nearest first, row -1 where there are no more.
inline void search(const Kernels& kernels, const Vectors& vectors, int64_t n, const float* queries, int64_t k,
                   float* distances, int64_t* rows) {
    std::vector<Nearest> nearest;
    for (int64_t q = 0; q < n; q++) {
        nearest.push_back({distances + q * k, rows + q * k, k});
        nearest[q].clear();
    }
    if (n == 1) {
        search_one(kernels, vectors, queries, nearest[0]);
    } else {
        search_many(kernels, vectors, queries, nearest);
    }
    for (auto& each : nearest) {
        each.sort();
    }
}

} // namespace scan
} // namespace dknn

#endif
