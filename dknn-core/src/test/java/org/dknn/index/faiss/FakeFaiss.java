package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Compiles {@code src/test/cpp/fake_faiss_c.cpp}, a libfaiss_c.so with as many GPUs as wanted. */
final class FakeFaiss {

    /** A build for the CPU, without functions for GPUs. */
    static final int WITHOUT_GPUS = -1;

    private FakeFaiss() {}

    /** The library, in a {@code lib} folder of {@code home}; it stays loaded, so each is compiled to a place of its own. */
    static GpuLibrary compile(Path home, int gpus) throws IOException, InterruptedException {
        Path file = home.resolve("lib/libfaiss_c.so");
        Files.createDirectories(file.getParent());
        List<String> command = new ArrayList<>(List.of("g++", "-std=c++17", "-shared", "-fPIC", "-o", file.toString()));
        if (gpus != WITHOUT_GPUS) {
            command.add("-DGPUS=" + gpus);
        }
        command.add(Path.of("src/test/cpp/fake_faiss_c.cpp").toAbsolutePath().toString());
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(compiler.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(compiler.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, compiler.exitValue(), output);
        return GpuLibrary.open(file.toString());
    }
}
