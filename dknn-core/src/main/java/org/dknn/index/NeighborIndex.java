package org.dknn.index;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * Index of a fixed set of vectors, searched for the nearest neighbors of queries.
 *
 * <p>Many threads may search at once. Searching after {@link #close} throws {@link IllegalStateException}.
 */
public interface NeighborIndex extends AutoCloseable {

    /** Number of vectors, at least 1. */
    int size();

    /** Width of each vector. */
    int dimension();

    /** Distance by which vectors are compared. */
    Metric metric();

    /**
     * Finds exactly k neighbors per query, nearest first; among equally near ones the lower ordinal comes first.
     *
     * <p>Each answer tells how many rows lie at the k-th distance ({@link Neighbors#rowsAtLast}), so that votes need not
     * depend on the order of the rows. Two rows are at one distance if {@link Metric#toDistance} gives equal floats, also
     * where their squared distances differ; {@link Metric#boundOfEqual} helps to count them. An exact index counts all of its
     * rows, with {@link Neighbors#withOthers}. Any other counts the rows that it compared, with
     * {@link Neighbors#withOtherCandidates}, or not at all, with {@link Neighbors#wrap}; {@link Neighbors#countsAll} is
     * false then, except where it did compare all, as for {@code k = size}.
     *
     * @param queries {@code [n x dimension]}, finite; n may be 0
     * @param k in {@code 1..size}
     * @return one entry per query, in the order of the queries
     * @throws IllegalArgumentException if the width is wrong, a value not finite, or k out of range
     */
    List<Neighbors> search(FloatMatrix queries, int k);

    /** What one of several indexes is asked in a joint search: the {@code k} nearest of each row of {@code queries}. */
    record Question(NeighborIndex index, FloatMatrix queries, int k) {

        public Question {
            Objects.requireNonNull(index, "index");
            Objects.requireNonNull(queries, "queries");
        }

        /**
         * Checks that questions form a group of {@link #searchGroups}; for implementations.
         *
         * @throws IllegalArgumentException if two differ in the number of queries
         */
        public static void requireAlike(List<Question> group) {
            for (Question question : group) {
                if (question.queries().rows() != group.get(0).queries().rows()) {
                    throw new IllegalArgumentException("the questions of a group must have the same queries, got "
                            + group.get(0).queries().rows() + " and "
                            + question.queries().rows());
                }
            }
        }
    }

    /**
     * Answers several questions, to this index and to others, as {@link #search} answers each. An implementation may answer
     * those to indexes of its own kind in one pass; it is asked if one of the questions is to such an index. Questions about
     * the same queries should share the matrix. Default: one search after the other.
     *
     * @return for each question what {@code search} of its index returns
     * @throws IllegalArgumentException as {@code search} says, for any of the questions
     * @throws IllegalStateException if one of the indexes is closed
     */
    default List<List<Neighbors>> searchJointly(List<Question> questions) {
        return questions.stream()
                .map(question -> question.index().search(question.queries(), question.k()))
                .toList();
    }

    /**
     * Answers groups of questions as {@link #searchJointly} answers all of them; those of a group have the same queries, such as the
     * questions to all classes of a layer. Default: by {@code searchJointly}.
     *
     * @param groups the questions of each group, with the same matrix
     * @return for each group one entry per query, whose groups are the answers to the questions, in their order
     * @throws IllegalArgumentException as {@code searchJointly} says, or if two questions of a group differ in the number of queries
     * @throws IllegalStateException if one of the indexes is closed
     */
    default List<List<GroupedNeighbors>> searchGroups(List<List<Question>> groups) {
        groups.forEach(Question::requireAlike);
        Iterator<List<Neighbors>> answers =
                searchJointly(groups.stream().flatMap(List::stream).toList()).iterator();
        List<List<GroupedNeighbors>> grouped = new ArrayList<>(groups.size());
        for (List<Question> group : groups) {
            List<List<Neighbors>> own = new ArrayList<>(group.size());
            group.forEach(question -> own.add(answers.next()));
            int queries = group.isEmpty() ? 0 : group.get(0).queries().rows();
            grouped.add(IntStream.range(0, queries)
                    .mapToObj(query -> GroupedNeighbors.of(
                            own.stream().map(answer -> answer.get(query)).toList()))
                    .toList());
        }
        return grouped;
    }

    /**
     * The vectors of some rows, as this index compares them: by cosine brought to length 1, or zeros where a vector has no direction.
     * Default: empty, of an index that does not give its vectors back.
     *
     * @param ordinals of rows, in {@code 0..size - 1}, in any order
     * @return {@code [ordinals x dimension]}, in their order
     * @throws IndexOutOfBoundsException if there is no such row
     */
    default Optional<FloatMatrix> vectors(int... ordinals) {
        return Optional.empty();
    }

    /** Frees the memory of the index. A second call has no effect. */
    @Override
    default void close() {}

    /**
     * Checks the arguments of {@link #search}; for implementations.
     *
     * @throws IllegalArgumentException as {@code search} says
     */
    default void requireSearchable(FloatMatrix queries, int k) {
        if (queries.columns() != dimension()) {
            throw new IllegalArgumentException(
                    "queries must have " + dimension() + " columns as the index has, got " + queries.columns());
        }
        if (k < 1 || k > size()) {
            throw new IllegalArgumentException("k must be in 1.." + size() + ", got " + k);
        }
        queries.requireFinite("queries");
    }
}
