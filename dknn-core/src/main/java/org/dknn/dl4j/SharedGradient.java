package org.dknn.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.activation.GradientExtractor.ClassGradient;
import org.dknn.activation.GradientExtractor.LayerScore;
import org.dknn.activation.GradientExtractor.Slopes;
import org.dknn.dl4j.Places.Place;
import org.dknn.dl4j.SharedGraph.Source;
import org.dknn.vector.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pass from given embeddings to the logits and back, in Java, for the networks that {@link SharedForward} reads: for a few rows, a call
 * of ND4J costs more than its arithmetic. Answers are those of {@link GradientGraph} but for rounding; what is empty here is asked there.
 * Safe for use by many threads.
 */
final class SharedGradient {

    private static final Logger LOG = LoggerFactory.getLogger(SharedGradient.class);

    private final SharedGraph graph;
    private final List<Source> sources;
    private final LogitReader reader;
    private final Place output;

    private SharedGradient(SharedGraph graph, LogitReader reader, Place output) {
        this.graph = graph;
        this.sources = List.copyOf(graph.sources());
        this.reader = reader;
        this.output = output;
    }

    /**
     * The pass of a network, if it has the shape and gives what DL4J gives for some random embeddings.
     *
     * @param plain the same by DL4J
     * @param lengths of an input that the network can read
     */
    static Optional<SharedGradient> of(GradientGraph plain, List<Integer> lengths) {
        try {
            SharedGradient shared = readable(plain);
            new GradientCheck(shared, plain).requireEqual(lengths);
            LOG.debug("gradients are computed in Java");
            return Optional.of(shared);
        } catch (RuntimeException e) {
            // whatever it is that cannot be read here, DL4J runs it
            LOG.debug("gradients are computed by DL4J: {}", e.toString());
            return Optional.empty();
        }
    }

    private static SharedGradient readable(GradientGraph plain) {
        ComputationGraph network = plain.graph();
        String output = network.getVertices()[plain.plan().output()].getVertexName();
        SharedGraph graph = new SharedGraph(network, List.of(output));
        List<String> wanted = plain.plan().sources().stream()
                .map(source -> network.getVertices()[source].getVertexName())
                .toList();
        List<String> read = graph.sources().stream().map(Source::name).toList();
        Places.require(read.equals(wanted), "embeddings " + wanted + ", of which these are read: " + read);
        int width = graph.sources().get(0).place().width();
        Places.require(
                graph.sources().stream().allMatch(source -> source.place().width() == width),
                "embeddings of several widths");
        return new SharedGradient(graph, plain.reader(), graph.places().vector(output));
    }

    Places places() {
        return graph.places();
    }

    /** The embeddings of one input. */
    Optional<FloatMatrix> embeddings(List<INDArray> features) {
        return words(features).map(words -> {
            int[] lengths = words.stream().mapToInt(text -> text.length).toArray();
            float[] values = FloatMatrix.allocate(Arrays.stream(lengths).sum(), width());
            int start = 0;
            for (int source = 0; source < lengths.length; source++) {
                float[] vectors = sources.get(source).embedded().vectors(words.get(source));
                System.arraycopy(vectors, 0, values, start, vectors.length);
                start += vectors.length;
            }
            return FloatMatrix.wrap(values.length / width(), width(), values);
        });
    }

    private int width() {
        return sources.get(0).place().width();
    }

    /** The numbers of the words of one input, for each source. */
    private Optional<List<int[]>> words(List<INDArray> features) {
        List<int[]> words = new ArrayList<>();
        for (Source source : sources) {
            int[][] ids = WordIds.read(features.get(source.input()));
            int height = source.embedded().height();
            if (ids.length != 1 || Arrays.stream(ids[0]).anyMatch(word -> word < 0 || word >= height)) {
                return Optional.empty();
            }
            words.add(ids[0]);
        }
        return Optional.of(words);
    }

    /**
     * Runs forward from embeddings.
     *
     * @param lengths of the input, one per network input
     */
    Optional<FloatMatrix> logits(List<Integer> lengths, List<FloatMatrix> embeddings) {
        return isReadable(lengths, embeddings)
                ? Optional.of(logits(run(embeddings.size(), steps(lengths, embeddings))))
                : Optional.empty();
    }

    /** Runs forward from embeddings, then backward. */
    Optional<GradientGraph.Pass> gradients(
            List<Integer> lengths, List<FloatMatrix> embeddings, GradientGraph.Seed seed) {
        if (!isReadable(lengths, embeddings)) {
            return Optional.empty();
        }
        SharedRun run = run(embeddings.size(), steps(lengths, embeddings));
        FloatMatrix logits = logits(run);
        return Optional.of(new GradientGraph.Pass(logits, backward(run, startingAt(run, seed.of(logits)))));
    }

    /** Runs one input forward from its embeddings, then backward from layers and logits together. */
    Optional<ClassGradient> gradient(List<INDArray> features, FloatMatrix embeddings, LayerScore score) {
        if (!score.layers().stream().allMatch(graph.places()::hasVector)) {
            return Optional.empty();
        }
        return words(features).flatMap(words -> steps(words, embeddings)).map(steps -> gradient(run(1, steps), score));
    }

    private ClassGradient gradient(SharedRun run, LayerScore score) {
        List<Place> layers = score.layers().stream().map(graph.places()::known).toList();
        List<FloatMatrix> values = layers.stream()
                .map(layer -> FloatMatrix.wrap(
                        1, layer.width(), run.vectors(layer.at()).clone()))
                .toList();
        Slopes slopes = score.slopes(values, logits(run));
        SharedSlopes all = startingAt(run, slopes.logits());
        for (int layer = 0; layer < layers.size(); layer++) {
            FloatMatrix slope = slopes.layers().get(layer);
            int width = layers.get(layer).width();
            LayerValues.requireShape(slope, score.layers().get(layer), width);
            all.add(layers.get(layer).at(), slope.row(0));
        }
        return new ClassGradient(slopes.score(), backward(run, all).get(0));
    }

    private boolean isReadable(List<Integer> lengths, List<FloatMatrix> embeddings) {
        int rows = 0;
        for (Source source : sources) {
            int length = lengths.get(source.input());
            rows += length;
            if (length < graph.places().required(source.input()).length()) {
                return false;
            }
        }
        int wanted = rows;
        return embeddings.stream().allMatch(matrix -> matrix.rows() == wanted && matrix.columns() == width());
    }

    /** The steps of each source, none of them shared: each has a gradient of its own. */
    private List<Steps> steps(List<Integer> lengths, List<FloatMatrix> embeddings) {
        List<Steps> steps = new ArrayList<>();
        int from = 0;
        for (Source source : sources) {
            int length = lengths.get(source.input());
            float[] table = FloatMatrix.allocate((long) embeddings.size() * length, width());
            for (int text = 0; text < embeddings.size(); text++) {
                embeddings.get(text).copyRows(from, from + length, table, text * length * width());
            }
            steps.add(Steps.of(numbers(embeddings.size(), length), embeddings.size() * length, table));
            from += length;
        }
        return steps;
    }

    private static int[][] numbers(int texts, int length) {
        int[][] ids = new int[texts][length];
        for (int text = 0; text < texts; text++) {
            for (int t = 0; t < length; t++) {
                ids[text][t] = text * length + t;
            }
        }
        return ids;
    }

    /** The steps of one input; where they are its own, the products of its words are remembered. */
    private Optional<List<Steps>> steps(List<int[]> words, FloatMatrix embeddings) {
        List<Integer> lengths = lengths(words);
        if (!isReadable(lengths, List.of(embeddings))) {
            return Optional.empty();
        }
        List<Steps> given = new ArrayList<>(steps(lengths, List.of(embeddings)));
        for (int source = 0; source < sources.size(); source++) {
            Steps steps = given.get(source);
            int[] own = words.get(source);
            if (Arrays.equals(steps.table(), sources.get(source).embedded().vectors(own))) {
                given.set(source, Steps.ofWords(steps.ids(), own, steps::table));
            }
        }
        return Optional.of(given);
    }

    /** Lengths by network input. */
    private List<Integer> lengths(List<int[]> words) {
        int inputs = sources.stream().mapToInt(Source::input).max().orElse(0) + 1;
        Integer[] lengths = new Integer[inputs];
        Arrays.fill(lengths, 0);
        for (int source = 0; source < sources.size(); source++) {
            lengths[sources.get(source).input()] = words.get(source).length;
        }
        return List.of(lengths);
    }

    private SharedRun run(int texts, List<Steps> given) {
        SharedRun run = SharedRun.ofGiven(texts, graph.places().size());
        for (int source = 0; source < sources.size(); source++) {
            run.put(sources.get(source).place().at(), given.get(source));
        }
        graph.vertices().forEach(vertex -> vertex.run(run));
        return run;
    }

    private FloatMatrix logits(SharedRun run) {
        return reader.logits(run.vectors(output.at()), output.width());
    }

    private SharedSlopes startingAt(SharedRun run, FloatMatrix ofLogits) {
        SharedSlopes slopes = new SharedSlopes(graph.places().size());
        slopes.add(output.at(), reader.seed(ofLogits, run.vectors(output.at()), output.width()));
        return slopes;
    }

    /** Gradients of the embeddings of each text. */
    private List<FloatMatrix> backward(SharedRun run, SharedSlopes slopes) {
        List<SharedVertex> vertices = graph.vertices();
        for (int i = vertices.size() - 1; i >= 0; i--) {
            vertices.get(i).back(run, slopes);
        }
        List<FloatMatrix> gradients = new ArrayList<>();
        for (int text = 0; text < run.texts(); text++) {
            gradients.add(gradient(run, slopes, text));
        }
        return gradients;
    }

    private FloatMatrix gradient(SharedRun run, SharedSlopes slopes, int text) {
        int rows = sources.stream()
                .mapToInt(source -> run.steps(source.place().at()).ids()[text].length)
                .sum();
        float[] gradient = FloatMatrix.allocate(rows, width());
        int start = 0;
        for (Source source : sources) {
            int at = source.place().at();
            int length = run.steps(at).ids()[text].length * width();
            float[] all = slopes.of(at, run.steps(at).rows() * width());
            System.arraycopy(all, text * length, gradient, start, length);
            start += length;
        }
        return FloatMatrix.wrap(rows, width(), gradient);
    }
}
