package org.dknn.index.faiss;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.annotation.ByRef;
import org.bytedeco.javacpp.annotation.Cast;
import org.bytedeco.javacpp.annotation.Const;
import org.bytedeco.javacpp.annotation.CriticalRegion;
import org.bytedeco.javacpp.annotation.MemberGetter;
import org.bytedeco.javacpp.annotation.Name;
import org.bytedeco.javacpp.annotation.Namespace;
import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.bytedeco.openblas.presets.openblas;

/**
 * JavaCPP preset of {@code dknn_faiss.h}, {@code dknn_merge.h}, {@code dknn_faiss_c.h} and {@code dknn_search.h} in {@code src/main/cpp}.
 *
 * <p>Arguments are not checked, and a wrong one can end the process; {@link NativeIndex}, {@link GpuIndex} and {@link
 * TiledSearch} check them. The library contains FAISS, and takes BLAS and LAPACK from the OpenBLAS that ND4J loads too. libgomp is a file
 * beside it.
 */
@Properties(
        inherit = openblas.class,
        value =
                @Platform(
                        value = "linux-x86_64",
                        include = {"dknn_faiss.h", "dknn_merge.h", "dknn_faiss_c.h", "dknn_search.h"},
                        compiler = {"cpp17", "fopenmp"},
                        library = FaissNative.LIBRARY,
                        // '#': link it, do not copy it into the jar
                        link = {":libfaiss.a#", "openblas@.0#"},
                        preload = "gomp@.1",
                        preloadpath = {"/usr/lib/x86_64-linux-gnu/", "/lib64/", "/usr/lib64/"}))
final class FaissNative {

    static final String LIBRARY = "jnidknnfaiss";

    private FaissNative() {}

    /** {@code faiss::Index}. */
    @Namespace("faiss")
    @Name("Index")
    static class Index extends Pointer {

        private Index(Pointer pointer) {
            super(pointer);
        }

        /** Makes this object the owner: closing it deletes the native index, and so does garbage collection. */
        Index owned() {
            return deallocator(new Owner(this));
        }

        @MemberGetter
        native int d();

        @MemberGetter
        native @Cast("int64_t") long ntotal();

        @MemberGetter
        native boolean is_trained();

        native void train(@Cast("int64_t") long n, @Const FloatPointer vectors) throws FaissException;

        native void add(@Cast("int64_t") long n, @Const FloatPointer vectors) throws FaissException;

        private static final class Owner extends Index implements Deallocator {

            Owner(Index index) {
                super(index);
            }

            @Override
            public void deallocate() {
                delete_index(this);
                setNull();
            }
        }
    }

    /** {@code dknn::File}, a file held open for reading. */
    @Namespace("dknn")
    @Name("File")
    static final class File extends Pointer {

        File(String path) throws FaissException {
            allocate(path);
        }

        private native void allocate(String path) throws FaissException;

        native @Cast("int64_t") long size() throws FaissException;

        native @Cast("int64_t") long read(
                @Cast("int64_t") long position, @Cast("int8_t*") byte[] bytes, @Cast("int64_t") long n)
                throws FaissException;

        native @Cast("int64_t") long read(
                @Cast("int64_t") long position, @Cast("int8_t*") ByteBuffer bytes, @Cast("int64_t") long n)
                throws FaissException;
    }

    /** {@code dknn::Merge}, indexes of cells that are joined. */
    @Namespace("dknn")
    @Name("Merge")
    static final class Merge extends Pointer {

        Merge() throws FaissException {
            allocate();
        }

        private native void allocate() throws FaissException;

        native void add(
                @Const @ByRef File file,
                @Cast("int64_t") long offset,
                int dimension,
                @Cast("int64_t") long size,
                String description)
                throws FaissException;

        native void write(String file) throws FaissException;
    }

    /** {@code dknn::capi::Library}, the C library of an installed FAISS; never unloaded. */
    @Namespace("dknn::capi")
    @Name("Library")
    static final class CLibrary extends Pointer {

        CLibrary(String file) throws FaissException {
            allocate(file);
        }

        private native void allocate(String file) throws FaissException;

        native boolean has_gpu();

        native int gpus() throws FaissException;
    }

    /** {@code dknn::capi::LoadedIndex}, an index of such a library. */
    @Namespace("dknn::capi")
    @Name("LoadedIndex")
    static final class CIndex extends Pointer {

        CIndex(CLibrary library, int dimension, String description) throws FaissException {
            allocate(library, dimension, description);
        }

        CIndex(CLibrary library, String file) throws FaissException {
            allocate(library, file);
        }

        private native void allocate(@Const CLibrary library, int dimension, String description) throws FaissException;

        private native void allocate(@Const CLibrary library, String file) throws FaissException;

        native int d();

        native @Cast("int64_t") long ntotal();

        native boolean is_trained();

        native void set(String parameter, double value) throws FaissException;

        native void train(@Cast("int64_t") long n, @Const FloatPointer vectors) throws FaissException;

        native void add(@Cast("int64_t") long n, @Const FloatPointer vectors) throws FaissException;

        native void search(
                @Cast("int64_t") long n,
                @Const float[] queries,
                @Cast("int64_t") long k,
                float[] distances,
                @Cast("int64_t*") long[] labels)
                throws FaissException;

        native void move_to(@Const int[] devices, int count, boolean shard) throws FaissException;

        native void write(String file) throws FaissException;
    }

    /** {@code dknn::Tiles}, the vectors of one index. */
    @Namespace("dknn")
    @Name("Tiles")
    static final class Tiles extends Pointer {

        Tiles(int width, long most, boolean cosine) throws FaissException {
            allocate(width, most, cosine);
        }

        private native void allocate(int width, @Cast("int64_t") long most, boolean cosine) throws FaissException;

        native void add(@Cast("int64_t") long count, @Const float[] values) throws FaissException;

        native void code() throws FaissException;

        native @Const void copy(@Cast("int64_t") long count, @Const int[] rows, float[] values) throws FaissException;
    }

    /** {@code dknn::JointSearch}, one search of several sets of vectors. */
    @Namespace("dknn")
    @Name("JointSearch")
    static final class JointSearch extends Pointer {

        JointSearch(
                int questions,
                long[] tiles,
                int[] block,
                int[] k,
                int blocks,
                int[] counts,
                int[] widths,
                float[] values)
                throws FaissException {
            allocate(questions, tiles, block, k, blocks, counts, widths, values);
        }

        private native void allocate(
                int questions,
                @Cast("const int64_t*") long[] tiles,
                @Const int[] block,
                @Const int[] k,
                int blocks,
                @Const int[] counts,
                @Const int[] widths,
                @Const float[] values)
                throws FaissException;

        native int units();

        native void run(int unit) throws FaissException;

        // without copies of the arrays
        @CriticalRegion
        native void answer(int first, int count, int query, int[] rows, float[] distances, int[] others)
                throws FaissException;
    }

    @Namespace("dknn::capi")
    static native boolean loads(String file);

    @Namespace("dknn")
    static native Index make_index(int dimension, String description, int efSearch, int probes) throws FaissException;

    @Namespace("dknn")
    static native void delete_index(Index index);

    @Namespace("dknn")
    static native void search(
            @Const Index index,
            @Cast("int64_t") long n,
            @Const float[] queries,
            @Cast("int64_t") long k,
            int efSearch,
            int probes,
            float[] distances,
            @Cast("int64_t*") long[] labels)
            throws FaissException;

    @Namespace("dknn")
    static native void write_index(@Const Index index, String file) throws FaissException;

    @Namespace("dknn")
    static native Index read_index(@Const @ByRef File file, @Cast("int64_t") long offset, boolean mapped)
            throws FaissException;

    @Namespace("dknn")
    static native void check_index(@Const Index index, int dimension, @Cast("int64_t") long size, String description)
            throws FaissException;

    @Namespace("dknn")
    static native int kernel_level();

    @Namespace("dknn")
    static native void use_kernels(int level);

    @Namespace("dknn")
    static native void code_from(@Cast("int64_t") long rows);
}
