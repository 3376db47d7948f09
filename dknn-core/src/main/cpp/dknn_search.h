// Exact search of several sets of vectors at once, without FAISS. Java calls it through org.dknn.index.faiss.FaissNative.
//
// A set (Tiles) is the rows of one index, say of one class in one layer. A JointSearch asks several sets for the nearest rows
// of blocks of queries, in units that threads take in any order: a unit is up to 4,096 rows of one set, or several small sets.
// Sets of up to 32 rows, or of up to 2 k, are only compared exactly; the tiles of this go on from one set to the next, so that a
// layer of many small classes fills them as one of few does. In each other unit:
//   scan       all queries of a block with each tile of 32 rows, a lane is a row: |x|^2 + |q|^2 - 2xq, written to memory;
//   selection  of the written distances those up to a threshold are counted, which starts at that of the query before, until it
//              keeps k and a few;
//   exact      rows that any query keeps are read once and compared as org.dknn.vector.PreparedVectors.squared does, addition by
//              addition, a lane is a row. The k-th of these sums bounds the k-th of all. A second selection, by that bound and the
//              rounding error of the scan, misses no row at the k-th distance;
//   order      the rank of a row is the number of those that are nearer, or as near with a lower row.
//
// Why none is missed: at least k rows have an exact sum up to t, so the k-th has. With u = 2^-24 and R = |x| + |q|, a sum up to t
// belongs to a true squared distance of at most t + (d / 4 + 8) u R^2, as |x - q| <= R, and the scan exceeds that by at most
// (d / 2 + 8) u R^2. 4 (d + 16) u R^2 is more than both; underflow adds less than d times the smallest normal float.
// Sets of many rows are scanned by codes of a byte per value (dknn_search_codes.h), where the processor multiplies those faster
// than floats: their error is added to the bound of the second selection. Where codes leave too many rows, the scan goes on with floats,
// in tiles that are made of the rows as they are needed.
// Rows and queries so long that the scan could overflow are near everything in the scan, so that their exact sums decide.

#ifndef DKNN_SEARCH_H
#define DKNN_SEARCH_H

#include <cstdint>
#include <memory>

namespace dknn {

// The rows of one index: row by row for exact sums, and if there are more than one tile holds, in tiles or codes for the scan.
class Tiles {
  public:
    // For up to so many rows, which are to be added. Cosine: distances are half the squared ones, at most 2.
    Tiles(int width, int64_t most, bool cosine);
    ~Tiles();
    Tiles(const Tiles&) = delete;
    Tiles& operator=(const Tiles&) = delete;

    // Appends finite rows.
    void add(int64_t count, const float* values);

    // To be called when all rows are there: codes them, if that makes searches of so many faster. See dknn_search_codes.h.
    void code();

    // Copies rows, one after the other.
    void copy(int64_t count, const int32_t* rows, float* values) const;

    struct Data;
    const Data& data() const {
        return *content;
    }

  private:
    std::unique_ptr<Data> content;
};

// Codes sets that are made from now on for so many rows; for tests.
void code_from(int64_t rows);

// One search of several sets. Units may be run by several threads at once; then the answers are complete.
class JointSearch {
  public:
    // tiles:   addresses of sets, one per question
    // block:   the block of queries of each question
    // k:       number of rows wanted by each question, at most those of its set
    // counts:  number of queries of each block, 1 to 64
    // widths:  number of values of each query of a block, that of the sets
    // values:  the queries, block by block, row by row
    JointSearch(int questions, const int64_t* tiles, const int32_t* block, const int32_t* k, int blocks,
                const int32_t* counts, const int32_t* widths, const float* values);
    ~JointSearch();
    JointSearch(const JointSearch&) = delete;
    JointSearch& operator=(const JointSearch&) = delete;

    int units() const;

    // Runs a unit.
    void run(int unit);

    // What questions with blocks of one size found for one query, question by question: k rows with their distances, nearest
    // first, and the number of other rows whose distance is that of the last.
    void answer(int first, int count, int query, int32_t* rows, float* distances, int32_t* others) const;

  private:
    struct State;
    std::unique_ptr<State> state;
};

} // namespace dknn

#endif
