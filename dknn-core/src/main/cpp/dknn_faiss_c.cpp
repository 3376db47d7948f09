#include "dknn_faiss_c.h"

#include <dlfcn.h>

#include <stdexcept>
#include <string>

namespace dknn {
namespace capi {

template <class Function>
bool Library::find(Function& function, const char* name) {
    function = reinterpret_cast<Function>(dlsym(handle, name));
    return function != nullptr;
}

template <class Function>
void Library::require(Function& function, const char* name) {
    if (!find(function, name)) {
        throw std::runtime_error(std::string("it lacks ") + name);
    }
}

Library::Library(const char* file) : handle(dlopen(file, RTLD_NOW | RTLD_LOCAL)) {
    if (!handle) {
        throw std::runtime_error(dlerror());
    }
    require(last_error, "faiss_get_last_error");
    require(make, "faiss_index_factory");
    require(free_index, "faiss_Index_free");
    require(is_trained, "faiss_Index_is_trained");
    require(ntotal, "faiss_Index_ntotal");
    require(dimension, "faiss_Index_d");
    require(train, "faiss_Index_train");
    require(add, "faiss_Index_add");
    require(search, "faiss_Index_search");
    require(write, "faiss_write_index_fname");
    require(read, "faiss_read_index_fname");
    require(make_parameters, "faiss_ParameterSpace_new");
    require(free_parameters, "faiss_ParameterSpace_free");
    require(set_parameter, "faiss_ParameterSpace_set_index_parameter");
    gpu = find(count_gpus, "faiss_get_num_gpus") && find(make_resources, "faiss_StandardGpuResources_new") &&
          find(free_resources, "faiss_StandardGpuResources_free") &&
          find(make_options, "faiss_GpuMultipleClonerOptions_new") &&
          find(free_options, "faiss_GpuMultipleClonerOptions_free") &&
          find(set_shard, "faiss_GpuMultipleClonerOptions_set_shard") &&
          find(to_gpus, "faiss_index_cpu_to_gpu_multiple_with_options") && find(to_gpu, "faiss_index_cpu_to_gpu") &&
          find(to_cpu, "faiss_index_gpu_to_cpu");
}

bool Library::has_gpu() const {
    return gpu;
}

int Library::gpus() const {
    int count = 0;
    check(count_gpus(&count));
    return count;
}

void Library::check(int status) const {
    if (status != 0) {
        const char* message = last_error();
        throw std::runtime_error(message ? message : "FAISS gave no reason");
    }
}

LoadedIndex::LoadedIndex(const Library* library, int dimension, const char* description) : library(library) {
    library->check(library->make(&index, dimension, description, 1 /* METRIC_L2 */));
}

LoadedIndex::LoadedIndex(const Library* library, const char* file) : library(library) {
    library->check(library->read(file, 0, &index));
}

LoadedIndex::~LoadedIndex() {
    release(index);
    for (Handle* each : resources) {
        library->free_resources(each);
    }
}

int LoadedIndex::d() const {
    return library->dimension(index);
}

int64_t LoadedIndex::ntotal() const {
    return library->ntotal(index);
}

bool LoadedIndex::is_trained() const {
    return library->is_trained(index) != 0;
}

void LoadedIndex::set(const char* parameter, double value) {
    Handle* parameters = nullptr;
    library->check(library->make_parameters(&parameters));
    int status = library->set_parameter(parameters, index, parameter, value);
    library->free_parameters(parameters);
    library->check(status);
}

void LoadedIndex::train(int64_t n, const float* vectors) {
    library->check(library->train(index, n, vectors));
}

void LoadedIndex::add(int64_t n, const float* vectors) {
    library->check(library->add(index, n, vectors));
}

void LoadedIndex::search(int64_t n, const float* queries, int64_t k, float* distances, int64_t* labels) const {
    library->check(library->search(index, n, queries, k, distances, labels));
}

void LoadedIndex::move_to(const int* devices, int count, bool shard) {
    for (int i = 0; i < count; i++) {
        Handle* each = nullptr;
        library->check(library->make_resources(&each));
        resources.push_back(each);
    }
    Handle* moved = nullptr;
    if (count == 1) {
        library->check(library->to_gpu(resources[0], devices[0], index, &moved));
    } else {
        Handle* options = nullptr;
        library->check(library->make_options(&options));
        library->set_shard(options, shard);
        int status = library->to_gpus(resources.data(), resources.size(), devices, count, index, options, &moved);
        library->free_options(options);
        library->check(status);
    }
    release(index);
    index = moved;
}

// The file format knows no GPU, so the index is copied to the CPU first.
void LoadedIndex::write(const char* file) const {
    if (resources.empty()) {
        library->check(library->write(index, file));
        return;
    }
    Handle* copy = nullptr;
    library->check(library->to_cpu(index, &copy));
    int status = library->write(copy, file);
    release(copy);
    library->check(status);
}

void LoadedIndex::release(Handle* any) const {
    if (any) {
        library->free_index(any);
    }
}

bool loads(const char* file) {
    return dlopen(file, RTLD_NOW | RTLD_LOCAL) != nullptr;
}

} // namespace capi
} // namespace dknn
