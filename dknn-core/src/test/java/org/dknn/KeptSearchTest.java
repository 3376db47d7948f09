package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.internal.PartFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSearchTest {

    private static final Dataset<String> TRAINING = Dataset.of(
            List.of("0,0", "1,1", "2,2", "2,2", "10,10", "11,11", "12,12"),
            new int[] {0, 0, 0, 1, 1, 1, 1},
            LabelSet.of("low", "high"));

    private static final Dataset<String> CALIBRATION =
            Dataset.of(List.of("0,0", "12,12", "5,5"), new int[] {0, 1, 1}, TRAINING.labelSet());

    private static DeepKnn<String> fitted() {
        return DeepKnn.builder(new PointExtractor()).neighbors(3).fit(TRAINING, CALIBRATION);
    }

    private static void assertSame(List<Prediction> expected, List<Prediction> predictions) {
        for (int i = 0; i < expected.size(); i++) {
            Prediction one = expected.get(i);
            Prediction other = predictions.get(i);
            assertEquals(one.toString(), other.toString());
            assertEquals(one.classNeighbors(), other.classNeighbors());
            assertEquals(one.nonconformity(1), other.nonconformity(1));
            assertEquals(one.layerVotes(), other.layerVotes());
            assertEquals(one.probability(1), other.probability(1));
        }
    }

    @Test
    void predictions_that_go_on_are_those_of_one_run(@TempDir Path directory) throws IOException {
        List<String> inputs = IntStream.range(0, KeptSearch.PART + 10)
                .mapToObj(i -> i % 13 + "," + i % 7)
                .toList();
        try (DeepKnn<String> dknn = fitted()) {
            List<Prediction> expected = dknn.predictAll(inputs);
            // stopped in the second part
            assertThrows(
                    IllegalStateException.class,
                    () -> dknn.predictAll(
                            inputs,
                            (task, done, total) -> {
                                if (done > KeptSearch.PART) {
                                    throw new IllegalStateException("stopped");
                                }
                            },
                            PartFiles.open(directory, "key")));
            PartFiles parts = PartFiles.open(directory, "key");
            assertEquals(1, parts.found());

            List<Long> progress = new ArrayList<>();
            List<Prediction> predictions = dknn.predictAll(inputs, (task, done, total) -> progress.add(done), parts);

            assertEquals(inputs.size(), predictions.size());
            assertSame(expected, predictions);
            assertEquals(KeptSearch.PART, progress.get(0), "the first part is read as a whole");
            assertSame(expected, dknn.predictAll(inputs, ProgressListener.silent(), PartFiles.open(directory, "key")));
        }
    }
}
