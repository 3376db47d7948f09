package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Embeddings of one run through a graph, its own or given ones, and their gradients. */
final class EmbeddingRun {

    private final GradientPlan plan;
    private final List<FloatMatrix> given;
    private final int inputs;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Integer, INDArray> own = new HashMap<>();
    private final Map<Integer, INDArray> gradients = new HashMap<>();
    private int rows;

    /** The tokens of one source: from row {@code offset} of the embeddings on. */
    private record Part(int source, TokenBlocks blocks, int offset) {}

    /** A run of the graph's own embeddings. */
    EmbeddingRun(GradientPlan plan, int inputs) {
        this(plan, List.of(), inputs);
    }

    /** A run of given embeddings. */
    EmbeddingRun(GradientPlan plan, List<FloatMatrix> given) {
        this(plan, given, given.size());
    }

    private EmbeddingRun(GradientPlan plan, List<FloatMatrix> given, int inputs) {
        this.plan = plan;
        this.given = given;
        this.inputs = inputs;
    }

    /** The array that replaces a source's output. */
    INDArray replace(int source, INDArray output) {
        boolean channelsLast = plan.channelsLast().get(plan.sources().indexOf(source));
        TokenBlocks block = TokenBlocks.of(output, inputs, channelsLast);
        Part part = new Part(source, block, rows);
        parts.add(part);
        rows += block.rows();
        if (given.isEmpty()) {
            own.put(source, output);
            return output;
        }
        requireRoom(block);
        return block.pack(given, part.offset(), output.dataType());
    }

    private void requireRoom(TokenBlocks block) {
        boolean isLast = parts.size() == plan.sources().size();
        for (FloatMatrix matrix : given) {
            boolean fits = isLast ? matrix.rows() == rows : matrix.rows() > rows;
            if (matrix.columns() != block.width() || !fits) {
                throw new IllegalArgumentException("embeddings must have the shape of the input's own, ["
                        + rows + (isLast ? "" : " and more") + " x " + block.width() + "], got [" + matrix.rows()
                        + " x " + matrix.columns() + "]");
            }
        }
    }

    void takeGradient(int source, INDArray gradient) {
        gradients.put(source, gradient);
    }

    /** The graph's own embeddings of its only input. */
    FloatMatrix embeddings() {
        return unpacked(own).get(0);
    }

    /** Gradients of the given embeddings. */
    List<FloatMatrix> gradients() {
        return unpacked(gradients);
    }

    private List<FloatMatrix> unpacked(Map<Integer, INDArray> arrays) {
        int width = width();
        float[][] values = new float[inputs][];
        Arrays.setAll(values, input -> FloatMatrix.allocate(rows, width));
        for (Part part : parts) {
            INDArray array = arrays.get(part.source());
            // a text that the output does not depend on has a gradient of zeros
            if (array != null) {
                part.blocks().unpack(array, values, part.offset());
            }
        }
        List<FloatMatrix> matrices = new ArrayList<>();
        for (float[] each : values) {
            matrices.add(FloatMatrix.wrap(rows, width, each));
        }
        return matrices;
    }

    private int width() {
        List<Integer> widths =
                parts.stream().map(part -> part.blocks().width()).distinct().toList();
        if (widths.size() != 1) {
            throw new IllegalArgumentException("embeddings must all have one width, got " + widths);
        }
        return widths.get(0);
    }
}
