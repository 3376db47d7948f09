package org.dknn.nlp.attribution;

import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;
import org.dknn.activation.GradientExtractor.ClassOutput;

/**
 * What an explanation is about: why a class, or why a class rather than another one.
 *
 * @param label the class that words speak for or against
 * @param rival the class whose score is taken away, another one than {@code label}
 */
public record Target(int label, OptionalInt rival) {

    /** Checks that the labels are not negative and differ. */
    public Target {
        if (label < 0 || rival.orElse(0) < 0 || rival.equals(OptionalInt.of(label))) {
            throw new IllegalArgumentException(
                    "needs a label, and a rival that is another one, got " + label + " and " + rival);
        }
    }

    /** Why this class. */
    public static Target of(int label) {
        return new Target(label, OptionalInt.empty());
    }

    /** Why the class to which the network gives the largest probability: the decision of the model that is explained. */
    public static Function<Prediction, Target> network() {
        return prediction -> of(prediction.networkLabel());
    }

    /** Why the class that the neighbors predict, as {@link #predicted}. */
    public static Function<Prediction, Target> neighbors() {
        return Target::predicted;
    }

    /** Why the class that Deep k-Nearest Neighbors predict. */
    public static Target predicted(Prediction prediction) {
        return of(prediction.label());
    }

    /** Why the class that was predicted, rather than the one of the second smallest nonconformity; of equals the one with more votes. */
    public static Target predictedRatherThanNext(Prediction prediction) {
        int label = prediction.label();
        int next = IntStream.range(0, prediction.pValues().labels())
                .filter(other -> other != label)
                .reduce((best, other) -> isBetter(prediction, other, best) ? other : best)
                .orElseThrow();
        return of(label).ratherThan(next);
    }

    private static boolean isBetter(Prediction prediction, int other, int best) {
        double nonconformity = prediction.nonconformity(other);
        double least = prediction.nonconformity(best);
        return nonconformity < least
                || (nonconformity == least
                        && prediction.votes().count(other) > prediction.votes().count(best));
    }

    /** Why this class rather than another one. */
    public Target ratherThan(int rival) {
        return new Target(label, OptionalInt.of(rival));
    }

    /**
     * The score of the class, less that of its rival.
     *
     * @throws IllegalArgumentException if the score is not finite
     */
    public double score(ScoreFunction score, Prediction prediction) {
        double value = score.score(prediction, label);
        double difference = rival.isPresent() ? value - score.score(prediction, rival.getAsInt()) : value;
        if (!Double.isFinite(difference)) {
            throw new IllegalArgumentException("a score must be finite, got " + difference + " for class " + label);
        }
        return difference;
    }

    /** The number of a network's output that says how much it is for the class, and not for its rival. */
    public ClassOutput output(ClassOutput.Scale scale) {
        return new ClassOutput(scale, label, rival);
    }
}
