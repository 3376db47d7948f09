package org.dknn.onnx;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.activation.Activations;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.saved.ModelParts;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxPairExtractorTest {

    private static final int WIDTH = 4 * TinyModel.WIDTH;

    @TempDir
    Path directory;

    private final TinyModel tiny = new TinyModel();
    private Path model;
    private Path tokenizer;
    private OnnxEncoder encoder;
    private OnnxPairExtractor extractor;

    @BeforeEach
    void build() throws IOException {
        model = tiny.write(directory);
        tokenizer = TinyModel.writeTokenizer(directory, TinyModel.PIECES);
        encoder = OnnxExtractor.builder(model, tokenizer)
                .layer("encoder.layer.0", Pooling.MAX)
                .layer("encoder.layer.1", Pooling.CLS)
                .buildEncoder();
        extractor = encoder.withPairHead(head(WIDTH));
    }

    @AfterEach
    void close() {
        encoder.close();
    }

    private static SoftmaxHead head(int width) {
        return new SoftmaxHead(
                3, width, new Random(3).doubles(3L * (width + 1), -1, 1).toArray());
    }

    private static SentencePair pair(String premise, String hypothesis) {
        return new SentencePair(words(premise), words(hypothesis));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private static List<SentencePair> pairs(int count) {
        List<String> words = List.of("a", "good", "bad", "films", "acting", "acts", "!", "badly");
        Random random = new Random(9);
        List<List<String>> texts = IntStream.range(0, 2 * count)
                .mapToObj(i -> random.ints(random.nextInt(9), 0, words.size())
                        .mapToObj(words::get)
                        .toList())
                .toList();
        return IntStream.range(0, count)
                .mapToObj(i -> new SentencePair(texts.get(2 * i), texts.get(2 * i + 1)))
                .toList();
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
    void vectors_are_joined_as_the_paper_has_it() {
        Activations found = extractor.extract(List.of(pair("good acts", "bad")));

        // [CLS] good act ##s [SEP]; [CLS] bad [SEP]
        double[] u = tiny.rows(List.of(2, 6, 10, 9, 3), 1)[0];
        double[] v = tiny.rows(List.of(2, 7, 3), 1)[0];
        float[] joined = new float[WIDTH];
        for (int i = 0; i < u.length; i++) {
            joined[i] = (float) u[i];
            joined[u.length + i] = (float) v[i];
            joined[2 * u.length + i] = (float) Math.abs(u[i] - v[i]);
            joined[3 * u.length + i] = (float) (u[i] * v[i]);
        }
        assertEquals(List.of("encoder.layer.0", "encoder.layer.1"), found.layers());
        assertArrayEquals(joined, found.matrices().get(1).row(0), 1e-5f);
        assertArrayEquals(
                head(WIDTH).probabilities(FloatMatrix.wrap(1, WIDTH, joined)).row(0),
                found.probabilities().row(0),
                1e-5f);
        assertEquals(
                found.matrices().get(1), encoder.pairVectors(List.of(pair("good acts", "bad"))), "what heads read");
    }

    @Test
    void neither_other_pairs_nor_threads_change_a_row() throws Exception {
        List<SentencePair> all = pairs(60);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (OnnxEncoder forgetful = OnnxExtractor.builder(model, tokenizer)
                .layer("encoder.layer.1", Pooling.MEAN)
                .remembering(0)
                .buildEncoder()) {
            OnnxPairExtractor fresh = forgetful.withPairHead(head(WIDTH));
            Activations together = fresh.extract(all);
            List<Future<Activations>> others = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                others.add(threads.submit(() -> fresh.extract(all)));
            }

            for (int i = 0; i < all.size(); i++) {
                assertSame(fresh.extract(List.of(all.get(i))), 0, together, i);
            }
            for (Future<Activations> other : others) {
                for (int i = 0; i < all.size(); i++) {
                    assertSame(other.get(), i, together, i);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The pair with one word of one side left out, for each word. */
    private static List<SentencePair> variants(SentencePair pair) {
        return Stream.of(Side.values())
                .flatMap(side -> IntStream.range(0, pair.words(side).size()).mapToObj(gone -> {
                    List<String> words = new ArrayList<>(pair.words(side));
                    words.remove(gone);
                    return pair.with(side, words);
                }))
                .toList();
    }

    @Test
    void a_changed_side_costs_one_text_and_gives_the_row_of_the_pair_alone() throws IOException {
        SentencePair whole = pair("a good film acts", "bad acting !");
        List<SentencePair> variants = variants(whole);
        extractor.extract(List.of(whole));
        long runs = encoder.runs();

        Activations found = extractor.extract(variants);

        assertEquals(variants.size(), encoder.runs() - runs);
        extractor.extract(variants);
        assertEquals(variants.size(), encoder.runs() - runs, "all are remembered");
        try (OnnxEncoder other = OnnxExtractor.builder(model, tokenizer)
                .layer("encoder.layer.0", Pooling.MAX)
                .layer("encoder.layer.1", Pooling.CLS)
                .remembering(0)
                .buildEncoder()) {
            for (int i = 0; i < variants.size(); i++) {
                assertSame(other.withPairHead(head(WIDTH)).extract(List.of(variants.get(i))), 0, found, i);
            }
        }
    }

    @Test
    void a_text_that_stands_in_many_pairs_runs_once_even_if_nothing_is_remembered() throws IOException {
        try (OnnxEncoder forgetful = OnnxExtractor.builder(model, tokenizer)
                .layer("encoder.layer.1", Pooling.MEAN)
                .remembering(0)
                .buildEncoder()) {
            long runs = forgetful.runs();

            forgetful.pairVectors(List.of(pair("a film", "good"), pair("good", "a film"), pair("a film", "a film")));

            assertEquals(2, forgetful.runs() - runs);
        }
    }

    @Test
    void the_other_order_changes_places_of_the_sides_alone() {
        Activations found =
                extractor.extract(List.of(pair("good film", "bad acts !"), pair("bad acts !", "good film")));

        for (FloatMatrix layer : found.matrices()) {
            float[] one = layer.row(0);
            float[] other = layer.row(1);
            int width = TinyModel.WIDTH;
            assertArrayEquals(Arrays.copyOfRange(one, 0, width), Arrays.copyOfRange(other, width, 2 * width));
            assertArrayEquals(Arrays.copyOfRange(one, width, 2 * width), Arrays.copyOfRange(other, 0, width));
            assertArrayEquals(
                    Arrays.copyOfRange(one, 2 * width, 4 * width), Arrays.copyOfRange(other, 2 * width, 4 * width));
        }
        assertNotEquals(found.probabilities().get(0, 0), found.probabilities().get(1, 0));
    }

    @Test
    void blank_sides_are_the_empty_text_and_equal_sides_differ_by_nothing() {
        Activations found = extractor.extract(List.of(pair("", "good"), pair("good", ""), pair("", "")));

        float[] empty = Arrays.copyOfRange(found.matrices().get(1).row(0), 0, TinyModel.WIDTH);
        double[] expected = tiny.rows(List.of(2, 3), 1)[0];
        for (int i = 0; i < empty.length; i++) {
            assertEquals(expected[i], empty[i], 1e-5);
        }
        assertArrayEquals(
                empty, Arrays.copyOfRange(found.matrices().get(1).row(1), TinyModel.WIDTH, 2 * TinyModel.WIDTH));
        float[] both = found.matrices().get(1).row(2);
        assertArrayEquals(
                new float[TinyModel.WIDTH], Arrays.copyOfRange(both, 2 * TinyModel.WIDTH, 3 * TinyModel.WIDTH));
        assertEquals(0, extractor.extract(List.of()).rows());
    }

    @Test
    void words_that_are_not_seen_are_told_side_by_side() {
        assertEquals(
                List.of(BitSet.valueOf(new long[] {0b10}), BitSet.valueOf(new long[] {0b1})),
                extractor.unseen(pair("good xylophone", "xylophone good")));
    }

    @Test
    void progress_counts_every_pair_once() {
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        extractor.extract(pairs(50), done::add);
        extractor.extract(pairs(70), done::add);
        extractor.extract(List.of(), done::add);
        extractor.extract(Collections.nCopies(9, pair("a", "a")), done::add);

        assertEquals(129, done.stream().mapToInt(count -> count).sum());
        assertTrue(done.stream().allMatch(count -> count >= 0), done::toString);
    }

    @Test
    void layers_are_chosen_and_the_head_has_one() {
        List<SentencePair> all = pairs(20);
        Activations every = extractor.extract(all);

        OnnxPairExtractor some = extractor.withLayers(List.of(OnnxExtractor.HEAD, "encoder.layer.0"));
        Activations found = some.extract(all);

        assertEquals(List.of("head", "encoder.layer.0"), found.layers());
        assertEquals(
                head(WIDTH).stretched(every.matrices().get(1)), found.matrices().get(0));
        assertEquals(every.matrices().get(0), found.matrices().get(1));
        assertEquals(every.probabilities(), found.probabilities());
        assertNotEquals(extractor.fingerprint(), some.fingerprint());
        assertEquals(
                extractor.fingerprint(), some.withLayers(extractor.layers()).fingerprint());
        assertTrue(extractor.isContextual());
    }

    @Test
    void pairs_have_a_fingerprint_of_their_own() {
        OnnxExtractor single = encoder.withHead(head(TinyModel.WIDTH));
        OnnxPairExtractor other = encoder.withPairHead(new SoftmaxHead(3, WIDTH, new double[3 * (WIDTH + 1)]));

        assertNotEquals(single.fingerprint(), extractor.fingerprint());
        assertNotEquals(other.fingerprint(), extractor.fingerprint());
    }

    @Test
    void closing_leaves_the_encoder_of_others_open() {
        extractor.close();

        assertEquals(1, extractor.extract(List.of(pair("good", "film"))).rows());
    }

    @Test
    void a_saved_extractor_is_loaded_as_it_was() throws IOException {
        Path saved = directory.resolve("saved");
        OnnxPairExtractor chosen = extractor.withLayers(List.of("encoder.layer.0", OnnxExtractor.HEAD));
        ModelParts.installed().write(chosen, saved);
        Files.delete(model);
        Files.delete(tokenizer);

        OnnxPairExtractor loaded = ModelParts.installed().read(saved, OnnxPairExtractor.class);
        assertEquals(chosen.fingerprint(), loaded.fingerprint());
        assertEquals(chosen.extract(pairs(30)), loaded.extract(pairs(30)));
        loaded.close();
        assertThrows(IllegalStateException.class, () -> loaded.extract(List.of(pair("a film", "a good film"))));
        new SoftmaxHead(3, WIDTH, new double[3 * (WIDTH + 1)]).save(saved.resolve("head.part"));
        assertDamaged("exchanged for another file", saved);
        head(WIDTH + 4).save(saved.resolve("head.part"));
        assertDamaged("is damaged: the head of pairs must read joined vectors", saved);
    }

    private static void assertDamaged(String message, Path saved) {
        DknnFormatException e = assertThrows(
                DknnFormatException.class, () -> ModelParts.installed().read(saved, OnnxPairExtractor.class));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void pairs_are_explained_saved_and_loaded() throws IOException {
        LabelSet labels = LabelSet.of("one", "two", "three");
        List<SentencePair> some = pairs(90).stream()
                .filter(pair -> !pair.premise().isEmpty() && !pair.hypothesis().isEmpty())
                .toList();
        FloatMatrix probabilities = extractor.extract(some).probabilities();
        int[] classes =
                IntStream.range(0, some.size()).map(probabilities::argMax).toArray();
        int half = some.size() / 2;
        Path saved = directory.resolve("explainer");
        TextPair asked = new TextPair("a good film", "bad acting !");
        Explanation expected;
        try (DeepKnn<SentencePair> dknn = DeepKnn.builder(
                        extractor.withLayers(List.of("encoder.layer.0", OnnxExtractor.HEAD)))
                .neighbors(3)
                .fit(
                        Dataset.of(some.subList(0, half), Arrays.copyOf(classes, half), labels),
                        Dataset.of(
                                some.subList(half, some.size()),
                                Arrays.copyOfRange(classes, half, some.size()),
                                labels))) {
            Explainer<TextPair> explainer = Explainer.ofPairs(dknn, Tokenizer.whitespace());
            expected = explainer.explain(asked);
            explainer.save(saved);
        }

        assertEquals(List.of(3, 3), sizes(expected));
        assertEquals(
                LeaveOneOut.neighbors().name(),
                expected.segments().get(0).attributions().get(0).method());
        try (Explainer<TextPair> loaded = Explainer.loadPairs(saved)) {
            Explanation found = loaded.explain(asked);
            assertEquals(expected.prediction().label(), found.prediction().label());
            assertEquals(sizes(expected), sizes(found));
            for (int i = 0; i < 2; i++) {
                assertArrayEquals(
                        expected.segments().get(i).attributions().get(0).values(),
                        found.segments().get(i).attributions().get(0).values(),
                        1e-5);
            }
        }
    }

    private static List<Integer> sizes(Explanation explanation) {
        return explanation.segments().stream()
                .map(segment -> segment.attributions().get(0).size())
                .toList();
    }

    @Test
    void what_does_not_fit_is_refused() throws IOException {
        assertRefused(
                "of width 16, got one of width 4; train it on encoder.pairVectors(pairs)",
                () -> encoder.withPairHead(head(4)));
        assertRefused(
                "no layer \"layer.2\"; there are [encoder.layer.0, encoder.layer.1] and \"head\"",
                () -> extractor.withLayers(List.of("layer.2")));
        assertRefused("each once, got [head, head]", () -> extractor.withLayers(List.of("head", "head")));
        assertRefused(
                "needs two matrices of one shape, got 1 x 2 and 1 x 3",
                () -> OnnxPairExtractor.joined(
                        FloatMatrix.wrap(1, 2, new float[2]), FloatMatrix.wrap(1, 3, new float[3])));
        assertRefused(
                "needs two matrices of one shape, got 2 x 1 and 1 x 1",
                () -> OnnxPairExtractor.joined(
                        FloatMatrix.wrap(2, 1, new float[2]), FloatMatrix.wrap(1, 1, new float[1])));
        tiny.table[7 * TinyModel.WIDTH] = Float.NaN;
        try (OnnxEncoder broken = OnnxExtractor.builder(tiny.write(directory), tokenizer)
                .layer("encoder.layer.1", Pooling.MEAN)
                .buildEncoder()) {
            assertRefused("must be finite, got NaN at row 1", () -> broken.withPairHead(head(WIDTH))
                    .extract(List.of(pair("good", "good"), pair("good", "bad"))));
            assertRefused(
                    "activations of layer encoder.layer.1 must be finite",
                    () -> broken.pairVectors(List.of(pair("bad", "good"))));
        }
    }
}
