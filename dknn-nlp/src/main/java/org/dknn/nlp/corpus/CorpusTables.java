package org.dknn.nlp.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.nlp.corpus.CorpusReport.WordInClass;
import org.dknn.nlp.render.page.MarkdownText;
import org.dknn.nlp.render.page.Numbers;
import org.dknn.nlp.render.page.VisibleText;

/**
 * A corpus report as tables of text, and the words and numbers that all its tables share.
 *
 * @param report what is shown
 */
record CorpusTables(CorpusReport report) {

    /** What comes before the {@link #agreement}. */
    static final String CORRELATION = " Spearman's correlation of mean saliency and PMI over them: ";

    /** Comma-separated values; cells that a user wrote are always quoted. */
    String csv() {
        List<String> names = new ArrayList<>(List.of("class", "word", "texts_explained", "texts_of_class", "pmi"));
        for (String method : report.methods()) {
            for (String column : List.of(" importance", " importance margin", " rank", " rank margin")) {
                names.add(VisibleText.csvCell(method + column));
            }
        }
        StringBuilder text = new StringBuilder(line(names));
        for (CorpusReport.ClassWords words : report.classes()) {
            String name = report.labelSet().name(words.label());
            words.words().forEach(word -> text.append(line(cells(name, word))));
        }
        return text.toString();
    }

    private static List<String> cells(String className, WordInClass word) {
        List<String> cells = new ArrayList<>(List.of(
                VisibleText.csvCell(className),
                VisibleText.csvCell(word.word()),
                Long.toString(word.textsExplained()),
                Long.toString(word.textsOfClass()),
                Double.toString(word.pmi())));
        for (WordInClass.Measure measure : word.measures()) {
            cells.add(Double.toString(measure.importance()));
            cells.add(number(measure.importanceMargin()));
            cells.add(Double.toString(measure.rank()));
            cells.add(number(measure.rankMargin()));
        }
        return cells;
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Headings and one table per class. */
    String markdown() {
        MarkdownText text = new MarkdownText().raw("# Words of ").text(source());
        text.raw("\n\n").raw(legend()).raw("\n");
        for (CorpusReport.ClassWords words : report.classes()) {
            text.raw("\n## ").text(report.labelSet().name(words.label())).raw("\n\n");
            text.raw(candidates(words));
            String agreement = agreement(words);
            if (!agreement.isEmpty()) {
                text.raw(CORRELATION).text(agreement).raw(".");
            }
            text.raw("\n");
            if (!words.words().isEmpty()) {
                table(text, words);
            }
        }
        return text.toString();
    }

    private void table(MarkdownText text, CorpusReport.ClassWords words) {
        text.raw("\n| word | explained | of class | PMI |");
        report.methods().forEach(method -> text.raw(" ").text(method).raw(" | rank |"));
        text.raw("\n| --- | ---: | ---: | ---: |")
                .raw(" ---: | ---: |".repeat(report.methods().size()))
                .raw("\n");
        words.words().forEach(word -> row(text, word));
    }

    private static void row(MarkdownText text, WordInClass word) {
        text.raw("| ").text(word.word()).raw(" ");
        text.number(Long.toString(word.textsExplained()));
        text.number(Long.toString(word.textsOfClass()));
        text.number(pmi(word));
        for (WordInClass.Measure measure : word.measures()) {
            text.number(importance(measure)).number(rank(measure));
        }
        text.raw("|\n");
    }

    /** What the numbers are, in one sentence or two. */
    String legend() {
        return report.texts() + " texts. For each class: words in at least "
                + report.settings().minimumTexts() + " texts in which it was explained, "
                + switch (report.settings().order()) {
                    case IMPORTANCE -> "those that surely matter most first";
                    case MUTUAL_INFORMATION -> "those of the largest mutual information first";
                }
                + ". Mean saliency and mean rank (1 is the most salient word of its text) with 95 % intervals over texts; PMI is "
                + "the mutual information of word and true class in nats, with "
                + report.settings().smoothing() + " added to each count."
                + (report.settings().leftOut().isEmpty() ? "" : " Words of no interest, by choice, are left out.");
    }

    /** The source for readers: without the checksum that tells apart data sets of one name. */
    String source() {
        return SourceName.forReaders(report.source());
    }

    /** How many words a class has. */
    static String candidates(CorpusReport.ClassWords words) {
        return words.candidates() + " words are in enough texts.";
    }

    /** How far the methods agree with mutual information, such as {@code "conformity 0.41, probability 0.22"}. */
    String agreement(CorpusReport.ClassWords words) {
        return IntStream.range(0, report.methods().size())
                .filter(method -> words.agreements().get(method).isPresent())
                .mapToObj(method -> report.methods().get(method) + " "
                        + format("%.2f", words.agreements().get(method).getAsDouble()))
                .collect(Collectors.joining(", "));
    }

    /** Mean attribution with its margin, such as {@code +0.120 ± 0.031}. */
    static String importance(WordInClass.Measure measure) {
        boolean isSmall = Math.abs(measure.importance()) < 5e-4
                && measure.importanceMargin().orElse(0) >= 5e-4;
        return (isSmall ? "0.000" : Numbers.signed(measure.importance())) + margin(measure.importanceMargin(), "%.3f");
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
}
