package org.dknn.index.faiss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dknn.index.GroupedNeighbors;
import org.dknn.index.NeighborIndex.Question;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;

/**
 * One search of several {@link TiledIndex}es: see {@code dknn_search.h}.
 *
 * <p>Rows of all queries are taken in rounds, which bound the memory of the search; a round is one native search, whose units
 * the calling thread shares with the common pool.
 */
final class TiledSearch {

    /** Most rows of queries in a round. */
    private static final int ROUND = 16 * TiledRound.BLOCK;

    /** Most neighbors in a round, of all its queries; a round has one row at least. */
    private static final int NEIGHBORS = 1 << 22;

    private TiledSearch() {}

    /**
     * What one index is asked.
     *
     * @param queries the same object for the same matrix and metric
     * @param k number of neighbors wanted
     */
    record Asked(TiledVectors vectors, PreparedVectors queries, int k) {

        /** Number of neighbors wanted of those in native memory. */
        int tiled() {
            return Math.min(k, vectors.tiled());
        }
    }

    /**
     * Answers groups of questions to tiled indexes, those of a group with as many queries.
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; it stays interrupted
     */
    static List<List<GroupedNeighbors>> answer(List<List<Question>> groups) {
        List<TiledVectors> held = new ArrayList<>();
        Set<FloatMatrix> checked = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            for (List<Question> group : groups) {
                Question.requireAlike(group);
                for (Question question : group) {
                    vectors(question).hold();
                    held.add(vectors(question));
                    FloatMatrix queries = question.queries();
                    // values are looked at once, however many questions there are about them
                    question.index()
                            .requireSearchable(checked.add(queries) ? queries : queries.rows(0, 0), question.k());
                }
            }
            return run(asked(groups));
        } finally {
            held.forEach(TiledVectors::release);
        }
    }

    private static TiledVectors vectors(Question question) {
        return ((TiledIndex) question.index()).vectors();
    }

    private static List<AskedGroup> asked(List<List<Question>> groups) {
        IdentityHashMap<FloatMatrix, Map<Metric, PreparedVectors>> known = new IdentityHashMap<>();
        List<AskedGroup> asked = new ArrayList<>(groups.size());
        for (List<Question> group : groups) {
            List<Asked> own = new ArrayList<>(group.size());
            for (Question question : group) {
                TiledVectors vectors = vectors(question);
                PreparedVectors queries = known.computeIfAbsent(
                                question.queries(), matrix -> new EnumMap<>(Metric.class))
                        .computeIfAbsent(vectors.metric(), metric -> PreparedVectors.of(question.queries(), metric));
                own.add(new Asked(vectors, queries, question.k()));
            }
            asked.add(AskedGroup.of(own));
        }
        return asked;
    }

    private static List<List<GroupedNeighbors>> run(List<AskedGroup> groups) {
        int most = groups.stream().mapToInt(AskedGroup::rows).max().orElse(0);
        long each = groups.stream().mapToLong(AskedGroup::width).sum();
        int round = (int) Math.max(1, Math.min(ROUND, NEIGHBORS / Math.max(1, each)));
        List<List<GroupedNeighbors>> answers = new ArrayList<>(groups.size());
        groups.forEach(group -> answers.add(new ArrayList<>(group.rows())));
        for (int from = 0; from < most; from += round) {
            new TiledRound(groups, from, from + round).run(answers);
        }
        return answers;
    }

    /** Questions with the same queries, whose answers are put together. */
    static final class AskedGroup {

        private final List<Asked> questions;

        /** Where the neighbors of each question end, of those found in native memory. */
        private final int[] ends;

        /** Of the questions, each object once. */
        private final Set<PreparedVectors> queries;

        /** Whether one of the indexes has vectors that are not in native memory. */
        private final boolean hasApart;

        private AskedGroup(List<Asked> questions, int[] ends, Set<PreparedVectors> queries, boolean hasApart) {
            this.questions = questions;
            this.ends = ends;
            this.queries = queries;
            this.hasApart = hasApart;
        }

        List<Asked> questions() {
            return questions;
        }

        static AskedGroup of(List<Asked> questions) {
            int[] ends = new int[questions.size()];
            Set<PreparedVectors> queries = Collections.newSetFromMap(new IdentityHashMap<>());
            boolean hasApart = false;
            int end = 0;
            for (int i = 0; i < ends.length; i++) {
                end = Math.addExact(end, questions.get(i).tiled());
                ends[i] = end;
                queries.add(questions.get(i).queries());
                hasApart |= questions.get(i).vectors().hasApart();
            }
            return new AskedGroup(questions, ends, queries, hasApart);
        }

        /** Number of queries. */
        int rows() {
            return questions.isEmpty() ? 0 : questions.get(0).queries().matrix().rows();
        }

        /** Number of neighbors of a query in native memory. */
        int width() {
            return ends.length == 0 ? 0 : ends[ends.length - 1];
        }

        int start(int question) {
            return question == 0 ? 0 : ends[question - 1];
        }

        /** Whether all that is to be found for a query is in native memory. */
        boolean isWhole(int query) {
            return !hasApart && queries.stream().noneMatch(asked -> asked.isDirectionless(query));
        }

        /**
         * The answer to a query.
         *
         * @param rows those found in native memory, question by question
         * @param others for each question
         */
        GroupedNeighbors answer(int query, int[] rows, float[] distances, int[] others) {
            if (isWhole(query)) {
                return GroupedNeighbors.wrap(rows, distances, ends, others);
            }
            List<Neighbors> found = new ArrayList<>(questions.size());
            for (int i = 0; i < ends.length; i++) {
                Asked asked = questions.get(i);
                found.add(
                        asked.queries().isDirectionless(query)
                                ? asked.vectors().equallyFar(asked.k())
                                : asked.vectors()
                                        .nearest(
                                                Arrays.copyOfRange(rows, start(i), ends[i]),
                                                Arrays.copyOfRange(distances, start(i), ends[i]),
                                                others[i],
                                                asked.k()));
            }
            return GroupedNeighbors.of(found);
        }
    }
}
