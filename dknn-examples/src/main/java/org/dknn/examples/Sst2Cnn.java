package org.dknn.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.dknn.examples.data.SentimentData;
import org.dknn.examples.data.SentimentSources;
import org.dknn.examples.network.Recipe;
import org.dknn.examples.network.SentenceGraphs;

/**
 * The main example: a sentence CNN on the Stanford Sentiment Treebank, its accuracy beside that of Deep k-Nearest Neighbors,
 * and sentences explained, those given as arguments or a handful of test sentences. Writes {@code target/report.html}.
 *
 * <p>Trains on phrases; {@code -Ddknn.training=sentences} trains on whole sentences, which is faster and a little worse. The
 * network and the fitted classifier are kept, so that a second run starts in seconds.
 */
public final class Sst2Cnn {

    private Sst2Cnn() {}

    /** Runs the example on the sentences given, if any. */
    public static void main(String[] sentences) throws IOException {
        SentimentData data = SentimentSources.usual(System.out::println).find();
        boolean onPhrases = !data.isMadeUp() && !"sentences".equals(System.getProperty("dknn.training"));
        Recipe recipe = onPhrases ? Recipe.cnnOnPhrases() : Recipe.cnnOnSentences();
        Classifier cnn = new Classifier(
                "CNN",
                data.isMadeUp() ? Recipe.onFewSentences() : recipe,
                onPhrases,
                SentenceGraphs::cnn,
                extractor -> extractor
                        .layer("pooled")
                        .layer("dense1")
                        .layer("dense2")
                        .layer("dense3"));
        new SentimentStudy(cnn, data, Path.of("target", "report.html"), System.out).run(sentences);
    }
}
