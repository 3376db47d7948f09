package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.index.ExactIndex;
import org.dknn.index.GroupedNeighbors;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.index.NeighborIndex.Question;
import org.dknn.index.Neighbors;
import org.dknn.testkit.NaiveSort;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of the joint search: what it answers is what a sort of all distances answers, for all kernels. */
@NeedsFaiss
class TiledSearchTest {

    /** From so many rows on sets are coded. */
    private static final int CODED_FROM = 2_000;

    private static final int SEVERAL_UNITS = 5 * 4_096;

    /** Values by which rows are drawn: ties, zeros, long and tiny vectors, offsets. */
    private enum Values {
        THREE_VALUES,
        RELU,
        ZEROS,
        OFFSET,
        TINY,
        OUTLIERS,
        LONG,
        OVERFLOWING;

        float draw(Random random) {
            float normal = (float) random.nextGaussian();
            return switch (this) {
                case THREE_VALUES -> random.nextInt(3);
                case RELU -> Math.max(0, normal);
                case ZEROS -> 0;
                case OFFSET -> 1e6f + random.nextInt(50);
                case TINY -> normal * 0x1p-73f;
                case OUTLIERS -> random.nextInt(100) == 0 ? 1e4f * normal : normal;
                case LONG -> normal * 0x1p50f;
                case OVERFLOWING ->
                    random.nextInt(20) == 0 ? Float.MAX_VALUE * (random.nextBoolean() ? 1 : -1) : normal;
            };
        }
    }

    /** Some rows are drawn anew, others repeat an earlier row, as often as not with one value changed. */
    private static FloatMatrix draw(Random random, Values values, int rows, int columns) {
        float[][] drawn = new float[rows][];
        for (int r = 0; r < rows; r++) {
            if (r > 0 && random.nextInt(4) == 0) {
                drawn[r] = drawn[random.nextInt(r)].clone();
                drawn[r][random.nextInt(columns)] = values.draw(random);
            } else if (r > 0 && random.nextInt(3) == 0) {
                drawn[r] = drawn[random.nextInt(r)];
            } else {
                drawn[r] = new float[columns];
                for (int c = 0; c < columns; c++) {
                    drawn[r][c] = values.draw(random);
                }
            }
        }
        return FloatMatrix.copyOf(drawn);
    }

    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {0, 1, 2})
    void random_small_sets_are_answered_as_a_sort_answers(int level) {
        Random random = new Random(7);
        KernelLevel.with(level, () -> {
            for (int round = 0; round < 250; round++) {
                Values values = Values.values()[random.nextInt(Values.values().length)];
                Metric metric = random.nextBoolean() ? Metric.COSINE : Metric.EUCLIDEAN;
                int rows = 1 + random.nextInt(random.nextBoolean() ? 40 : 400);
                int columns = 1 + random.nextInt(random.nextBoolean() ? 5 : 70);
                int k = 1 + random.nextInt(random.nextInt(4) == 0 ? rows : Math.min(rows, 1 + rows / 4));
                FloatMatrix vectors = draw(random, values, rows, columns);
                FloatMatrix queries = draw(random, values, 1 + random.nextInt(90), columns);
                try (NeighborIndex index = Faiss.flat().build(vectors, metric)) {
                    assertEquals(
                            NaiveSort.search(vectors, metric, queries, k),
                            index.search(queries, k),
                            () -> values + ", " + metric + ", k " + k + ", " + vectors);
                }
            }
        });
    }

    /** More rows than a unit, so that units bound each other. */
    @ParameterizedTest(name = "level {0}, {1}")
    @CsvSource({"0, RELU", "1, RELU", "2, RELU", "2, THREE_VALUES", "2, ZEROS"})
    void sets_of_several_units_are_answered_as_the_plain_index_answers(int level, Values values) {
        assertSeveralUnits(level, level, values);
    }

    /** As on a processor that has no products of codes. */
    @ParameterizedTest
    @EnumSource(
            value = Values.class,
            names = {"THREE_VALUES", "RELU"})
    void sets_of_several_units_without_codes_are_answered_as_the_plain_index_answers(Values values) {
        FaissNative.code_from(Long.MAX_VALUE);
        try {
            assertSeveralUnits(2, 2, values);
        } finally {
            FaissNative.code_from(CODED_FROM);
        }
    }

    /** Levels without codes scan a coded set by its rows. */
    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {0, 1})
    void coded_sets_are_searched_by_other_kernels(int level) {
        assertSeveralUnits(2, level, Values.RELU);
    }

    private static void assertSeveralUnits(int built, int searched, Values values) {
        Random random = new Random(8);
        FloatMatrix vectors = draw(random, values, 9000, 30);
        FloatMatrix queries = draw(random, values, 70, 30);
        for (Metric metric : Metric.values()) {
            NeighborIndex[] index = new NeighborIndex[1];
            KernelLevel.with(built, () -> index[0] = Faiss.flat().build(vectors, metric));
            try (NeighborIndex tiled = index[0];
                    NeighborIndex plain = ExactIndex.factory().build(vectors, metric)) {
                KernelLevel.with(searched, () -> {
                    for (int k : new int[] {1, 75, 3000, 9000}) {
                        assertEquals(plain.search(queries, k), tiled.search(queries, k), metric + ", k " + k);
                    }
                });
            }
        }
    }

    /** Small sets are coded as large ones are; the lower levels have no codes and build none. */
    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {1, 2})
    void random_coded_sets_are_answered_as_a_sort_answers(int level) {
        Random random = new Random(17);
        FaissNative.code_from(1);
        try {
            KernelLevel.with(level, () -> {
                for (int round = 0; round < 400; round++) {
                    Values values = Values.values()[random.nextInt(Values.values().length)];
                    Metric metric = random.nextBoolean() ? Metric.COSINE : Metric.EUCLIDEAN;
                    int rows = 33 + random.nextInt(400);
                    int columns = 1 + random.nextInt(random.nextBoolean() ? 5 : 70);
                    int k = 1 + random.nextInt(1 + rows / 4);
                    FloatMatrix vectors = draw(random, values, rows, columns);
                    FloatMatrix queries = draw(random, values, 1 + random.nextInt(90), columns);
                    try (NeighborIndex index = Faiss.flat().build(vectors, metric)) {
                        assertTrue(
                                NaiveSort.search(vectors, metric, queries, k).equals(index.search(queries, k)),
                                values + ", " + metric + ", [" + rows + " x " + columns + "], k " + k);
                    }
                }
            });
        } finally {
            FaissNative.code_from(CODED_FROM);
        }
    }

    @Test
    void coded_sets_of_rows_that_are_near_everything_are_answered_as_a_sort_answers() {
        FaissNative.code_from(1);
        try {
            FloatMatrix vectors = draw(new Random(19), Values.THREE_VALUES, 90, 5);
            FloatMatrix huge = scaled(vectors, 1e19f);
            for (FloatMatrix queries : List.of(vectors, huge)) {
                try (NeighborIndex index = Faiss.flat().build(huge, Metric.EUCLIDEAN)) {
                    assertEquals(NaiveSort.search(huge, Metric.EUCLIDEAN, queries, 7), index.search(queries, 7));
                }
            }
        } finally {
            FaissNative.code_from(CODED_FROM);
        }
    }

    /** Enough rows for codes, in several units, with few different distances and with many. */
    @ParameterizedTest
    @EnumSource(
            value = Values.class,
            names = {"THREE_VALUES", "RELU", "OFFSET", "OVERFLOWING"})
    void coded_sets_of_several_units_are_answered_as_the_plain_index_answers(Values values) {
        Random random = new Random(18);
        FloatMatrix vectors = draw(random, values, SEVERAL_UNITS + 37, 9);
        FloatMatrix queries = draw(random, values, 30, 9);
        for (Metric metric : Metric.values()) {
            try (NeighborIndex index = Faiss.flat().build(vectors, metric);
                    NeighborIndex plain = ExactIndex.factory().build(vectors, metric)) {
                for (int k : new int[] {1, 75}) {
                    assertTrue(plain.search(queries, k).equals(index.search(queries, k)), metric + ", k " + k);
                }
            }
        }
    }

    /** Codes do not pay; products with the queries would overflow if long rows stood in tiles. */
    @Test
    void rows_that_are_near_everything_are_compared_in_all_units() {
        Random random = new Random(20);
        FloatMatrix vectors = scaled(draw(random, Values.THREE_VALUES, SEVERAL_UNITS, 9), 0x1p100f);
        FloatMatrix queries = scaled(draw(random, Values.RELU, 30, 9), -0x1p50f);

        try (NeighborIndex index = Faiss.flat().build(vectors, Metric.EUCLIDEAN);
                NeighborIndex plain = ExactIndex.factory().build(vectors, Metric.EUCLIDEAN)) {
            assertTrue(plain.search(queries, 75).equals(index.search(queries, 75)));
        }
    }

    /** Codes pay among the rows, not for these queries, so that the units behind the first are scanned by floats, in tiles made for it. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void queries_far_from_all_rows_are_answered_as_the_plain_index_answers(Metric metric) {
        Random random = new Random(22);
        FloatMatrix vectors = RandomVectors.normal(23, SEVERAL_UNITS, 30);
        FloatMatrix queries = scaled(draw(random, Values.RELU, 30, 30), 100);

        try (NeighborIndex index = Faiss.flat().build(vectors, metric);
                NeighborIndex plain = ExactIndex.factory().build(vectors, metric)) {
            for (int k : new int[] {1, 75, 2_000}) {
                assertTrue(plain.search(queries, k).equals(index.search(queries, k)), metric + ", k " + k);
            }
        }
    }

    private static FloatMatrix scaled(FloatMatrix matrix, float factor) {
        float[][] rows = new float[matrix.rows()][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = matrix.row(r);
            for (int c = 0; c < rows[r].length; c++) {
                rows[r][c] *= factor;
            }
        }
        return FloatMatrix.copyOf(rows);
    }

    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {0, 1, 2})
    void wide_vectors_are_answered_as_the_plain_index_answers(int level) {
        FloatMatrix vectors = RandomVectors.normal(3, 200, 4099);
        FloatMatrix queries = RandomVectors.normal(4, 21, 4099);
        KernelLevel.with(level, () -> {
            try (NeighborIndex index = Faiss.flat().build(vectors, Metric.EUCLIDEAN)) {
                assertEquals(NaiveSort.search(vectors, Metric.EUCLIDEAN, queries, 20), index.search(queries, 20));
            }
        });
    }

    /** Layers and classes of different sizes, an index of another kind among them. */
    @Test
    void a_joint_search_answers_each_question_as_a_search_alone() {
        Random random = new Random(9);
        List<Question> questions = new ArrayList<>();
        FloatMatrix shared = draw(random, Values.RELU, 130, 12);
        for (int i = 0; i < 40; i++) {
            FloatMatrix vectors = draw(random, Values.RELU, 1 + random.nextInt(i < 3 ? 5000 : 30), 12);
            IndexFactory factory = i == 5 ? ExactIndex.factory() : Faiss.flat();
            NeighborIndex index = factory.build(vectors, i % 3 == 0 ? Metric.COSINE : Metric.EUCLIDEAN);
            FloatMatrix queries = i % 7 == 6 ? draw(random, Values.RELU, random.nextInt(5) + 1, 12) : shared;
            questions.add(new Question(index, queries, Math.min(index.size(), 1 + random.nextInt(80))));
        }

        List<List<Neighbors>> jointly = questions.get(0).index().searchJointly(questions);

        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            assertEquals(question.index().search(question.queries(), question.k()), jointly.get(i), "question " + i);
        }
        assertEquals(jointly, questions.get(5).index().searchJointly(questions));
        assertEquals(List.of(), questions.get(0).index().searchJointly(List.of()));
        questions.get(9).index().close();
        assertThrows(IllegalStateException.class, () -> questions.get(0).index().searchJointly(questions));
        questions.forEach(question -> question.index().close());
        questions.forEach(question ->
                assertThrows(IllegalStateException.class, () -> question.index().search(question.queries(), 1)));
    }

    /** Many classes of few rows, and a few of many, as a sort of each answers; rows without a direction among them. */
    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {0, 1, 2})
    void groups_of_many_small_sets_are_answered_as_a_sort_answers_each(int level) {
        Random random = new Random(11);
        KernelLevel.with(level, () -> {
            for (Values values : List.of(Values.THREE_VALUES, Values.RELU, Values.LONG)) {
                List<List<Question>> groups = new ArrayList<>();
                List<FloatMatrix> sets = new ArrayList<>();
                for (int columns : new int[] {1, 13}) {
                    List<Question> group = new ArrayList<>();
                    FloatMatrix queries = draw(random, values, 67, columns);
                    for (int label = 0; label < 60; label++) {
                        FloatMatrix set = draw(random, values, 1 + random.nextInt(label % 20 == 0 ? 300 : 40), columns);
                        Metric metric = columns == 1 ? Metric.COSINE : Metric.EUCLIDEAN;
                        NeighborIndex index = Faiss.flat().build(set, metric);
                        group.add(new Question(index, queries, Math.min(index.size(), 10)));
                        sets.add(set);
                    }
                    groups.add(group);
                }

                List<List<GroupedNeighbors>> found =
                        groups.get(0).get(0).index().searchGroups(groups);

                int next = 0;
                for (int g = 0; g < groups.size(); g++) {
                    assertEquals(67, found.get(g).size());
                    for (int label = 0; label < 60; label++) {
                        int current = label;
                        Question question = groups.get(g).get(label);
                        assertEquals(
                                NaiveSort.search(
                                        sets.get(next++), question.index().metric(), question.queries(), question.k()),
                                found.get(g).stream()
                                        .map(answer -> answer.group(current))
                                        .toList(),
                                values + ", group " + g + ", class " + label);
                        question.index().close();
                    }
                }
            }
        });
    }

    @Test
    void the_questions_of_a_group_have_as_many_queries() {
        try (NeighborIndex index = Faiss.flat().build(RandomVectors.normal(1, 3, 2), Metric.EUCLIDEAN)) {
            List<Question> group = List.of(
                    new Question(index, RandomVectors.normal(2, 3, 2), 1),
                    new Question(index, RandomVectors.normal(2, 4, 2), 1));
            assertThrows(IllegalArgumentException.class, () -> index.searchGroups(List.of(group)));
            assertEquals(List.of(List.of()), index.searchGroups(List.of(List.of())));
        }
    }

    @Test
    void vectors_are_read_back_as_they_were_prepared() {
        Random random = new Random(10);
        FloatMatrix vectors = draw(random, Values.THREE_VALUES, 300, 3);
        int[] ordinals = IntStream.range(0, 500).map(i -> i * 7 % 300).toArray();
        for (Metric metric : Metric.values()) {
            PreparedVectors expected = PreparedVectors.of(vectors, metric).select(ordinals);
            try (TiledVectors tiled = TiledVectors.of(vectors, metric)) {
                PreparedVectors rows = tiled.rows(ordinals);
                assertEquals(expected.matrix(), rows.matrix());
                float[] squared = tiled.squaredDistances(ordinals, expected, 4);
                float[] sums = new float[ordinals.length];
                for (int i = 0; i < sums.length; i++) {
                    sums[i] = expected.squaredDistance(i, expected, 4);
                }
                assertArrayEquals(sums, squared);
                assertThrows(IndexOutOfBoundsException.class, () -> tiled.rows(new int[] {300}));
            }
        }
    }
}
