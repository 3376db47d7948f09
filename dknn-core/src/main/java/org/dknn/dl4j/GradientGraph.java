package org.dknn.dl4j;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.LayerScore;
import org.dknn.activation.GradientExtractor.Slopes;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Replica of a network that is run vertex by vertex, from given embeddings to the logits and back. Used by one thread
 * at a time.
 *
 * <p>DL4J itself provides no gradient of the output of an embedding layer.
 */
final class GradientGraph {

    private static final LayerWorkspaceMgr MEMORY = LayerWorkspaceMgr.noWorkspaces();

    private final ComputationGraph graph;
    private final GradientPlan plan;
    private final LogitReader reader;

    /**
     * A replica of a graph, over the same parameter memory.
     *
     * @param wordsByRow per network input, whether it is an image with a word per row
     */
    GradientGraph(ComputationGraph original, Output reading, String output, List<Boolean> wordsByRow) {
        ComputationGraphConfiguration configuration = original.getConfiguration();
        this.reader = new LogitReader(
                output,
                reading,
                OutputKind.isSigmoid(configuration, output),
                Sequences.isChannelsLast(configuration, output));
        this.graph = new ComputationGraph(InferenceConfiguration.of(configuration, reading, output));
        graph.init(CenterLoss.withoutCenters(original, output), false);
        graph.initGradientsView();
        this.plan = GradientPlan.of(graph, output, wordsByRow);
    }

    /**
     * Logits of inputs whose embeddings are given, and their gradients.
     *
     * @param logits {@code [inputs x classes]}
     * @param gradients {@code [tokens x width]} each; empty if only a forward pass was asked for
     */
    record Pass(FloatMatrix logits, List<FloatMatrix> gradients) {}

    /** Computes the seed of the backward pass from the logits, {@code [inputs x classes]}. */
    @FunctionalInterface
    interface Seed {
        FloatMatrix of(FloatMatrix logits);
    }

    /** The graph of logits that is run, not to be changed. */
    ComputationGraph graph() {
        return graph;
    }

    GradientPlan plan() {
        return plan;
    }

    LogitReader reader() {
        return reader;
    }

    /** The embeddings of one input. */
    FloatMatrix embeddings(List<INDArray> features) {
        try {
            EmbeddingRun run = new EmbeddingRun(plan, 1);
            forward(features, run);
            return run.embeddings();
        } finally {
            forget();
        }
    }

    /** Runs forward from embeddings. */
    FloatMatrix logits(List<INDArray> features, List<FloatMatrix> embeddings) {
        try {
            return reader.logits(forward(features, new EmbeddingRun(plan, embeddings)));
        } finally {
            forget();
        }
    }

    /** Runs forward from embeddings, then backward. */
    Pass gradients(List<INDArray> features, List<FloatMatrix> embeddings, Seed seed) {
        try {
            EmbeddingRun run = new EmbeddingRun(plan, embeddings);
            INDArray output = forward(features, run);
            FloatMatrix logits = reader.logits(output);
            backward(startingAt(output, seed.of(logits)), run);
            return new Pass(logits, run.gradients());
        } finally {
            forget();
        }
    }

    /** Runs one input forward from its embeddings, then backward from layers and logits together. */
    ClassGradient gradient(List<INDArray> features, FloatMatrix embeddings, LayerScore score) {
        try {
            EmbeddingRun run = new EmbeddingRun(plan, List.of(embeddings));
            LayerValues layers = new LayerValues(graph, score.layers());
            INDArray output = forward(features, run, layers);
            Slopes slopes = score.slopes(layers.values(), reader.logits(output));
            INDArray[] epsilons = startingAt(output, slopes.logits());
            layers.addSlopes(slopes.layers(), epsilons);
            backward(epsilons, run);
            return new ClassGradient(slopes.score(), run.gradients().get(0));
        } finally {
            forget();
        }
    }

    /** Derivatives by the output of each vertex, for the backward pass to start: null for all but the output of the network. */
    private INDArray[] startingAt(INDArray output, FloatMatrix ofLogits) {
        INDArray[] epsilons = new INDArray[graph.getVertices().length];
        epsilons[plan.output()] =
                Nd4j.create(reader.seed(ofLogits, output), output.shape(), 'c').castTo(output.dataType());
        return epsilons;
    }

    private INDArray forward(List<INDArray> features, EmbeddingRun run) {
        return forward(features, run, new LayerValues(graph, List.of()));
    }

    private INDArray forward(List<INDArray> features, EmbeddingRun run, LayerValues layers) {
        graph.setInputs(features.toArray(new INDArray[0]));
        for (Layer layer : graph.getLayers()) {
            layer.setInputMiniBatchSize(Math.toIntExact(features.get(0).size(0)));
        }
        INDArray logits = features.get(0);
        for (int i : graph.topologicalSortOrder()) {
            GraphVertex vertex = graph.getVertices()[i];
            // vertices of inputs come first, in the order of the inputs
            INDArray output = vertex.isInputVertex() ? features.get(i) : output(vertex);
            INDArray passed = plan.sources().contains(i) ? run.replace(i, output) : output;
            layers.take(i, passed);
            handOn(vertex, passed);
            logits = i == plan.output() ? passed : logits;
        }
        return logits;
    }

    /**
     * An activation layer of DL4J works in its input unless it trains. So it gets a copy, as others may read the input, and the input
     * itself back, of which its derivative is taken.
     */
    private static INDArray output(GraphVertex vertex) {
        if (!(vertex.getLayer() instanceof ActivationLayer)) {
            return vertex.doForward(false, MEMORY);
        }
        INDArray input = vertex.getInputs()[0];
        vertex.setInput(0, input.dup(), MEMORY);
        INDArray output = vertex.doForward(false, MEMORY);
        vertex.setInput(0, input, MEMORY);
        return output;
    }

    private void handOn(GraphVertex vertex, INDArray output) {
        if (vertex.getOutputVertices() != null) {
            for (VertexIndices next : vertex.getOutputVertices()) {
                graph.getVertices()[next.getVertexIndex()].setInput(next.getVertexEdgeNumber(), output, MEMORY);
            }
        }
    }

    private void backward(INDArray[] epsilons, EmbeddingRun run) {
        int[] order = graph.topologicalSortOrder();
        for (int place = order.length - 1; place >= 0; place--) {
            GraphVertex vertex = graph.getVertices()[order[place]];
            INDArray epsilon = epsilons[order[place]];
            if (epsilon != null && plan.sources().contains(order[place])) {
                run.takeGradient(order[place], epsilon);
            } else if (epsilon != null && plan.behind().get(order[place])) {
                vertex.setEpsilon(epsilon);
                share(vertex, vertex.doBackward(false, MEMORY).getSecond(), epsilons);
            }
        }
    }

    private static void share(GraphVertex vertex, INDArray[] parts, INDArray[] epsilons) {
        for (int edge = 0; edge < parts.length; edge++) {
            int before = vertex.getInputVertices()[edge].getVertexIndex();
            if (parts[edge] != null) {
                epsilons[before] = epsilons[before] == null ? parts[edge] : epsilons[before].add(parts[edge]);
            }
        }
    }

    private void forget() {
        graph.clearLayersStates();
        graph.clear();
    }
}
