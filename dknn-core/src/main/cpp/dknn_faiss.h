// The functions of FAISS that dknn needs, without FAISS's class hierarchy. Java calls them through the code that
// JavaCPP generates from org.dknn.index.faiss.FaissNative.

#ifndef DKNN_FAISS_H
#define DKNN_FAISS_H

#include <faiss/Index.h>

#include <cstdint>
#include <functional>

namespace faiss {
struct IOWriter;
}

namespace dknn {

faiss::Index* make_index(int dimension, const char* description, int ef_search, int probes);

void delete_index(faiss::Index* index);

// Searches on one OpenMP thread: the caller spreads queries over its own threads.
void search(const faiss::Index* index, int64_t n, const float* queries, int64_t k, int ef_search, int probes,
            float* distances, int64_t* labels);

void write_index(const faiss::Index* index, const char* file);

// Writes a file; throws if it cannot be opened, or not all of it finds room.
void write_file(const char* file, const std::function<void(faiss::IOWriter*)>& content);

// A file held open for reading, so that what Java verifies is what FAISS reads. Many threads may read at once.
class File {
  public:
    explicit File(const char* path);
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    int64_t size() const;

    // Reads up to n bytes from a position on; returns their number, 0 at the end.
    int64_t read(int64_t position, int8_t* bytes, int64_t n) const;

  private:
    friend faiss::Index* read_index(const File& file, int64_t offset, bool mapped);

    int descriptor;
};

// Reads the index that starts at an offset of a file; with mapped, cells stay in the file.
faiss::Index* read_index(const File& file, int64_t offset, bool mapped);

// Throws unless an index that was read is a searchable one of the description; see dknn_check.h.
void check_index(const faiss::Index* index, int dimension, int64_t size, const char* description);

// Highest level of kernels that the processor supports, 0 to 2.
int kernel_level();

// Selects a level of kernels; a level that the processor does not support is lowered.
void use_kernels(int level);

} // namespace dknn

#endif
