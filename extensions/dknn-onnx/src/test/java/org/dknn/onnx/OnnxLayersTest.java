package org.dknn.onnx;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dknn.activation.Activations;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several heads of one encoder, and the layers that an extractor reads. */
class OnnxLayersTest {

    @TempDir
    Path directory;

    private Path model;
    private Path tokenizer;

    @BeforeEach
    void write() throws IOException {
        model = new TinyModel().write(directory);
        tokenizer = TinyModel.writeTokenizer(directory, TinyModel.PIECES);
    }

    private OnnxExtractor.Builder builder() {
        return OnnxExtractor.builder(model, tokenizer);
    }

    @Test
    void several_heads_run_the_model_once() throws IOException {
        List<List<String>> texts = TinyModel.texts(40).stream().distinct().toList();
        try (OnnxEncoder encoder = builder().layer("layer.1", Pooling.MEAN).buildEncoder()) {
            FloatMatrix vectors = encoder.vectors(texts);
            long runs = encoder.runs();

            OnnxExtractor one = encoder.withHead(TinyModel.head(1));
            OnnxExtractor other = encoder.withHead(TinyModel.head(2));

            assertEquals(vectors, one.extract(texts).matrices().get(0));
            assertEquals(
                    TinyModel.head(2).probabilities(vectors),
                    other.extract(texts).probabilities());
            assertEquals(runs, encoder.runs());
            assertNotEquals(one.fingerprint(), other.fingerprint());
            other.close();
            assertEquals(1, one.extract(List.of(List.of("film"))).rows());
        }
    }

    @Test
    void layers_are_chosen_and_the_head_has_one() throws IOException {
        List<List<String>> texts = TinyModel.texts(20);
        try (OnnxExtractor all = builder()
                .layer("encoder.layer.0", Pooling.MAX)
                .layer("layer.1", Pooling.MEAN)
                .head(TinyModel.head(1))
                .build()) {
            Activations every = all.extract(texts);

            OnnxExtractor some = all.withLayers(List.of(OnnxExtractor.HEAD, "encoder.layer.0"));
            Activations found = some.extract(texts);

            assertEquals(List.of("head", "encoder.layer.0"), some.layers());
            assertEquals(
                    TinyModel.head(1).stretched(every.matrices().get(1)),
                    found.matrices().get(0));
            assertEquals(every.matrices().get(0), found.matrices().get(1));
            assertEquals(every.probabilities(), found.probabilities());
            assertNotEquals(all.fingerprint(), some.fingerprint());
            assertEquals(all.fingerprint(), some.withLayers(all.layers()).fingerprint());
            assertRefused(
                    "no layer \"layer.2\"; there are [encoder.layer.0, layer.1] and \"head\"",
                    () -> all.withLayers(List.of("layer.2")));
            assertRefused("each once, got [head, head]", () -> all.withLayers(List.of("head", "head")));
            assertRefused("needs layers, each once, got []", () -> all.withLayers(List.of()));
        }
        try (OnnxExtractor own =
                builder().layer("layer.1", Pooling.MEAN).logits("logits").build()) {
            assertRefused("no layer \"head\"; there are [layer.1]", () -> own.withLayers(List.of("head")));
        }
    }
}
