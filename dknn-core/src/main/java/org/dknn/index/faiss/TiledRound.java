package org.dknn.index.faiss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToIntFunction;
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

    /** Where the neighbors of each group begin, and where its numbers of others do; and their ends. */
    private final int[] keys;

    private final int[] counts;

    /** A block of queries: its place, and the queries of which it is one. */
    private record Block(PreparedVectors queries, int firstRow, int rows) {}

    /**
     * What one block of queries asks one index.
     *
     * @param key where the neighbors of its first query begin
     * @param keyStep how far from those the neighbors of the next query begin
     * @param count where the number of others of its first query is
     * @param countStep how far from it the next one is
     */
    private record Task(Asked asked, int block, int key, int keyStep, int count, int countStep) {}

    /** The rows {@code [from, to)} of the queries; of those of a group that has fewer, all that are there. */
    TiledRound(List<AskedGroup> groups, int from, int to) {
        this.groups = groups;
        this.from = from;
        this.to = to;
        this.keys = new int[groups.size() + 1];
        this.counts = new int[groups.size() + 1];
        IdentityHashMap<PreparedVectors, Integer> first = new IdentityHashMap<>();
        for (int g = 0; g < groups.size(); g++) {
            AskedGroup group = groups.get(g);
            int questions = group.questions().size();
            for (int i = 0; i < questions; i++) {
                Asked asked = group.questions().get(i);
                int block = first.computeIfAbsent(asked.queries(), queries -> addBlocks(queries, end(group)));
                for (int row = from; row < end(group) && asked.tiled() > 0; row += BLOCK) {
                    int key = keys[g] + (row - from) * group.width() + group.start(i);
                    int count = counts[g] + (row - from) * questions + i;
                    tasks.add(new Task(asked, block++, key, group.width(), count, questions));
                }
            }
            int rows = Math.max(0, end(group) - from);
            keys[g + 1] = Math.addExact(keys[g], Math.multiplyExact(rows, group.width()));
            counts[g + 1] = Math.addExact(counts[g], Math.multiplyExact(rows, questions));
        }
    }

    private int end(AskedGroup group) {
        return Math.min(to, group.queries());
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
        int[] rows = new int[keys[groups.size()]];
        float[] distances = new float[rows.length];
        int[] others = new int[counts[groups.size()]];
        try (FaissNative.JointSearch search = begin()) {
            SharedUnits.run(search.units(), unit -> run(search, unit));
            search.answers(
                    ints(Task::key), ints(Task::keyStep), ints(Task::count), ints(Task::countStep), rows, distances, others);
        } catch (FaissException e) {
            throw failed(e);
        }
        for (int g = 0; g < groups.size(); g++) {
            AskedGroup group = groups.get(g);
            int width = group.width();
            int questions = group.questions().size();
            for (int row = from; row < end(group); row++) {
                int key = keys[g] + (row - from) * width;
                int count = counts[g] + (row - from) * questions;
                answers.get(g)
                        .add(group.answer(
                                row,
                                Arrays.copyOfRange(rows, key, key + width),
                                Arrays.copyOfRange(distances, key, key + width),
                                Arrays.copyOfRange(others, count, count + questions)));
            }
        }
    }

    private int[] ints(ToIntFunction<Task> of) {
        return tasks.stream().mapToInt(of).toArray();
    }

    private FaissNative.JointSearch begin() throws FaissException {
        int[] rows = blocks.stream().mapToInt(Block::rows).toArray();
        int[] widths = blocks.stream()
                .mapToInt(block -> block.queries().matrix().columns())
                .toArray();
        return new FaissNative.JointSearch(
                tasks.size(),
                tasks.stream().mapToLong(task -> task.asked().vectors().address()).toArray(),
                ints(Task::block),
                ints(task -> task.asked().tiled()),
                rows.length,
                rows,
                widths,
                values(rows, widths));
    }

    private float[] values(int[] rows, int[] widths) {
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
