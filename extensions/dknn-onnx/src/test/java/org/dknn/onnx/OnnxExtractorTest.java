package org.dknn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dknn.activation.Activations;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExtractorTest {

    @TempDir
    Path directory;

    private final TinyModel tiny = new TinyModel();
    private Path model;
    private Path tokenizer;

    @BeforeEach
    void write() throws IOException {
        model = tiny.write(directory);
        tokenizer = TinyModel.writeTokenizer(directory, TinyModel.PIECES);
    }

    private OnnxExtractor.Builder builder() {
        return OnnxExtractor.builder(model, tokenizer);
    }

    private OnnxExtractor extractor() throws IOException {
        return builder()
                .layer("encoder.layer.0", Pooling.MEAN)
                .layer("encoder.layer.1", Pooling.CLS)
                .layer("/pooler/Gather_output_0")
                .logits("logits")
                .build();
    }

    private static void assertRow(double[] expected, float[] found) {
        float[] floats = new float[expected.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) expected[i];
        }
        assertArrayEquals(floats, found, 1e-5f);
    }

    @Test
    void hidden_layers_are_read_by_their_short_names() throws IOException {
        try (OnnxExtractor extractor = extractor()) {
            Activations found = extractor.extract(List.of(List.of("good", "acts")));

            // [CLS] good act ##s [SEP]
            List<Integer> ids = List.of(2, 6, 10, 9, 3);
            double[] mean = new double[TinyModel.WIDTH];
            for (double[] row : tiny.rows(ids, 0)) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += row[i] / ids.size();
                }
            }
            assertRow(mean, found.matrices().get(0).row(0));
            assertRow(tiny.rows(ids, 1)[0], found.matrices().get(1).row(0));
            assertArrayEquals(
                    found.matrices().get(1).row(0), found.matrices().get(2).row(0));
        }
    }

    @Test
    void probabilities_are_the_softmax_of_the_logits() throws IOException {
        try (OnnxExtractor extractor = extractor()) {
            FloatMatrix found = extractor.extract(List.of(List.of("bad"))).probabilities();

            double[] cls = tiny.rows(List.of(2, 7, 3), 1)[0];
            double[] exps = new double[3];
            double sum = 0;
            for (int label = 0; label < 3; label++) {
                for (int i = 0; i < cls.length; i++) {
                    exps[label] += cls[i] * tiny.classes[i * 3 + label];
                }
                exps[label] = Math.exp(exps[label] + tiny.biases[label]);
                sum += exps[label];
            }
            for (int label = 0; label < 3; label++) {
                assertEquals(exps[label] / sum, found.get(0, label), 1e-5);
            }
        }
    }

    @Test
    void a_single_logit_is_that_of_yes() throws IOException {
        tiny.logits = 1;
        model = tiny.write(directory);
        try (OnnxExtractor extractor =
                builder().layer("layer.1", Pooling.MEAN).logits("logits").build()) {
            FloatMatrix found = extractor.extract(List.of(List.of("good"))).probabilities();

            assertEquals(2, found.columns());
            assertEquals(1, found.get(0, 0) + found.get(0, 1), 1e-6);
        }
    }

    @Test
    void neither_batches_nor_padding_nor_threads_change_a_row() throws Exception {
        List<List<String>> texts = TinyModel.texts(200);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (OnnxExtractor extractor = builder()
                .layer("encoder.layer.0", Pooling.MEAN)
                .layer("encoder.layer.1", Pooling.MAX)
                .logits("logits")
                .remembering(0)
                .build()) {
            Activations together = extractor.extract(texts);
            List<Future<Activations>> others = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                others.add(threads.submit(() -> extractor.extract(texts)));
            }

            for (int i = 0; i < texts.size(); i++) {
                assertSame(extractor.extract(List.of(texts.get(i))), 0, together, i);
            }
            for (Future<Activations> other : others) {
                for (int i = 0; i < texts.size(); i++) {
                    assertSame(other.get(), i, together, i);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertSame(Activations one, int row, Activations other, int otherRow) {
        for (int layer = 0; layer < one.matrices().size(); layer++) {
            assertArrayEquals(
                    one.matrices().get(layer).row(row),
                    other.matrices().get(layer).row(otherRow),
                    1e-5f);
        }
        assertArrayEquals(one.probabilities().row(row), other.probabilities().row(otherRow), 1e-5f);
    }

    @Test
    void no_texts_give_no_rows_and_the_empty_text_one() throws IOException {
        try (OnnxExtractor extractor = extractor()) {
            assertEquals(0, extractor.extract(List.of()).rows());
            assertRow(
                    tiny.rows(List.of(2, 3), 1)[0],
                    extractor.extract(List.of(List.of())).matrices().get(1).row(0));
        }
    }

    @Test
    void progress_counts_every_text_once() throws IOException {
        try (OnnxExtractor extractor = extractor()) {
            List<Integer> done = java.util.Collections.synchronizedList(new ArrayList<>());
            extractor.extract(TinyModel.texts(50), done::add);
            extractor.extract(TinyModel.texts(70), done::add);

            assertEquals(120, done.stream().mapToInt(count -> count).sum());
        }
    }

    @Test
    void words_that_are_unknown_cut_or_invisible_are_told() throws IOException {
        try (OnnxExtractor extractor = extractor()) {
            assertEquals(
                    BitSet.valueOf(new long[] {0b1010}),
                    extractor
                            .unseen(List.of("good", "xylophone", "acts", "\u200B"))
                            .get(0));
            // 12 positions, less begin and end: "acting" at 9 loses its second piece
            List<String> text = new ArrayList<>(java.util.Collections.nCopies(9, "good"));
            text.addAll(List.of("acting", "film"));
            assertEquals(
                    BitSet.valueOf(new long[] {0b110_0000_0000}),
                    extractor.unseen(text).get(0));
            assertEquals(1, extractor.extract(List.of(text)).rows());
        }
    }

    @Test
    void masks_and_unknown_words_are_the_models_own() throws IOException {
        try (OnnxExtractor extractor = extractor()) {
            Activations found = extractor.extract(List.of(
                    List.of("[MASK]", "film"), List.of("[UNK]", "film"), List.of(Perturbation.UNKNOWN_WORD, "film")));

            assertRow(
                    tiny.rows(List.of(2, 4, 8, 3), 1)[0],
                    found.matrices().get(1).row(0));
            assertRow(
                    tiny.rows(List.of(2, 1, 8, 3), 1)[0],
                    found.matrices().get(1).row(1));
            assertArrayEquals(
                    found.matrices().get(1).row(1), found.matrices().get(1).row(2));
        }
    }

    @Test
    void closing_waits_for_runs_and_ends_them() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                OnnxExtractor extractor = builder()
                        .layer("layer.1", Pooling.MEAN)
                        .logits("logits")
                        .remembering(0)
                        .build();
                List<Future<Integer>> users = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    users.add(threads.submit(() -> {
                        int rows = 0;
                        for (; ; rows++) {
                            extractor.extract(TinyModel.texts(3));
                        }
                    }));
                }
                extractor.close();
                extractor.close();
                for (Future<Integer> user : users) {
                    Exception e = assertThrows(java.util.concurrent.ExecutionException.class, user::get);
                    assertEquals(IllegalStateException.class, e.getCause().getClass(), String.valueOf(e.getCause()));
                    assertEquals(true, rootMessage(e).contains("the model is closed"), rootMessage(e));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
