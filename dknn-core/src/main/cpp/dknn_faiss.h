// What dknn asks of FAISS, in functions that Java can call without knowing FAISS's classes. Included once, by the code
// that JavaCPP generates from org.dknn.index.faiss.FaissNative.

#ifndef DKNN_FAISS_H
#define DKNN_FAISS_H

#include <faiss/Index.h>
#include <faiss/IndexFlat.h>
#include <faiss/IndexFlatCodes.h>
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIVF.h>
#include <faiss/IndexIVFFastScan.h>
#include <faiss/IndexIVFPQ.h>
#include <faiss/IndexPQ.h>
#include <faiss/IndexPreTransform.h>
#include <faiss/IndexRefine.h>
#include <faiss/impl/FaissException.h>
#include <faiss/impl/io.h>
#include <faiss/index_factory.h>
#include <faiss/index_io.h>
#include <faiss/invlists/OnDiskInvertedLists.h>
#include <omp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "dknn_kernels.h"
#include "dknn_scan.h"

namespace dknn {

// OpenMP counts its threads for each calling thread, and ND4J's operations on that thread count on the same number.
class OmpThreads {
  public:
    explicit OmpThreads(int threads) : before(omp_get_max_threads()) {
        omp_set_num_threads(threads);
    }
    ~OmpThreads() {
        omp_set_num_threads(before);
    }
    OmpThreads(const OmpThreads&) = delete;
    OmpThreads& operator=(const OmpThreads&) = delete;

  private:
    int before;
};

// How far to search, in the classes that FAISS wants for an index; null where FAISS takes none.
class Width {
  public:
    Width(int ef_search, int probes) : probes(probes) {
        hnsw.efSearch = ef_search;
    }

    const faiss::SearchParameters* of(const faiss::Index* index) {
        if (auto transform = dynamic_cast<const faiss::IndexPreTransform*>(index)) {
            pre.index_params = const_cast<faiss::SearchParameters*>(of(transform->index));
            return pre.index_params ? &pre : nullptr;
        }
        if (dynamic_cast<const faiss::IndexIVFFastScan*>(index)) {
            return nullptr;
        }
        if (auto cells = dynamic_cast<const faiss::IndexIVF*>(index)) {
            ivf.nprobe = std::min<size_t>(probes, cells->nlist);
            if (dynamic_cast<const faiss::IndexHNSW*>(cells->quantizer)) {
                ivf.quantizer_params = &hnsw;
            }
            return &ivf;
        }
        bool takes_hnsw = dynamic_cast<const faiss::IndexHNSW*>(index) && !dynamic_cast<const faiss::IndexHNSW2Level*>(index);
        return takes_hnsw ? &hnsw : nullptr;
    }

  private:
    int probes;
    faiss::SearchParametersHNSW hnsw;
    faiss::SearchParametersIVF ivf;
    faiss::SearchParametersPreTransform pre;
};

// Sets what FAISS takes from the index rather than from a call, as under IndexRefine. Also keeps FAISS from warning on
// standard error of few training points a centroid, which dknn documents instead, and from the minutes of training for
// comparisons by Hamming distance, which dknn never makes.
inline void prepare(faiss::Index* index, int ef_search, int probes) {
    if (auto refine = dynamic_cast<faiss::IndexRefine*>(index)) {
        prepare(refine->base_index, ef_search, probes);
    } else if (auto transform = dynamic_cast<faiss::IndexPreTransform*>(index)) {
        prepare(transform->index, ef_search, probes);
    } else if (auto graph = dynamic_cast<faiss::IndexHNSW*>(index)) {
        graph->hnsw.efSearch = ef_search;
        // FAISS's 40 leaves clusters of some ten thousand vectors hardly connected: recall .88 where this gives .999
        graph->hnsw.efConstruction = 160;
        prepare(graph->storage, ef_search, probes);
    } else if (auto codes = dynamic_cast<faiss::IndexPQ*>(index)) {
        codes->pq.cp.min_points_per_centroid = 1;
        codes->do_polysemous_training = false;
    } else if (auto cells = dynamic_cast<faiss::IndexIVF*>(index)) {
        cells->nprobe = std::min<size_t>(probes, cells->nlist);
        cells->cp.min_points_per_centroid = 1;
        prepare(cells->quantizer, ef_search, probes);
        if (auto coded = dynamic_cast<faiss::IndexIVFPQ*>(index)) {
            coded->pq.cp.min_points_per_centroid = 1;
            coded->do_polysemous_training = false;
        }
    }
}

inline faiss::Index* make_index(int dimension, const char* description, int ef_search, int probes) {
    faiss::Index* index = faiss::index_factory(dimension, description, faiss::METRIC_L2);
    prepare(index, ef_search, probes);
    return index;
}

// Makes room for the vectors of a flat index in one piece, on huge pages where the system gives them when asked: a full
// scan of hundreds of megabytes otherwise waits for the translation of small ones.
inline void reserve(faiss::Index* index, int64_t n) {
    auto flat = dynamic_cast<faiss::IndexFlatCodes*>(index);
    if (!flat) {
        return;
    }
    size_t bytes = static_cast<size_t>(n) * flat->code_size;
    flat->codes.reserve(bytes);
    size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    uintptr_t start = (reinterpret_cast<uintptr_t>(flat->codes.data()) + page - 1) / page * page;
    uintptr_t end = (reinterpret_cast<uintptr_t>(flat->codes.data()) + bytes) / page * page;
    if (start < end) {
        madvise(reinterpret_cast<void*>(start), end - start, MADV_HUGEPAGE);
    }
}

inline void delete_index(faiss::Index* index) {
    delete index;
}

// One OpenMP thread: the caller spreads queries over threads of its own. A flat index is scanned here, not by FAISS.
inline void search(const faiss::Index* index, int64_t n, const float* queries, int64_t k, int ef_search, int probes,
                   float* distances, int64_t* labels) {
    if (auto flat = dynamic_cast<const faiss::IndexFlat*>(index)) {
        scan::Vectors vectors = {flat->get_xb(), flat->ntotal, static_cast<size_t>(flat->d)};
        scan::search(scan::kernels_of(kernels::used), vectors, n, queries, k, distances, labels);
        return;
    }
    OmpThreads one(1);
    Width width(ef_search, probes);
    index->search(n, queries, k, distances, labels, width.of(index));
}

inline void write_index(const faiss::Index* index, const char* file) {
    faiss::write_index(index, file);
}

// Whether an index has its cells in another file than its own: only their file's name was written, so they may be gone, or
// not be what they were. With mapped, cells in its own file have been mapped by now.
inline bool is_elsewhere(const faiss::Index* index, bool mapped) {
    if (auto refine = dynamic_cast<const faiss::IndexRefine*>(index)) {
        return is_elsewhere(refine->base_index, mapped);
    }
    if (auto transform = dynamic_cast<const faiss::IndexPreTransform*>(index)) {
        return is_elsewhere(transform->index, mapped);
    }
    auto cells = dynamic_cast<const faiss::IndexIVF*>(index);
    auto lists = cells ? dynamic_cast<const faiss::OnDiskInvertedLists*>(cells->invlists) : nullptr;
    return lists && !(mapped && lists->ptr);
}

inline faiss::Index* read_index(const char* file, int64_t offset, bool mapped) {
    std::unique_ptr<FILE, int (*)(FILE*)> opened(std::fopen(file, "rb"), std::fclose);
    FAISS_THROW_IF_NOT_FMT(opened, "cannot open %s", file);
    FAISS_THROW_IF_NOT_FMT(fseeko(opened.get(), offset, SEEK_SET) == 0, "cannot seek in %s", file);
    faiss::FileIOReader reader(opened.get());
    std::unique_ptr<faiss::Index> index(faiss::read_index(&reader, mapped ? faiss::IO_FLAG_MMAP : 0));
    FAISS_THROW_IF_NOT_FMT(!is_elsewhere(index.get(), mapped), "the cells of %s are in another file", file);
    return index.release();
}

// For tests: the kernels of a level, 0 to 2, on two vectors; -1 where the processor lacks them.
inline float kernel_distance(int level, const float* x, const float* y, int64_t d) {
    if (level > kernels::level()) {
        return -1;
    }
    return kernels::kernel<kernels::Difference>(static_cast<kernels::Level>(level))(x, y, d);
}

// The highest level of kernels that the processor has.
inline int kernel_level() {
    return kernels::level();
}

inline void use_kernels(int level) {
    kernels::use(static_cast<kernels::Level>(std::min<int>(level, kernels::level())));
}

} // namespace dknn

#endif
