package org.dknn.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.dknn.examples.data.SentenceData;
import org.dknn.examples.data.SentimentSources;
import org.dknn.examples.network.Recipe;

/**
 * As {@link Sst2Cnn}, with three bidirectional LSTMs, each pooled by its maximum over time. Trains on whole sentences.
 */
public final class Sst2BiLstm {

    private Sst2BiLstm() {}

    /** Runs the example on the sentences given, if any. */
    public static void main(String[] sentences) throws IOException {
        SentenceData data = SentimentSources.usual(System.out::println).find();
        Recipe recipe = data.isMadeUp() ? Recipe.onFewSentences() : Recipe.biLstmOnSentences();
        Classifier biLstm = NetworkKind.BI_LSTM.classifier(recipe);
        new SentimentStudy(biLstm, data, Path.of("target", "report.html"), System.out).run(sentences);
    }
}
