package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compiles {@code src/test/cpp/fake_faiss_c.cpp}, a libfaiss_c.so that reports a number of GPUs. */
final class FakeFaiss {

    /** A library without GPU support: its functions for GPUs are missing. */
    static final int WITHOUT_GPUS = -1;

    private FakeFaiss() {}

    /** Compiles the library to {@code home/lib} and opens it. It stays loaded: one library per {@code home}. */
    static GpuLibrary compile(Path home, int gpus) throws IOException, InterruptedException {
        Path file = home.resolve("lib/libfaiss_c.so");
        Files.createDirectories(file.getParent());
        List<String> options = gpus == WITHOUT_GPUS ? List.of("-O0") : List.of("-O0", "-DGPUS=" + gpus);
        NativeCompiler.compile("fake_faiss_c.cpp", file, options);
        return GpuLibrary.open(file.toString());
    }
}
