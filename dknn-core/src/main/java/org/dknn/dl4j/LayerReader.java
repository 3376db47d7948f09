package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reader of the selected layers of a graph and of its class probabilities. Immutable.
 *
 * @param names vertices to compute, all different
 * @param selections the selected layers
 * @param channelsLast whether each has its channels last
 * @param output the vertex of the probabilities
 * @param widths of the selected layers, then of the output
 */
record LayerReader(
        List<String> names,
        List<LayerSelection> selections,
        List<Boolean> channelsLast,
        String output,
        List<Integer> widths) {

    /** Checks the selections against the graph, and runs the encoder's blank input to learn ranks and widths. */
    static LayerReader of(ComputationGraph graph, List<LayerSelection> selections, InputEncoder<?> encoder) {
        requireKnown(graph, selections);
        String output = onlyOutput(graph);
        Set<String> names = new LinkedHashSet<>();
        selections.forEach(selection -> names.add(selection.name()));
        names.add(output);
        List<Boolean> channelsLast = selections.stream()
                .map(selection -> Sequences.isChannelsLast(graph.getConfiguration(), selection.name()))
                .toList();
        LayerReader unsized =
                new LayerReader(List.copyOf(names), List.copyOf(selections), channelsLast, output, List.of());
        return unsized.sizedBy(graph, encoder);
    }

    private static void requireKnown(ComputationGraph graph, List<LayerSelection> selections) {
        if (selections.isEmpty()) {
            throw new IllegalArgumentException("needs at least one layer, got none; there are " + vertexNames(graph));
        }
        Set<String> seen = new LinkedHashSet<>();
        for (LayerSelection selection : selections) {
            requireKnown(graph, selection.name());
            if (!seen.add(selection.name())) {
                throw new IllegalArgumentException("layer \"" + selection.name() + "\" was added twice");
            }
        }
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

    static String onlyOutput(ComputationGraph graph) {
        List<String> outputs = graph.getConfiguration().getNetworkOutputs();
        if (outputs.size() != 1) {
            throw new IllegalArgumentException(
                    "the network must have one output, the class probabilities, got " + outputs);
        }
        return outputs.get(0);
    }

    private <I> LayerReader sizedBy(ComputationGraph graph, InputEncoder<I> encoder) {
        I blank = encoder.blank();
        INDArray[] arrays = forward(graph, blank, encoder);
        List<Integer> sizes = new ArrayList<>();
        for (LayerSelection selection : selections) {
            INDArray array = arrays[names.indexOf(selection.name())];
            requirePoolable(selection, array);
            int channelAxis =
                    array.rank() > 2 && channelsLast.get(selections.indexOf(selection)) ? array.rank() - 1 : 1;
            sizes.add(Math.toIntExact(array.size(channelAxis)));
        }
        INDArray probabilities = arrays[names.indexOf(output)];
        requireProbabilities(probabilities);
        sizes.add(Math.toIntExact(probabilities.size(1)));
        return new LayerReader(names, selections, channelsLast, output, List.copyOf(sizes));
    }

    private <I> INDArray[] forward(ComputationGraph graph, I blank, InputEncoder<I> encoder) {
        try {
            return forward(graph, encoder.encode(List.of(blank)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the network cannot read the shortest input, of lengths " + encoder.lengths(blank)
                            + "; if its convolutions need longer ones, give the encoder LengthPolicy.minimum(n); the"
                            + " network says: " + e.getMessage(),
                    e);
        }
    }

    private static void requirePoolable(LayerSelection selection, INDArray array) {
        boolean isSequence = array.rank() == 3 || array.rank() == 4;
        String shape = Arrays.toString(array.shape());
        if (!isSequence && array.rank() != 2) {
            throw new IllegalArgumentException(
                    "layer \"" + selection.name() + "\" must have rank 2, 3 or 4, got " + shape);
        }
        if (isSequence && selection.pooling().isEmpty()) {
            throw new IllegalArgumentException("layer \"" + selection.name() + "\" gives a sequence, " + shape
                    + ", and needs a pooling, one of " + Arrays.toString(Pooling.values()));
        }
        if (!isSequence && selection.pooling().isPresent()) {
            throw new IllegalArgumentException("layer \"" + selection.name() + "\" gives one vector, " + shape
                    + ", and needs no pooling, got " + selection.pooling().get());
        }
    }

    private void requireProbabilities(INDArray array) {
        if (array.rank() != 2 || array.size(1) < 2) {
            throw new IllegalArgumentException("the output \"" + output
                    + "\" must be [batch x classes] with at least 2 classes, got " + Arrays.toString(array.shape()));
        }
        double sum = 0;
        for (float value : ArrayRows.copy(array)) {
            sum += value >= 0 ? value : Double.NaN;
        }
        if (!(Math.abs(sum - 1) < 0.01)) {
            throw new IllegalArgumentException("the output \"" + output
                    + "\" must give probabilities that sum to 1, as softmax does, got " + array);
        }
    }

    List<String> layers() {
        return selections.stream().map(LayerSelection::name).toList();
    }

    RowCollector collector(int rows) {
        return new RowCollector(layers(), widths, rows);
    }

    /**
     * Runs one batch.
     *
     * @return values of the selected layers, then of the output, row by row
     */
    List<float[]> run(ComputationGraph graph, List<INDArray> features) {
        INDArray[] arrays = forward(graph, features);
        long batch = features.get(0).size(0);
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < selections.size(); i++) {
            INDArray array = arrays[names.indexOf(selections.get(i).name())];
            Optional<Pooling> pooling = selections.get(i).pooling();
            boolean last = channelsLast.get(i);
            INDArray vectors = pooling.map(p -> p.pool(Sequences.channelsFirst(array, last)))
                    .orElse(array);
            requireShape(selections.get(i).name(), vectors, batch, widths.get(i));
            rows.add(ArrayRows.copy(vectors));
        }
        INDArray probabilities = arrays[names.indexOf(output)];
        requireShape(output, probabilities, batch, widths.get(selections.size()));
        rows.add(ArrayRows.copy(probabilities));
        return rows;
    }

    /** Refuses layers that have one row per step or flatten a sequence, which one input of one step does not reveal. */
    private static void requireShape(String name, INDArray vectors, long rows, int width) {
        if (vectors.rank() != 2 || vectors.size(0) != rows || vectors.size(1) != width) {
            throw new IllegalArgumentException(
                    "layer \"" + name + "\" must give one vector per input, always of one width: ["
                            + rows + " x " + width + "], got " + Arrays.toString(vectors.shape())
                            + "; choose the layer that pools it, or one behind that");
        }
    }

    private INDArray[] forward(ComputationGraph graph, List<INDArray> features) {
        return graph.output(names, false, features.toArray(new INDArray[0]), null);
    }
}
