#include "dknn_merge.h"

#include <faiss/IndexIVF.h>
#include <faiss/IndexIVFFastScan.h>
#include <faiss/IndexPreTransform.h>
#include <faiss/impl/FaissAssert.h>
#include <faiss/impl/io.h>
#include <faiss/impl/io_macros.h>
#include <faiss/index_io.h>
#include <faiss/invlists/InvertedListsIOHook.h>

#include <cerrno>
#include <cstring>
#include <typeinfo>

namespace dknn {
namespace {

// The lists of parts, one behind the other, with rows that count on from part to part. Only written, never searched.
class JoinedLists : public faiss::ReadOnlyInvertedLists {
  public:
    JoinedLists(size_t nlist, size_t code_size) : ReadOnlyInvertedLists(nlist, code_size) {}

    void add(const faiss::InvertedLists* lists, int64_t first_row) {
        parts.push_back({lists, first_row});
    }

    size_t list_size(size_t list) const override {
        size_t size = 0;
        for (auto& part : parts) {
            size += part.lists->list_size(list);
        }
        return size;
    }

    const uint8_t* get_codes(size_t) const override {
        FAISS_THROW_MSG("lists that are joined are not searched");
    }

    const faiss::Index::idx_t* get_ids(size_t) const override {
        FAISS_THROW_MSG("lists that are joined are not searched");
    }

    void write(size_t list, faiss::IOWriter* f) const {
        for (auto& part : parts) {
            size_t count = part.lists->list_size(list);
            if (count > 0) {
                faiss::InvertedLists::ScopedCodes codes(part.lists, list);
                WRITEANDCHECK(codes.get(), count * code_size);
            }
        }
        for (auto& part : parts) {
            size_t count = part.lists->list_size(list);
            if (count > 0) {
                faiss::InvertedLists::ScopedIds ids(part.lists, list);
                std::vector<faiss::Index::idx_t> rows(ids.get(), ids.get() + count);
                for (auto& row : rows) {
                    row += part.first_row;
                }
                WRITEANDCHECK(rows.data(), count);
            }
        }
    }

  private:
    struct Part {
        const faiss::InvertedLists* lists;
        int64_t first_row;
    };

    std::vector<Part> parts;
};

// Writes joined lists as FAISS writes lists of arrays, so that they are read, or mapped, as those.
class JoinedHook : public faiss::InvertedListsIOHook {
  public:
    JoinedHook() : InvertedListsIOHook("dkjl", typeid(JoinedLists).name()) {}

    void write(const faiss::InvertedLists* lists, faiss::IOWriter* f) const override {
        auto joined = dynamic_cast<const JoinedLists*>(lists);
        FAISS_THROW_IF_NOT(joined);
        uint32_t kind = faiss::fourcc("ilar");
        uint32_t sizes_of = faiss::fourcc("full");
        WRITE1(kind);
        WRITE1(joined->nlist);
        WRITE1(joined->code_size);
        WRITE1(sizes_of);
        std::vector<size_t> sizes(joined->nlist);
        for (size_t list = 0; list < joined->nlist; list++) {
            sizes[list] = joined->list_size(list);
        }
        WRITEVECTOR(sizes);
        for (size_t list = 0; list < joined->nlist; list++) {
            joined->write(list, f);
        }
    }

    faiss::InvertedLists* read(faiss::IOReader*, int) const override {
        FAISS_THROW_MSG("lists that are joined are not read as such");
    }
};

faiss::IndexIVF& cells(faiss::Index* index) {
    if (auto transform = dynamic_cast<faiss::IndexPreTransform*>(index)) {
        return cells(transform->index);
    }
    auto ivf = dynamic_cast<faiss::IndexIVF*>(index);
    FAISS_THROW_IF_NOT_MSG(ivf && !dynamic_cast<faiss::IndexIVFFastScan*>(index), "it has no cells that can be joined");
    return *ivf;
}

void set_size(faiss::Index* index, int64_t size) {
    index->ntotal = size;
    if (auto transform = dynamic_cast<faiss::IndexPreTransform*>(index)) {
        set_size(transform->index, size);
    }
}

// The index as FAISS writes it with other lists and another number of rows; both are restored.
void write_with(faiss::Index* index, faiss::InvertedLists* lists, int64_t size, faiss::IOWriter* f) {
    struct Restored {
        faiss::Index* index;
        int64_t size;
        faiss::InvertedLists* lists;
        ~Restored() {
            set_size(index, size);
            cells(index).invlists = lists;
        }
    } restored{index, index->ntotal, cells(index).invlists};
    set_size(index, size);
    cells(index).invlists = lists;
    faiss::write_index(index, f);
}

} // namespace

Merge::Merge() {
    // once per process; the second look-up of this class would find the first
    static bool known = (faiss::InvertedListsIOHook::add_callback(new JoinedHook()), true);
    static_cast<void>(known);
}

Merge::~Merge() {}

void Merge::add(const File& file, int64_t offset, int dimension, int64_t size, const char* description) {
    std::unique_ptr<faiss::Index> part(read_index(file, offset, true));
    check_index(part.get(), dimension, size, description);
    faiss::VectorIOWriter empty;
    faiss::IndexIVF& ivf = cells(part.get());
    JoinedLists none(ivf.nlist, ivf.code_size);
    write_with(part.get(), &none, 0, &empty);
    if (parts.empty()) {
        training = std::move(empty.data);
    } else {
        FAISS_THROW_IF_NOT_MSG(empty.data == training, "it was not filled after the same training");
    }
    parts.push_back(std::move(part));
}

void Merge::write(const char* file) {
    FAISS_THROW_IF_NOT_MSG(!parts.empty(), "there is no part");
    faiss::IndexIVF& first = cells(parts[0].get());
    JoinedLists joined(first.nlist, first.code_size);
    int64_t rows = 0;
    for (auto& part : parts) {
        joined.add(cells(part.get()).invlists, rows);
        rows += part->ntotal;
    }
    write_file(file, [&](faiss::IOWriter* f) { write_with(parts[0].get(), &joined, rows, f); });
}

} // namespace dknn
