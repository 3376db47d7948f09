package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

            Undone none = new LeftOut(learned, refit, List.of()).of(flips, TEXTS, right, wrong);
            Undone all = new LeftOut(learned, refit.without(errors), errors).of(flips, TEXTS, right, wrong);

            // with the errors, five neighbors are negative from 48 to 58 at most
            assertEquals(10, none.texts());
            assertEquals(none.before(), none.neighbors());
            assertEquals(0, none.network());
            assertEquals(0, none.drop(), 1e-6);
            // without them those of 56 to 59 are 60 to 68 for the most part
            assertTrue(all.neighbors() > none.neighbors() && all.neighbors() < 10, all.toString());
            assertTrue(all.network() > 0 && all.drop() > 0, all.toString());
        }
    }
}
