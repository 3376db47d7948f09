package org.dknn.cli.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dknn.DeepKnn;
import org.dknn.ProgressListener;
import org.dknn.cli.WordCounts;
import org.dknn.internal.PartFiles;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.evaluate.EvaluationTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodsStudyTest {

    private static final List<Attribution> METHODS = List.of(LeaveOneOutAndIn.neighbors(), LeaveOneOut.probability());

    private static void assertSame(EvaluationTable expected, EvaluationTable actual) {
        assertEquals(expected.explainers(), actual.explainers());
        for (String explainer : expected.explainers()) {
            for (String metric : expected.metrics()) {
                assertEquals(expected.values(explainer, metric), actual.values(explainer, metric));
                assertEquals(expected.estimate(explainer, metric), actual.estimate(explainer, metric));
            }
        }
    }

    @Test
    void a_study_that_goes_on_is_one_that_was_not_interrupted(@TempDir Path directory) throws IOException {
        try (DeepKnn<List<String>> dknn = DeepKnn.builder(new WordCounts())
                .neighbors(20)
                .fit(WordCounts.texts(1, 300), WordCounts.texts(2, 200))) {
            List<List<String>> texts = WordCounts.texts(3, 40).inputs();
            EvaluationTable whole =
                    new MethodsStudy(dknn, METHODS, ProgressListener.silent(), Optional.empty()).run(texts);
            ProgressListener stopping = (task, done, total) -> {
                if (done > 16) {
                    throw new IllegalStateException("stopped");
                }
            };
            List<Long> progress = new ArrayList<>();

            MethodsStudy stopped =
                    new MethodsStudy(dknn, METHODS, stopping, Optional.of(PartFiles.open(directory, "k")));
            assertThrows(IllegalStateException.class, () -> stopped.run(texts));
            PartFiles kept = PartFiles.open(directory, "k");
            MethodsStudy resumed =
                    new MethodsStudy(dknn, METHODS, (task, done, total) -> progress.add(done), Optional.of(kept));
            EvaluationTable table = resumed.run(texts);

            assertEquals(1, kept.found());
            // the first part is read, the others are evaluated eight texts at a time
            assertEquals(List.of(16L, 24L, 32L, 40L), progress);
            assertSame(whole, table);
            PartFiles all = PartFiles.open(directory, "k");
            assertEquals(3, all.found());
            assertSame(whole, new MethodsStudy(dknn, METHODS, ProgressListener.silent(), Optional.of(all)).run(texts));
        }
    }
}
