package org.dknn.spark;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Explainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds explanations to the rows of a partition, a chunk at a time. */
final class ExplainPartition implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(DknnTextExplainer.class);

    private final String modelPath;
    private final String[] targets;
    private final int input;
    private final int shown;
    private final int batchSize;

    /**
     * Explains by a saved model.
     *
     * @param modelPath of the explainer
     * @param targets names of classes; empty: what the network says
     * @param input position of the column of texts
     * @param shown number of neighbors per layer
     * @param batchSize number of rows of a chunk
     */
    ExplainPartition(String modelPath, String[] targets, int input, int shown, int batchSize) {
        this.modelPath = modelPath;
        this.targets = targets.clone();
        this.input = input;
        this.shown = shown;
        this.batchSize = batchSize;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws IOException {
        if (!rows.hasNext()) {
            return rows;
        }
        TaskContext task = TaskContext.get();
        Explainer<String> explainer = JvmModels.explainer(modelPath, task).withShownNeighbors(shown);
        return new ExplainedRows(rows, new ExplainedChunk(explainers(explainer), task));
    }

    private List<Explainer<String>> explainers(Explainer<String> explainer) {
        if (targets.length == 0) {
            return List.of(explainer);
        }
        return Arrays.stream(targets)
                .map(name -> explainer.withTarget(Target.of(explainer.labelSet().label(name))))
                .toList();
    }

    /** The rows with their explanations; reads a chunk when the one before has been taken. */
    private final class ExplainedRows implements Iterator<Row> {

        private final Iterator<Row> rows;
        private final ExplainedChunk chunks;
        private final Queue<Row> ready = new ArrayDeque<>();
        private boolean hasWarned;

        private ExplainedRows(Iterator<Row> rows, ExplainedChunk chunks) {
            this.rows = rows;
            this.chunks = chunks;
        }

        @Override
        public boolean hasNext() {
            return !ready.isEmpty() || rows.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all rows are explained");
            }
            if (ready.isEmpty()) {
                explainSome();
            }
            return ready.remove();
        }

        private void explainSome() {
            List<Row> chunk = new ArrayList<>();
            List<@Nullable String> texts = new ArrayList<>();
            while (rows.hasNext() && chunk.size() < batchSize) {
                Row row = rows.next();
                chunk.add(row);
                texts.add(row.getString(input));
            }
            List<Outcome> outcomes = chunks.explain(texts);
            for (int i = 0; i < chunk.size(); i++) {
                outcomes.get(i).error().ifPresent(this::warn);
                ready.add(with(chunk.get(i), ExplanationSchema.row(outcomes.get(i))));
            }
        }

        /** Tells the first error of a partition; all are in their rows. */
        private void warn(String error) {
            if (!hasWarned) {
                LOG.warn(
                        "a text of partition {} has no explanation: {}",
                        chunks.task().partitionId(),
                        error);
                hasWarned = true;
            }
        }

        private static Row with(Row row, Row explanation) {
            Object[] values = new Object[row.length() + 1];
            for (int i = 0; i < row.length(); i++) {
                values[i] = row.get(i);
            }
            values[row.length()] = explanation;
            return RowFactory.create(values);
        }
    }
}
