#include "dknn_faiss.h"

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
#include <fcntl.h>
#include <omp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "dknn_check.h"
#include "dknn_kernels.h"

namespace dknn {
namespace {

// Sets the number of OpenMP threads and restores it. OpenMP keeps it per calling thread, and ND4J's operations on that
// thread use the same number.
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

// The search width as the parameters that FAISS takes for an index; null if it takes none.
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
        bool graph = dynamic_cast<const faiss::IndexHNSW*>(index);
        return graph && !dynamic_cast<const faiss::IndexHNSW2Level*>(index) ? &hnsw : nullptr;
    }

  private:
    int probes;
    faiss::SearchParametersHNSW hnsw;
    faiss::SearchParametersIVF ivf;
    faiss::SearchParametersPreTransform pre;
};

// Sets the search width that FAISS takes from the index, not from a call, as under IndexRefine. Also turns off FAISS's
// warning on standard error of few training points per centroid, which dknn documents instead, and minutes of training
// for comparisons by Hamming distance, which dknn never makes.
void prepare(faiss::Index* index, int ef_search, int probes) {
    if (auto refine = dynamic_cast<faiss::IndexRefine*>(index)) {
        prepare(refine->base_index, ef_search, probes);
    } else if (auto transform = dynamic_cast<faiss::IndexPreTransform*>(index)) {
        prepare(transform->index, ef_search, probes);
    } else if (auto graph = dynamic_cast<faiss::IndexHNSW*>(index)) {
        graph->hnsw.efSearch = ef_search;
        // with FAISS's 40, clusters of some ten thousand vectors are hardly connected: recall .88, here .999
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

// Whether the cells of an index are in another file: FAISS wrote only the name of that file, which may be gone or
// changed. With mapped, cells in the index's own file are mapped already.
bool is_elsewhere(const faiss::Index* index, bool mapped) {
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

} // namespace

faiss::Index* make_index(int dimension, const char* description, int ef_search, int probes) {
    faiss::Index* index = faiss::index_factory(dimension, description, faiss::METRIC_L2);
    prepare(index, ef_search, probes);
    return index;
}

void delete_index(faiss::Index* index) {
    delete index;
}

void search(const faiss::Index* index, int64_t n, const float* queries, int64_t k, int ef_search, int probes,
            float* distances, int64_t* labels) {
    OmpThreads one(1);
    Width width(ef_search, probes);
    index->search(n, queries, k, distances, labels, width.of(index));
}

void write_index(const faiss::Index* index, const char* file) {
    write_file(file, [&](faiss::IOWriter* f) { faiss::write_index(index, f); });
}

void write_file(const char* file, const std::function<void(faiss::IOWriter*)>& content) {
    std::unique_ptr<FILE, int (*)(FILE*)> opened(std::fopen(file, "wb"), std::fclose);
    FAISS_THROW_IF_NOT_FMT(opened, "cannot open %s: %s", file, std::strerror(errno));
    faiss::FileIOWriter writer(opened.get());
    content(&writer);
    // given a name, FAISS would ignore that the last bytes found no room
    FAISS_THROW_IF_NOT_FMT(std::fflush(opened.get()) == 0, "cannot write: %s", std::strerror(errno));
    FAISS_THROW_IF_NOT_FMT(std::fclose(opened.release()) == 0, "cannot write: %s", std::strerror(errno));
}

File::File(const char* path) : descriptor(open(path, O_RDONLY | O_CLOEXEC)) {
    FAISS_THROW_IF_NOT_FMT(descriptor >= 0, "cannot open %s: %s", path, std::strerror(errno));
}

File::~File() {
    close(descriptor);
}

int64_t File::size() const {
    struct stat status;
    FAISS_THROW_IF_NOT_FMT(fstat(descriptor, &status) == 0, "cannot stat: %s", std::strerror(errno));
    return status.st_size;
}

int64_t File::read(int64_t position, int8_t* bytes, int64_t n) const {
    ssize_t count;
    do {
        count = pread(descriptor, bytes, static_cast<size_t>(n), position);
    } while (count < 0 && errno == EINTR);
    FAISS_THROW_IF_NOT_FMT(count >= 0, "cannot read: %s", std::strerror(errno));
    return count;
}

faiss::Index* read_index(const File& file, int64_t offset, bool mapped) {
    // a stream closes its descriptor, so it gets one of its own for the same open file
    int copy = fcntl(file.descriptor, F_DUPFD_CLOEXEC, 0);
    FAISS_THROW_IF_NOT_FMT(copy >= 0, "cannot open again: %s", std::strerror(errno));
    std::unique_ptr<FILE, int (*)(FILE*)> opened(fdopen(copy, "rb"), std::fclose);
    FAISS_THROW_IF_NOT_MSG(opened, "cannot open again");
    FAISS_THROW_IF_NOT_MSG(fseeko(opened.get(), offset, SEEK_SET) == 0, "cannot seek");
    faiss::FileIOReader reader(opened.get());
    std::unique_ptr<faiss::Index> index(faiss::read_index(&reader, mapped ? faiss::IO_FLAG_MMAP : 0));
    FAISS_THROW_IF_NOT_MSG(!is_elsewhere(index.get(), mapped), "its cells are in another file");
    return index.release();
}

void check_index(const faiss::Index* index, int dimension, int64_t size, const char* description) {
    check::same(*check::described(dimension, description), *index, size);
}

int kernel_level() {
    return kernels::level();
}

void use_kernels(int level) {
    kernels::use(static_cast<kernels::Level>(std::min<int>(level, kernels::level())));
}

} // namespace dknn
