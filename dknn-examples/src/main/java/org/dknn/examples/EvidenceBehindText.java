package org.dknn.examples;

import java.io.IOException;
import java.io.PrintStream;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.text.Tokenizer;

/**
 * Shows what stands behind a prediction: the nearest training texts of the predicted class and of another one, the neighbors that
 * each word holds, and the words without which another class would be predicted.
 */
public final class EvidenceBehindText {

    private EvidenceBehindText() {}

    /** Explains the sentences given, or one of its own. */
    public static void main(String[] sentences) throws IOException {
        try (SentimentModel model = Sst2Cnn.model()) {
            run(model, System.out, sentences.length > 0 ? sentences : new String[] {"A gripping, funny film."});
        }
    }

    static void run(SentimentModel model, PrintStream out, String... sentences) {
        Explainer<String> explainer =
                Explainer.of(model.dknn(), Tokenizer.english()).withShownNeighbors(3);
        for (String sentence : sentences) {
            out.println(Renderer.plain().render(explainer.explainWithEvidence(sentence)));
        }
    }
}
