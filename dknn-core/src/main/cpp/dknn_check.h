// Checks of an index that FAISS read from a file, before FAISS searches it: FAISS believes what it reads, and a wrong
// number in a file ends the process. Throws faiss::FaissException.

#ifndef DKNN_CHECK_H
#define DKNN_CHECK_H

#include <faiss/IndexFlatCodes.h>
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIVF.h>
#include <faiss/IndexIVFFastScan.h>
#include <faiss/IndexIVFPQ.h>
#include <faiss/IndexPQ.h>
#include <faiss/IndexPreTransform.h>
#include <faiss/IndexRefine.h>
#include <faiss/IndexScalarQuantizer.h>
#include <faiss/impl/FaissException.h>
#include <faiss/impl/io.h>
#include <faiss/index_factory.h>
#include <faiss/index_io.h>

#include <memory>
#include <typeinfo>

namespace dknn {
namespace check {

inline void require(bool holds, const char* what) {
    FAISS_THROW_IF_NOT_FMT(holds, "its %s differ from the description", what);
}

// An empty index of the description, of the classes that FAISS makes when it reads one.
inline std::unique_ptr<faiss::Index> described(int dimension, const char* description) {
    std::unique_ptr<faiss::Index> made(faiss::index_factory(dimension, description, faiss::METRIC_L2));
    faiss::VectorIOWriter writer;
    faiss::write_index(made.get(), &writer);
    faiss::VectorIOReader reader;
    reader.data = std::move(writer.data);
    return std::unique_ptr<faiss::Index>(faiss::read_index(&reader));
}

inline void same(const faiss::ProductQuantizer& want, const faiss::ProductQuantizer& got) {
    require(got.d == want.d && got.M == want.M && got.nbits == want.nbits && got.dsub == want.dsub &&
                    got.ksub == want.ksub && got.code_size == want.code_size &&
                    got.centroids.size() == want.d * want.ksub,
            "product quantizers");
}

inline void same(const faiss::ScalarQuantizer& want, const faiss::ScalarQuantizer& got) {
    bool uniform = want.qtype == faiss::ScalarQuantizer::QT_8bit_uniform ||
                   want.qtype == faiss::ScalarQuantizer::QT_4bit_uniform;
    bool plain = want.qtype == faiss::ScalarQuantizer::QT_fp16 ||
                 want.qtype == faiss::ScalarQuantizer::QT_8bit_direct;
    size_t trained = plain ? 0 : uniform ? 2 : 2 * want.d;
    require(got.qtype == want.qtype && got.d == want.d && got.code_size == want.code_size &&
                    got.trained.size() == trained,
            "scalar quantizers");
}

inline void requireGraph(const faiss::HNSW& want, const faiss::HNSW& got, int64_t size) {
    size_t n = static_cast<size_t>(size);
    require(got.cum_nneighbor_per_level == want.cum_nneighbor_per_level && got.levels.size() == n &&
                    got.offsets.size() == n + 1 && got.offsets[0] == 0 && got.offsets[n] == got.neighbors.size() &&
                    got.entry_point >= 0 && got.entry_point < size && got.upper_beam >= 1,
            "graph's sizes");
    int levels = static_cast<int>(want.cum_nneighbor_per_level.size()) - 1;
    for (size_t i = 0; i < n; i++) {
        require(got.levels[i] >= 1 && got.levels[i] <= levels &&
                        got.offsets[i + 1] - got.offsets[i] ==
                                static_cast<size_t>(want.cum_nneighbor_per_level[got.levels[i]]),
                "graph's levels");
    }
    require(got.max_level == got.levels[got.entry_point] - 1, "graph's levels");
    for (size_t i = 0; i < n; i++) {
        for (int level = 0; level < got.levels[i]; level++) {
            size_t end = got.offsets[i] + want.cum_nneighbor_per_level[level + 1];
            for (size_t j = got.offsets[i] + want.cum_nneighbor_per_level[level]; j < end; j++) {
                int other = got.neighbors[j];
                require(other == -1 || (other >= 0 && other < size && got.levels[other] > level), "graph's links");
            }
        }
    }
}

// Lists of fast scan hold blocks of codes, so their sizes in codes are not compared there.
inline void requireLists(const faiss::IndexIVF& want, const faiss::IndexIVF& got) {
    require(got.nlist == want.nlist && got.code_size == want.code_size && got.invlists &&
                    got.invlists->nlist == want.nlist && got.invlists->code_size == want.invlists->code_size,
            "lists");
    auto arrays = dynamic_cast<const faiss::ArrayInvertedLists*>(got.invlists);
    int64_t total = 0;
    for (size_t list = 0; list < got.nlist; list++) {
        size_t count = got.invlists->list_size(list);
        require(count <= static_cast<size_t>(got.ntotal - total), "lists");
        require(!arrays || arrays->codes[list].size() == count * got.invlists->code_size, "codes");
        total += count;
        faiss::InvertedLists::ScopedIds ids(got.invlists, list);
        for (size_t i = 0; i < count; i++) {
            require(ids[i] >= 0 && ids[i] < got.ntotal, "rows in lists");
        }
    }
    require(total == got.ntotal, "lists");
}

// Requires that an index of size vectors was read as an empty one of its description.
inline void same(const faiss::Index& want, const faiss::Index& got, int64_t size) {
    require(typeid(want) == typeid(got), "kinds");
    require(got.d == want.d && got.ntotal == size && got.is_trained, "sizes");
    require(got.metric_type == faiss::METRIC_L2, "metrics");
    if (auto transform = dynamic_cast<const faiss::IndexPreTransform*>(&got)) {
        auto wanted = dynamic_cast<const faiss::IndexPreTransform*>(&want);
        require(transform->chain.size() == wanted->chain.size(), "transforms");
        for (size_t i = 0; i < wanted->chain.size(); i++) {
            auto& to = *transform->chain[i];
            auto& from = *wanted->chain[i];
            require(typeid(to) == typeid(from) && to.d_in == from.d_in && to.d_out == from.d_out && to.is_trained,
                    "transforms");
            auto linear = dynamic_cast<const faiss::LinearTransform*>(&to);
            require(!linear || (linear->A.size() == static_cast<size_t>(to.d_in) * to.d_out &&
                                (!linear->have_bias || linear->b.size() == static_cast<size_t>(to.d_out))),
                    "transforms");
        }
        same(*wanted->index, *transform->index, size);
    } else if (auto refine = dynamic_cast<const faiss::IndexRefine*>(&got)) {
        auto wanted = dynamic_cast<const faiss::IndexRefine*>(&want);
        same(*wanted->base_index, *refine->base_index, size);
        same(*wanted->refine_index, *refine->refine_index, size);
    } else if (auto graph = dynamic_cast<const faiss::IndexHNSW*>(&got)) {
        auto wanted = dynamic_cast<const faiss::IndexHNSW*>(&want);
        requireGraph(wanted->hnsw, graph->hnsw, size);
        same(*wanted->storage, *graph->storage, size);
    } else if (auto cells = dynamic_cast<const faiss::IndexIVF*>(&got)) {
        auto wanted = dynamic_cast<const faiss::IndexIVF*>(&want);
        if (!dynamic_cast<const faiss::IndexIVFFastScan*>(&got)) {
            requireLists(*wanted, *cells);
        }
        same(*wanted->quantizer, *cells->quantizer, static_cast<int64_t>(wanted->nlist));
        if (auto coded = dynamic_cast<const faiss::IndexIVFPQ*>(&got)) {
            same(dynamic_cast<const faiss::IndexIVFPQ*>(&want)->pq, coded->pq);
        } else if (auto scalar = dynamic_cast<const faiss::IndexIVFScalarQuantizer*>(&got)) {
            same(dynamic_cast<const faiss::IndexIVFScalarQuantizer*>(&want)->sq, scalar->sq);
        }
    } else if (auto codes = dynamic_cast<const faiss::IndexFlatCodes*>(&got)) {
        auto wanted = dynamic_cast<const faiss::IndexFlatCodes*>(&want);
        require(codes->code_size == wanted->code_size && codes->codes.size() == size * wanted->code_size, "codes");
        if (auto products = dynamic_cast<const faiss::IndexPQ*>(&got)) {
            same(dynamic_cast<const faiss::IndexPQ*>(&want)->pq, products->pq);
        } else if (auto scalar = dynamic_cast<const faiss::IndexScalarQuantizer*>(&got)) {
            same(dynamic_cast<const faiss::IndexScalarQuantizer*>(&want)->sq, scalar->sq);
        }
    }
}

} // namespace check
} // namespace dknn

#endif
