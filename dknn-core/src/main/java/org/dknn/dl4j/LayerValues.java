package org.dknn.dl4j;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The activations of the selected layers for one input, taken while it runs through a graph, and the places of these layers in it. */
final class LayerValues {

    private final List<String> names;
    private final List<Integer> vertices;
    private final Map<Integer, INDArray> taken = new HashMap<>();

    LayerValues(ComputationGraph graph, List<String> names) {
        names.forEach(name -> LayerReader.requireKnown(graph, name));
        this.names = names;
        this.vertices = names.stream()
                .map(name -> graph.getVertex(name).getVertexIndex())
                .toList();
    }

    /** Keeps a copy of what a vertex passes on, if it is one of them: others may work in its place. */
    void take(int vertex, INDArray output) {
        if (vertices.contains(vertex)) {
            String name = names.get(vertices.indexOf(vertex));
            if (output.rank() != 2) {
                throw new IllegalArgumentException("the layer \"" + name + "\" must have one vector, got an array of "
                        + Arrays.toString(output.shape()) + "; take the layer that pools it");
            }
            taken.put(vertex, output.dup('c'));
        }
    }

    /** {@code [1 x width]} each, in the order of the names. */
    List<FloatMatrix> values() {
        return vertices.stream()
                .map(vertex -> {
                    float[] values = ArrayRows.copy(array(vertex));
                    return FloatMatrix.wrap(1, values.length, values);
                })
                .toList();
    }

    private INDArray array(int vertex) {
        INDArray array = taken.get(vertex);
        if (array == null) {
            throw new IllegalStateException("layer " + names.get(vertices.indexOf(vertex)) + " did not run");
        }
        return array;
    }

    /** Adds what comes into the layers from a score. */
    void addSlopes(List<FloatMatrix> slopes, INDArray[] epsilons) {
        for (int layer = 0; layer < names.size(); layer++) {
            int vertex = vertices.get(layer);
            INDArray value = array(vertex);
            FloatMatrix slope = slopes.get(layer);
            requireShape(slope, names.get(layer), value.length());
            INDArray given = Nd4j.create(slope.row(0), value.shape(), 'c').castTo(value.dataType());
            epsilons[vertex] = epsilons[vertex] == null ? given : epsilons[vertex].add(given);
        }
    }

    /** Refuses slopes that are not {@code [1 x width]}. */
    static void requireShape(FloatMatrix slope, String layer, long width) {
        if (slope.rows() != 1 || slope.columns() != width) {
            throw new IllegalArgumentException("the slopes of the layer \"" + layer + "\" must be [1 x " + width
                    + "], got [" + slope.rows() + " x " + slope.columns() + "]");
        }
    }
}
