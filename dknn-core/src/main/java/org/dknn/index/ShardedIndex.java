package org.dknn.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * Index of the rows of several indexes, its shards, one after the other: the first row of a shard has the ordinal that follows the
 * last one of the shard before. Shards may be built apart, by other processes or machines, and be of any kind.
 *
 * <p>If the shards are exact, the answers are bit for bit those of one exact index of all rows, equally near rows and their number among
 * them. One thing differs: of rows at one distance whose squared distances differ before rounding, others may be shown, as shards tell
 * distances alone. All shards are asked in one joint search; each is asked for k neighbors, or for all of its rows if it has fewer.
 */
public final class ShardedIndex implements NeighborIndex {

    private final List<NeighborIndex> shards;

    /** Ordinal of the first row of each shard. */
    private final int[] first;

    private final int size;
    private volatile boolean closed;

    private ShardedIndex(List<NeighborIndex> shards, int[] first, int size) {
        this.shards = shards;
        this.first = first;
        this.size = size;
    }

    /**
     * An index of shards, which it closes when it is closed.
     *
     * @param shards at least one, of equal dimension and metric, in the order of their rows
     * @throws IllegalArgumentException if there is none, they differ, or they have more than 2^31 - 1 rows together; they stay open
     */
    public static ShardedIndex of(List<? extends NeighborIndex> shards) {
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("a sharded index needs at least one shard, got none");
        }
        List<NeighborIndex> own = List.copyOf(shards);
        int[] first = new int[own.size()];
        long rows = 0;
        for (int shard = 0; shard < first.length; shard++) {
            requireAlike(own, shard);
            first[shard] = (int) rows;
            rows += own.get(shard).size();
            if (rows > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("shards must have at most " + Integer.MAX_VALUE
                        + " rows together, as ordinals are ints, got " + rows + " in the first " + (shard + 1));
            }
        }
        return new ShardedIndex(own, first, (int) rows);
    }

    private static void requireAlike(List<NeighborIndex> shards, int shard) {
        NeighborIndex one = shards.get(0);
        NeighborIndex other = shards.get(shard);
        if (other.dimension() != one.dimension() || other.metric() != one.metric()) {
            throw new IllegalArgumentException("all shards must have the dimension " + one.dimension()
                    + " and the metric " + one.metric() + " of shard 0, but shard " + shard + " has "
                    + other.dimension() + " and " + other.metric());
        }
    }

    /**
     * A factory that builds shards of about equal size with another factory, and saves them in one file. Loading copies the shards to
     * temporary files, one at a time.
     *
     * @param shard the factory of the shards
     * @param shards their number, at least 1; a set with fewer rows has one shard per row
     */
    public static IndexFactory factory(IndexFactory shard, int shards) {
        return new ShardedFactory(shard, shards);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int dimension() {
        return shards.get(0).dimension();
    }

    @Override
    public Metric metric() {
        return shards.get(0).metric();
    }

    /** Asks all shards jointly. */
    @Override
    public List<Neighbors> search(FloatMatrix queries, int k) {
        return searchJointly(List.of(new Question(this, queries, k))).get(0);
    }

    /** {@inheritDoc} Shards of all sharded indexes, and all other indexes, are asked in one joint search of the first of them. */
    @Override
    public List<List<Neighbors>> searchJointly(List<Question> questions) {
        List<Question> asked = questions.stream().flatMap(ShardedIndex::parts).toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        Iterator<List<Neighbors>> answers =
                asked.get(0).index().searchJointly(asked).iterator();
        List<List<Neighbors>> joined = new ArrayList<>(questions.size());
        for (Question question : questions) {
            joined.add(
                    question.index() instanceof ShardedIndex sharded
                            ? sharded.joined(question, answers)
                            : answers.next());
        }
        return joined;
    }

    /** What the shards of an index are asked, or the index itself if it has none. */
    private static Stream<Question> parts(Question question) {
        if (!(question.index() instanceof ShardedIndex sharded)) {
            return Stream.of(question);
        }
        sharded.requireOpen();
        sharded.requireSearchable(question.queries(), question.k());
        return sharded.shards.stream()
                .map(shard -> new Question(shard, question.queries(), Math.min(question.k(), shard.size())));
    }

    /** The answer to a question, from the next answers: one per shard. */
    private List<Neighbors> joined(Question question, Iterator<List<Neighbors>> answers) {
        List<List<Neighbors>> found = new ArrayList<>(shards.size());
        shards.forEach(shard -> found.add(answers.next()));
        return IntStream.range(0, question.queries().rows())
                .mapToObj(query -> nearest(found, query, question.k()))
                .toList();
    }

    private Neighbors nearest(List<List<Neighbors>> found, int query, int k) {
        List<Neighbors> lists = new ArrayList<>(found.size());
        for (int shard = 0; shard < first.length; shard++) {
            lists.add(found.get(shard).get(query).shifted(first[shard]));
        }
        return Neighbors.nearest(lists, k);
    }

    /** Those of the shards, if all of them give theirs. */
    @Override
    public Optional<FloatMatrix> vectors(int... ordinals) {
        requireOpen();
        List<FloatMatrix> rows = new ArrayList<>(ordinals.length);
        for (int ordinal : ordinals) {
            int place = Arrays.binarySearch(first, Objects.checkIndex(ordinal, size));
            int shard = place >= 0 ? place : -place - 2;
            Optional<FloatMatrix> row = shards.get(shard).vectors(ordinal - first[shard]);
            if (row.isEmpty()) {
                return row;
            }
            rows.add(row.get());
        }
        return Optional.of(rows.isEmpty() ? FloatMatrix.wrap(0, dimension(), new float[0]) : FloatMatrix.concat(rows));
    }

    /** The shards, in the order of their rows. */
    List<NeighborIndex> shards() {
        return shards;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the index is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        shards.forEach(NeighborIndex::close);
    }

    @Override
    public String toString() {
        return "ShardedIndex[" + shards.size() + " shards, " + size + " x " + dimension() + ", " + metric() + "]";
    }
}
