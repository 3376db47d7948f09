package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dknn.DeepKnn;
import org.dknn.LabelChecks;
import org.dknn.Prediction;
import org.dknn.bench.study.EvidenceStudy.Flips;
import org.dknn.bench.study.EvidenceStudy.Marks;
import org.junit.jupiter.api.Test;

class EvidenceStudyTest {

    @Test
    void beside_each_flip_stands_a_text_as_near_the_boundary() {
        List<List<String>> texts =
                IntStream.range(0, 100).mapToObj(i -> List.of("w" + i)).toList();
        try (DeepKnn<List<String>> clean = Arc.fit(50);
                DeepKnn<List<String>> planted = Arc.fit(60)) {
            List<Prediction> before = clean.predictAll(texts);
            Flips flips = Flips.of(before, planted.predictAll(texts), 1);

            assertEquals(IntStream.range(50, 60).boxed().toList(), flips.flips());
            // the boundary of the clean network is between 49 and 50
            assertEquals(flips.flips().stream().map(flip -> 99 - flip).toList(), flips.others());
        }
    }

    @Test
    void examples_are_shown_in_five_ways() {
        try (DeepKnn<List<String>> dknn = Arc.fit(50)) {
            double[] suspicions = new double[50];
            suspicions[33] = 2;
            suspicions[10] = 3; // far away
            ShownExamples shown = new ShownExamples(dknn, suspicions, 1);
            List<String> text = List.of("w71");

            Map<String, List<Integer>> ways = shown.of(text, shown.explain(text), 3);

            // ordinals are half of the numbers; the five neighbors are 33 to 37
            assertEquals(List.of(35, 36, 34), ways.get(ShownExamples.NEAREST));
            assertEquals(List.of(33, 35, 36), ways.get(ShownExamples.MOST_SUSPECT));
            assertEquals(List.of(35, 36, 34), ways.get(ShownExamples.LAST_LAYER));
            // the positive ones of which the network is least sure
            assertEquals(List.of(25, 26, 27), ways.get(ShownExamples.TRAC_IN));
            assertEquals(3, new HashSet<>(ways.get(ShownExamples.RANDOM)).size());
        }
    }

    @Test
    void marks_are_right_where_labels_were_changed() {
        BitSet changed = new BitSet();
        changed.set(3);
        LabelChecks checks = LabelChecks.of(40, new int[] {3, 7, 9}, new int[] {0, 0, 0});

        // two of forty are marked
        assertEquals(new Marks(2, 1), Marks.of(new PlantedErrors<>(Arc.numbers(0), changed), checks));
        assertTrue(checks.proposed(9).isEmpty());
    }
}
