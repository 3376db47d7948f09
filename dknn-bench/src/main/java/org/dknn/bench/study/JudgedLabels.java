package org.dknn.bench.study;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;

/** What speaks against the label of each training text: the neighbors, and the network alone. Not safe for use by many threads. */
final class JudgedLabels {

    private final Dataset<List<String>> examples;
    private final double[] margins;
    private final double[] odds;

    /** Of texts of which none is judged yet. */
    JudgedLabels(Dataset<List<String>> examples) {
        this.examples = examples;
        this.margins = new double[examples.size()];
        this.odds = new double[examples.size()];
    }

    void add(Prediction prediction, int ordinal) {
        margins[ordinal] = Margins.nonconformity(prediction, examples.label(ordinal));
        odds[ordinal] = -Margins.logOdds(prediction, examples.label(ordinal));
    }

    /** Judges the texts that a classifier has not learned from; its own ones were selected from these. */
    void judgeOthers(DeepKnn<List<String>> dknn, Dataset<List<String>> learned) {
        int[] others = besides(learned);
        List<Prediction> predictions = dknn.predictAll(examples.select(others).inputs());
        IntStream.range(0, others.length).forEach(i -> add(predictions.get(i), others[i]));
    }

    /** Ordinals of the texts that are not among some, which were selected from them. */
    int[] besides(Dataset<List<String>> some) {
        Set<List<String>> selected = Collections.newSetFromMap(new IdentityHashMap<>());
        selected.addAll(some.inputs());
        int[] others = IntStream.range(0, examples.size())
                .filter(ordinal -> !selected.contains(examples.inputs().get(ordinal)))
                .toArray();
        if (others.length + some.size() != examples.size()) {
            throw new IllegalArgumentException("needs texts that were selected from the " + examples.size()
                    + ", each once, got " + some.size() + " and " + others.length + " others");
        }
        return others;
    }

    /** How much worse the label fits the neighbors than the best other one. */
    double[] margins() {
        return margins.clone();
    }

    /** Log-odds of the network against the label. Of two classes they order texts as self-confidence does. */
    double[] odds() {
        return odds.clone();
    }

    /** Two suspicions added up, each in units of its root mean square. */
    static double[] sum(double[] one, double[] other) {
        double first = spread(one);
        double second = spread(other);
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] / first + other[i] / second)
                .toArray();
    }

    private static double spread(double[] values) {
        double mean =
                DoubleStream.of(values).map(value -> value * value).average().orElse(0);
        return mean > 0 ? Math.sqrt(mean) : 1;
    }
}
