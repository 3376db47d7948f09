// The loops of a full scan. Included once for each kind of processor, under its target and into a namespace of its own,
// with DKNN_WIDE and DKNN_NARROW floats in a vector, DKNN_ROWS rows at a time, and DKNN_PRODUCTS for 8, 16, 24 and 32
// lanes, as far as the registers reach. So there is no include guard, and nothing of the standard library: a template of
// it that is compiled here for AVX-512 could be the one copy that the linker keeps, for every processor.

typedef float Wide __attribute__((vector_size(4 * DKNN_WIDE), aligned(4), may_alias));
typedef float Narrow __attribute__((vector_size(4 * DKNN_NARROW), aligned(4), may_alias));
typedef float Four __attribute__((vector_size(16), aligned(4), may_alias));

template <class Vector, int LANES>
static inline float total(const Vector& sums) {
    float sum = 0;
    for (int lane = 0; lane < LANES; lane++) {
        sum += sums[lane];
    }
    return sum;
}

// Squared distances of one query to ROWS rows, which share its values in the registers. The columns that fill no vector
// are added four at a time, then one at a time.
template <int ROWS>
static void differences(const float* query, const float* const* rows, size_t d, float* distances) {
    Wide sums[ROWS] = {}, more[ROWS] = {};
    size_t i = 0;
    for (; i + 2 * DKNN_WIDE <= d; i += 2 * DKNN_WIDE) {
        const Wide q0 = *reinterpret_cast<const Wide*>(query + i);
        const Wide q1 = *reinterpret_cast<const Wide*>(query + i + DKNN_WIDE);
#pragma GCC unroll 8
        for (int r = 0; r < ROWS; r++) {
            // the row after this one, which no prefetching of the processor begins in time
            for (int line = 0; line < 2 * DKNN_WIDE; line += 16) {
                __builtin_prefetch(rows[r] + d + i + line, 0, 2);
            }
            const Wide d0 = *reinterpret_cast<const Wide*>(rows[r] + i) - q0;
            const Wide d1 = *reinterpret_cast<const Wide*>(rows[r] + i + DKNN_WIDE) - q1;
            sums[r] += d0 * d0;
            more[r] += d1 * d1;
        }
    }
    Four rest[ROWS] = {};
    for (; i + 4 <= d; i += 4) {
        const Four q0 = *reinterpret_cast<const Four*>(query + i);
#pragma GCC unroll 8
        for (int r = 0; r < ROWS; r++) {
            const Four d0 = *reinterpret_cast<const Four*>(rows[r] + i) - q0;
            rest[r] += d0 * d0;
        }
    }
    for (int r = 0; r < ROWS; r++) {
        distances[r] = total<Wide, DKNN_WIDE>(sums[r] + more[r]) + total<Four, 4>(rest[r]);
        for (size_t c = i; c < d; c++) {
            const float difference = rows[r][c] - query[c];
            distances[r] += difference * difference;
        }
    }
}

static float squared_length(const float* row, size_t d) {
    Wide s0 = {}, s1 = {};
    size_t i = 0;
    for (; i + 2 * DKNN_WIDE <= d; i += 2 * DKNN_WIDE) {
        const Wide x0 = *reinterpret_cast<const Wide*>(row + i);
        const Wide x1 = *reinterpret_cast<const Wide*>(row + i + DKNN_WIDE);
        s0 += x0 * x0;
        s1 += x1 * x1;
    }
    Four rest = {};
    for (; i + 4 <= d; i += 4) {
        const Four x0 = *reinterpret_cast<const Four*>(row + i);
        rest += x0 * x0;
    }
    float sum = total<Wide, DKNN_WIDE>(s0 + s1) + total<Four, 4>(rest);
    for (; i < d; i++) {
        sum += row[i] * row[i];
    }
    return sum;
}

// Products of DKNN_ROWS rows with WIDES vectors of queries and NARROWS narrow ones: a lane is a query, so that a product
// needs no sum over lanes, and each value of a row is loaded once for all of them. Offers what is near enough.
template <int WIDES, int NARROWS>
static void products(Group& group, const float* rows, int64_t first, const float* lengths) {
    const size_t d = group.dimension;
    constexpr int LANES = WIDES * DKNN_WIDE + NARROWS * DKNN_NARROW;
    Wide wide[DKNN_ROWS][WIDES + 1];
    Narrow narrow[DKNN_ROWS];
#pragma GCC unroll 16
    for (int r = 0; r < DKNN_ROWS; r++) {
#pragma GCC unroll 4
        for (int w = 0; w < WIDES; w++) {
            wide[r][w] = Wide{};
        }
        narrow[r] = Narrow{};
    }
    const float* packed = group.packed;
    for (size_t i = 0; i < d; i++, packed += LANES) {
        // the rows after these, half a cache line each time
        __builtin_prefetch(rows + DKNN_ROWS * (d + i), 0, 2);
        Wide q[WIDES + 1];
        Narrow p = {};
#pragma GCC unroll 4
        for (int w = 0; w < WIDES; w++) {
            q[w] = *reinterpret_cast<const Wide*>(packed + w * DKNN_WIDE);
        }
        if (NARROWS) {
            p = *reinterpret_cast<const Narrow*>(packed + WIDES * DKNN_WIDE);
        }
#pragma GCC unroll 16
        for (int r = 0; r < DKNN_ROWS; r++) {
            const float x = rows[r * d + i];
#pragma GCC unroll 4
            for (int w = 0; w < WIDES; w++) {
                wide[r][w] += q[w] * x;
            }
            if (NARROWS) {
                narrow[r] += p * x;
            }
        }
    }
#pragma GCC unroll 16
    for (int r = 0; r < DKNN_ROWS; r++) {
        float squared[LANES];
#pragma GCC unroll 4
        for (int w = 0; w < WIDES; w++) {
            const Wide both = *reinterpret_cast<const Wide*>(group.lengths + w * DKNN_WIDE) + lengths[r];
            *reinterpret_cast<Wide*>(squared + w * DKNN_WIDE) = both - 2 * wide[r][w];
        }
        if (NARROWS) {
            const Narrow both = *reinterpret_cast<const Narrow*>(group.lengths + WIDES * DKNN_WIDE) + lengths[r];
            *reinterpret_cast<Narrow*>(squared + WIDES * DKNN_WIDE) = both - 2 * narrow[r];
        }
        int nearer = 0;
        for (int lane = 0; lane < LANES; lane++) {
            nearer |= squared[lane] < group.limits[lane] ? 1 : 0;
        }
        if (nearer) {
            group.offer(squared, LANES, first + r);
        }
    }
}

static const Kernels kernels = {DKNN_ROWS, squared_length, differences<1>, differences<STREAMS>, {DKNN_PRODUCTS}};
