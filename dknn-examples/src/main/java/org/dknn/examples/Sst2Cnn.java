package org.dknn.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.dknn.examples.data.SentenceData;
import org.dknn.examples.data.SentimentSources;
import org.dknn.examples.network.Recipe;

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
        SentenceData data = SentimentSources.usual(System.out::println).find();
        boolean onPhrases = !data.isMadeUp() && !"sentences".equals(System.getProperty("dknn.training"));
        Recipe onSentences = data.isMadeUp() ? Recipe.onFewSentences() : Recipe.cnnOnSentences();
        Classifier cnn = onPhrases
                ? NetworkKind.CNN.classifier(Recipe.cnnOnPhrases()).trainedOnPhrases()
                : NetworkKind.CNN.classifier(onSentences);
        new SentimentStudy(cnn, data, Path.of("target", "report.html"), System.out).run(sentences);
    }
}
