package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.activation.Activations;
import org.dknn.index.Neighbors;
import org.dknn.nlp.evaluate.RandomAttribution;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.vector.FloatMatrix;

/**
 * Training examples that are shown for a prediction, in several ways. The label is that of the network.
 *
 * @see <a href="https://arxiv.org/abs/2002.08484">Pruthi et al. (2020), TracIn; here at the last checkpoint, of the output layer</a>
 */
final class ShownExamples {

    /** The nearest over all layers, as explanations show them. */
    static final String NEAREST = "nearest over all layers";

    /** The most suspect of the nearest that carry the label. */
    static final String MOST_SUSPECT = "most suspect of the nearest 40";

    /** The nearest by cosine in the last layer. */
    static final String LAST_LAYER = "last layer, similarity";

    /** The largest products of gradients of the output layer. */
    static final String TRAC_IN = "TracIn, output layer";

    /** Any. */
    static final String RANDOM = "random";

    /** How many of the nearest are looked through for suspects. */
    private static final int LOOKED_THROUGH = 40;

    /** What an example counts in a layer of whose neighbors it is none, where the last of them counts 1. */
    private static final double BEYOND = 1.1;

    private final DeepKnn<List<String>> dknn;
    private final Explainer<String> explainer;
    private final Dataset<List<String>> examples;
    private final double[] suspicions;
    private final Activations learned;
    private final Random random;

    /**
     * Of a classifier whose neighbors are those by cosine.
     *
     * @param suspicions how much worse the label of each example fits than another one
     */
    ShownExamples(DeepKnn<List<String>> dknn, double[] suspicions, long seed) {
        this.dknn = dknn;
        this.suspicions = suspicions.clone();
        this.explainer = Explainer.of(dknn, Tokenizer.whitespace())
                .withAttributions(new RandomAttribution(seed)) // predicts nothing
                .withoutOod()
                .withShownNeighbors(3);
        this.examples = dknn.reference();
        this.learned = dknn.extractor().extract(examples.inputs(), done -> {});
        this.random = new Random(seed);
    }

    /** An explanation, whose values of words are of no use. */
    Explanation explain(List<String> words) {
        return explainer.explain(String.join(" ", words));
    }

    /** By way, the first few ordinals. */
    Map<String, List<Integer>> of(List<String> words, Explanation explanation, int count) {
        Prediction prediction = dknn.predict(words);
        int label = prediction.networkLabel();
        Map<String, List<Integer>> ways = new LinkedHashMap<>();
        ways.put(
                NEAREST,
                explanation.nearest().stream()
                        .limit(count)
                        .map(near -> near.neighbor().ordinal())
                        .toList());
        ways.put(
                MOST_SUSPECT,
                nearest(prediction).stream()
                        .limit(LOOKED_THROUGH)
                        .filter(near -> examples.label(near) == label)
                        .sorted(Comparator.comparingDouble(near -> -suspicions[near]))
                        .limit(count)
                        .toList());
        ways.put(
                LAST_LAYER,
                IntStream.range(0, count)
                        .map(rank -> prediction
                                .neighbors()
                                .get(dknn.layers().size() - 1)
                                .ordinal(rank))
                        .boxed()
                        .toList());
        ways.put(TRAC_IN, byGradients(words, label, count));
        ways.put(
                RANDOM,
                random.ints(0, examples.size()).distinct().limit(count).boxed().toList());
        return ways;
    }

    /** Neighbors in any layer in the order of explanations, which show the first few of them. */
    static List<Integer> nearest(Prediction prediction) {
        int layers = prediction.neighbors().size();
        Map<Integer, Double> distances = new LinkedHashMap<>();
        for (Neighbors found : prediction.neighbors()) {
            double last = found.distance(found.size() - 1);
            for (int rank = 0; rank < found.size(); rank++) {
                double share = last == 0 ? 0 : found.distance(rank) / last;
                distances.merge(found.ordinal(rank), share - BEYOND, Double::sum);
            }
        }
        return distances.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<Integer, Double> entry) -> entry.getValue() / layers)
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Examples that a step of gradient descent on would raise the probability of a label the most. */
    private List<Integer> byGradients(List<String> words, int label, int count) {
        Activations of = dknn.extractor().extract(List.of(words), done -> {});
        int last = of.layers().size() - 1;
        double[] products = new double[examples.size()];
        for (int i = 0; i < products.length; i++) {
            products[i] = residuals(of, label, i)
                    * (1 + product(of.matrices().get(last), learned.matrices().get(last), i));
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, products.length).boxed().toList());
        order.sort(Comparator.comparingDouble(i -> -products[i]));
        return order.subList(0, count);
    }

    /** Product of what the probabilities of a text and of an example lack. */
    private double residuals(Activations of, int label, int example) {
        double sum = 0;
        for (int other = 0; other < examples.labelSet().size(); other++) {
            double own = of.probabilities().get(0, other) - (other == label ? 1 : 0);
            double theirs = learned.probabilities().get(example, other) - (other == examples.label(example) ? 1 : 0);
            sum += own * theirs;
        }
        return sum;
    }

    private static double product(FloatMatrix one, FloatMatrix rows, int row) {
        double sum = 0;
        for (int column = 0; column < rows.columns(); column++) {
            sum += (double) one.get(0, column) * rows.get(row, column);
        }
        return sum;
    }
}
