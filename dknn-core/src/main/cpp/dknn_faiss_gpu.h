// The C interface of FAISS, as far as dknn_faiss_c.h asks for it, over the C++ classes of a FAISS for GPUs that has none.
//
// Included once, by the code that JavaCPP generates from org.dknn.index.faiss.FaissGpuNative. The library that is built
// of it is opened as libfaiss_c.so is. It fits the one build of FAISS that it is linked with.

#ifndef DKNN_FAISS_GPU_H
#define DKNN_FAISS_GPU_H

#include <faiss/AutoTune.h>
#include <faiss/Index.h>
#include <faiss/gpu/GpuAutoTune.h>
#include <faiss/gpu/GpuCloner.h>
#include <faiss/gpu/GpuClonerOptions.h>
#include <faiss/gpu/StandardGpuResources.h>
#include <faiss/index_factory.h>
#include <faiss/index_io.h>

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

namespace faiss {
namespace gpu {
int getNumDevices(); // its header wants those of cuBLAS
} // namespace gpu
} // namespace faiss

namespace dknn {
namespace gpu {

static thread_local std::string failure;

// Runs what may throw; the status is what the C interface gives.
template <class Action>
int status_of(Action action) {
    try {
        action();
        return 0;
    } catch (const std::exception& e) {
        failure = e.what();
    } catch (...) {
        failure = "FAISS gives no reason";
    }
    return -1;
}

} // namespace gpu
} // namespace dknn

#define DKNN_C extern "C" __attribute__((visibility("default"), used)) inline

DKNN_C const char* faiss_get_last_error() {
    return dknn::gpu::failure.c_str();
}

DKNN_C int faiss_index_factory(faiss::Index** made, int dimension, const char* description, int metric) {
    return dknn::gpu::status_of(
            [&] { *made = faiss::index_factory(dimension, description, static_cast<faiss::MetricType>(metric)); });
}

DKNN_C void faiss_Index_free(faiss::Index* index) {
    delete index;
}

DKNN_C int faiss_Index_is_trained(const faiss::Index* index) {
    return index->is_trained;
}

DKNN_C int64_t faiss_Index_ntotal(const faiss::Index* index) {
    return index->ntotal;
}

DKNN_C int faiss_Index_d(const faiss::Index* index) {
    return index->d;
}

DKNN_C int faiss_Index_train(faiss::Index* index, int64_t n, const float* vectors) {
    return dknn::gpu::status_of([&] { index->train(n, vectors); });
}

DKNN_C int faiss_Index_add(faiss::Index* index, int64_t n, const float* vectors) {
    return dknn::gpu::status_of([&] { index->add(n, vectors); });
}

DKNN_C int faiss_Index_search(const faiss::Index* index, int64_t n, const float* queries, int64_t k, float* distances,
                              int64_t* labels) {
    return dknn::gpu::status_of([&] { index->search(n, queries, k, distances, labels); });
}

DKNN_C int faiss_write_index_fname(const faiss::Index* index, const char* file) {
    return dknn::gpu::status_of([&] { faiss::write_index(index, file); });
}

DKNN_C int faiss_read_index_fname(const char* file, int flags, faiss::Index** read) {
    return dknn::gpu::status_of([&] { *read = faiss::read_index(file, flags); });
}

DKNN_C int faiss_ParameterSpace_new(faiss::ParameterSpace** made) {
    return dknn::gpu::status_of([&] { *made = new faiss::ParameterSpace(); });
}

DKNN_C void faiss_ParameterSpace_free(faiss::ParameterSpace* space) {
    delete space;
}

DKNN_C int faiss_ParameterSpace_set_index_parameter(const faiss::ParameterSpace* space, faiss::Index* index,
                                                    const char* name, double value) {
    return dknn::gpu::status_of([&] { space->set_index_parameter(index, name, value); });
}

DKNN_C int faiss_get_num_gpus(int* count) {
    return dknn::gpu::status_of([&] { *count = faiss::gpu::getNumDevices(); });
}

DKNN_C int faiss_StandardGpuResources_new(faiss::gpu::GpuResourcesProvider** made) {
    return dknn::gpu::status_of([&] { *made = new faiss::gpu::StandardGpuResources(); });
}

DKNN_C void faiss_StandardGpuResources_free(faiss::gpu::GpuResourcesProvider* resources) {
    delete resources;
}

DKNN_C int faiss_GpuMultipleClonerOptions_new(faiss::gpu::GpuMultipleClonerOptions** made) {
    return dknn::gpu::status_of([&] { *made = new faiss::gpu::GpuMultipleClonerOptions(); });
}

DKNN_C void faiss_GpuMultipleClonerOptions_free(faiss::gpu::GpuMultipleClonerOptions* options) {
    delete options;
}

DKNN_C void faiss_GpuMultipleClonerOptions_set_shard(faiss::gpu::GpuMultipleClonerOptions* options, int shard) {
    options->shard = shard != 0;
}

DKNN_C int faiss_index_cpu_to_gpu(faiss::gpu::GpuResourcesProvider* resources, int device, const faiss::Index* index,
                                  faiss::Index** moved) {
    return dknn::gpu::status_of([&] { *moved = faiss::gpu::index_cpu_to_gpu(resources, device, index); });
}

DKNN_C int faiss_index_cpu_to_gpu_multiple_with_options(faiss::gpu::GpuResourcesProvider* const* resources, size_t count,
                                                        const int* devices, size_t device_count,
                                                        const faiss::Index* index,
                                                        const faiss::gpu::GpuMultipleClonerOptions* options,
                                                        faiss::Index** moved) {
    return dknn::gpu::status_of([&] {
        std::vector<faiss::gpu::GpuResourcesProvider*> providers(resources, resources + count);
        std::vector<int> numbers(devices, devices + device_count);
        *moved = faiss::gpu::index_cpu_to_gpu_multiple(providers, numbers, index, options);
    });
}

DKNN_C int faiss_index_gpu_to_cpu(const faiss::Index* index, faiss::Index** moved) {
    return dknn::gpu::status_of([&] { *moved = faiss::gpu::index_gpu_to_cpu(index); });
}

#undef DKNN_C

#endif
