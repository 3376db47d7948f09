// A stand-in for libfaiss_c.so: the functions that dknn uses, over a plain scan, so that tests need no GPU. -DGPUS=n
// makes it report n GPUs; without it the functions for GPUs are missing, as in a FAISS without GPU support.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

struct Index {
    int d;
    std::vector<float> values;
    bool on_gpu;
};

std::string last_error;

int fail(const char* message) {
    last_error = message;
    return -2;
}

} // namespace

#pragma GCC visibility push(default)
extern "C" {

const char* faiss_get_last_error() {
    return last_error.c_str();
}

int faiss_index_factory(Index** out, int d, const char* description, int) {
    const std::set<std::string> known = {"Flat", "IVF8,Flat", "IVF8,PQ4np"};
    if (known.count(description) == 0) {
        return fail("the fake knows no such index");
    }
    *out = new Index{d, {}, false};
    return 0;
}

void faiss_Index_free(Index* index) {
    delete index;
}

int faiss_Index_is_trained(const Index*) {
    return 1;
}

int64_t faiss_Index_ntotal(const Index* index) {
    return index->values.size() / index->d;
}

int faiss_Index_d(const Index* index) {
    return index->d;
}

int faiss_Index_train(Index*, int64_t, const float*) {
    return 0;
}

int faiss_Index_add(Index* index, int64_t n, const float* x) {
    index->values.insert(index->values.end(), x, x + n * index->d);
    return 0;
}

int faiss_Index_search(const Index* index, int64_t n, const float* x, int64_t k, float* distances, int64_t* labels) {
    int64_t total = faiss_Index_ntotal(index);
    for (int64_t q = 0; q < n; q++) {
        std::vector<std::pair<float, int64_t>> all(total);
        for (int64_t i = 0; i < total; i++) {
            float sum = 0;
            for (int c = 0; c < index->d; c++) {
                float difference = x[q * index->d + c] - index->values[i * index->d + c];
                sum += difference * difference;
            }
            all[i] = {sum, i};
        }
        std::partial_sort(all.begin(), all.begin() + k, all.end());
        for (int64_t rank = 0; rank < k; rank++) {
            distances[q * k + rank] = all[rank].first;
            labels[q * k + rank] = all[rank].second;
        }
    }
    return 0;
}

int faiss_write_index_fname(const Index* index, const char* name) {
    if (index->on_gpu) {
        return fail("an index on a GPU cannot be written");
    }
    FILE* file = std::fopen(name, "wb");
    if (!file) {
        return fail("cannot open the file");
    }
    std::fwrite(&index->d, sizeof(int), 1, file);
    std::fwrite(index->values.data(), sizeof(float), index->values.size(), file);
    std::fclose(file);
    return 0;
}

int faiss_read_index_fname(const char* name, int, Index** out) {
    FILE* file = std::fopen(name, "rb");
    int d = 0;
    if (!file || std::fread(&d, sizeof(int), 1, file) != 1 || d < 1 || d > 1000) {
        return fail("not an index of the fake");
    }
    *out = new Index{d, {}, false};
    float value;
    while (std::fread(&value, sizeof(float), 1, file) == 1) {
        (*out)->values.push_back(value);
    }
    std::fclose(file);
    return 0;
}

int faiss_ParameterSpace_new(Index** out) {
    *out = nullptr;
    return 0;
}

void faiss_ParameterSpace_free(Index*) {}

int faiss_ParameterSpace_set_index_parameter(const Index*, Index*, const char*, double) {
    return 0;
}

#ifdef GPUS
int faiss_get_num_gpus(int* count) {
    *count = GPUS;
    return 0;
}

int faiss_StandardGpuResources_new(int** out) {
    *out = new int(0);
    return 0;
}

void faiss_StandardGpuResources_free(int* each) {
    delete each;
}

int faiss_GpuMultipleClonerOptions_new(int** out) {
    *out = new int(0);
    return 0;
}

void faiss_GpuMultipleClonerOptions_free(int* options) {
    delete options;
}

void faiss_GpuMultipleClonerOptions_set_shard(int* options, int shard) {
    *options = shard;
}

int faiss_index_cpu_to_gpu(int* resources, int device, const Index* index, Index** out) {
    if (!resources || device >= GPUS) {
        return fail("invalid device");
    }
    *out = new Index{index->d, index->values, true};
    return 0;
}

int faiss_index_cpu_to_gpu_multiple_with_options(
        int* const* resources, size_t count, const int* devices, size_t, const Index* index, const int*, Index** out) {
    return faiss_index_cpu_to_gpu(resources[count - 1], devices[count - 1], index, out);
}

int faiss_index_gpu_to_cpu(const Index* index, Index** out) {
    *out = new Index{index->d, index->values, false};
    return 0;
}
#endif
}
#pragma GCC visibility pop
