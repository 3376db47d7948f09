package org.dknn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.activation.Activations;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.saved.ModelParts;
import org.dknn.vector.FloatMatrix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real transformer: MiniLM with a head that is trained on sentences of a few hundred patterns. */
class MiniLmTest {

    private static final Tokenizer WORDS = Tokenizer.wordBoundaries(Locale.ENGLISH);
    private static final LabelSet LABELS = LabelSet.of("negative", "positive");
    private static final List<List<String>> VERDICTS = List.of(
            List.of("dull", "lifeless", "unfunny", "clumsy", "tedious", "disappointing", "pointless", "sloppily made"),
            List.of(
                    "gripping",
                    "delightful",
                    "hilarious",
                    "moving",
                    "brilliant",
                    "charming",
                    "inventive",
                    "wonderfully acted"));
    private static final List<String> SUBJECTS = List.of(
            "the film",
            "this comedy",
            "her performance",
            "the screenplay",
            "a thriller",
            "the director's first feature");
    private static final List<String> FRAMES = List.of(
            "%s is %s.", "I found %s %s!", "%s turns out to be %s, from the first scene to the last.", "%s: %s.");

    @TempDir
    static Path directory;

    private static MiniLm files;
    private static OnnxEncoder encoder;
    private static List<String> texts;
    private static int[] labels;
    private static OnnxExtractor extractor;

    @BeforeAll
    static void load() throws IOException {
        files = MiniLm.in(directory, MiniLm.FULL);
        encoder = files.builder()
                .layer("encoder.layer.3", Pooling.MEAN)
                .layer("encoder.layer.5", Pooling.MEAN)
                .buildEncoder();
        texts = texts();
        labels = texts.stream()
                .mapToInt(text -> VERDICTS.get(1).stream().anyMatch(text::contains) ? 1 : 0)
                .toArray();
        extractor = encoder.withHead(SoftmaxHead.train(encoder.vectors(words(texts)), labels, 2));
    }

    @AfterAll
    static void close() {
        if (encoder != null) {
            encoder.close();
        }
    }

    private static List<String> texts() {
        List<String> all = new ArrayList<>();
        for (String frame : FRAMES) {
            for (String subject : SUBJECTS) {
                VERDICTS.forEach(verdicts -> verdicts.forEach(verdict -> all.add(frame.formatted(subject, verdict))));
            }
        }
        Collections.shuffle(all, new Random(1));
        return all.subList(0, 300);
    }

    private static List<List<String>> words(List<String> texts) {
        return texts.stream().map(WORDS::words).toList();
    }

    @Test
    void layers_and_positions_are_those_of_the_model() throws IOException {
        OnnxGraph graph = OnnxGraph.read(Files.readAllBytes(files.model()));

        assertEquals(
                List.of(
                        "encoder.layer.0",
                        "encoder.layer.1",
                        "encoder.layer.2",
                        "encoder.layer.3",
                        "encoder.layer.4",
                        "encoder.layer.5"),
                new TensorNames(graph).layers());
        assertEquals(512, graph.positions().orElseThrow());
        assertEquals(30_522, graph.height(EncoderRun.IDS).orElseThrow());
        assertEquals(List.of(384, 384), encoder.widths());
    }

    /** The model as it is, one text at a time without padding; mean and head by hand. */
    private static float[] own(OrtSession session, SoftmaxHead head, MiniLm model, List<String> text) throws Exception {
        List<Integer> pieces = new PieceReader(WordPiece.read(model.tokenizer()), 512)
                .read(text)
                .ids();
        long[][] ids = {pieces.stream().mapToLong(id -> id).toArray()};
        long[][] ones = {LongStream.generate(() -> 1).limit(pieces.size()).toArray()};
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor input = OnnxTensor.createTensor(environment, ids);
                OnnxTensor mask = OnnxTensor.createTensor(environment, ones);
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[1][pieces.size()]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            float[] mean = new float[384];
            for (float[] piece : ((float[][][]) result.get(0).getValue())[0]) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += piece[i] / pieces.size();
                }
            }
            return head.probabilities(FloatMatrix.wrap(1, 384, mean)).row(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {MiniLm.FULL, MiniLm.EIGHT_BITS})
    void probabilities_are_the_models_own(String name) throws Exception {
        MiniLm model = name.equals(MiniLm.FULL) ? files : MiniLm.in(directory, name);
        List<List<String>> some = words(texts).subList(0, 32);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (OnnxEncoder forgetful = model.builder()
                        .layer("encoder.layer.3", Pooling.MEAN)
                        .layer("encoder.layer.5", Pooling.MEAN)
                        .remembering(0)
                        .buildEncoder();
                OrtSession session = OrtEnvironment.getEnvironment()
                        .createSession(model.model().toString())) {
            SoftmaxHead head =
                    SoftmaxHead.train(forgetful.vectors(words(texts).subList(0, 60)), Arrays.copyOf(labels, 60), 2);
            FloatMatrix zero = FloatMatrix.wrap(1, 384, new float[384]);
            assertTrue(Math.abs(head.probabilities(zero).get(0, 1) - 0.5) > 1e-3, "needs a bias");
            OnnxExtractor extractor = forgetful.withHead(head);
            Activations together = extractor.extract(some);
            List<Future<Activations>> others = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                others.add(threads.submit(() -> extractor.extract(some)));
            }
            for (int i = 0; i < some.size(); i++) {
                float[] expected = own(session, head, model, some.get(i));
                Activations alone = extractor.extract(List.of(some.get(i)));
                // with hidden layers as outputs, ONNX Runtime joins other operations, and 8 bits round elsewhere
                float own = name.equals(MiniLm.FULL) ? 1e-5f : 1e-3f;
                assertArrayEquals(expected, alone.probabilities().row(0), own, "alone: " + some.get(i));
                assertSame(alone, 0, together, i);
                for (Future<Activations> other : others) {
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
    void words_are_explained_and_never_pieces() throws IOException {
        Dataset<List<String>> all = Dataset.of(words(texts), labels, LABELS);
        Dataset<List<String>> references = Dataset.of(words(texts.subList(0, 240)), Arrays.copyOf(labels, 240), LABELS);
        Dataset<List<String>> calibration =
                Dataset.of(words(texts.subList(240, 300)), Arrays.copyOfRange(labels, 240, 300), LABELS);
        assertEquals(300, all.size());
        long runs = encoder.runs();
        try (DeepKnn<List<String>> dknn =
                DeepKnn.builder(extractor).neighbors(15).fit(references, calibration)) {
            assertEquals(runs, encoder.runs(), "the head was trained on the same texts");
            Explainer<String> explainer = Explainer.of(dknn, WORDS).withReferenceTexts(texts.subList(0, 240));
            String text = "Schrader's screenplay is an unintelligible, lifeless snoozefest";

            Explanation explanation = explainer.explain(text);

            assertEquals(0, explanation.prediction().networkLabel());
            assertEquals("neighbors", explanation.attributions().get(0).method());
            List<String> shown = explanation.tokens().stream()
                    .map(token -> text.substring(token.start(), token.end()))
                    .toList();
            assertEquals(
                    List.of("Schrader's", "screenplay", "is", "an", "unintelligible", ",", "lifeless", "snoozefest"),
                    shown.stream().filter(word -> !word.isBlank()).toList());
            assertEquals(shown, explanation.tokens().stream().map(Token::word).toList());
            assertEquals(shown.size(), explanation.attributions().get(0).size());
            explanation.neighbors().forEach(layer -> layer.nearest()
                    .forEach(neighbor -> assertTrue(texts.contains(neighbor.text()), neighbor::text)));

            Path saved = directory.resolve("saved");
            explainer.save(saved);
            try (Explainer<String> loaded = Explainer.load(saved)) {
                assertArrayEquals(
                        explanation.attributions().get(0).values(),
                        loaded.explain(text).attributions().get(0).values(),
                        1e-4);
            }
        }
    }

    @Test
    void pairs_are_two_texts_that_run_alone() throws Exception {
        List<List<String>> words = words(texts);
        List<SentencePair> pairs = IntStream.range(0, 200)
                .mapToObj(i -> new SentencePair(words.get(i), words.get(299 - i)))
                .toList();
        int[] agree = IntStream.range(0, 200)
                .map(i -> labels[i] == labels[299 - i] ? 1 : 0)
                .toArray();
        OnnxPairExtractor trained = encoder.withPairHead(SoftmaxHead.train(encoder.pairVectors(pairs), agree, 2));

        Activations together = trained.extract(pairs);

        long right = IntStream.range(0, 200)
                .filter(i -> together.probabilities().argMax(i) == agree[i])
                .count();
        assertTrue(right > 180, () -> right + " of 200 pairs were learned");
        Path saved = Files.createDirectory(directory.resolve("saved-pairs"));
        ModelParts.installed().write(trained, saved);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (OnnxPairExtractor loaded = ModelParts.installed().read(saved, OnnxPairExtractor.class)) {
            List<Future<Activations>> others = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                others.add(threads.submit(() -> loaded.extract(pairs.subList(0, 24))));
            }
            for (int i = 0; i < 24; i++) {
                Activations alone = encoder.withPairHead(trained.head()).extract(List.of(pairs.get(i)));
                assertSame(alone, 0, together, i);
                for (Future<Activations> other : others) {
                    assertSame(other.get(), i, together, i);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_long_text_is_cut_and_that_is_said() {
        List<String> words = Collections.nCopies(700, "film");

        assertEquals(700 - 510, extractor.unseen(words).get(0).cardinality());
        assertEquals(1, extractor.extract(List.of(words)).rows());
    }

    @Test
    void a_model_that_is_cut_off_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(files.model());
        Path cut = directory.resolve("cut.onnx");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

        assertThrows(DknnFormatException.class, () -> OnnxExtractor.builder(cut, files.tokenizer())
                .layer("encoder.layer.5", Pooling.MEAN)
                .buildEncoder());
    }
}
