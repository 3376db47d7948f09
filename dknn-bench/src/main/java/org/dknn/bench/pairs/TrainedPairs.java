package org.dknn.bench.pairs;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.DeepKnn;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.Dl4jGradientExtractor;
import org.dknn.nlp.encode.SentencePairEncoder;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Vocabulary;

/**
 * A trained network of pairs and its neighbors.
 *
 * @param graph the network
 * @param vocabulary of either side
 * @param dknn its neighbors; closed with this
 */
record TrainedPairs(ComputationGraph graph, Vocabulary vocabulary, DeepKnn<SentencePair> dknn)
        implements AutoCloseable {

    private static SentencePairEncoder encoder(Vocabulary vocabulary) {
        return new SentencePairEncoder(new TokenIds(vocabulary));
    }

    /** The layers that the neighbors are looked for in. */
    static Dl4jExtractor<SentencePair> extractor(ComputationGraph graph, Vocabulary vocabulary) {
        return Dl4jExtractor.builder(graph, encoder(vocabulary))
                .layer("joined")
                .layer("dense1")
                .layer("dense2")
                .layer("dense3")
                .build();
    }

    Dl4jGradientExtractor<SentencePair> gradients() {
        return Dl4jGradientExtractor.of(graph, encoder(vocabulary));
    }

    @Override
    public void close() {
        dknn.close();
    }
}
