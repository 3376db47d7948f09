package org.dknn.bench.model;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.DeepKnn;
import org.dknn.ProgressListener;
import org.dknn.bench.data.Parts;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.Dl4jGradientExtractor;
import org.dknn.dl4j.Dl4jStepExtractor;
import org.dknn.dl4j.InputEncoder;
import org.dknn.nlp.text.Vocabulary;

/**
 * A trained network with its neighbors. Close it to free their indexes.
 *
 * @param design of the model
 * @param graph the network, not to be trained further while the classifier is in use
 * @param vocabulary of the training examples
 * @param dknn fitted on training and calibration examples, with the papers' 75 neighbors
 * @param <I> type of the inputs
 */
public record TrainedModel<I>(ModelDesign<I> design, ComputationGraph graph, Vocabulary vocabulary, DeepKnn<I> dknn)
        implements AutoCloseable {

    private static final int NEIGHBORS = 75;

    /** Looks for the neighbors of a network. */
    public static <I> TrainedModel<I> fit(
            ModelDesign<I> design, ComputationGraph graph, Vocabulary vocabulary, ProgressListener listener) {
        DeepKnn<I> dknn = DeepKnn.builder(extractor(design, graph, vocabulary))
                .neighbors(NEIGHBORS)
                .metric(design.metric())
                .nonconformity(design.nonconformity())
                .progress(listener)
                .fit(design.data().training(), design.data().calibration());
        return new TrainedModel<>(design, graph, vocabulary, dknn);
    }

    static <I> Dl4jExtractor<I> extractor(ModelDesign<I> design, ComputationGraph graph, Vocabulary vocabulary) {
        return design.network()
                .addLayers(Dl4jExtractor.builder(
                        graph, design.network().reading(vocabulary).encoder()))
                .build();
    }

    /** The examples, in their parts. */
    public Parts<I> data() {
        return design.data();
    }

    /** Gradients of the network. */
    public Dl4jGradientExtractor<I> gradients() {
        return Dl4jGradientExtractor.of(graph, encoder());
    }

    /** What a layer of the network makes of each word. */
    public Dl4jStepExtractor<I> steps(String layer) {
        return Dl4jStepExtractor.of(graph, encoder(), layer);
    }

    private InputEncoder<I> encoder() {
        return design.network().reading(vocabulary).encoder();
    }

    @Override
    public void close() {
        dknn.close();
    }
}
