#include "dknn_search.h"

#include <immintrin.h>
#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <mutex>
#include <new>
#include <vector>

#include "dknn_level.h"

namespace dknn {
namespace {

constexpr int TILE = 32;           // rows of a tile
constexpr int UNIT = 4096;         // most rows of a unit
constexpr int STRIDE = UNIT + 48;  // of the distances of a query, off the powers of two that share a cache set
constexpr int BLOCK = 64;          // most queries of a block
constexpr int WIDEST = 16;         // most floats in a vector
constexpr int INSERTED = 8;        // so many rows are sorted by insertion
constexpr int LEFT = 8;            // codes do not pay if they leave one in so many rows more than floats do
constexpr int RANKED = 256;        // more rows are sorted
constexpr double LONG = 0x1p120;   // squared length from which the scan could overflow
constexpr float INF = std::numeric_limits<float>::infinity();
constexpr float MOST_FLOAT = std::numeric_limits<float>::max();

// The loops of dknn_search_kernels.inc for one kind of processor.
struct Kernels {
    int lanes;      // floats in a vector
    int most;       // queries of a call of products
    int most_exact; // queries of a call of exact
    void (*products[11])(const float* tile, int d, const float* packed, const float* x2, const float* q2, float* out);
    void (*exact[8])(const float* tile, int d, const float* const* queries, float* const* out);
    void (*turn)(const float* const* rows, int d, float* tile);
    void (*distances)(float* squared, int n, bool cosine);
    int (*count_up_to)(const float* v, int n, float limit);
    int (*keep_up_to)(const float* v, int n, float limit, int32_t* rows);
    int (*rank)(int32_t* bits, int32_t* rows, int m, int k, uint64_t* out);
};

#define DKNN_FIVE(f) f<1>, f<2>, f<3>, f<4>, f<5>

#pragma GCC push_options
#pragma GCC target("avx512f,avx512vl,avx2,fma")
namespace avx512 {
constexpr int W = 16, MOST = 11, MOST_EXACT = 8;
typedef __m512 Vec;
static inline Vec all(float x) { return _mm512_set1_ps(x); }
static inline Vec load(const float* p) { return _mm512_loadu_ps(p); }
static inline void store(float* p, Vec v) { _mm512_storeu_ps(p, v); }
static inline Vec add(Vec a, Vec b) { return _mm512_add_ps(a, b); }
static inline Vec subtract(Vec a, Vec b) { return _mm512_sub_ps(a, b); }
static inline Vec multiply(Vec a, Vec b) { return _mm512_mul_ps(a, b); }
static inline Vec multiply_add(Vec a, Vec b, Vec c) { return _mm512_fmadd_ps(a, b, c); }
// the masked forms, as GCC 12 warns of what the others leave undefined
static inline Vec root(Vec a) { return _mm512_mask_sqrt_ps(a, 0xffff, a); }
static inline Vec smaller(Vec a, Vec b) { return _mm512_mask_min_ps(a, 0xffff, a, b); }
typedef int32_t Mask __attribute__((vector_size(64), aligned(4), may_alias));
static inline Mask at_most(Vec v, Vec t) {
    return (Mask)_mm512_maskz_set1_epi32(_mm512_cmp_ps_mask(v, t, _CMP_LE_OQ), -1);
}
static int keep_up_to(const float* v, int n, float limit, int32_t* rows) {
    const Vec t = all(limit);
    int count = 0;
    __m512i id = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    for (int i = 0; i < n; i += W, id = _mm512_add_epi32(id, _mm512_set1_epi32(W))) {
        const __mmask16 mask = _mm512_cmp_ps_mask(load(v + i), t, _CMP_LE_OQ);
        _mm512_storeu_si512(rows + count, _mm512_maskz_compress_epi32(mask, id));
        count += __builtin_popcount(mask);
    }
    return count;
}
#define DKNN_PRODUCTS DKNN_FIVE(products), products<6>, products<7>, products<8>, products<9>, products<10>, products<11>
#define DKNN_EXACT DKNN_FIVE(exact), exact<6>, exact<7>, exact<8>
#include "dknn_search_kernels.inc"
#undef DKNN_PRODUCTS
#undef DKNN_EXACT
} // namespace avx512
#pragma GCC pop_options

#define DKNN_PRODUCTS DKNN_FIVE(products), nullptr, nullptr, nullptr, nullptr, nullptr, nullptr
#define DKNN_EXACT DKNN_FIVE(exact), nullptr, nullptr, nullptr

#pragma GCC push_options
#pragma GCC target("avx2,fma")
namespace avx2 {
constexpr int W = 8, MOST = 5, MOST_EXACT = 5;
typedef __m256 Vec;
static inline Vec all(float x) { return _mm256_set1_ps(x); }
static inline Vec load(const float* p) { return _mm256_loadu_ps(p); }
static inline void store(float* p, Vec v) { _mm256_storeu_ps(p, v); }
static inline Vec add(Vec a, Vec b) { return _mm256_add_ps(a, b); }
static inline Vec subtract(Vec a, Vec b) { return _mm256_sub_ps(a, b); }
static inline Vec multiply(Vec a, Vec b) { return _mm256_mul_ps(a, b); }
static inline Vec multiply_add(Vec a, Vec b, Vec c) { return _mm256_fmadd_ps(a, b, c); }
static inline Vec root(Vec a) { return _mm256_sqrt_ps(a); }
static inline Vec smaller(Vec a, Vec b) { return _mm256_min_ps(a, b); }
typedef int32_t Mask __attribute__((vector_size(32), aligned(4), may_alias));
static inline Mask at_most(Vec v, Vec t) { return (Mask)_mm256_cmp_ps(v, t, _CMP_LE_OQ); }
static int keep_up_to(const float* v, int n, float limit, int32_t* rows) {
    const Vec t = all(limit);
    int count = 0;
    for (int i = 0; i < n; i += W) {
        for (unsigned mask = _mm256_movemask_ps(_mm256_cmp_ps(load(v + i), t, _CMP_LE_OQ)); mask; mask &= mask - 1) {
            rows[count++] = i + __builtin_ctz(mask);
        }
    }
    return count;
}
#include "dknn_search_kernels.inc"
} // namespace avx2
#pragma GCC pop_options

namespace baseline {
constexpr int W = 4, MOST = 5, MOST_EXACT = 5;
typedef __m128 Vec;
static inline Vec all(float x) { return _mm_set1_ps(x); }
static inline Vec load(const float* p) { return _mm_loadu_ps(p); }
static inline void store(float* p, Vec v) { _mm_storeu_ps(p, v); }
static inline Vec add(Vec a, Vec b) { return _mm_add_ps(a, b); }
static inline Vec subtract(Vec a, Vec b) { return _mm_sub_ps(a, b); }
static inline Vec multiply(Vec a, Vec b) { return _mm_mul_ps(a, b); }
static inline Vec multiply_add(Vec a, Vec b, Vec c) { return _mm_add_ps(_mm_mul_ps(a, b), c); }
static inline Vec root(Vec a) { return _mm_sqrt_ps(a); }
static inline Vec smaller(Vec a, Vec b) { return _mm_min_ps(a, b); }
typedef int32_t Mask __attribute__((vector_size(16), aligned(4), may_alias));
static inline Mask at_most(Vec v, Vec t) { return (Mask)_mm_cmple_ps(v, t); }
static int keep_up_to(const float* v, int n, float limit, int32_t* rows) {
    const Vec t = all(limit);
    int count = 0;
    for (int i = 0; i < n; i += W) {
        for (unsigned mask = _mm_movemask_ps(_mm_cmple_ps(load(v + i), t)); mask; mask &= mask - 1) {
            rows[count++] = i + __builtin_ctz(mask);
        }
    }
    return count;
}
#include "dknn_search_kernels.inc"
} // namespace baseline

const Kernels& kernels_in_use() {
    return kernels::used == kernels::AVX512 ? avx512::kernels
           : kernels::used == kernels::AVX2 ? avx2::kernels
                                            : baseline::kernels;
}

struct Free {
    void operator()(void* p) const {
        std::free(p);
    }
};

template <class T>
using Array = std::unique_ptr<T[], Free>;

// Memory that is aligned to cache lines, on huge pages if it is large and the system grants them.
template <class T>
Array<T> allocate(size_t count) {
    constexpr size_t HUGE_PAGE = size_t{1} << 21;
    const size_t bytes = std::max<size_t>(1, count) * sizeof(T);
    const size_t page = bytes >= HUGE_PAGE ? HUGE_PAGE : 64;
    void* p = std::aligned_alloc(page, (bytes + page - 1) / page * page);
    if (!p) {
        throw std::bad_alloc();
    }
    if (page == HUGE_PAGE) {
        madvise(p, bytes, MADV_HUGEPAGE);
    }
    return Array<T>(static_cast<T*>(p));
}

double squared_length(const float* row, int d) {
    double sum = 0;
    for (int c = 0; c < d; c++) {
        sum += static_cast<double>(row[c]) * row[c];
    }
    return sum;
}

float from_bits(uint64_t key) {
    const uint32_t bits = static_cast<uint32_t>(key >> 32);
    float squared;
    std::memcpy(&squared, &bits, sizeof squared);
    return squared;
}

// Metric.toDistance
float distance(float squared, bool cosine) {
    return cosine ? std::min(2.f, squared / 2) : std::sqrt(squared);
}

// Metric.boundOfEqual
float bound_of_equal(float squared, bool cosine) {
    if (cosine && squared >= 4) {
        return INF;
    }
    uint32_t bits;
    std::memcpy(&bits, &squared, sizeof bits);
    return from_bits(static_cast<uint64_t>(std::min<uint32_t>(bits + 4, 0x7f800000)) << 32);
}

// A value that at least k of v do not exceed, and hardly more than the given number more: a search between bounds, by counting.
float threshold(const Kernels& kernels, const float* v, int n, int k, int more, float guess) {
    float low = 0, high = INF, t = guess > 0 && guess < INF ? guess : 1;
    int below = 0, above = n;
    for (int round = 0; round < 40; round++) {
        const int count = kernels.count_up_to(v, n, t);
        if (count >= k) {
            high = t;
            above = count;
            if (count <= k + more) {
                break;
            }
        } else {
            low = t;
            below = count;
        }
        const float wanted = k + more / 2.f;
        if (high < INF && low > 0 && below > 0 && round < 8) {
            t = low * std::exp2(std::log2(high / low) * std::log2(wanted / below)
                                / std::log2(static_cast<float>(above) / below));
        } else if (round < 8) {
            t *= std::sqrt(std::sqrt(wanted / (count + .5f)));
        }
        if (!(t > low && t < high)) {
            t = high < INF ? low + (high - low) / 2 : 2 * low;
        }
        if (!(t > low && t < high)) {
            break;
        }
    }
    return high;
}

struct Group {
    int first, count;
};

// As few groups as the registers allow, of nearly equal size.
std::vector<Group> groups_of(int queries, int most) {
    std::vector<Group> all;
    int left = queries, number = (queries + most - 1) / most;
    for (int first = 0; number > 0; number--) {
        const int count = (left + number - 1) / number;
        all.push_back({first, count});
        first += count;
        left -= count;
    }
    return all;
}

// Queries that are compared together.
struct Block {
    int count, d;
    const float* values; // [count][d]
    std::vector<Group> groups;
    std::vector<float> packed; // a group after the other: [d][count of the group]
    float lengths[BLOCK];      // squared
    double norms[BLOCK];

    Block(int count, int d, const float* values, int most)
        : count(count), d(d), values(values), groups(groups_of(count, most)), packed(static_cast<size_t>(count) * d) {
        for (const Group& g : groups) {
            for (int j = 0; j < g.count; j++) {
                pack(g.first + j, packed.data() + static_cast<size_t>(g.first) * d + j, g.count);
            }
        }
    }

    // A bit for each query.
    uint64_t every() const {
        return count == BLOCK ? ~uint64_t{0} : (uint64_t{1} << count) - 1;
    }

    void pack(int q, float* to, int step) {
        const float* query = values + static_cast<size_t>(q) * d;
        const double length = squared_length(query, d);
        const bool is_long = !(length < LONG);
        for (int c = 0; c < d; c++) {
            to[static_cast<size_t>(c) * step] = is_long ? 0 : query[c];
        }
        lengths[q] = is_long ? -MOST_FLOAT : static_cast<float>(length);
        norms[q] = is_long ? 0 : std::sqrt(length);
    }
};

} // namespace
} // namespace dknn

#include "dknn_search_codes.h"

namespace dknn {

struct Tiles::Data {
    int d;
    int64_t n = 0;
    bool cosine;
    bool is_small;        // whether all rows are compared exactly, whatever is asked: a tile of them is not worth a scan
    bool is_coded;        // whether there are codes when all rows are there
    Array<float> tiles;   // [n / TILE, rounded up][d][TILE]; none if it is small or coded
    Array<float> rows;    // [n][d]
    Array<float> lengths; // squared, infinite beyond n; none if it is small
    double longest = 0;   // length of the longest row that cannot overflow
    std::unique_ptr<Codes> codes;

    // Puts a row into its tile, zeros if it is too long to be scanned.
    void tile(int64_t r) {
        float* tile = tiles.get() + static_cast<size_t>(r / TILE) * d * TILE;
        if (r % TILE == 0) {
            std::fill_n(tile, static_cast<size_t>(d) * TILE, 0.f);
        }
        const float* row = rows.get() + static_cast<size_t>(r) * d;
        float* to = tile + r % TILE;
        for (int c = 0; c < d; c++) {
            to[static_cast<size_t>(c) * TILE] = lengths[r] < 0 ? 0 : row[c];
        }
    }

    // Most rows of a unit: offsets in it are ints.
    int unit() const {
        return static_cast<int>(std::clamp<int64_t>((int64_t{1} << 28) / d / TILE * TILE, TILE, UNIT));
    }
};

Tiles::Tiles(int width, int64_t most, bool cosine) : content(new Data()) {
    const int64_t padded = (most + TILE - 1) / TILE * TILE;
    content->d = width;
    content->cosine = cosine;
    content->is_small = most <= TILE;
    content->is_coded = !content->is_small && most >= coded_from && width <= WIDEST_CODED && code_products_in_use();
    content->rows = allocate<float>(static_cast<size_t>(most) * width);
    if (!content->is_small && !content->is_coded) {
        content->tiles = allocate<float>(static_cast<size_t>(padded) * width);
    }
    if (!content->is_small) {
        content->lengths = allocate<float>(padded);
        std::fill_n(content->lengths.get(), padded, INF);
    }
}

Tiles::~Tiles() = default;

void Tiles::add(int64_t count, const float* values) {
    Data& data = *content;
    const int d = data.d;
    for (int64_t i = 0; i < count; i++, values += d) {
        const int64_t r = data.n++;
        std::copy_n(values, d, data.rows.get() + static_cast<size_t>(r) * d);
        if (data.is_small) {
            continue;
        }
        const double length = squared_length(values, d);
        const bool is_long = !(length < LONG);
        data.lengths[r] = is_long ? -MOST_FLOAT : static_cast<float>(length);
        data.longest = std::max(data.longest, is_long ? 0 : std::sqrt(length));
        if (!data.is_coded) {
            data.tile(r);
        }
    }
}

namespace {

// Whether codes leave few rows to compare, by the first unit: for some rows as queries, those within the distance of the near ones and
// the errors of codes, of which queries have half as many.
bool codes_pay(const Tiles::Data& data) {
    constexpr int QUERIES = 8, NEAR = 75;
    const int n = static_cast<int>(std::min<int64_t>(data.n, UNIT)), k = std::clamp(n / (2 * LEFT), 1, NEAR);
    std::vector<double> distances(n), sorted;
    int64_t left = 0;
    for (int q = 0; q < QUERIES && n > 0; q++) {
        const float* query = data.rows.get() + static_cast<size_t>(q * data.n / QUERIES) * data.d;
        for (int r = 0; r < n; r++) {
            const float* row = data.rows.get() + static_cast<size_t>(r) * data.d;
            double sum = 0;
            for (int c = 0; c < data.d; c++) {
                const double difference = static_cast<double>(row[c]) - query[c];
                sum += difference * difference;
            }
            distances[r] = std::sqrt(sum);
        }
        sorted = distances;
        std::nth_element(sorted.begin(), sorted.begin() + k - 1, sorted.end());
        const double bound = sorted[k - 1] + 3 * data.codes->error;
        left += std::count_if(distances.begin(), distances.end(), [=](double distance) { return distance <= bound; });
    }
    return left <= static_cast<int64_t>(n) * QUERIES / LEFT;
}

} // namespace

void Tiles::code() {
    Data& data = *content;
    if (!data.is_coded) {
        return;
    }
    data.codes.reset(new Codes(data.d, data.n, data.rows.get(), data.lengths.get()));
    if (codes_pay(data)) {
        return;
    }
    data.codes.reset();
    data.is_coded = false;
    data.tiles = allocate<float>(static_cast<size_t>((data.n + TILE - 1) / TILE * TILE) * data.d);
    for (int64_t r = 0; r < data.n; r++) {
        data.tile(r);
    }
}

void code_from(int64_t rows) {
    coded_from = rows;
}

void Tiles::copy(int64_t count, const int32_t* rows, float* values) const {
    const int d = content->d;
    for (int64_t i = 0; i < count; i++) {
        std::copy_n(content->rows.get() + static_cast<size_t>(rows[i]) * d, d, values + static_cast<size_t>(i) * d);
    }
}

namespace {

// What one set is asked.
struct Question {
    const Tiles::Data* tiles;
    const Block* block;
    int k;
    bool alone;    // whether one unit answers it
    bool whole;    // whether this unit compares all rows exactly, without a scan
    size_t keys;   // place of its first key
    size_t counts; // place of its first count
    std::unique_ptr<CodedQueries> coded; // none if its set is scanned by floats

    bool by_codes() const {
        return coded && coded->pays.load(std::memory_order_relaxed);
    }
};

struct Unit {
    int question, questions;
    int64_t first; // row
    double work;
};

// Answers of all questions. Keys are the bits of a squared distance, above, and a row.
struct Answers {
    std::mutex lock;
    std::vector<uint64_t> keys;
    std::vector<int32_t> counts, others;
    std::unique_ptr<std::atomic<float>[]> limits; // squared distance of the k-th so far
};

// The memory of a thread that runs a unit.
class Worker {
  public:
    void search(const Kernels& kernels, const Question& question, int64_t first, Answers& answers);
    void search_whole(const Kernels& kernels, const Question* questions, int count, Answers& answers);

    void shrink() {
        if (tile.size() > UNIT * WIDEST) {
            std::vector<float>().swap(tile);
            std::vector<float>().swap(turned);
            std::vector<float>().swap(zeros);
        }
    }

  private:
    Array<float> near = allocate<float>(static_cast<size_t>(BLOCK) * STRIDE);    // [queries][STRIDE]
    Array<int32_t> slots = allocate<int32_t>(static_cast<size_t>(BLOCK) * STRIDE); // places of kept rows, [queries][STRIDE]
    Array<float> squared = allocate<float>(static_cast<size_t>(UNIT + 2 * WIDEST) * BLOCK); // exact, [tiles][queries][lanes]
    std::vector<float> tile;
    std::vector<float> turned, zeros; // a tile for the scan, where the set has none, and a row that is too long for it
    std::vector<const float*> from = std::vector<const float*>(UNIT + WIDEST); // rows of several sets
    std::vector<int32_t> rows = std::vector<int32_t>(UNIT + 2 * WIDEST);      // rows that any query keeps, a tile after the other
    std::vector<int16_t> slot_of = std::vector<int16_t>(UNIT, static_cast<int16_t>(-1));
    uint64_t wanted[UNIT / 4 + 2], done[UNIT / 4 + 2]; // a bit per query for each tile of kept rows
    float values[UNIT + WIDEST];
    int32_t bits[UNIT + 2 * WIDEST], ids[UNIT + 2 * WIDEST];
    uint64_t best[UNIT + 2 * WIDEST];
    std::vector<uint64_t> merged;

    int kept[BLOCK];
    float within[BLOCK];
    int together; // number of kept rows, and of empty places at the end of tiles

    const Kernels* kernels;

    const float* tile_at(const Tiles::Data& tiles, int64_t at);
    void scan(const Tiles::Data& tiles, int64_t first, int n, const Block& block);
    void scan_codes(const Codes& codes, int64_t first, int n, const Block& block, const CodedQueries& coded);
    void keep(int q, int n, float bound);
    void keep_all(int n, const Block& block);
    void compare(const Tiles::Data& tiles, int64_t first, const Block& block);
    void compare_tile(const float* const* lanes, int slot, uint64_t queries, const Block& block);
    bool bound(const Question& question, int n, Answers& answers);
    bool choose(const Question& question, int n, bool by_codes);
    void put(const Question& question, int q, int m, Answers& answers);

    int32_t* slots_of(int q) {
        return slots.get() + static_cast<size_t>(q) * STRIDE;
    }

    float exact_of(int q, int slot) const {
        const int w = kernels->lanes;
        return squared[static_cast<size_t>(slot / w * w) * BLOCK + q * w + slot % w];
    }
};

// The tile that begins with a row, made of the rows where codes have left the set without.
const float* Worker::tile_at(const Tiles::Data& tiles, int64_t at) {
    const int d = tiles.d, w = kernels->lanes;
    if (tiles.tiles) {
        return tiles.tiles.get() + static_cast<size_t>(at) * d;
    }
    turned.resize(std::max(turned.size(), static_cast<size_t>(d) * TILE));
    zeros.resize(std::max(zeros.size(), static_cast<size_t>(d)));
    for (int part = 0; part < TILE; part += w) {
        const float* lanes[WIDEST];
        for (int lane = 0; lane < w; lane++) {
            const int64_t r = std::min(at + part + lane, tiles.n - 1);
            lanes[lane] = tiles.lengths[r] < 0 ? zeros.data() : tiles.rows.get() + static_cast<size_t>(r) * d;
        }
        kernels->turn(lanes, d, tile.data());
        for (int c = 0; c < d; c++) {
            std::copy_n(tile.data() + static_cast<size_t>(c) * w, w, turned.data() + static_cast<size_t>(c) * TILE + part);
        }
    }
    return turned.data();
}

void Worker::scan(const Tiles::Data& tiles, int64_t first, int n, const Block& block) {
    const int d = tiles.d;
    for (int64_t at = first; at < first + n; at += TILE) {
        const float* rows = tile_at(tiles, at);
        for (const Group& g : block.groups) {
            kernels->products[g.count - 1](rows, d,
                                           block.packed.data() + static_cast<size_t>(g.first) * d, tiles.lengths.get() + at,
                                           block.lengths + g.first,
                                           near.get() + static_cast<size_t>(g.first) * STRIDE + (at - first));
        }
    }
}

void Worker::scan_codes(const Codes& codes, int64_t first, int n, const Block& block, const CodedQueries& coded) {
    const CodeProducts* products = code_products_in_use();
    const int d4 = codes.d4;
    for (int64_t at = first; at < first + n; at += TILE) {
        for (const Group& g : block.groups) {
            products[g.count - 1](codes.codes.get() + static_cast<size_t>(at) * 4 * d4, d4,
                                  coded.packed.data() + static_cast<size_t>(g.first) * d4, codes.lengths.get() + at,
                                  codes.scales.get() + at, coded.lengths + g.first, coded.scales + g.first,
                                  near.get() + static_cast<size_t>(g.first) * STRIDE + (at - first));
        }
    }
}

// Keeps the rows of a query up to a bound; a row has one place for all queries.
void Worker::keep(int q, int n, float bound) {
    const int w = kernels->lanes;
    int32_t* mine = slots_of(q);
    kept[q] = kernels->keep_up_to(near.get() + static_cast<size_t>(q) * STRIDE, n, std::min(bound, MOST_FLOAT), mine);
    for (int i = 0; i < kept[q]; i++) {
        int16_t& slot = slot_of[mine[i]];
        if (slot < 0) {
            rows[together] = mine[i];
            slot = static_cast<int16_t>(together++);
        }
        mine[i] = slot;
        wanted[slot / w] |= uint64_t{1} << q;
    }
}

void Worker::keep_all(int n, const Block& block) {
    const uint64_t every = block.every();
    for (; together < n; together++) {
        rows[together] = together;
        wanted[together / kernels->lanes] = every;
    }
    for (int q = 0; q < block.count; q++) {
        kept[q] = n;
        within[q] = INF;
        for (int i = 0; i < n; i++) {
            slots_of(q)[i] = i;
        }
    }
}

// Exact distances of all kept rows to the queries that want one of their tile.
void Worker::compare(const Tiles::Data& tiles, int64_t first, const Block& block) {
    const int d = tiles.d, w = kernels->lanes;
    for (int i = 0; i < together; i += w) {
        uint64_t left = wanted[i / w] & ~done[i / w];
        if (left == 0) {
            continue;
        }
        done[i / w] |= left;
        const float* lanes[WIDEST];
        for (int lane = 0; lane < w; lane++) {
            lanes[lane] = tiles.rows.get() + static_cast<size_t>(first + rows[std::min(i + lane, together - 1)]) * d;
        }
        compare_tile(lanes, i, left, block);
    }
}

// Exact distances of the rows of a tile, whose first place is a slot, to some queries.
void Worker::compare_tile(const float* const* lanes, int slot, uint64_t queries, const Block& block) {
    const int d = block.d, w = kernels->lanes;
    kernels->turn(lanes, d, tile.data());
    while (queries) {
        const float* asked[WIDEST];
        float* to[WIDEST];
        int count = 0;
        for (; queries && count < kernels->most_exact; queries &= queries - 1, count++) {
            const int q = __builtin_ctzll(queries);
            asked[count] = block.values + static_cast<size_t>(q) * d;
            to[count] = squared.get() + static_cast<size_t>(slot) * BLOCK + q * w;
        }
        kernels->exact[count - 1](tile.data(), d, asked, to);
    }
}

// Bounds the k-th distance of each query: by what other units found, or by the exact k-th of those that seem nearest. Whether other
// units found all.
bool Worker::bound(const Question& question, int n, Answers& answers) {
    const int k = question.k;
    const Block& block = *question.block;
    float guess = near[0];
    bool are_known = true;
    for (int q = 0; q < block.count; q++) {
        within[q] = answers.limits[question.counts + q].load(std::memory_order_relaxed);
        kept[q] = 0;
        if (within[q] == INF) {
            guess = threshold(*kernels, near.get() + static_cast<size_t>(q) * STRIDE, n, k, k / 16, guess);
            keep(q, n, guess);
            are_known = false;
        }
    }
    return are_known;
}

// Keeps all rows that may be within the bound of a query. Whether these are not many more than a scan of floats would keep.
bool Worker::choose(const Question& question, int n, bool by_codes) {
    const int k = question.k, w = kernels->lanes, d = question.tiles->d;
    const Block& block = *question.block;
    for (int q = 0; q < block.count; q++) {
        if (kept[q] < k) {
            continue;
        }
        float most = 0;
        for (int i = 0; i < kept[q]; i++) {
            values[i] = exact_of(q, slots_of(q)[i]);
            most = std::max(most, values[i]);
        }
        const int padded = (kept[q] + w - 1) / w * w;
        std::fill(values + kept[q], values + padded, INF);
        within[q] = threshold(*kernels, values, padded, k, k / 32, most);
    }
    int64_t more = 0;
    // the tiles so far stay as they are; the empty places repeat a row
    for (const int row = rows[std::max(0, together - 1)]; together % w; together++) {
        rows[together] = row;
    }
    for (int q = 0; q < block.count; q++) {
        within[q] = bound_of_equal(within[q], question.tiles->cosine);
        const double reach = question.tiles->longest + block.norms[q];
        const double error = 4 * (d + 16.0) * 0x1p-24 * reach * reach + d * static_cast<double>(std::numeric_limits<float>::min());
        const double by_floats = within[q] + error;
        const double most = by_codes ? question.coded->bound(by_floats, q, *question.tiles->codes) : by_floats;
        keep(q, n, static_cast<float>(std::min<double>(most * (1 + 1e-6), MOST_FLOAT)));
        if (kept[q] > n / LEFT) {
            more += kept[q]
                    - kernels->count_up_to(near.get() + static_cast<size_t>(q) * STRIDE, n,
                                           static_cast<float>(std::min<double>(by_floats, MOST_FLOAT)));
        }
    }
    return more <= static_cast<int64_t>(n) * block.count / LEFT;
}

void Worker::search(const Kernels& level, const Question& question, int64_t first, Answers& answers) {
    const Tiles::Data& tiles = *question.tiles;
    const Block& block = *question.block;
    const int n = static_cast<int>(std::min<int64_t>(tiles.unit(), tiles.n - first));
    kernels = &level;
    together = 0;
    std::memset(wanted, 0, sizeof wanted);
    std::memset(done, 0, sizeof done);
    tile.resize(std::max(tile.size(), static_cast<size_t>(tiles.d) * WIDEST));
    if (n <= 2 * static_cast<int64_t>(question.k)) {
        keep_all(n, block);
        compare(tiles, first, block);
    } else {
        const int padded = (n + TILE - 1) / TILE * TILE;
        const bool by_codes = question.by_codes();
        if (by_codes) {
            scan_codes(*tiles.codes, first, padded, block, *question.coded);
        } else {
            scan(tiles, first, padded, block);
        }
        const bool are_known = bound(question, padded, answers);
        compare(tiles, first, block);
        const bool pays = choose(question, padded, by_codes);
        // the first units have wide bounds, whatever scans them
        if (by_codes && are_known && !pays) {
            question.coded->pays.store(false, std::memory_order_relaxed);
        }
        compare(tiles, first, block);
        for (int i = 0; i < together; i++) {
            slot_of[rows[i]] = -1;
        }
    }
    for (int q = 0; q < block.count; q++) {
        int m = 0;
        for (int i = 0; i < kept[q]; i++) {
            const int slot = slots_of(q)[i];
            const float s = exact_of(q, slot);
            std::memcpy(bits + m, &s, sizeof s);
            ids[m] = static_cast<int32_t>(first + rows[slot]);
            m += s <= within[q] ? 1 : 0;
        }
        if (m > 0) {
            put(question, q, m, answers);
        }
    }
}

// Compares all rows of small sets, in tiles that do not end where a set does.
void Worker::search_whole(const Kernels& level, const Question* questions, int count, Answers& answers) {
    const Block& block = *questions->block;
    const int d = block.d, w = level.lanes;
    kernels = &level;
    tile.resize(std::max(tile.size(), static_cast<size_t>(d) * WIDEST));
    int n = 0;
    for (int i = 0; i < count; i++) {
        const Tiles::Data& tiles = *questions[i].tiles;
        for (int64_t r = 0; r < tiles.n; r++) {
            from[n++] = tiles.rows.get() + static_cast<size_t>(r) * d;
        }
    }
    std::fill_n(from.begin() + n, w, from[n - 1]);
    for (int i = 0; i < n; i += w) {
        compare_tile(from.data() + i, i, block.every(), block);
    }
    for (int i = 0, first = 0; i < count; first += static_cast<int>(questions[i++].tiles->n)) {
        const int m = static_cast<int>(questions[i].tiles->n);
        for (int q = 0; q < block.count; q++) {
            for (int r = 0; r < m; r++) {
                const float s = exact_of(q, first + r);
                std::memcpy(bits + r, &s, sizeof s);
                ids[r] = r;
            }
            put(questions[i], q, m, answers);
        }
    }
}

// Merges the m rows of bits and ids with what other units found, and tells them how near the k-th is by now.
void Worker::put(const Question& question, int q, int m, Answers& answers) {
    const int k = question.k;
    const bool cosine = question.tiles->cosine;
    int count = std::min(k, m);
    if (m <= INSERTED) {
        for (int i = 0; i < m; i++) {
            const uint64_t key = static_cast<uint64_t>(bits[i]) << 32 | static_cast<uint32_t>(ids[i]);
            int place = i;
            for (; place > 0 && best[place - 1] > key; place--) {
                best[place] = best[place - 1];
            }
            best[place] = key;
        }
    } else if (m <= RANKED) {
        kernels->rank(bits, ids, m, k, best);
    } else {
        for (int i = 0; i < m; i++) {
            best[i] = static_cast<uint64_t>(bits[i]) << 32 | static_cast<uint32_t>(ids[i]);
        }
        std::partial_sort(best, best + count, best + m);
    }
    int behind = 0;
    if (m > k) {
        const float last = distance(from_bits(best[k - 1]), cosine);
        for (int i = 0; i < m; i++) {
            const uint64_t key = static_cast<uint64_t>(bits[i]) << 32 | static_cast<uint32_t>(ids[i]);
            behind += key > best[k - 1] && distance(from_bits(key), cosine) == last ? 1 : 0;
        }
    }
    uint64_t* found = answers.keys.data() + question.keys + static_cast<size_t>(q) * k;
    int32_t& size = answers.counts[question.counts + q];
    int32_t& others = answers.others[question.counts + q];
    if (question.alone) {
        std::copy_n(best, count, found);
        size = count;
        others = behind;
        return;
    }
    std::lock_guard<std::mutex> guard(answers.lock);
    merged.resize(static_cast<size_t>(size) + count);
    std::merge(best, best + count, found, found + size, merged.begin());
    const int all = static_cast<int>(merged.size());
    if (all >= k) {
        const float last = distance(from_bits(merged[k - 1]), cosine);
        // neither list ends before the last distance, so each has counted its own rows there
        int at_last = size == k && distance(from_bits(found[k - 1]), cosine) == last ? others : 0;
        at_last += count == k && distance(from_bits(best[k - 1]), cosine) == last ? behind : 0;
        for (int i = k; i < all && distance(from_bits(merged[i]), cosine) == last; i++) {
            at_last++;
        }
        others = at_last;
        answers.limits[question.counts + q].store(from_bits(merged[k - 1]), std::memory_order_relaxed);
    }
    size = std::min(k, all);
    std::copy_n(merged.begin(), size, found);
}

// Workers of threads that run no unit now: their memory is used again.
class Workers {
  public:
    std::unique_ptr<Worker> take() {
        std::lock_guard<std::mutex> guard(lock);
        if (idle.empty()) {
            return std::make_unique<Worker>();
        }
        std::unique_ptr<Worker> last = std::move(idle.back());
        idle.pop_back();
        return last;
    }

    void give(std::unique_ptr<Worker> worker) {
        worker->shrink();
        std::lock_guard<std::mutex> guard(lock);
        idle.push_back(std::move(worker));
    }

  private:
    std::mutex lock;
    std::vector<std::unique_ptr<Worker>> idle;
};

Workers& workers() {
    // never destroyed: a thread may search while the process exits
    static Workers* all = new Workers();
    return *all;
}

} // namespace

struct JointSearch::State {
    const Kernels& kernels = kernels_in_use();
    std::vector<float> values;
    std::vector<std::unique_ptr<Block>> blocks;
    std::vector<Question> questions;
    std::vector<Unit> units;
    Answers answers;

    // Units of one set after the other; small sets together, those of one block of queries if they are compared as a whole.
    void plan() {
        constexpr double SMALL = 1 << 20;
        int64_t rows = 0; // of the last unit
        for (int i = 0; i < static_cast<int>(questions.size()); i++) {
            Question& question = questions[i];
            const Tiles::Data& tiles = *question.tiles;
            const double row = static_cast<double>(tiles.d) * question.block->count;
            question.alone = tiles.n <= tiles.unit();
            question.whole = question.alone && (tiles.is_small || tiles.n <= 2 * static_cast<int64_t>(question.k));
            for (int64_t first = 0; first < tiles.n; first += tiles.unit()) {
                const double work = row * std::min<int64_t>(tiles.unit(), tiles.n - first);
                // one whose set is empty has no unit, and ends the one before
                if (!units.empty() && units.back().question + units.back().questions == i
                    && joins(question, questions[units.back().question]) && units.back().work + work < SMALL
                    && rows + tiles.n <= UNIT) {
                    units.back().questions++;
                    units.back().work += work;
                    rows += tiles.n;
                } else {
                    units.push_back({i, 1, first, work});
                    rows = tiles.n;
                }
            }
        }
        std::stable_sort(units.begin(), units.end(), [](const Unit& a, const Unit& b) { return a.work > b.work; });
    }

    static bool joins(const Question& next, const Question& first) {
        return next.alone && first.alone && next.whole == first.whole && (!next.whole || next.block == first.block);
    }
};

JointSearch::JointSearch(int questions, const int64_t* tiles, const int32_t* block, const int32_t* k, int blocks,
                         const int32_t* counts, const int32_t* widths, const float* values)
    : state(new State()) {
    size_t all = 0;
    for (int b = 0; b < blocks; b++) {
        all += static_cast<size_t>(counts[b]) * widths[b];
    }
    state->values.assign(values, values + all);
    const float* next = state->values.data();
    for (int b = 0; b < blocks; b++) {
        state->blocks.push_back(std::make_unique<Block>(counts[b], widths[b], next, state->kernels.most));
        next += static_cast<size_t>(counts[b]) * widths[b];
    }
    size_t keys = 0, places = 0;
    for (int i = 0; i < questions; i++) {
        const Tiles* set = reinterpret_cast<const Tiles*>(tiles[i]);
        const Block* asked = state->blocks[block[i]].get();
        state->questions.push_back({&set->data(), asked, k[i], true, false, keys, places, nullptr});
        keys += static_cast<size_t>(asked->count) * k[i];
        places += asked->count;
    }
    state->answers.keys.resize(keys);
    state->answers.counts.assign(places, 0);
    state->answers.others.assign(places, 0);
    state->answers.limits.reset(new std::atomic<float>[places]);
    for (size_t i = 0; i < places; i++) {
        state->answers.limits[i].store(INF, std::memory_order_relaxed);
    }
    state->plan();
    for (Question& question : state->questions) {
        const Codes* codes = question.tiles->codes.get();
        if (codes && !question.whole && code_products_in_use()) {
            question.coded.reset(new CodedQueries(*question.block, *codes));
        }
    }
}

JointSearch::~JointSearch() = default;

int JointSearch::units() const {
    return static_cast<int>(state->units.size());
}

void JointSearch::run(int unit) {
    const Unit& mine = state->units[unit];
    std::unique_ptr<Worker> worker = workers().take();
    const Question* questions = state->questions.data() + mine.question;
    if (questions->whole) {
        worker->search_whole(state->kernels, questions, mine.questions, state->answers);
    }
    for (int i = 0; i < mine.questions && !questions->whole; i++) {
        worker->search(state->kernels, questions[i], mine.first, state->answers);
    }
    workers().give(std::move(worker));
}

void JointSearch::answer(int first, int count, int query, int32_t* rows, float* distances, int32_t* others) const {
    const Answers& answers = state->answers;
    const Question* questions = state->questions.data() + first;
    size_t next = 0, start = 0;
    for (int i = 0; i < count; i++) {
        const Question& question = questions[i];
        const uint64_t* found = answers.keys.data() + question.keys + static_cast<size_t>(query) * question.k;
        for (int r = 0; r < question.k; r++, next++) {
            rows[next] = static_cast<int32_t>(static_cast<uint32_t>(found[r]));
            distances[next] = from_bits(found[r]);
        }
        others[i] = answers.others[question.counts + query];
        const bool cosine = question.tiles->cosine;
        if (i + 1 == count || questions[i + 1].tiles->cosine != cosine) {
            state->kernels.distances(distances + start, static_cast<int>(next - start), cosine);
            start = next;
        }
    }
}

} // namespace dknn
