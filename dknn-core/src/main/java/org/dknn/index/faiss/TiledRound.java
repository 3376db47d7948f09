package org.dknn.index.faiss;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.dknn.index.GroupedNeighbors;
import org.dknn.index.faiss.TiledSearch.Asked;
import org.dknn.index.faiss.TiledSearch.AskedGroup;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.PreparedVectors;

/** One native search: some rows of the queries of all questions. */
final class TiledRound {

    /** Most queries of a block, which are compared with a row together. */
    static final int BLOCK = 64;

    private final List<AskedGroup> groups;
    private final int from;
    private final int to;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();

    /** The first task of each group; those of a block of queries are together, one per question. */
    private final int[] first;

    /** A block of queries: its place, and the queries of which it is one. */
    private record Block(PreparedVectors queries, int firstRow, int rows) {}

    /** What one block of queries asks one index. */
    private record Task(Asked asked, int block) {}

    /** The rows {@code [from, to)} of the queries; of those of a group that has fewer, all that are there. */
    TiledRound(List<AskedGroup> groups, int from, int to) {
        this.groups = groups;
        this.from = from;
        this.to = to;
        this.first = new int[groups.size()];
        IdentityHashMap<PreparedVectors, Integer> known = new IdentityHashMap<>();
        for (int g = 0; g < first.length; g++) {
            AskedGroup group = groups.get(g);
            first[g] = tasks.size();
            for (int row = from; row < end(group); row += BLOCK) {
                for (Asked asked : group.questions()) {
                    int block = known.computeIfAbsent(asked.queries(), queries -> addBlocks(queries, end(group)));
                    tasks.add(new Task(asked, block + (row - from) / BLOCK));
                }
            }
        }
    }

    private int end(AskedGroup group) {
        return Math.min(to, group.rows());
    }

    private int addBlocks(PreparedVectors queries, int end) {
        int number = blocks.size();
        for (int row = from; row < end; row += BLOCK) {
            blocks.add(new Block(queries, row, Math.min(BLOCK, end - row)));
        }
        return number;
    }

    /** Searches and adds the answers of each group to its own. */
    void run(List<List<GroupedNeighbors>> answers) {
        try (FaissNative.JointSearch search = begin()) {
            SharedUnits.run(search.units(), unit -> run(search, unit));
            for (int g = 0; g < first.length; g++) {
                for (int row = from; row < end(groups.get(g)); row++) {
                    answers.get(g).add(answer(search, g, row));
                }
            }
        } catch (FaissException e) {
            throw failed(e);
        }
    }

    private GroupedNeighbors answer(FaissNative.JointSearch search, int g, int row) throws FaissException {
        AskedGroup group = groups.get(g);
        int questions = group.questions().size();
        int task = first[g] + (row - from) / BLOCK * questions;
        int[] rows = new int[group.width()];
        float[] distances = new float[rows.length];
        int[] others = new int[questions];
        search.answer(task, questions, (row - from) % BLOCK, rows, distances, others);
        return group.answer(row, rows, distances, others);
    }

    private FaissNative.JointSearch begin() throws FaissException {
        int[] rows = blocks.stream().mapToInt(Block::rows).toArray();
        int[] widths = blocks.stream()
                .mapToInt(block -> block.queries().matrix().columns())
                .toArray();
        return new FaissNative.JointSearch(
                tasks.size(),
                tasks.stream()
                        .mapToLong(task -> task.asked().vectors().address())
                        .toArray(),
                tasks.stream().mapToInt(Task::block).toArray(),
                tasks.stream().mapToInt(task -> task.asked().tiled()).toArray(),
                rows.length,
                rows,
                widths,
                values(rows, widths));
    }

    private float[] values(int[] rows, int... widths) {
        int all = 0;
        for (int i = 0; i < rows.length; i++) {
            all = Math.addExact(all, Math.multiplyExact(rows[i], widths[i]));
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

    private static void run(FaissNative.JointSearch search, int unit) {
        try {
            search.run(unit);
        } catch (FaissException e) {
            throw failed(e);
        }
    }

    private static IllegalStateException failed(FaissException e) {
        return new IllegalStateException("the native search failed: " + e.getMessage(), e);
    }
}
