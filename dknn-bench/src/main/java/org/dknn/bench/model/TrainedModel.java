package org.dknn.bench.model;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.bench.data.SentenceData;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.Dl4jStepExtractor;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.Vocabulary;

/**
 * A trained network with all that belongs to it. Close it to free the indexes of its classifier.
 *
 * @param data the sentences, in their parts
 * @param split of {@code data.training()}: what is kept was trained on and is the reference set, what is held out is the
 *     calibration set
 * @param network not to be trained further while the classifier is in use
 * @param vocabulary of the kept sentences
 * @param dknn fitted on the split, with the papers' 75 neighbors
 */
public record TrainedModel(
        SentenceData data,
        Dataset.Split<List<String>> split,
        ComputationGraph network,
        Vocabulary vocabulary,
        DeepKnn<List<String>> dknn)
        implements AutoCloseable {

    /** Starts another extractor of this network, for layers of your own. */
    public Dl4jExtractor.Builder<List<String>> extractor() {
        return Dl4jExtractor.builder(network, new TokenIds(vocabulary));
    }

    /** What a layer of this network makes of each word. */
    public Dl4jStepExtractor<List<String>> steps(String layer) {
        return Dl4jStepExtractor.of(network, new TokenIds(vocabulary), layer);
    }

    @Override
    public void close() {
        dknn.close();
    }
}
