package org.dknn.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.dknn.dl4j.Pooling;
import org.dknn.examples.data.SentimentData;
import org.dknn.examples.data.SentimentSources;
import org.dknn.examples.network.Recipe;
import org.dknn.examples.network.SentenceGraphs;

/**
 * As {@link Sst2Cnn}, with three bidirectional LSTMs, each pooled by its maximum over time. Trains on whole sentences.
 */
public final class Sst2BiLstm {

    private Sst2BiLstm() {}

    /** Runs the example on the sentences given, if any. */
    public static void main(String[] sentences) throws IOException {
        SentimentData data = SentimentSources.usual(System.out::println).find();
        Classifier biLstm = new Classifier(
                "BiLSTM",
                data.isMadeUp() ? Recipe.onFewSentences() : Recipe.biLstmOnSentences(),
                false,
                SentenceGraphs::biLstm,
                extractor -> extractor
                        .layer("lstm1", Pooling.MAX_OVER_TIME)
                        .layer("lstm2", Pooling.MAX_OVER_TIME)
                        .layer("lstm3", Pooling.MAX_OVER_TIME));
        new SentimentStudy(biLstm, data, Path.of("target", "report.html"), System.out).run(sentences);
    }
}
