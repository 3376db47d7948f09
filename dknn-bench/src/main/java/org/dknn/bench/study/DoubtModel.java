package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.activation.Activations;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.TrainedModel;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A classifier by cosine whose doubt is measured.
 *
 * @param data that it was made of
 * @param logits of the network, one array per text, of what it makes of the texts
 */
record DoubtModel(DeepKnn<List<String>> dknn, Parts<List<String>> data, Function<Activations, List<double[]>> logits)
        implements AutoCloseable {

    private static final String OUTPUT = "out";
    private static final int NEIGHBORS = 75;

    /** Of a network whose output layer stands on the last layer that the classifier looks at. */
    static DoubtModel of(TrainedModel<List<String>> model) {
        return new DoubtModel(model.dknn(), model.data(), activations -> logits(model.graph(), activations));
    }

    private static List<double[]> logits(ComputationGraph graph, Activations activations) {
        INDArray weights = graph.getLayer(OUTPUT).getParam("W");
        INDArray bias = graph.getLayer(OUTPUT).getParam("b");
        FloatMatrix last = activations.matrices().get(activations.matrices().size() - 1);
        return IntStream.range(0, last.rows())
                .mapToObj(row -> {
                    double[] logits = new double[(int) weights.size(1)];
                    for (int label = 0; label < logits.length; label++) {
                        logits[label] = bias.getDouble(label);
                        for (int column = 0; column < last.columns(); column++) {
                            logits[label] += last.get(row, column) * weights.getDouble(column, label);
                        }
                    }
                    return logits;
                })
                .toList();
    }

    /**
     * Of a head over an encoder. The logits of a penalised head add up to 0, so that the logarithms of its probabilities tell them.
     *
     * @param most training texts, and a quarter as many to calibrate on
     * @param seed by which they are drawn
     * @param others all other texts that will be asked for
     */
    static DoubtModel of(
            StudyEncoder encoder, int most, long seed, Parts<List<String>> parts, List<List<String>> others)
            throws IOException {
        Dataset<List<String>> training = drawn(parts.training(), most, seed);
        Dataset<List<String>> calibration = drawn(parts.calibration(), most / 4, seed);
        List<List<String>> all = new ArrayList<>(training.inputs());
        all.addAll(calibration.inputs());
        all.addAll(others);
        EncodedTexts texts = encoder.own("doubt-" + parts.name() + "-" + all.hashCode(), all);
        DeepKnn<List<String>> dknn = DeepKnn.builder(new EncodedExtractor(
                        texts, texts.head(training), encoder.choice().own()))
                .neighbors(NEIGHBORS)
                .metric(Metric.COSINE)
                .fit(training, calibration);
        Parts<List<String>> kept =
                new Parts<>(parts.name(), training, calibration, parts.dev(), parts.test(), parts.phrases());
        return new DoubtModel(dknn, kept, activations -> centered(activations.probabilities()));
    }

    private static Dataset<List<String>> drawn(Dataset<List<String>> texts, int most, long seed) {
        return most < texts.size() ? texts.holdOut(most, seed).heldOut() : texts;
    }

    private static List<double[]> centered(FloatMatrix probabilities) {
        return IntStream.range(0, probabilities.rows())
                .mapToObj(row -> {
                    double[] logits = IntStream.range(0, probabilities.columns())
                            .mapToDouble(label -> Math.log(Math.max(probabilities.get(row, label), Float.MIN_VALUE)))
                            .toArray();
                    double mean = Arrays.stream(logits).average().orElse(0);
                    return Arrays.stream(logits).map(logit -> logit - mean).toArray();
                })
                .toList();
    }

    @Override
    public void close() {
        dknn.close();
    }
}
