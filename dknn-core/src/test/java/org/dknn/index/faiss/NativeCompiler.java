package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Compiles a file of {@code src/test/cpp} to a shared library, with the options of the shipped library. */
final class NativeCompiler {

    private NativeCompiler() {}

    /**
     * Compiles and links.
     *
     * @param options of g++, after the source file
     */
    static void compile(String source, Path library, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("g++"));
        command.addAll(words("faiss.compile"));
        command.addAll(List.of("-shared", "-o", library.toString()));
        command.add(Path.of("src/test/cpp", source).toAbsolutePath().toString());
        command.addAll(options);
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(compiler.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, compiler.exitValue(), output);
    }

    /** The words of a property that the build wrote. */
    static List<String> words(String key) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("target/faiss.properties"))) {
            properties.load(reader);
        }
        return List.of(properties.getProperty(key).split(" "));
    }
}
