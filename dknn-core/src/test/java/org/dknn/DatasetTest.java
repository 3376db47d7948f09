package org.dknn;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatasetTest {

    private static final LabelSet LABELS = LabelSet.of("no", "yes");
    private static final Dataset<String> FIVE =
            Dataset.of(List.of("a", "b", "c", "d", "e"), new int[] {0, 1, 0, 1, 1}, LABELS);

    @Test
    void holding_out_splits_without_loss() {
        Dataset.Split<String> split = FIVE.holdOut(2, 42);

        assertEquals(3, split.kept().size());
        assertEquals(2, split.heldOut().size());
        Set<String> all = new HashSet<>(split.kept().inputs());
        all.addAll(split.heldOut().inputs());
        assertEquals(new HashSet<>(FIVE.inputs()), all);
    }

    @Test
    void labels_stay_with_their_inputs() {
        Dataset<String> heldOut = FIVE.holdOut(5, 1).heldOut();

        assertEquals(FIVE.inputs(), heldOut.inputs());
        assertArrayEquals(FIVE.labels(), heldOut.labels());
    }

    @Test
    void the_same_seed_draws_the_same() {
        assertEquals(
                FIVE.holdOut(2, 9).heldOut().inputs(),
                FIVE.holdOut(2, 9).heldOut().inputs());
    }

    @Test
    void bad_labels_and_sizes_are_refused() {
        assertRefused("2 inputs and 1 labels", () -> Dataset.of(List.of("a", "b"), new int[] {0}, LABELS));
        assertRefused("got 2 at 1", () -> Dataset.of(List.of("a", "b"), new int[] {0, 2}, LABELS));
        assertRefused("hold out 0..5 examples, got 6", () -> FIVE.holdOut(6, 0));
        assertRefused("at least two different class names, got [a]", () -> LabelSet.of("a"));
        assertRefused("at least two different class names, got [a, a]", () -> LabelSet.of("a", "a"));
        assertRefused("the classes are [no, yes], got maybe", () -> LABELS.label("maybe"));
        assertThrows(NullPointerException.class, () -> Dataset.of(null, new int[0], LABELS));
    }

    @Test
    void names_and_labels_agree() {
        assertEquals(1, LABELS.label("yes"));
        assertEquals("yes", LABELS.name(1));
        assertEquals(List.of("0", "1", "2"), LabelSet.numbered(3).names());
    }

    @Test
    void equal_inputs_with_different_labels_are_found() {
        LabelSet labelSet = LabelSet.of("bad", "fair", "good");
        Dataset<String> examples = Dataset.of(
                List.of("a", "b", "c", "b", "a", "c", "b", "d", "c"), new int[] {0, 2, 1, 0, 0, 2, 2, 1, 1}, labelSet);

        List<Dataset.Contradiction<String>> found = examples.contradictions();

        assertEquals(
                List.of(
                        new Dataset.Contradiction<>("b", List.of(1, 0, 2)),
                        new Dataset.Contradiction<>("c", List.of(0, 2, 1))),
                found);
        assertEquals(3, found.get(0).size());
        assertEquals("\"bad\" once, \"good\" 2 times", found.get(0).labels(labelSet));
        assertEquals(List.of(), examples.select(0, 1, 4).contradictions());
    }
}
