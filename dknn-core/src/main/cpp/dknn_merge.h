// Joins indexes of cells that were filled apart after one training, list by list: no list is in memory as a whole but
// the parts' files, which are mapped. What is written is what one index would be that was filled with all parts in order.

#ifndef DKNN_MERGE_H
#define DKNN_MERGE_H

#include "dknn_faiss.h"

#include <memory>
#include <string>
#include <vector>

namespace dknn {

class Merge {
  public:
    Merge();
    ~Merge();
    Merge(const Merge&) = delete;
    Merge& operator=(const Merge&) = delete;

    // Adds the part that starts at an offset of a file, which stays mapped. Throws unless it has the description, and the
    // training of the parts before.
    void add(const File& file, int64_t offset, int dimension, int64_t size, const char* description);

    // Writes all parts as one index; rows are counted on from part to part. Nothing can be added afterwards.
    void write(const char* file);

  private:
    std::vector<std::unique_ptr<faiss::Index>> parts;
    std::vector<unsigned char> training;
};

} // namespace dknn

#endif
