package org.dknn.index;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.testkit.ExactNeighborIndexContract;
import org.dknn.testkit.ForwardingIndex;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.VectorSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardedIndexTest extends ExactNeighborIndexContract {

    private static final IndexFactory.Context CONTEXT = new IndexFactory.Context("network", "dense", "positive");

    @Override
    protected IndexFactory factory() {
        return ShardedIndex.factory(ExactIndex.factory(), 7);
    }

    /** Shards tell distances, not their squares, so others of the equally near rows are shown; distances and counts are the same. */
    @Override
    @Test
    protected void counts_rows_whose_squared_distances_differ_and_whose_distances_do_not() {
        float first = Math.nextDown(2f);
        float second = Math.nextDown(first);
        float[][] pattern = {{1, first}, {1, second}, {1, Math.nextDown(second)}, {1, 3}};
        FloatMatrix vectors = FloatMatrix.copyOf(
                IntStream.range(0, 1200).mapToObj(i -> pattern[i % 4]).toArray(float[][]::new));
        FloatMatrix query = FloatMatrix.copyOf(new float[] {0, 0});
        try (NeighborIndex index = factory().build(vectors, Metric.EUCLIDEAN);
                NeighborIndex whole = ExactIndex.factory().build(vectors, Metric.EUCLIDEAN)) {
            for (int k : new int[] {1, 30, 300, 301, 600, 899, 900, 901}) {
                Neighbors found = index.search(query, k).get(0);
                Neighbors expected = whole.search(query, k).get(0);

                assertArrayEquals(expected.distances(), found.distances());
                assertEquals(expected.rowsAtLast(), found.rowsAtLast(), "k " + k);
                assertTrue(found.countsAll());
                assertEquals(k, IntStream.of(found.ordinals()).distinct().count());
            }
        }
    }

    /** Notes what it is asked to build and to drop, as an engine that keeps vectors elsewhere does. */
    private record Noting(List<String> built, List<NeighborIndex> dropped) implements IndexFactory {

        Noting() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public NeighborIndex build(FloatMatrix vectors, Metric metric) {
            return ExactIndex.factory().build(vectors, metric);
        }

        @Override
        public NeighborIndex build(Context context, VectorSource vectors, Metric metric) {
            built.add(context.label() + ": " + vectors.rows() + " x " + vectors.columns());
            return build(vectors.toMatrix(), metric);
        }

        @Override
        public void save(NeighborIndex index, Path file) throws IOException {
            ExactIndex.factory().save(index, file);
        }

        @Override
        public NeighborIndex load(Path file) throws IOException {
            return ExactIndex.factory().load(file);
        }

        @Override
        public void drop(NeighborIndex index) throws IOException {
            dropped.add(index);
            if (index.size() == 4) {
                throw new IOException("shard " + dropped.size() + " stays");
            }
        }
    }

    private static NeighborIndex exact(float... values) {
        return ExactIndex.factory().build(FloatMatrix.wrap(values.length, 1, values), Metric.EUCLIDEAN);
    }

    /** Counts joint searches, each of which it answers one index after the other. */
    private record Counting(NeighborIndex index, List<Integer> asked) implements NeighborIndex {

        @Override
        public int size() {
            return index.size();
        }

        @Override
        public int dimension() {
            return index.dimension();
        }

        @Override
        public Metric metric() {
            return index.metric();
        }

        @Override
        public List<Neighbors> search(FloatMatrix queries, int k) {
            return index.search(queries, k);
        }

        @Override
        public List<List<Neighbors>> searchJointly(List<Question> questions) {
            asked.add(questions.size());
            return NeighborIndex.super.searchJointly(questions);
        }
    }

    @Test
    void all_shards_of_all_indexes_are_asked_in_one_joint_search() {
        List<Integer> asked = new ArrayList<>();
        NeighborIndex one = ShardedIndex.of(List.of(new Counting(exact(5, 1), asked), new Counting(exact(2), asked)));
        NeighborIndex other =
                ShardedIndex.of(List.of(new Counting(exact(3), asked), ShardedIndex.of(List.of(exact(7), exact(1)))));
        FloatMatrix zero = FloatMatrix.copyOf(new float[] {0});
        List<NeighborIndex.Question> questions = List.of(
                new NeighborIndex.Question(one, zero, 2),
                new NeighborIndex.Question(exact(4), zero, 1),
                new NeighborIndex.Question(other, zero, 3));

        List<List<Neighbors>> found = one.searchJointly(questions);

        assertEquals(List.of(5), asked);
        assertArrayEquals(new int[] {1, 2}, found.get(0).get(0).ordinals());
        assertArrayEquals(new float[] {4}, found.get(1).get(0).distances());
        assertArrayEquals(new int[] {2, 0, 1}, found.get(2).get(0).ordinals());
        assertEquals(List.of(), one.searchJointly(List.of()));
    }

    @Test
    void rows_follow_one_another_and_ties_across_shards_are_counted_by_hand() {
        try (NeighborIndex index = ShardedIndex.of(List.of(exact(5, 1), exact(-1), exact(1, 9, -1, 1)))) {
            FloatMatrix zero = FloatMatrix.copyOf(new float[] {0});

            // rows 1, 2, 3, 5 and 6 are at distance 1, row 0 at 5
            assertEquals(
                    List.of(Neighbors.wrap(new int[] {1, 2, 3}, new float[] {1, 1, 1})
                            .withOthers(2)),
                    index.search(zero, 3));
            assertEquals(
                    List.of(Neighbors.wrap(new int[] {1, 2, 3, 5, 6, 0}, new float[] {1, 1, 1, 1, 1, 5})
                            .withOthers(0)),
                    index.search(zero, 6));
            assertEquals("ShardedIndex[3 shards, 7 x 1, euclidean]", index.toString());
        }
    }

    /** An approximate index, which knows of no rows but those it returns. */
    private static final class Uncounted extends ForwardingIndex {

        private final int size;

        Uncounted(NeighborIndex exact, int size) {
            super(exact);
            this.size = size;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public List<Neighbors> search(FloatMatrix queries, int k) {
            return super.search(queries, k).stream()
                    .map(found -> Neighbors.wrap(found.ordinals(), found.distances()))
                    .toList();
        }
    }

    @Test
    void one_shard_that_does_not_count_all_rows_is_told() {
        try (NeighborIndex index = ShardedIndex.of(List.of(exact(1, 1), new Uncounted(exact(1, 1), 2)))) {
            Neighbors found =
                    index.search(FloatMatrix.copyOf(new float[] {0}), 1).get(0);

            assertEquals(Neighbors.wrap(new int[] {0}, new float[] {1}).withOtherCandidates(2), found);
            assertFalse(found.countsAll());
        }
    }

    @Test
    void shards_of_a_source_have_names_of_their_own() {
        Noting noting = new Noting();
        IndexFactory factory = ShardedIndex.factory(noting, 3);

        try (NeighborIndex shards = factory.build(CONTEXT, VECTORS.rows(0, 10), Metric.COSINE);
                NeighborIndex whole = ExactIndex.factory().build(VECTORS.rows(0, 10), Metric.COSINE)) {
            assertEquals(whole.search(QUERIES, 4), shards.search(QUERIES, 4));
        }
        assertEquals(
                List.of("positive, shard 0: 3 x 24", "positive, shard 1: 3 x 24", "positive, shard 2: 4 x 24"),
                noting.built());
        assertEquals("sharded-noting", factory.name());
    }

    @Test
    void every_shard_is_dropped_by_its_own_factory_also_where_another_one_fails() throws IOException {
        Noting noting = new Noting();
        IndexFactory factory = ShardedIndex.factory(noting, 3);
        ShardedIndex nine = (ShardedIndex) factory.build(CONTEXT, VECTORS.rows(0, 9), Metric.COSINE);
        ShardedIndex eleven = (ShardedIndex) factory.build(CONTEXT, VECTORS.rows(0, 11), Metric.COSINE);

        factory.drop(nine);

        assertEquals(nine.shards(), noting.dropped());
        assertThrows(IllegalStateException.class, () -> nine.search(QUERIES, 1));
        noting.dropped().clear();
        IOException failed = assertThrows(IOException.class, () -> factory.drop(eleven));
        assertEquals("shard 2 stays", failed.getMessage());
        assertEquals("shard 3 stays", failed.getSuppressed()[0].getMessage());
        assertEquals(eleven.shards(), noting.dropped());
        assertRefused("takes a ShardedIndex", () -> factory.drop(exact(1)));
    }

    @Test
    void shards_that_do_not_fit_together_are_refused() {
        NeighborIndex narrow = exact(1);
        NeighborIndex wide = ExactIndex.factory().build(VECTORS, Metric.EUCLIDEAN);
        NeighborIndex cosine = ExactIndex.factory().build(FloatMatrix.copyOf(new float[] {1}), Metric.COSINE);

        assertRefused("at least one shard, got none", () -> ShardedIndex.of(List.of()));
        assertRefused("but shard 1 has 24 and euclidean", () -> ShardedIndex.of(List.of(narrow, wide)));
        assertRefused("but shard 1 has 1 and cosine", () -> ShardedIndex.of(List.of(narrow, cosine)));
        assertRefused("must be at least 1, got 0", () -> ShardedIndex.factory(ExactIndex.factory(), 0));
    }

    @Test
    void more_rows_than_ordinals_are_refused() {
        NeighborIndex huge = new Uncounted(exact(1), Integer.MAX_VALUE);

        assertRefused("at most 2147483647 rows together", () -> ShardedIndex.of(List.of(huge, exact(1))));
    }

    @Test
    void a_shard_of_another_kind_is_not_saved_and_leaves_no_file(@TempDir Path directory) throws IOException {
        try (NeighborIndex index = ShardedIndex.of(List.of(exact(1), new Uncounted(exact(1), 1)))) {
            assertThrows(IllegalArgumentException.class, () -> factory().save(index, directory.resolve("index")));
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
