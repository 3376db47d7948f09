package org.dknn.onnx;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * The files of MiniLM, 6 layers of width 384, from a jar of Maven Central that the local repository has. Without it,
 * tests are skipped loudly, or fail if {@code -Donnx.required=true}.
 *
 * @param name of the artifact, behind {@code langchain4j-embeddings-}
 */
record MiniLm(String name, Path directory) {

    static final String FULL = "all-minilm-l6-v2";
    static final String EIGHT_BITS = "all-minilm-l6-v2-q";

    /** Unpacks the files into a directory. */
    static MiniLm in(Path directory, String name) throws IOException {
        MiniLm files = new MiniLm(name, directory);
        Path jar = jar(name);
        if (!Files.exists(jar)) {
            String message = "SKIPPED: no MiniLM at " + jar + "; -Donnx.required=true fetches it (100 MB)";
            System.err.println(message);
            return Boolean.getBoolean("onnx.required") ? fail(message) : abort(message);
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (String file : new String[] {name + ".onnx", name + "-tokenizer.json"}) {
                try (InputStream in = zip.getInputStream(zip.getEntry(file))) {
                    Files.copy(in, directory.resolve(file));
                }
            }
        }
        return files;
    }

    private static Path jar(String name) {
        String artifact = "langchain4j-embeddings-" + name;
        String version = System.getProperty("minilm.version", "");
        Path repository = Path.of(System.getProperty(
                "maven.repository",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        return repository.resolve(
                "dev/langchain4j/" + artifact + "/" + version + "/" + artifact + "-" + version + ".jar");
    }

    Path model() {
        return directory.resolve(name + ".onnx");
    }

    Path tokenizer() {
        return directory.resolve(name + "-tokenizer.json");
    }

    OnnxExtractor.Builder builder() {
        return OnnxExtractor.builder(model(), tokenizer());
    }
}
