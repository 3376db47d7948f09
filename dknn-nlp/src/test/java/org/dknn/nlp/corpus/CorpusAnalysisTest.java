package org.dknn.nlp.corpus;

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
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.corpus.ScoredSource.ScoredText;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusAnalysisTest {

    private static final LabelSet LABELS = LabelSet.of("negative", "positive");
    private static final List<String> METHODS = List.of("made up");

    @TempDir
    private Path directory;

    /** Seeded texts, of which one may be made to fail. */
    private record MadeUp(String name, int failing, List<Long> asked) implements ScoredSource {

        @Override
        public LabelSet labelSet() {
            return LABELS;
        }

        @Override
        public long size() {
            return 100;
        }

        @Override
        public Stream<ScoredText> from(long first) {
            asked.add(first);
            return IntStream.range((int) first, 100).mapToObj(this::text);
        }

        private ScoredText text(int number) {
            if (number == failing) {
                throw new IllegalStateException("the power is gone");
            }
            Random random = new Random(number);
            List<String> words =
                    random.ints(7, 0, 20).mapToObj(Integer::toString).toList();
            double[] values = random.doubles(7, -1, 1).toArray();
            return new ScoredText(words, number % 2, List.of(Attributions.of("made up", random.nextInt(2), values)));
        }
    }

    private final List<Long> asked = new ArrayList<>();
    private final MadeUp whole = new MadeUp("texts", -1, asked);

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name));
    }

    @Test
    void a_run_that_was_interrupted_continues_with_equal_results() throws IOException {
        CorpusAnalysis.inMemory().resumable(directory.resolve("whole"), 1_000).run(whole, METHODS);
        CorpusAnalysis resumable = CorpusAnalysis.inMemory().resumable(directory.resolve("broken"), 7);
        MadeUp failing = new MadeUp("texts", 60, asked);

        assertThrows(IllegalStateException.class, () -> resumable.run(failing, METHODS));
        assertEquals(56, CorpusStatistics.load(directory.resolve("broken")).texts());
        CorpusStatistics resumed = resumable.run(whole, METHODS);

        assertEquals(100, resumed.texts());
        assertEquals(List.of(0L, 0L, 56L), asked);
        assertArrayEquals(bytes("whole"), bytes("broken"));
        assertEquals(
                CorpusReport.of(CorpusAnalysis.inMemory().run(whole, METHODS), CorpusReport.Settings.USUAL),
                CorpusReport.of(resumed, CorpusReport.Settings.USUAL));
    }

    @Test
    void a_finished_run_scores_nothing_again() throws IOException {
        CorpusAnalysis resumable = CorpusAnalysis.inMemory().resumable(directory.resolve("state"), 7);
        resumable.run(whole, METHODS);

        CorpusStatistics again = resumable.run(whole, METHODS);

        assertEquals(100, again.texts());
        assertEquals(List.of(0L, 100L), asked);
    }

    @Test
    void progress_counts_on_from_what_is_done() throws IOException {
        CorpusAnalysis resumable = CorpusAnalysis.inMemory().resumable(directory.resolve("state"), 50);
        assertThrows(IllegalStateException.class, () -> resumable.run(new MadeUp("texts", 98, asked), METHODS));
        List<String> told = new ArrayList<>();

        resumable
                .progress((pass, done, total) -> told.add(pass + " " + done + "/" + total))
                .run(whole, METHODS);

        assertEquals("scored texts 51/100", told.get(0));
        assertEquals("scored texts 100/100", told.get(49));
        assertEquals(50, told.size());
    }

    @Test
    void the_state_of_something_else_is_refused() throws IOException {
        Path state = directory.resolve("state");
        CorpusAnalysis resumable = CorpusAnalysis.inMemory().resumable(state, 7);
        resumable.run(whole, METHODS);

        assertRefused(
                state + " is the state of CorpusStatistics[texts, 100 texts, 20 words, by [made up]], and this is "
                        + "CorpusStatistics[others, 0 texts, 0 words, by [made up]]; delete it or choose another file",
                () -> resumable.run(new MadeUp("others", -1, asked), METHODS));
        assertThrows(IllegalArgumentException.class, () -> resumable.run(whole, List.of("another")));
    }

    @Test
    void a_damaged_state_is_refused() throws IOException {
        Path state = directory.resolve("state");
        CorpusAnalysis resumable = CorpusAnalysis.inMemory().resumable(state, 7);
        resumable.run(whole, METHODS);
        byte[] damaged = Files.readAllBytes(state);
        damaged[damaged.length / 2] ^= 1;
        Files.write(state, damaged);

        String message = assertThrows(DknnFormatException.class, () -> resumable.run(whole, METHODS))
                .getMessage();

        assertTrue(message.contains("checksum"), message);
    }

    @Test
    void a_state_is_written_after_at_least_one_text() {
        assertRefused("the state is written after at least 1 text, got 0", () -> CorpusAnalysis.inMemory()
                .resumable(directory.resolve("state"), 0));
    }

    @Test
    void a_data_set_is_explained_and_gathered() throws IOException {
        Explainer<String> explainer = Explainer.of(new WordWeights().fitted(), Tokenizer.whitespace())
                .withAttributions(LeaveOneOut.conformity(), LeaveOneOut.probability());
        Dataset<String> texts = Dataset.of(
                List.of("a good film", "a great film", "an awful film", "good"), new int[] {1, 1, 0, 1}, LABELS);

        CorpusStatistics statistics = CorpusAnalysis.inMemory()
                .run(ScoredSource.explained("four", explainer, texts), List.of("conformity", "probability"));

        assertEquals(4, statistics.texts());
        assertTrue(statistics.source().startsWith("four, 4 texts, "), statistics.source());
        WordSums good = statistics.words().get("good");
        assertEquals(2, good.texts(1));
        // the probability of "positive" is .5 + sum / 8, so that "good" adds .125 in both of its texts
        assertEquals(2, good.means(1, 1).importance().count());
        assertEquals(0.125, good.means(1, 1).importance().mean(), 1e-6);
        assertEquals(1, good.means(1, 1).rank().mean());
    }

    @Test
    void a_segment_of_pairs_is_analysed_while_the_other_stays() throws IOException {
        Explainer<TextPair> explainer = Explainer.ofPairs(new PairProducts().fitted(), Tokenizer.whitespace())
                .withAttributions(LeaveOneOut.probability());
        Dataset<TextPair> pairs = Dataset.of(
                List.of(new TextPair("good", "great a"), new TextPair("bad", "a good"), new TextPair("great", "a")),
                new int[] {1, 0, 0},
                LabelSet.of("disagree", "agree"));

        CorpusStatistics statistics = CorpusAnalysis.inMemory()
                .run(ScoredSource.ofSide("three", explainer, Side.HYPOTHESIS, pairs), List.of("probability"));

        assertEquals(3, statistics.texts());
        assertTrue(statistics.source().startsWith("three, 3 hypotheses, "), statistics.source());
        WordSums great = statistics.words().get("great");
        assertEquals(1, great.texts(1));
        // the probability of "agree" is .5 + 1 * 2 / 8, so "great" has .25
        assertEquals(0.25, great.means(0, 1).importance().mean(), 1e-6);
        assertEquals(null, statistics.words().get("bad"));
    }

    @Test
    void other_texts_or_labels_have_another_name() {
        Explainer<String> explainer = Explainer.of(new WordWeights().fitted(), Tokenizer.whitespace());
        List<String> texts = List.of("good", "bad");
        String name = ScoredSource.explained("x", explainer, Dataset.of(texts, new int[] {1, 0}, LABELS))
                .name();

        assertEquals(
                name,
                ScoredSource.explained("x", explainer, Dataset.of(texts, new int[] {1, 0}, LABELS))
                        .name());
        assertTrue(!name.equals(ScoredSource.explained("x", explainer, Dataset.of(texts, new int[] {1, 1}, LABELS))
                .name()));
    }

    private static ScoredSource sides(Side side, String... premises) {
        Explainer<TextPair> explainer = Explainer.ofPairs(new PairProducts().fitted(), Tokenizer.whitespace());
        List<TextPair> pairs = Stream.of(premises)
                .map(premise -> new TextPair(premise, "good film"))
                .toList();
        LabelSet labels = LabelSet.of("disagree", "agree");
        return ScoredSource.ofSide("pairs", explainer, side, Dataset.of(pairs, new int[premises.length], labels));
    }

    @Test
    void other_pairs_or_another_segment_have_another_name() {
        String name = sides(Side.HYPOTHESIS, "good").name();

        assertEquals(name, sides(Side.HYPOTHESIS, "good").name());
        assertNotEquals(name, sides(Side.PREMISE, "good").name());
        assertNotEquals(name, sides(Side.HYPOTHESIS, "bad").name());
    }

    @Test
    void segments_are_explained_from_any_pair_on() {
        try (Stream<ScoredText> rest =
                sides(Side.PREMISE, "good", "great film", "film").from(1)) {
            assertEquals(
                    List.of(List.of("great", "film"), List.of("film")),
                    rest.map(ScoredText::words).toList());
        }
    }

    @Test
    void a_pair_is_no_scored_text() {
        Explanation pair = Explainer.ofPairs(new PairProducts().fitted(), Tokenizer.whitespace())
                .explain(new TextPair("good", "great"));

        assertRefused("a scored text is one segment, got the explanation of a pair", () -> ScoredText.of(pair, 0));
    }
}
