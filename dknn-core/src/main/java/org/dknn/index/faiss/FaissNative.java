package org.dknn.index.faiss;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.annotation.Cast;
import org.bytedeco.javacpp.annotation.Const;
import org.bytedeco.javacpp.annotation.MemberGetter;
import org.bytedeco.javacpp.annotation.Name;
import org.bytedeco.javacpp.annotation.Namespace;
import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.bytedeco.openblas.presets.openblas;

/**
 * The JavaCPP preset: what {@code src/main/cpp/dknn_faiss.h} and FAISS offer, word for word.
 *
 * <p>Nothing is checked here, and a wrong argument can end the process: {@link NativeIndex} checks. Links the static
 * FAISS, and takes BLAS and LAPACK from the OpenBLAS that ND4J loads too; libgomp lies beside the library.
 */
@Properties(
        inherit = openblas.class,
        value =
                @Platform(
                        value = "linux-x86_64",
                        include = {"dknn_faiss.h", "dknn_faiss_c.h"},
                        compiler = {"cpp17", "fopenmp"},
                        library = FaissNative.LIBRARY,
                        // '#': linked, but not copied into the jar
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

        /** Ties the native index to this object: closing it deletes the index, and so does losing it. */
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

    /** A FAISS that is installed: {@code dknn::capi::Library}; never unloaded. */
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

    /** An index of such a library: {@code dknn::capi::LoadedIndex}. */
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

    @Namespace("dknn::capi")
    static native boolean loads(String file);

    @Namespace("dknn")
    static native Index make_index(int dimension, String description, int efSearch, int probes) throws FaissException;

    @Namespace("dknn")
    static native void reserve(Index index, @Cast("int64_t") long vectors) throws FaissException;

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
    static native Index read_index(String file, @Cast("int64_t") long offset, boolean mapped) throws FaissException;

    @Namespace("dknn")
    static native float kernel_distance(int level, @Const float[] x, @Const float[] y, @Cast("int64_t") long d);

    @Namespace("dknn")
    static native int kernel_level();

    @Namespace("dknn")
    static native void use_kernels(int level);
}
