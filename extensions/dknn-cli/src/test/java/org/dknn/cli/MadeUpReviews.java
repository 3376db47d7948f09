package org.dknn.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/**
 * Made-up film reviews, easy on purpose.
 *
 * @param training 2,000 sentences
 * @param dev 200 sentences
 * @param test 400 sentences
 */
public record MadeUpReviews(Dataset<List<String>> training, Dataset<List<String>> dev, Dataset<List<String>> test) {

    private static final List<String> GOOD = List.of(
            "gripping",
            "funny",
            "moving",
            "charming",
            "wonderful",
            "clever",
            "touching",
            "delightful",
            "superb",
            "fresh");
    private static final List<String> BAD =
            List.of("dull", "tedious", "clumsy", "awful", "lifeless", "silly", "stale", "dreary", "shallow", "noisy");
    private static final List<String> PLAIN =
            List.of("long", "french", "quiet", "recent", "low-budget", "familiar", "short", "big", "small", "modern");
    private static final List<String> THINGS =
            List.of("film", "story", "comedy", "thriller", "cast", "script", "drama", "movie", "plot", "ending");
    private static final List<String> OPENINGS =
            List.of("this is a", "it remains a", "what a", "we get a", "the director offers a", "here comes a");
    private static final List<String> CLOSINGS =
            List.of("about a family", "set in paris", "from start to finish", "for two hours", "in every scene", "");

    /** The same seed makes the same sentences. */
    public static MadeUpReviews make(long seed) {
        Random random = new Random(seed);
        return new MadeUpReviews(sentences(2_000, random), sentences(200, random), sentences(400, random));
    }

    private static Dataset<List<String>> sentences(int count, Random random) {
        List<List<String>> sentences = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(2);
            sentences.add(List.of(sentence(labels[i] == 1, random).split(" ", -1)));
        }
        return Dataset.of(sentences, labels, LabelSet.of("negative", "positive"));
    }

    private static String sentence(boolean positive, Random random) {
        boolean negated = random.nextInt(5) == 0;
        String opinion = pick(positive == negated ? BAD : GOOD, random);
        String praise = negated ? "not " + opinion : opinion;
        return String.join(
                        " ",
                        pick(OPENINGS, random),
                        pick(PLAIN, random),
                        "and",
                        praise,
                        pick(THINGS, random),
                        pick(CLOSINGS, random),
                        ".")
                .replace("  ", " ");
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
