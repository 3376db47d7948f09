package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.OutputRefit;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.bench.study.RefitStudy.LeftOut;
import org.dknn.bench.study.RefitStudy.Undone;
import org.junit.jupiter.api.Test;

class RefitStudyTest {

    private static final List<List<String>> TEXTS =
            IntStream.range(0, 100).mapToObj(i -> List.of("w" + i)).toList();

    /** The examples 50 to 58 are planted: negative, and the network has learned it. */
    private static Dataset<List<String>> planted() {
        Dataset<List<String>> clean = Arc.numbers(0);
        int[] labels = clean.labels();
        IntStream.range(25, 30).forEach(ordinal -> labels[ordinal] = 0);
        return Dataset.of(clean.inputs(), labels, clean.labelSet());
    }

    @Test
    void leaving_errors_out_brings_labels_back() {
        try (DeepKnn<List<String>> clean = Arc.fit(50);
                DeepKnn<List<String>> learned = Arc.fit(60, planted())) {
            List<Prediction> right = clean.predictAll(TEXTS);
            List<Prediction> wrong = learned.predictAll(TEXTS);
            OutputRefit<List<String>> refit = OutputRefit.of(learned, ProgressListener.silent());
            List<Integer> errors = List.of(25, 26, 27, 28, 29);
            List<Integer> flips = IntStream.range(50, 60).boxed().toList();

            Undone none = new LeftOut(learned, refit, learned, List.of()).of(flips, TEXTS, right, wrong);
            Undone all = new LeftOut(learned, refit.without(errors), clean, errors).of(flips, TEXTS, right, wrong);

            // with the errors, five neighbors are negative from 48 to 58 at most
            assertEquals(10, none.texts());
            assertEquals(none.before(), none.neighbors());
            assertEquals(List.of(0, 0, 0), List.of(none.network(), none.trained(), none.refit()));
            // without them those of 56 to 59 are 60 to 68 for the most part
            assertTrue(all.neighbors() > none.neighbors() && all.neighbors() < 10, all.toString());
            assertTrue(all.refit() > 0, all.toString());
            assertEquals(10, all.trained());
            assertEquals(20, none.plus(all).texts());
            assertEquals(all.neighbors() + none.neighbors(), none.plus(all).neighbors());
        }
    }

    @Test
    void as_many_others_are_drawn_and_the_nearest_are_of_the_label() {
        BitSet changed = new BitSet();
        changed.set(25, 30);
        BitSet others = RefitStudy.others(changed, Arc.numbers(0), 1);
        assertEquals(5, others.cardinality());
        assertFalse(others.intersects(changed));
        try (DeepKnn<List<String>> dknn = Arc.fit(50)) {
            // of 48, 50 and their like, only those from 50 on are positive
            assertEquals(List.of(25, 26), RefitStudy.nearest(dknn, dknn.predict(List.of("w51")), 2));
        }
    }
}
