package org.dknn.nlp.corpus;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.dknn.LabelSet;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.corpus.CorpusReport.WordInClass;
import org.dknn.nlp.corpus.ScoredSource.ScoredText;
import org.junit.jupiter.api.Test;

class CorpusReportTest {

    private static final LabelSet LABELS = LabelSet.of("negative", "positive");

    private final CorpusStatistics statistics = CorpusStatistics.none("three texts", LABELS, List.of("one", "two"));

    private static ScoredText text(String words, int trueLabel, int explained, double... values) {
        double[] halves = new double[values.length];
        Arrays.setAll(halves, i -> -values[i] / 2);
        return new ScoredText(
                List.of(words.split(" ")),
                trueLabel,
                List.of(Attributions.of("one", explained, values), Attributions.of("two", explained, halves)));
    }

    private void addThree() {
        statistics.add(text("a good film", 1, 1, 0, 0.5, 0.1));
        statistics.add(text("good good", 1, 1, 0.3, 0.1));
        statistics.add(text("a dull film", 0, 1, -0.2, -0.2, 0.4));
    }

    private static CorpusReport.Settings settings(int minimum, CorpusReport.Order order) {
        return new CorpusReport.Settings(minimum, 10, order, 1);
    }

    private WordInClass word(String word, int label) {
        return CorpusReport.of(statistics, settings(1, CorpusReport.Order.IMPORTANCE))
                .classes()
                .get(label)
                .words()
                .stream()
                .filter(row -> row.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void means_and_ranks_are_over_texts() {
        addThree();

        WordInClass good = word("good", 1);

        // .5 and rank 1 in the first text; (.3 + .1) / 2 and ranks (1 + 2) / 2 in the second
        assertEquals(2, good.textsExplained());
        assertEquals(0.35, good.measures().get(0).importance(), 1e-12);
        assertEquals(1.25, good.measures().get(0).rank(), 1e-12);
        // Student's .975 quantile with 1 degree of freedom is 12.7062; spreads .15 * sqrt(2) and .25 * sqrt(2), over
        // sqrt(2)
        assertEquals(12.7062 * 0.15, good.measures().get(0).importanceMargin().orElseThrow(), 1e-4);
        assertEquals(12.7062 * 0.25, good.measures().get(0).rankMargin().orElseThrow(), 1e-4);
        // the other method turns the sign, so that "good" comes last of 3, and last but half of 2
        assertEquals(-0.175, good.measures().get(1).importance(), 1e-12);
        assertEquals((3 + 1.5) / 2, good.measures().get(1).rank(), 1e-12);
    }

    @Test
    void words_of_equal_values_share_their_ranks() {
        addThree();

        // "film" first, "a" and "dull" share ranks 2 and 3
        assertEquals(2.5, word("dull", 1).measures().get(0).rank());
        assertEquals(OptionalDouble.empty(), word("dull", 1).measures().get(0).rankMargin());
    }

    @Test
    void words_of_no_value_share_the_middle_rank_whatever_the_sign_of_zero() {
        statistics.add(text("so so la la lo", 1, 1, 0.0, -0.0, 0.0, -0.0, -0.0));

        assertEquals(3, word("lo", 1).measures().get(0).rank());
        assertEquals(3, word("so", 1).measures().get(0).rank());
    }

    /** One is added to each of four words in two classes: 8 in all, beside a 2, good 2, film 2 and dull 1. */
    @Test
    void mutual_information_counts_texts_of_the_true_class() {
        addThree();

        // positive: a 1 + 1, good 2 + 1, film 1 + 1, dull 0 + 1, so 8; negative: 2, 1, 2, 2, so 7
        assertEquals(
                Math.log((3.0 / 15) / (4.0 / 15 * 8.0 / 15)), word("good", 1).pmi(), 1e-12);
        assertEquals(2, word("good", 1).textsOfClass());
        assertEquals(0, word("dull", 1).textsOfClass());
        assertTrue(word("dull", 1).pmi() < 0);
    }

    @Test
    void smoothing_of_a_hundred_draws_rare_words_to_zero() {
        addThree();

        CorpusReport report = CorpusReport.of(
                statistics, new CorpusReport.Settings(1, 10, CorpusReport.Order.MUTUAL_INFORMATION, 100));

        WordInClass first = report.classes().get(1).words().get(0);
        assertEquals("good", first.word());
        // 102 of 804 + 3 texts' words; of the word 202, of the class 404
        assertEquals(Math.log(102.0 * 807 / (202 * 404)), first.pmi(), 1e-12);
    }

    @Test
    void the_surest_words_come_first() {
        statistics.add(text("sure", 1, 1, 0.2));
        statistics.add(text("sure", 1, 1, 0.21));
        statistics.add(text("wild", 1, 1, 0.9));
        statistics.add(text("wild", 1, 1, 0.1));
        statistics.add(text("once", 1, 1, 5));

        CorpusReport report = CorpusReport.of(statistics, settings(1, CorpusReport.Order.IMPORTANCE));

        assertEquals(
                List.of("sure", "wild", "once"),
                report.classes().get(1).words().stream().map(WordInClass::word).toList());
    }

    @Test
    void words_of_no_interest_are_left_out_and_change_no_other_word() {
        addThree();
        CorpusReport all = CorpusReport.of(statistics, settings(1, CorpusReport.Order.IMPORTANCE));

        CorpusReport some = CorpusReport.of(
                statistics,
                new CorpusReport.Settings(1, 10, CorpusReport.Order.IMPORTANCE, 1).without(word -> word.equals("a")));

        List<WordInClass> expected = all.classes().get(1).words().stream()
                .filter(word -> !word.word().equals("a"))
                .toList();
        assertEquals(all.classes().get(1).words().size() - 1, expected.size());
        assertEquals(expected, some.classes().get(1).words());
        assertTrue(some.markdown().contains("Words of no interest, by choice, are left out."), some.markdown());
        assertFalse(all.markdown().contains("left out"), all.markdown());
    }

    @Test
    void rare_words_are_left_out_and_counted_out() {
        addThree();

        CorpusReport report =
                CorpusReport.of(statistics, new CorpusReport.Settings(2, 2, CorpusReport.Order.MUTUAL_INFORMATION, 1));

        CorpusReport.ClassWords positive = report.classes().get(1);
        assertEquals(3, positive.candidates());
        assertEquals(
                List.of("good", "a"),
                positive.words().stream().map(WordInClass::word).toList());
        assertEquals(0, report.classes().get(0).candidates());
    }

    @Test
    void agreement_is_the_correlation_of_ranks() {
        // mutual information: good over film over bad; values the same way, and by the second method the other way
        statistics.add(text("good film bad", 1, 1, 0.3, 0.2, 0.1));
        statistics.add(text("good film", 1, 1, 0.3, 0.2));
        statistics.add(text("good", 1, 1, 0.3));
        statistics.add(text("bad", 0, 1, 0.1));

        CorpusReport report = CorpusReport.of(statistics, settings(1, CorpusReport.Order.IMPORTANCE));

        assertEquals(1, report.classes().get(1).agreements().get(0).orElseThrow(), 1e-12);
        assertEquals(-1, report.classes().get(1).agreements().get(1).orElseThrow(), 1e-12);
        assertEquals(
                OptionalDouble.empty(), report.classes().get(0).agreements().get(0));
    }

    @Test
    void texts_without_words_count_as_texts() {
        statistics.add(new ScoredText(List.of(), 0, List.of(Attributions.of("one", 0), Attributions.of("two", 0))));

        CorpusReport report = CorpusReport.of(statistics, settings(1, CorpusReport.Order.IMPORTANCE));

        assertEquals(1, report.texts());
        assertEquals(0, report.classes().get(0).candidates());
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertRefused("needs at least one method, got none", () -> CorpusStatistics.none("x", LABELS, List.of()));
        assertRefused(
                "needs attributions by [one, two], got [one]",
                () -> statistics.add(new ScoredText(List.of("a"), 0, List.of(Attributions.of("one", 0, 1)))));
        assertRefused(
                "labels must be in 0..1 for the classes [negative, positive], got 2 and 0",
                () -> statistics.add(text("a", 2, 0, 1)));
        assertRefused(
                "attributions by one must be of 2 words and for label 0, got 1 words and label 0",
                () -> new ScoredText(List.of("a", "b"), 0, List.of(Attributions.of("one", 0, 1))));
        assertRefused(
                "attributions by two must be of 1 words and for label 0, got 1 words and label 1",
                () -> new ScoredText(
                        List.of("a"), 0, List.of(Attributions.of("one", 0, 1), Attributions.of("two", 1, 1))));
        assertRefused(
                "needs at least 1 text, 1 word and a smoothing over 0, got 0, 1 and 1.0",
                () -> new CorpusReport.Settings(0, 1, CorpusReport.Order.IMPORTANCE, 1));
        assertRefused(
                "needs at least 1 text, 1 word and a smoothing over 0, got 1, 1 and NaN",
                () -> new CorpusReport.Settings(1, 1, CorpusReport.Order.IMPORTANCE, Double.NaN));
    }
}
