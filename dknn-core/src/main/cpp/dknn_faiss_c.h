// The C library of an installed FAISS (libfaiss_c.so), opened at run time: FAISS with GPU support, which dknn's own
// lacks.
//
// Needs no header of that FAISS. The signatures are those of c_api in FAISS 1.7.3; the functions for GPUs are missing
// in a build without GPU support. A library is never unloaded, because CUDA's libraries do not support it.

#ifndef DKNN_FAISS_C_H
#define DKNN_FAISS_C_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dknn {
namespace capi {

struct Handle; // any object of the C library

class Library {
  public:
    explicit Library(const char* file);

    bool has_gpu() const;
    int gpus() const;

    // Throws the library's last error unless the status is 0.
    void check(int status) const;

    const char* (*last_error)();
    int (*make)(Handle**, int, const char*, int);
    void (*free_index)(Handle*);
    int (*is_trained)(const Handle*);
    int64_t (*ntotal)(const Handle*);
    int (*dimension)(const Handle*);
    int (*train)(Handle*, int64_t, const float*);
    int (*add)(Handle*, int64_t, const float*);
    int (*search)(const Handle*, int64_t, const float*, int64_t, float*, int64_t*);
    int (*write)(const Handle*, const char*);
    int (*read)(const char*, int, Handle**);
    int (*make_parameters)(Handle**);
    void (*free_parameters)(Handle*);
    int (*set_parameter)(const Handle*, Handle*, const char*, double);
    int (*count_gpus)(int*);
    int (*make_resources)(Handle**);
    void (*free_resources)(Handle*);
    int (*make_options)(Handle**);
    void (*free_options)(Handle*);
    void (*set_shard)(Handle*, int);
    int (*to_gpu)(Handle*, int, const Handle*, Handle**);
    int (*to_gpus)(Handle* const*, size_t, const int*, size_t, const Handle*, const Handle*, Handle**);
    int (*to_cpu)(const Handle*, Handle**);

  private:
    template <class Function>
    bool find(Function& function, const char* name);

    template <class Function>
    void require(Function& function, const char* name);

    void* handle;
    bool gpu;
};

// An index of such a library, on the CPU until it is moved.
class LoadedIndex {
  public:
    LoadedIndex(const Library* library, int dimension, const char* description);
    LoadedIndex(const Library* library, const char* file);
    ~LoadedIndex();
    LoadedIndex(const LoadedIndex&) = delete;
    LoadedIndex& operator=(const LoadedIndex&) = delete;

    int d() const;
    int64_t ntotal() const;
    bool is_trained() const;
    void set(const char* parameter, double value);
    void train(int64_t n, const float* vectors);
    void add(int64_t n, const float* vectors);
    void search(int64_t n, const float* queries, int64_t k, float* distances, int64_t* labels) const;

    // Moves the index to GPUs: a copy on each, or a part of the vectors on each.
    void move_to(const int* devices, int count, bool shard);

    void write(const char* file) const;

  private:
    void release(Handle* any) const;

    const Library* library;
    Handle* index = nullptr;
    std::vector<Handle*> resources;
};

// Whether the system's loader finds and loads a library.
bool loads(const char* file);

} // namespace capi
} // namespace dknn

#endif
