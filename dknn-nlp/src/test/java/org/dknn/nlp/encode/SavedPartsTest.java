package org.dknn.nlp.encode;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dknn.dl4j.InputEncoder;
import org.dknn.dl4j.LengthPolicy;
import org.dknn.dl4j.Output;
import org.dknn.dl4j.Pooling;
import org.dknn.dl4j.SameDiffExtractor;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.encode.WordVectorEncoder.Layout;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.nlp.text.icu.IcuTokenizer;
import org.dknn.saved.ModelPart;
import org.dknn.saved.ModelParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Parts of a saved explainer are read as they were written. */
class SavedPartsTest {

    private static final Vocabulary VOCABULARY = Vocabulary.of(List.of("good", "bad", "film", "the"));
    private static final WordVectors TABLE = WordVectors.copyOf(
            Map.of("good", new float[] {1, 2, 3}, "bad", new float[] {-1, .5f, 0}, "film", new float[] {0, 0, 7}));
    private static final List<String> TEXT = List.of("the", "good", "zebra", "film");

    @TempDir
    private Path directory;

    private <T> T again(Object part, Class<T> type) throws IOException {
        return again(part, type, ModelParts.installed());
    }

    private <T> T again(Object part, Class<T> type, ModelParts parts) throws IOException {
        Path place = directory.resolve("part");
        parts.write(part, place);
        return parts.read(place, type);
    }

    private static void assertAlike(InputEncoder<List<String>> expected, InputEncoder<List<String>> got) {
        for (List<String> text : List.of(TEXT, List.<String>of(), List.of("zebra"))) {
            assertEquals(expected.lengths(text), got.lengths(text));
            assertEquals(expected.encode(List.of(text)), got.encode(List.of(text)));
            assertEquals(expected.unseen(text), got.unseen(text));
        }
        assertEquals(expected.example(), got.example());
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void word_vectors_in_each_layout(Layout layout) throws IOException {
        WordVectorEncoder encoder = WordVectorEncoder.of(TABLE)
                .withLayout(layout)
                .withLengths(LengthPolicy.fixed(3).paddedInFront().cutInFront());

        assertAlike(encoder.withUnknown(9, 8, 7), again(encoder.withUnknown(9, 8, 7), WordVectorEncoder.class));
    }

    @Test
    void words_dropped_one_hot_and_of_a_file() throws IOException {
        Path file = directory.resolve("vectors.txt");
        Files.writeString(file, "good 1 2\nfilm -3 4.5\n");
        for (WordVectors vectors : List.of(TABLE, WordVectors.oneHot(VOCABULARY), GloveFile.load(file))) {
            WordVectorEncoder encoder = WordVectorEncoder.of(vectors).droppingUnknown();

            assertAlike(encoder, again(encoder, WordVectorEncoder.class));
        }
    }

    @Test
    void words_dropped_after_an_unknown_word_was_chosen() throws IOException {
        WordVectorEncoder encoder =
                WordVectorEncoder.of(TABLE).withUnknown(9, 8, 7).droppingUnknown();

        assertAlike(encoder, again(encoder, WordVectorEncoder.class));
    }

    @Test
    void placeholders_before_other_numbers() throws IOException {
        TokenIds ids = TokenIds.of(Map.of("good", 3)).withPlaceholders().withUnknown(4);

        TokenIds loaded = again(ids, TokenIds.class);

        assertAlike(ids, loaded);
        List<List<String>> words = List.of(List.of("zebra", TokenIds.ZERO_WORD, TokenIds.MEAN_WORD));
        assertEquals(ids.encode(words), loaded.encode(words));
    }

    @Test
    void vectors_by_a_function_are_refused() {
        WordVectorEncoder encoder = WordVectorEncoder.of(WordVectors.of(3, word -> new float[3]));

        assertRefused(
                IllegalStateException.class,
                "cannot save word vectors by a function, width 3: none of the formats",
                () -> again(encoder, WordVectorEncoder.class));
    }

    @Test
    void tables_are_checked() {
        assertRefused("at least one word", () -> WordVectors.copyOf(Map.of()));
        assertRefused("must have", () -> WordVectors.copyOf(Map.of("a", new float[] {1}, "b", new float[] {1, 2})));
        assertRefused("must be finite", () -> WordVectors.copyOf(Map.of("a", new float[] {Float.NaN})));
    }

    @Test
    @SuppressWarnings("unchecked") // encoders of words were joined
    void several_encoders_joined() throws IOException {
        InputEncoder<List<String>> joined = InputEncoder.joined(
                List.of(TokenIds.of(VOCABULARY), WordVectorEncoder.of(TABLE), BagOfWordsEncoder.counts(VOCABULARY)));

        assertAlike(joined, again(joined, InputEncoder.class));
    }

    /** A vector of a text by settings that can be written. */
    private record Lengths(int factor) implements Function<List<String>, float[]> {

        @Override
        public float[] apply(List<String> words) {
            return new float[] {words.size() * factor, 1};
        }
    }

    /** A format of an application's own. */
    @SuppressWarnings("rawtypes")
    private record LengthsPart() implements ModelPart<Function> {

        @Override
        public String name() {
            return "lengths";
        }

        @Override
        public String artifact() {
            return "com.example:lengths";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<Function> type() {
            return Function.class;
        }

        @Override
        public boolean canWrite(Function part) {
            return part instanceof Lengths;
        }

        @Override
        public void write(Function part, Path directory, ModelParts parts) throws IOException {
            Files.writeString(directory.resolve("factor"), String.valueOf(((Lengths) part).factor()));
        }

        @Override
        public Function read(Path directory, int version, ModelParts parts) throws IOException {
            return new Lengths(Integer.parseInt(Files.readString(directory.resolve("factor"))));
        }
    }

    @Test
    void a_vector_per_text_by_a_function_with_a_format() throws IOException {
        TextVectorEncoder encoder = TextVectorEncoder.of(2, new Lengths(3)).withExample(List.of("film"));
        ModelParts withLengths = ModelParts.of(List.of(new TextVectorEncoderPart(), new LengthsPart()));

        assertAlike(encoder, again(encoder, TextVectorEncoder.class, withLengths));

        // the same files without the module of the function
        String message = String.valueOf(assertThrows(DknnFormatException.class, () -> ModelParts.installed()
                        .read(directory.resolve("part"), TextVectorEncoder.class))
                .getMessage());
        assertTrue(message.contains("by com.example:lengths, which is not on the class path; add this"), message);
    }

    @Test
    void tokenizers() throws IOException {
        String text = "<p>The film isn&rsquo;t <b>good</b></p> 電影很好";
        for (Tokenizer tokenizer : List.of(
                Tokenizer.html(Tokenizer.english()),
                Tokenizer.html(IcuTokenizer.of(Locale.CHINESE)),
                IcuTokenizer.of(Locale.JAPANESE),
                Tokenizer.characters())) {
            assertEquals(
                    tokenizer.tokenize(text), again(tokenizer, Tokenizer.class).tokenize(text));
        }
    }

    @Test
    void a_same_diff_graph() throws IOException {
        SameDiff graph = graph();
        SameDiffExtractor<List<String>> extractor = SameDiffExtractor.builder(graph, TokenIds.of(VOCABULARY), "ids")
                .layer("words", Pooling.MAX_OVER_TIME)
                .layer("hidden")
                .channelsLast()
                .output(Output.of("logits").logits())
                .batchSize(5)
                .build();

        @SuppressWarnings("unchecked")
        SameDiffExtractor<List<String>> loaded = again(extractor, SameDiffExtractor.class);

        assertEquals(extractor.layers(), loaded.layers());
        assertEquals(extractor.fingerprint(), loaded.fingerprint());
        List<List<String>> texts =
                Stream.of(TEXT, List.of("bad"), List.of("film", "film")).toList();
        for (int i = 0; i < texts.size(); i++) {
            assertArrayEquals(
                    extractor.extract(texts).probabilities().row(i),
                    loaded.extract(texts).probabilities().row(i));
        }
    }

    private static SameDiff graph() {
        Nd4j.getRandom().setSeed(3);
        SameDiff graph = SameDiff.create();
        SDVariable ids = graph.placeHolder("ids", DataType.INT32, -1, -1);
        SDVariable table = graph.var("table", Nd4j.randn(DataType.FLOAT, VOCABULARY.size(), 4));
        SDVariable mean = graph.gather("words", table, ids, 0).mean("mean", 1);
        SDVariable hidden = graph.math().tanh("hidden", mean.mmul(graph.var("w1", Nd4j.randn(DataType.FLOAT, 4, 3))));
        hidden.mmul(graph.var("w2", Nd4j.randn(DataType.FLOAT, 3, 2)))
                .add("logits", graph.var("b2", Nd4j.randn(DataType.FLOAT, 2)));
        return graph;
    }
}
