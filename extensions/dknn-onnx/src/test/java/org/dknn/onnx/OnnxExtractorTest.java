package org.dknn.onnx;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dknn.activation.Activations;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.saved.ModelParts;
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

    private static List<List<String>> texts(int count) {
        List<String> words = List.of("a", "good", "bad", "films", "acting", "acts", "!", "badly");
        Random random = new Random(9);
        return IntStream.range(0, count)
                .mapToObj(i -> random.ints(random.nextInt(9), 0, words.size())
                        .mapToObj(words::get)
                        .toList())
                .toList();
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
        List<List<String>> texts = texts(200);
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
            extractor.extract(texts(50), done::add);
            extractor.extract(texts(70), done::add);

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

    private static SoftmaxHead head(double first) {
        return new SoftmaxHead(2, 4, first, -1, .5, 2, .1, 0, 1, 0, -1, -.1);
    }

    @Test
    void several_heads_run_the_model_once() throws IOException {
        List<List<String>> texts = texts(40).stream().distinct().toList();
        try (OnnxEncoder encoder = builder().layer("layer.1", Pooling.MEAN).buildEncoder()) {
            FloatMatrix vectors = encoder.vectors(texts);
            long runs = encoder.runs();

            OnnxExtractor one = encoder.withHead(head(1));
            OnnxExtractor other = encoder.withHead(head(2));

            assertEquals(vectors, one.extract(texts).matrices().get(0));
            assertEquals(head(2).probabilities(vectors), other.extract(texts).probabilities());
            assertEquals(runs, encoder.runs());
            assertNotEquals(one.fingerprint(), other.fingerprint());
            other.close();
            assertEquals(1, one.extract(List.of(List.of("film"))).rows());
        }
    }

    @Test
    void layers_are_chosen_and_the_head_has_one() throws IOException {
        List<List<String>> texts = texts(20);
        try (OnnxExtractor all = builder()
                .layer("encoder.layer.0", Pooling.MAX)
                .layer("layer.1", Pooling.MEAN)
                .head(head(1))
                .build()) {
            Activations every = all.extract(texts);

            OnnxExtractor some = all.withLayers(List.of(OnnxExtractor.HEAD, "encoder.layer.0"));
            Activations found = some.extract(texts);

            assertEquals(List.of("head", "encoder.layer.0"), some.layers());
            assertEquals(
                    head(1).stretched(every.matrices().get(1)), found.matrices().get(0));
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

    @Test
    void chosen_layers_are_saved_and_files_without_them_are_read() throws IOException {
        Path saved = directory.resolve("saved");
        try (OnnxExtractor all =
                builder().layer("layer.1", Pooling.MEAN).head(head(1)).build()) {
            OnnxExtractor chosen = all.withLayers(List.of("head"));
            ModelParts.installed().write(chosen, saved);

            try (OnnxExtractor loaded = ModelParts.installed().read(saved, OnnxExtractor.class)) {
                assertEquals(chosen.extract(texts(9)), loaded.extract(texts(9)));
            }
            ContainerFile.write(saved.resolve("layers.part"), "dknn-onnx-extractor", 1, out -> {
                Utf16.write(out, all.fingerprint());
                for (int number : new int[] {1, 32, 0, 4096}) {
                    out.writeInt(number);
                }
                Utf16.write(out, "");
                out.writeBoolean(true);
                out.writeInt(1);
                Utf16.write(out, "layer.1");
                Utf16.write(out, "mean");
            });
            try (OnnxExtractor loaded = ModelParts.installed().read(saved, OnnxExtractor.class)) {
                assertEquals(all.extract(texts(9)), loaded.extract(texts(9)));
            }
        }
    }

    @Test
    void an_extractor_is_saved_with_all_that_it_needs() throws IOException {
        Path saved = directory.resolve("saved");
        Activations expected;
        try (OnnxExtractor extractor = builder()
                .layer("encoder.layer.0", Pooling.MAX)
                .layer("layer.1", Pooling.MEAN)
                .head(head(1))
                .mostPieces(8)
                .build()) {
            ModelParts.installed().write(extractor, saved);
            expected = extractor.extract(texts(30));
        }
        Files.delete(model);
        Files.delete(tokenizer);

        try (OnnxExtractor loaded = ModelParts.installed().read(saved, OnnxExtractor.class)) {
            assertEquals(expected, loaded.extract(texts(30)));
            ModelParts.installed().write(loaded, directory.resolve("again"));
        }
        head(2).save(saved.resolve("head.part"));
        DknnFormatException e = assertThrows(
                DknnFormatException.class, () -> ModelParts.installed().read(saved, OnnxExtractor.class));
        assertEquals(true, e.getMessage().contains("exchanged for another file"), e.getMessage());
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
                            extractor.extract(texts(3));
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
