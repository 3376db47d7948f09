package org.dknn.index.faiss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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

    /** Most queries of a block, which are compared with a row together. */
    private static final int BLOCK = 64;

    /** Most rows of queries in a round. */
    private static final int ROUND = 16 * BLOCK;

    /** Most neighbors in a round, of all its queries; a round has one row at least. */
    private static final int NEIGHBORS = 1 << 22;

    private final List<Question> questions;
    private final PreparedVectors[] queries;
    private final Neighbors[][] answers;

    private TiledSearch(List<Question> questions) {
        this.questions = questions;
        this.queries = prepared(questions);
        this.answers = new Neighbors[questions.size()][];
        Arrays.setAll(answers, i -> new Neighbors[queries[i].matrix().rows()]);
    }

    /**
     * Answers questions to tiled indexes.
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; it stays interrupted
     */
    static List<List<Neighbors>> answer(List<Question> questions) {
        List<TiledVectors> held = new ArrayList<>(questions.size());
        try {
            for (Question question : questions) {
                vectors(question).hold();
                held.add(vectors(question));
                question.index().requireSearchable(question.queries(), question.k());
            }
            return new TiledSearch(questions).run();
        } finally {
            held.forEach(TiledVectors::release);
        }
    }

    private static TiledVectors vectors(Question question) {
        return ((TiledIndex) question.index()).vectors();
    }

    /** The queries of each question; the same object for the same matrix and metric. */
    private static PreparedVectors[] prepared(List<Question> questions) {
        IdentityHashMap<FloatMatrix, Map<Metric, PreparedVectors>> known = new IdentityHashMap<>();
        return questions.stream()
                .map(question -> known.computeIfAbsent(question.queries(), matrix -> new EnumMap<>(Metric.class))
                        .computeIfAbsent(
                                question.index().metric(), metric -> PreparedVectors.of(question.queries(), metric)))
                .toArray(PreparedVectors[]::new);
    }

    private List<List<Neighbors>> run() {
        int most = Arrays.stream(answers).mapToInt(rows -> rows.length).max().orElse(0);
        long each = questions.stream().mapToLong(Question::k).sum();
        int round = (int) Math.max(1, Math.min(ROUND, NEIGHBORS / Math.max(1, each)));
        for (int from = 0; from < most; from += round) {
            new Round(from, from + round).run();
        }
        return Arrays.stream(answers).map(List::of).toList();
    }

    /** What one block of queries asks one index. */
    private record Task(int question, int firstRow, int block, int k) {}

    /** A block of queries: its place, and the queries of which it is one. */
    private record Block(PreparedVectors queries, int firstRow, int rows) {}

    /** The rows {@code [from, to)} of the queries of all questions. */
    private final class Round {

        private final List<Block> blocks = new ArrayList<>();
        private final List<Task> tasks = new ArrayList<>();

        Round(int from, int to) {
            IdentityHashMap<PreparedVectors, Integer> first = new IdentityHashMap<>();
            for (int i = 0; i < queries.length; i++) {
                PreparedVectors asked = queries[i];
                int end = Math.min(to, asked.matrix().rows());
                int block = first.computeIfAbsent(asked, matrix -> addBlocks(matrix, from, end));
                TiledVectors vectors = vectors(questions.get(i));
                int k = Math.min(questions.get(i).k(), vectors.tiled());
                for (int row = from; row < end; row += BLOCK) {
                    tasks.add(new Task(i, row, block++, k));
                }
            }
        }

        private int addBlocks(PreparedVectors asked, int from, int end) {
            int number = blocks.size();
            for (int row = from; row < end; row += BLOCK) {
                blocks.add(new Block(asked, row, Math.min(BLOCK, end - row)));
            }
            return number;
        }

        void run() {
            List<Task> searched = tasks.stream().filter(task -> task.k() > 0).toList();
            int places = searched.stream().mapToInt(this::rows).sum();
            int keys = searched.stream().mapToInt(task -> rows(task) * task.k()).sum();
            int[] rows = new int[keys];
            float[] squared = new float[keys];
            int[] others = new int[places];
            try (FaissNative.JointSearch search = begin(searched)) {
                SharedUnits.run(search.units(), unit -> run(search, unit));
                search.answers(rows, squared, others);
            } catch (FaissException e) {
                throw failed(e);
            }
            collect(rows, squared, others);
        }

        private int rows(Task task) {
            return blocks.get(task.block()).rows();
        }

        private FaissNative.JointSearch begin(List<Task> searched) throws FaissException {
            int[] counts = blocks.stream().mapToInt(Block::rows).toArray();
            int[] widths = blocks.stream()
                    .mapToInt(block -> block.queries().matrix().columns())
                    .toArray();
            return new FaissNative.JointSearch(
                    searched.size(),
                    searched.stream()
                            .mapToLong(task ->
                                    vectors(questions.get(task.question())).address())
                            .toArray(),
                    searched.stream().mapToInt(Task::block).toArray(),
                    searched.stream().mapToInt(Task::k).toArray(),
                    counts.length,
                    counts,
                    widths,
                    values(counts, widths));
        }

        private float[] values(int[] counts, int[] widths) {
            int all = 0;
            for (int i = 0; i < counts.length; i++) {
                all = Math.addExact(all, Math.multiplyExact(counts[i], widths[i]));
            }
            float[] values = new float[all];
            int next = 0;
            for (Block block : blocks) {
                FloatMatrix matrix = block.queries().matrix();
                matrix.copyRows(block.firstRow(), block.firstRow() + block.rows(), values, next);
                next += block.rows() * matrix.columns();
            }
            return values;
        }

        private void run(FaissNative.JointSearch search, int unit) {
            try {
                search.run(unit);
            } catch (FaissException e) {
                throw failed(e);
            }
        }

        private void collect(int[] rows, float[] squared, int[] others) {
            int nextKey = 0;
            int nextPlace = 0;
            for (Task task : tasks) {
                Question question = questions.get(task.question());
                TiledVectors vectors = vectors(question);
                PreparedVectors asked = queries[task.question()];
                for (int row = task.firstRow(); row < task.firstRow() + rows(task); row++) {
                    answers[task.question()][row] = asked.isDirectionless(row)
                            ? vectors.equallyFar(question.k())
                            : vectors.nearest(
                                    Arrays.copyOfRange(rows, nextKey, nextKey + task.k()),
                                    Arrays.copyOfRange(squared, nextKey, nextKey + task.k()),
                                    task.k() == 0 ? 0 : others[nextPlace],
                                    question.k());
                    nextKey += task.k();
                    nextPlace += task.k() == 0 ? 0 : 1;
                }
            }
        }
    }

    private static IllegalStateException failed(FaissException e) {
        return new IllegalStateException("the native search failed: " + e.getMessage(), e);
    }
}
