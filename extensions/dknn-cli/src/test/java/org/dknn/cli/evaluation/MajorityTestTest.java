package org.dknn.cli.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.LabelSet;
import org.junit.jupiter.api.Test;

class MajorityTestTest {

    private static final LabelSet LABELS = LabelSet.of("bad", "good", "mixed");

    private static int[] repeated(int... countsOfLabels) {
        return IntStream.range(0, countsOfLabels.length)
                .flatMap(label -> IntStream.generate(() -> label).limit(countsOfLabels[label]))
                .toArray();
    }

    @Test
    void texts_where_one_is_right_and_the_other_wrong_decide() {
        // bad 4, good 6; of the bad 3 are found, of the good 1 is lost
        int[] truth = {0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
        int[] answers = {0, 0, 0, 1, 1, 1, 1, 1, 1, 0};

        MajorityTest test = MajorityTest.of(LABELS, truth, answers);

        assertEquals(new MajorityTest("good", 10, 3, 1, 6, false), test);
        assertEquals(.8, test.accuracy(), 1e-12);
        assertEquals(.6, test.majorityAccuracy(), 1e-12);
        assertEquals((4 + 1) / 16., test.pValue(), 1e-12); // C(4,3) + C(4,4) of 2^4
        assertEquals(Learned.UNKNOWN, test.learned()); // four texts are not good: 1/16 at best
    }

    @Test
    void the_majority_class_alone_is_nothing_learned_however_few_the_texts() {
        MajorityTest test = MajorityTest.of(LABELS, repeated(1, 2), repeated(0, 3));

        assertEquals(1, test.pValue());
        assertEquals(Learned.NO, test.learned());
        assertEquals(
                "Nothing learned. The network is right for 0.667 of 3 texts, always answering \"good\" for 0.667: the"
                        + " majority class is not beaten by more than chance (sign test: p = 1.000, level 0.05).",
                test.sentence("The network"));
    }

    @Test
    void five_right_answers_are_enough_and_four_are_too_few() {
        assertEquals(
                Learned.YES,
                MajorityTest.of(LABELS, repeated(5, 5), repeated(5, 5)).learned());
        MajorityTest four = MajorityTest.of(LABELS, repeated(4, 4), repeated(4, 4));
        assertEquals(Learned.UNKNOWN, four.learned());
        assertTrue(four.sentence("The network").contains("too few texts to tell"));
    }

    @Test
    void a_network_worse_than_the_majority_class_has_learned_nothing() {
        // ten of the majority class are missed, and nothing is gained
        MajorityTest test = MajorityTest.of(LABELS, repeated(6, 20, 0), repeated(0, 16, 10));

        assertEquals(Learned.NO, test.learned());
        assertEquals(new MajorityTest("good", 26, 0, 10, 20, false), test);
        assertEquals(1, test.pValue());
    }

    @Test
    void the_p_value_is_the_exact_sum_for_many_texts_too() {
        // P(Bin(1000, 1/2) >= 530), by exact sums of whole numbers
        MajorityTest test = new MajorityTest("bad", 3_000, 530, 470, 1_500, false);

        assertEquals(0.031011597549, test.pValue(), 1e-11);
        assertEquals(Learned.YES, test.learned());
    }

    @Test
    void answers_by_chance_beat_the_majority_class_in_one_of_twenty_trials_at_most() {
        Random random = new Random(5);
        int beaten = 0;
        for (int trial = 0; trial < 400; trial++) {
            int[] truth = random.ints(100, 0, 2).toArray();
            int[] answers = random.ints(100, 0, 2).toArray();
            beaten += MajorityTest.of(LABELS, truth, answers).isBeaten() ? 1 : 0;
        }
        assertTrue(beaten <= 20 + 9, "beaten in " + beaten + " of 400 trials, seed 5"); // 2 standard errors: 8.7
    }

    @Test
    void answers_and_texts_must_be_as_many() {
        assertThrows(IllegalArgumentException.class, () -> MajorityTest.of(LABELS, new int[0], new int[0]));
        assertThrows(IllegalArgumentException.class, () -> MajorityTest.of(LABELS, new int[2], new int[1]));
    }
}
