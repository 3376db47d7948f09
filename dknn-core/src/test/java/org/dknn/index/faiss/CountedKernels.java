package org.dknn.index.faiss;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas;

/**
 * The sources of the shipped library, compiled a second time with a kernel that counts its calls: {@code
 * src/test/cpp/counted_kernels.cpp}.
 */
final class CountedKernels {

    private CountedKernels() {}

    /** Compiles the library into a folder and loads it, as the shipped one is linked and loaded. */
    static void load(Path folder) throws IOException, InterruptedException {
        FaissLibrary.require();
        File blas = Loader.cacheResource(openblas.class, "/org/bytedeco/openblas/linux-x86_64/libopenblas.so.0");
        Path java = Path.of(System.getProperty("java.home"), "include");
        List<String> options = new ArrayList<>(List.of("-I" + java, "-I" + java.resolve("linux")));
        NativeCompiler.words("faiss.include").forEach(include -> options.addAll(List.of("-isystem", include)));
        options.addAll(NativeCompiler.words("faiss.link"));
        NativeCompiler.words("faiss.lib").forEach(lib -> options.add(lib + "/libfaiss.a"));
        options.addAll(List.of(blas.getPath(), "-Wl,-rpath-link," + blas.getParent()));
        Path library = folder.resolve("libcounted.so");
        NativeCompiler.compile("counted_kernels.cpp", library, options);
        System.load(library.toString());
    }

    /**
     * Builds an index and searches it once; at most 64 nodes of a graph are kept in view, at most 64 cells are visited.
     *
     * @return how often FAISS called the kernel during the search
     */
    static native long search(String description, float[] vectors, float[] query, int k);

    /** The squared distance as the kernel of a level computes it; the processor must support the level. */
    static native float distance(int level, float[] x, float[] y);
}
