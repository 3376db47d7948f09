package org.dknn.bench.pairs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dknn.bench.data.PairData;
import org.dknn.bench.data.PairSources;
import org.dknn.cli.train.Recipe;
import org.dknn.nlp.explain.TextPair;

/**
 * Whether one sentence entails, contradicts or says nothing of another one: the network for pairs of the paper, its accuracy
 * on SNLI's dev set by softmax and by Deep k-Nearest Neighbors, and pairs explained on both sides, those of the paper or the
 * one given as two sentences with {@code ->} between them. Writes {@code target/pairs.html}.
 *
 * <p>SNLI's training set is not needed: {@link PairSources} says what is trained on, so the accuracy is below that of a
 * network that has seen it. SNLI's test set is not looked at.
 */
public final class SnliPairs {

    private static final String BETWEEN = "->";

    /** Hypotheses of the paper's figures; it does not tell their premises in full, so these are made up to fit. */
    private static final List<TextPair> PAPER = List.of(
            new TextPair("A young boy is riding his bike down the street.", "A young boy swims in his pool."),
            new TextPair("Two dogs are running through a green field.", "The pets are sleeping on the grass."),
            new TextPair("A man in a blue shirt is standing on a ladder.", "A man is wearing a blue shirt."),
            new TextPair("A man in a blue shirt is standing on a ladder.", "A man is wearing a black shirt."));

    private SnliPairs() {}

    /** Runs the example on the pair given, if any. */
    public static void main(String[] arguments) throws IOException {
        PairData data = PairSources.find();
        new PairStudy(data, Recipe.pairs(), Path.of("target", "pairs.html"), System.out).run(pairs(arguments));
    }

    static List<TextPair> pairs(String... arguments) {
        List<String> asked =
                Arrays.stream(arguments).filter(text -> !text.isBlank()).toList();
        return asked.isEmpty() ? PAPER : asked.stream().map(SnliPairs::pair).toList();
    }

    private static TextPair pair(String text) {
        int between = text.indexOf(BETWEEN);
        if (between < 0) {
            throw new IllegalArgumentException(
                    "a pair is two sentences with " + BETWEEN + " between them, got " + text);
        }
        return new TextPair(
                text.substring(0, between).strip(),
                text.substring(between + BETWEEN.length()).strip());
    }
}
