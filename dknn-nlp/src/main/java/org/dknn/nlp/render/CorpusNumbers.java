package org.dknn.nlp.render;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.WordInClass;

/** Words and numbers that all tables of a corpus report share. */
final class CorpusNumbers {

    private CorpusNumbers() {}

    /** Mean saliency with its margin, such as {@code +0.120 ± 0.031}. */
    static String importance(WordInClass.Measure measure) {
        return Numbers.signed(measure.importance()) + margin(measure.importanceMargin(), "%.3f");
    }

    /** Mean rank with its margin, such as {@code 1.6 ± 0.2}. */
    static String rank(WordInClass.Measure measure) {
        return format("%.1f", measure.rank()) + margin(measure.rankMargin(), "%.1f");
    }

    private static String margin(OptionalDouble margin, String format) {
        return margin.isPresent() ? " \u00B1 " + format(format, margin.getAsDouble()) : "";
    }

    /** Mutual information, in nats. */
    static String pmi(WordInClass word) {
        return Math.abs(word.pmi()) < 0.005 ? "0.00" : format("%+.2f", word.pmi());
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** What the numbers are, in one sentence or two. */
    static String legend(CorpusReport report) {
        return report.texts() + " texts. For each class: words in at least "
                + report.settings().minimumTexts() + " texts in which it was explained, "
                + switch (report.settings().order()) {
                    case IMPORTANCE -> "those that surely matter most first";
                    case MUTUAL_INFORMATION -> "those of the largest mutual information first";
                }
                + ". Mean saliency and mean rank (1 is the most salient word of its text) with 95 % intervals over texts; PMI is "
                + "the mutual information of word and true class in nats, with "
                + report.settings().smoothing() + " added to each count.";
    }

    /** How far the methods agree with mutual information, such as {@code "conformity .41, probability .22"}. */
    static String agreement(List<String> methods, CorpusReport.ClassWords words) {
        return IntStream.range(0, methods.size())
                .filter(method -> words.agreements().get(method).isPresent())
                .mapToObj(method -> methods.get(method) + " "
                        + format("%.2f", words.agreements().get(method).getAsDouble()))
                .collect(Collectors.joining(", "));
    }
}
