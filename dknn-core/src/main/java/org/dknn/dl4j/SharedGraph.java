package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.dl4j.Places.Place;
import org.dknn.dl4j.Places.StepsOf;
import org.dknn.dl4j.Windows.Reach;
import org.dknn.internal.TiledMatrix;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Reader of a DL4J graph: the vertices that some of its values need, as Java computes them. Everything else in a graph, such as a
 * recurrent layer, is an {@link UnsupportedOperationException} that names it.
 */
final class SharedGraph {

    private final ComputationGraph graph;
    private final ComputationGraphConfiguration configuration;
    private final Set<String> needed = new LinkedHashSet<>();
    private final List<SharedVertex> vertices = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final Places places = new Places();

    /** Where the products of a convolution begin in those of all that read the same steps. */
    private final Map<String, Integer> columns = new HashMap<>();

    /** The weights of all convolutions that read the steps of a vertex. */
    private final Map<String, BackWeights> backs = new HashMap<>();

    /**
     * A vertex that embeds the words of a network input.
     *
     * @param input its number
     * @param place where it puts the vectors
     */
    record Source(String name, int input, Place place, EmbeddedWords embedded) {}

    /** Reads what a graph needs for some vertices. */
    SharedGraph(ComputationGraph graph, List<String> wanted) {
        this.graph = graph;
        this.configuration = graph.getConfiguration();
        Places.require(
                graph.params().dataType() == DataType.FLOAT,
                "parameters of type " + graph.params().dataType());
        wanted.forEach(this::need);
        for (int i : graph.topologicalSortOrder()) {
            org.deeplearning4j.nn.graph.vertex.GraphVertex vertex = graph.getVertices()[i];
            if (!vertex.isInputVertex() && needed.contains(vertex.getVertexName())) {
                read(vertex.getVertexName());
            }
        }
    }

    /** The vertices, in the order in which they run. */
    List<SharedVertex> vertices() {
        return vertices;
    }

    /** The vertices that embed words, in the order in which they run. */
    List<Source> sources() {
        return sources;
    }

    /** Where the vertices put their values. */
    Places places() {
        return places;
    }

    private void need(String vertex) {
        if (configuration.getVertices().containsKey(vertex) && needed.add(vertex)) {
            below(vertex).forEach(this::need);
        }
    }

    private List<String> below(String vertex) {
        return configuration.getVertexInputs().getOrDefault(vertex, List.of());
    }

    private void read(String name) {
        GraphVertex vertex = Objects.requireNonNull(configuration.getVertices().get(name));
        if (vertex instanceof LayerVertex layerVertex) {
            Places.require(layerVertex.getPreProcessor() == null, "a preprocessor of \"" + name + "\"");
            readLayer(name, thawed(layerVertex.getLayerConf().getLayer()));
        } else if (vertex instanceof MergeVertex merge && merge.getMergeAxis() == 1) {
            readMerge(name);
        } else if (vertex instanceof ElementWiseVertex each && below(name).size() == 2) {
            Place first = places.vector(below(name).get(0));
            Place second = places.vector(below(name).get(1));
            Places.require(first.width() == second.width(), "vectors of two widths below \"" + name + "\"");
            vertices.add(SharedVertex.elementWise(
                    first.at(),
                    second.at(),
                    places.putVector(name, first.width()).at(),
                    each.getOp()));
        } else {
            throw unsupported(name, vertex);
        }
    }

    private static UnsupportedOperationException unsupported(String name, Object what) {
        return new UnsupportedOperationException(
                "\"" + name + "\", a " + what.getClass().getSimpleName());
    }

    private static Layer thawed(Layer layer) {
        if (layer instanceof FrozenLayer frozen) {
            return thawed(frozen.getLayer());
        }
        return layer instanceof FrozenLayerWithBackprop frozen ? thawed(frozen.getUnderlying()) : layer;
    }

    private void readLayer(String name, Layer layer) {
        if (layer instanceof EmbeddingSequenceLayer embedding) {
            readEmbedding(name, embedding);
        } else if (layer instanceof Convolution1DLayer convolution) {
            readConvolution(name, convolution);
        } else if (layer instanceof GlobalPoolingLayer pooling) {
            readPooling(name, pooling);
        } else if (layer instanceof DenseLayer dense) {
            Places.require(!dense.hasLayerNorm(), "layer normalization in \"" + name + "\"");
            readDense(name, dense.hasBias(), dense.getActivationFn());
        } else if (layer.getClass() == OutputLayer.class) {
            readDense(name, ((OutputLayer) layer).hasBias(), ((OutputLayer) layer).getActivationFn());
        } else if (layer instanceof ActivationLayer activation) {
            readActivation(name, activation.getActivationFn());
        } else if (layer instanceof DropoutLayer) {
            places.alias(name, below(name).get(0));
        } else if (layer instanceof LossLayer loss) {
            readActivation(name, loss.getActivationFn());
        } else {
            throw unsupported(name, layer);
        }
    }

    private void readEmbedding(String name, EmbeddingSequenceLayer layer) {
        int input = configuration.getNetworkInputs().indexOf(below(name).get(0));
        Places.require(input >= 0, "an embedding of what is computed, \"" + name + "\"");
        Places.require(layer.isInferInputLength(), "the length of \"" + name + "\"");
        Places.require(layer.getOutputFormat() != RNNFormat.NWC, "the layout of \"" + name + "\"");
        int width = Math.toIntExact(layer.getNOut());
        EmbeddedWords embedded = new EmbeddedWords(
                graph.getLayer(name).getParam("W"),
                bias(name, layer.hasBias(), width),
                activation(name, layer.getActivationFn()));
        places.demand(input, embedded.height(), 1);
        Place place = places.put(name, width, List.of(new StepsOf(input, 0)));
        sources.add(new Source(name, input, place, embedded));
        vertices.add(SharedVertex.embedding(input, place.at(), embedded));
        project(name, place, weights -> StepProjection.ofWords(place.at(), weights, embedded, StepProjection.MEMORY));
    }

    private void readConvolution(String name, Convolution1DLayer layer) {
        Places.require(layer.getStride()[0] == 1, "a stride above 1 in \"" + name + "\"");
        Places.require(layer.getRnnDataFormat() != RNNFormat.NWC, "the layout of \"" + name + "\"");
        Place below = places.steps(below(name).get(0));
        Reach reach = reach(layer);
        int maps = Math.toIntExact(layer.getNOut());
        StepsOf of = below.steps().get(0);
        int shrink = of.shrink() + reach.shrink();
        places.demand(of.input(), Integer.MAX_VALUE, shrink + 1);
        Place place = places.put(name, maps, List.of(new StepsOf(of.input(), shrink)));
        WindowSums.Sums sums = new WindowSums.Sums(
                bias(name, layer.hasBias(), maps),
                activation(name, layer.getActivationFn()),
                Objects.requireNonNull(backs.get(origin(below(name).get(0)))));
        vertices.add(new WindowSums(below.at(), place.at(), reach, Objects.requireNonNull(columns.get(name)), sums));
        project(name, place, weights -> StepProjection.ofVectors(place.at(), weights));
    }

    private static Reach reach(Convolution1DLayer layer) {
        int kernel = layer.getKernelSize()[0];
        int dilation = layer.getDilation()[0];
        int whole = (kernel - 1) * dilation;
        int padding = layer.getPadding()[0];
        return switch (layer.getConvolutionMode()) {
            case Same -> new Reach(kernel, dilation, whole / 2, whole - whole / 2);
            case Causal -> new Reach(kernel, dilation, whole, 0);
            default -> new Reach(kernel, dilation, padding, padding);
        };
    }

    /** Multiplies the steps of a vertex at once with the weights of all convolutions on top of it. */
    private void project(String name, Place place, Function<TiledMatrix, SharedVertex> projection) {
        List<TiledMatrix> parts = new ArrayList<>();
        int column = 0;
        for (String reader : needed) {
            if (layer(reader) instanceof Convolution1DLayer
                    && origin(below(reader).get(0)).equals(name)) {
                TiledMatrix part = SharedWeights.ofConvolution(graph.getLayer(reader));
                Places.require(part.in() == place.width(), "weights of \"" + reader + "\" of another width");
                parts.add(part);
                columns.put(reader, column);
                column += part.out();
            }
        }
        if (!parts.isEmpty()) {
            TiledMatrix weights = TiledMatrix.sideBySide(parts);
            backs.put(name, new BackWeights(weights));
            vertices.add(projection.apply(weights));
        }
    }

    private void readPooling(String name, GlobalPoolingLayer layer) {
        Places.require(
                layer.isCollapseDimensions() && layer.getPoolingDimensions() == null, "the dimensions of " + name);
        Place below = places.steps(below(name).get(0));
        StepPooling pooling = StepPooling.of(layer.getPoolingType());
        vertices.add(SharedVertex.pooling(
                below.at(), places.putVector(name, below.width()).at(), below.width(), pooling));
    }

    private void readDense(String name, boolean hasBias, IActivation function) {
        Place below = places.vector(below(name).get(0));
        TiledMatrix weights = SharedWeights.ofDense(graph.getLayer(name));
        Places.require(weights.in() == below.width(), "weights of \"" + name + "\" of another width");
        float[] bias = bias(name, hasBias, weights.out());
        vertices.add(SharedVertex.dense(
                below.at(), places.putVector(name, weights.out()).at(), weights, bias, activation(name, function)));
    }

    private void readActivation(String name, IActivation function) {
        JavaActivation activation = activation(name, function);
        Place below = places.known(below(name).get(0));
        if (below.isSteps()) {
            Place place = places.put(name, below.width(), below.steps());
            vertices.add(SharedVertex.ofSteps(below.at(), place.at(), place.width(), activation));
            project(name, place, weights -> StepProjection.ofVectors(place.at(), weights));
        } else {
            vertices.add(SharedVertex.ofVectors(
                    below.at(), places.putVector(name, below.width()).at(), below.width(), activation));
        }
    }

    private void readMerge(String name) {
        List<Place> parts = below(name).stream().map(places::vector).toList();
        int[] widths = parts.stream().mapToInt(Place::width).toArray();
        int[] from = parts.stream().mapToInt(Place::at).toArray();
        int width = IntStream.of(widths).sum();
        vertices.add(
                SharedVertex.merge(from, widths, places.putVector(name, width).at(), width));
    }

    private float[] bias(String name, boolean hasBias, int width) {
        return hasBias ? ArrayRows.copy(graph.getLayer(name).getParam("b").reshape(1, width)) : new float[width];
    }

    private static JavaActivation activation(String name, IActivation function) {
        return JavaActivation.of(function)
                .orElseThrow(() -> new UnsupportedOperationException(function + " in \"" + name + "\""));
    }

    /** The layer of a vertex, without what freezes it; a vertex that is no layer is itself. */
    private Object layer(String name) {
        GraphVertex vertex = Objects.requireNonNull(configuration.getVertices().get(name));
        return vertex instanceof LayerVertex layerVertex
                ? thawed(layerVertex.getLayerConf().getLayer())
                : vertex;
    }

    /** The vertex whose values a vertex has: itself, or what is below dropout, which does nothing here. */
    private String origin(String name) {
        return needed.contains(name) && layer(name) instanceof DropoutLayer
                ? origin(below(name).get(0))
                : name;
    }
}
