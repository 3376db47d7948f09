package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.activation.RowCollector;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reader of the selected layers of a graph and of its class probabilities. Immutable.
 *
 * @param arrays reader of the arrays that the graph computes
 */
record LayerReader(ArrayReader arrays) {

    /** Checks the selections against the graph, and runs a probe to learn ranks and widths. */
    static <I> LayerReader of(
            ComputationGraph graph, List<LayerSelection> selections, Output output, InputEncoder<I> encoder, I probe) {
        ArrayReader.requireDifferent(selections, vertexNames(graph));
        selections.forEach(selection -> requireKnown(graph, selection.name()));
        List<Boolean> channelsLast = selections.stream()
                .map(selection -> Sequences.isChannelsLast(graph.getConfiguration(), selection.name()))
                .toList();
        ArrayReader unsized =
                new ArrayReader(List.copyOf(selections), channelsLast, outputReader(graph, output), List.of());
        Probe<I> blank = new Probe<>(encoder, probe);
        return new LayerReader(unsized.sizedBy(blank.run(features -> forward(graph, unsized.names(), features))));
    }

    static OutputReader outputReader(ComputationGraph graph, Output output) {
        ComputationGraphConfiguration configuration = graph.getConfiguration();
        String name = outputName(graph, output);
        return new OutputReader(
                name, output, Sequences.isChannelsLast(configuration, name), OutputKind.isSigmoid(configuration, name));
    }

    /** Refuses an unknown name with a message that lists the known ones. */
    static void requireKnown(ComputationGraph graph, String name) {
        List<String> known = vertexNames(graph);
        if (!known.contains(name)) {
            throw new IllegalArgumentException("there is no layer \"" + name + "\"; there are " + known);
        }
    }

    /** Names of layers and vertices in the order in which they run, without the graph's inputs. */
    private static List<String> vertexNames(ComputationGraph graph) {
        List<String> names = new ArrayList<>();
        for (int i : graph.topologicalSortOrder()) {
            if (!graph.getVertices()[i].isInputVertex()) {
                names.add(graph.getVertices()[i].getVertexName());
            }
        }
        return names;
    }

    /** Name of the vertex of an output. */
    static String outputName(ComputationGraph graph, Output output) {
        List<String> outputs = graph.getConfiguration().getNetworkOutputs();
        if (output.name().isPresent()) {
            requireKnown(graph, output.name().get());
            return output.name().get();
        }
        if (outputs.size() != 1) {
            throw new IllegalArgumentException("the network has " + outputs.size() + " outputs, " + outputs
                    + "; choose the one that gives the class probabilities by .output(Output.of(\"" + outputs.get(0)
                    + "\"))");
        }
        return outputs.get(0);
    }

    List<String> layers() {
        return arrays.layers();
    }

    RowCollector collector(int rows) {
        return arrays.collector(rows);
    }

    /**
     * Runs one batch.
     *
     * @return values of the selected layers, then of the output, row by row
     */
    List<float[]> run(ComputationGraph graph, List<INDArray> features) {
        long batch = features.get(0).size(0);
        return arrays.rows(forward(graph, arrays.names(), features), batch);
    }

    private static INDArray[] forward(ComputationGraph graph, List<String> names, List<INDArray> features) {
        return graph.output(names, false, features.toArray(new INDArray[0]), null);
    }
}
