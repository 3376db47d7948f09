package org.dknn.cli.encoder;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dknn.onnx.OnnxExtractor;

/** Sentence encoders that the command line knows by name. */
@SuppressWarnings("ImmutableEnumChecker") // its list is never changed
public enum EncoderChoice {
    /** MiniLM, 6 layers of width 384. */
    MINILM("all-minilm-l6-v2"),
    /** The same in 8 bits. */
    MINILM_Q("all-minilm-l6-v2-q");

    private static final String GROUP = "dev.langchain4j";
    private static final String ARTIFACT = "langchain4j-embeddings-";

    private final String resource;
    private final List<String> own = List.of("encoder.layer.3", "encoder.layer.5");

    EncoderChoice(String resource) {
        this.resource = resource;
    }

    /** Layers of the encoder that may have neighbors; a head reads the last one. */
    public List<String> own() {
        return own;
    }

    /** Layers that may have neighbors: the encoder's own, and the one that its head stretches. */
    public List<String> layers() {
        return Stream.concat(own.stream(), Stream.of(OnnxExtractor.HEAD)).toList();
    }

    String model() {
        return resource + ".onnx";
    }

    String tokenizer() {
        return resource + "-tokenizer.json";
    }

    /** Group and name of the artifact whose jar holds both files. */
    String artifact() {
        return GROUP + ":" + ARTIFACT + resource;
    }

    /** Whether a file has the name of a jar of the artifact, in any version. */
    boolean isJar(String file) {
        return file.matches("\\Q" + ARTIFACT + resource + "\\E-[0-9].*\\.jar");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
