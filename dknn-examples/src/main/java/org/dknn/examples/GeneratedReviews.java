package org.dknn.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dknn.Dataset;

/** Generated film reviews, for machines that have neither the treebank nor Internet access. Easy on purpose. */
final class GeneratedReviews {

    static final String NAME = "generated reviews";

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

    private GeneratedReviews() {}

    /** Training sentences, and a fifth as many dev and test sentences each; the same seed generates the same ones. */
    static SentimentData make(int count, long seed) {
        Random random = new Random(seed);
        Dataset<List<String>> training = sentences(count, random);
        return new SentimentData(
                NAME,
                "generated, seed " + seed,
                training,
                training.select(),
                sentences(count / 5, random),
                sentences(count / 5, random));
    }

    private static Dataset<List<String>> sentences(int count, Random random) {
        List<List<String>> sentences = new ArrayList<>();
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(2);
            sentences.add(List.of(sentence(labels[i] == 1, random).split(" ", -1)));
        }
        return Dataset.of(sentences, labels, SentimentData.LABELS);
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
