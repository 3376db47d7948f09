package org.dknn.cli.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dknn.LabelSet;
import org.dknn.cli.page.Figures;

/**
 * Answers beside the majority class: the constant answer that is right most often. They are compared text by text by the exact
 * one-sided sign test: of the texts where one of the two is right and the other is wrong, as many would be in favor of each if
 * nothing were learned.
 *
 * @param majority name of the most frequent class of the texts, of equally frequent ones the first
 * @param texts number of texts, at least 1
 * @param gained texts where the answer is right and the majority class is wrong
 * @param lost texts where the majority class is right and the answer is wrong
 * @param majorityRight texts of the majority class
 * @param isConstant whether all answers are the same
 */
public record MajorityTest(String majority, int texts, int gained, int lost, int majorityRight, boolean isConstant) {

    /** A p-value above it may be chance. */
    public static final double LEVEL = 0.05;

    /**
     * Compares answers with true labels.
     *
     * @throws IllegalArgumentException if there are no texts, or not as many answers as texts
     */
    public static MajorityTest of(LabelSet labelSet, int[] truth, int[] answers) {
        if (truth.length == 0 || truth.length != answers.length) {
            throw new IllegalArgumentException(
                    "needs an answer for each of at least 1 text, got " + answers.length + " for " + truth.length);
        }
        int[] counts = new int[labelSet.size()];
        Arrays.stream(truth).forEach(label -> counts[label]++);
        int most = IntStream.range(0, counts.length)
                .reduce(0, (best, label) -> counts[label] > counts[best] ? label : best);
        int gained = count(truth.length, i -> answers[i] == truth[i] && truth[i] != most);
        int lost = count(truth.length, i -> answers[i] != truth[i] && truth[i] == most);
        boolean isConstant = Arrays.stream(answers).distinct().count() == 1;
        return new MajorityTest(labelSet.name(most), truth.length, gained, lost, counts[most], isConstant);
    }

    private static int count(int size, IntPredicate which) {
        return (int) IntStream.range(0, size).filter(which).count();
    }

    /** Such as {@code always "negative"}. */
    String always() {
        return "always \"" + majority + '"';
    }

    /** Share of the texts that are answered correctly. */
    public double accuracy() {
        return (double) (majorityRight + gained - lost) / texts;
    }

    /** Share of the texts that are of the majority class. */
    public double majorityAccuracy() {
        return (double) majorityRight / texts;
    }

    /** Probability of at least as many gains among gains and losses if each were as likely: the sum of C(n, i) / 2^n. */
    public double pValue() {
        int n = gained + lost;
        double logTerm = -n * Math.log(2);
        double sum = gained == 0 ? Math.exp(logTerm) : 0;
        for (int i = 1; i <= n; i++) {
            logTerm += Math.log(n - i + 1.0) - Math.log(i);
            sum += i >= gained ? Math.exp(logTerm) : 0;
        }
        return Math.min(1, sum);
    }

    /** Whether the majority class is beaten by more than chance. */
    public boolean isBeaten() {
        return pValue() <= LEVEL;
    }

    /** Whether even right answers to all texts would not beat the majority class by more than chance. */
    public boolean hasTooFewTexts() {
        return Math.pow(0.5, (double) texts - majorityRight) > LEVEL;
    }

    /** What the test says of learning. */
    public Learned learned() {
        if (isBeaten()) {
            return Learned.YES;
        }
        return hasTooFewTexts() && !isConstant ? Learned.UNKNOWN : Learned.NO;
    }

    /** Accuracy and majority class side by side. */
    public String figures() {
        return "right for " + Figures.share(accuracy()) + " of " + texts + " texts, always answering \"" + majority
                + "\" for " + Figures.share(majorityAccuracy());
    }

    /**
     * Figures and verdict in a sentence.
     *
     * @param who the subject, such as "The network"
     */
    public String sentence(String who) {
        String test = String.format(Locale.ROOT, " (sign test: p = %.3f, level %.2f)", pValue(), LEVEL);
        return switch (learned()) {
            case YES -> who + " is " + figures() + ".";
            case NO ->
                "Nothing learned. " + who + " is " + figures()
                        + ": the majority class is not beaten by more than chance" + test + ".";
            case UNKNOWN ->
                who + " is " + figures() + ". These are too few texts to tell whether anything was learned" + test
                        + ".";
        };
    }
}
