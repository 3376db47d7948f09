package org.dknn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dknn.index.ExactIndex;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.ShardedIndex;
import org.dknn.internal.DknnFormatException;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers over an index of another module are loaded if that registers its factory. */
class ForeignIndexTest {

    private static final Dataset<String> TRAINING = Dataset.of(
            List.of("0,0", "1,0", "0,1", "9,9", "8,9", "9,8"),
            new int[] {0, 0, 0, 1, 1, 1},
            LabelSet.of("low", "high"));

    @TempDir
    private Path directory;

    /** An exact index by another name; {@code META-INF/services} of the tests names it. */
    public static final class Foreign implements IndexFactory {

        private final IndexFactory exact = ExactIndex.factory();
        private final String name;
        private final String artifact;

        /** For the service loader. */
        public Foreign() {
            this("foreign");
        }

        Foreign(String name) {
            this(name, "");
        }

        Foreign(String name, String artifact) {
            this.name = name;
            this.artifact = artifact;
        }

        @Override
        public String artifact() {
            return artifact;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            return exact.build(vectors, metric);
        }

        @Override
        public void save(NeighborIndex index, Path file) throws IOException {
            exact.save(index, file);
        }

        @Override
        public NeighborIndex load(Path file) throws IOException {
            return exact.load(file);
        }
    }

    /** Of a module that is not installed. */
    private static final class Far implements IndexFactory {

        private final IndexFactory exact = ExactIndex.factory();

        @Override
        public String name() {
            return "far";
        }

        @Override
        public String artifact() {
            return "org.example:far-index";
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            return exact.build(vectors, metric);
        }

        @Override
        public void save(NeighborIndex index, Path file) throws IOException {
            exact.save(index, file);
        }

        @Override
        public NeighborIndex load(Path file) throws IOException {
            return exact.load(file);
        }
    }

    private DeepKnn<String> fitted(IndexFactory index) {
        return DeepKnn.builder(new PointExtractor()).neighbors(2).index(index).fit(TRAINING, TRAINING);
    }

    @Test
    void a_registered_factory_is_found() throws IOException {
        try (DeepKnn<String> saved = fitted(new Foreign())) {
            saved.save(directory);

            try (DeepKnn<String> loaded = DeepKnn.load(directory, new PointExtractor())) {
                assertEquals(
                        saved.predict("6,5").neighbors(), loaded.predict("6,5").neighbors());
            }
        }
    }

    @Test
    void a_missing_module_is_named() throws IOException {
        IndexFactory far = new Far();
        for (IndexFactory index : List.of(far, ShardedIndex.factory(far, 2))) {
            try (DeepKnn<String> saved = fitted(index)) {
                saved.save(directory);
            }

            String message = String.valueOf(
                    assertThrows(DknnFormatException.class, () -> DeepKnn.load(directory, new PointExtractor()))
                            .getMessage());
            assertTrue(message.contains("was made with the index \"" + index.name() + "\", got ["), message);
            assertTrue(
                    message.endsWith("; add org.example:far-index to the class path, or load with its factory"),
                    message);
        }
    }

    @Test
    void an_unknown_one_is_named() throws IOException {
        try (DeepKnn<String> saved = fitted(new Foreign("elsewhere"))) {
            saved.save(directory);
        }

        String message = String.valueOf(
                assertThrows(DknnFormatException.class, () -> DeepKnn.load(directory, new PointExtractor()))
                        .getMessage());
        assertTrue(message.contains("was made with the index \"elsewhere\", got ["), message);
        assertTrue(message.contains("add the artifact of that index to the class path"), message);
    }

    @Test
    void the_artifact_of_an_unknown_one_is_named_if_it_was_told() throws IOException {
        try (DeepKnn<String> saved = fitted(new Foreign("elsewhere", "org.example:index"))) {
            saved.save(directory);
        }

        String message = String.valueOf(
                assertThrows(DknnFormatException.class, () -> DeepKnn.load(directory, new PointExtractor()))
                        .getMessage());
        assertTrue(message.contains("add org.example:index to the class path, or load with its factory"), message);
    }
}
