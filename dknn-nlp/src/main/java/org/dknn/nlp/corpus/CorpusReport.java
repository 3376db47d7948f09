package org.dknn.nlp.corpus;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.dknn.LabelSet;

/**
 * What words mean to a classifier, class by class, beside their pointwise mutual information with it: words that stand out in
 * both may be artifacts of how the data were written rather than what they are about.
 *
 * @param source what the texts are
 * @param texts how many there are
 * @param labelSet the classes
 * @param methods names of the methods
 * @param settings what is shown
 * @param classes one per class
 * @see <a href="https://arxiv.org/abs/1809.02847">Wallace, Feng and Boyd-Graber (2018)</a>
 */
public record CorpusReport(
        String source,
        long texts,
        LabelSet labelSet,
        List<String> methods,
        Settings settings,
        List<ClassWords> classes) {

    /** Copies the lists. */
    public CorpusReport {
        methods = List.copyOf(methods);
        classes = List.copyOf(classes);
    }

    /** What comes first among the words of a class. */
    public enum Order {
        /** Surest to matter: the largest lower end of the interval of the first method's mean attribution. */
        IMPORTANCE,
        /** The largest mutual information with the class. */
        MUTUAL_INFORMATION
    }

    /**
     * What is shown.
     *
     * @param minimumTexts number of texts in which the class is explained and that have the word, at least 1
     * @param words number of words of each class, at least 1
     * @param order what comes first
     * @param smoothing what is added to the count of each word with each class for the mutual information; greater than 0
     * @param leftOut words that are not shown, such as function words; they count for the mutual information all the same
     */
    public record Settings(
            int minimumTexts, int words, Order order, double smoothing, Optional<Predicate<String>> leftOut) {

        /** At least 10 texts, 20 words, by importance, with 100 added as in Gururangan et al. (2018). */
        public static final Settings USUAL = new Settings(10, 20, Order.IMPORTANCE, 100);

        /** Leaves out no words. */
        public Settings(int minimumTexts, int words, Order order, double smoothing) {
            this(minimumTexts, words, order, smoothing, Optional.empty());
        }

        /** Checks the numbers. */
        public Settings {
            Objects.requireNonNull(leftOut, "leftOut");
            if (minimumTexts < 1 || words < 1 || !(smoothing > 0) || Double.isInfinite(smoothing)) {
                throw new IllegalArgumentException("needs at least 1 text, 1 word and a smoothing over 0, got "
                        + minimumTexts + ", " + words + " and " + smoothing);
            }
        }

        /** The same without some words. */
        public Settings without(Predicate<String> words) {
            return new Settings(minimumTexts, this.words, order, smoothing, Optional.of(words));
        }

        boolean shows(String word) {
            return leftOut.isEmpty() || !leftOut.get().test(word);
        }
    }

    /**
     * The words of one class.
     *
     * @param label the class
     * @param candidates number of words in enough texts
     * @param words the first of them
     * @param agreements one per method: Spearman's correlation, over the candidates, of mean attribution and mutual information;
     *     none for fewer than three or where one of both is all the same
     */
    public record ClassWords(int label, int candidates, List<WordInClass> words, List<OptionalDouble> agreements) {

        /** Copies the lists. */
        public ClassWords {
            words = List.copyOf(words);
            agreements = List.copyOf(agreements);
        }
    }

    /** The report of what was gathered. */
    public static CorpusReport of(CorpusStatistics statistics, Settings settings) {
        WordRanking ranking = new WordRanking(statistics, settings);
        return new CorpusReport(
                statistics.source(),
                statistics.texts(),
                statistics.labelSet(),
                statistics.methods(),
                settings,
                IntStream.range(0, statistics.labelSet().size())
                        .mapToObj(ranking::ofClass)
                        .toList());
    }

    /**
     * All rows in one table of comma-separated values, with a line of names first and full precision. Names and
     * words that a spreadsheet would run as formulas have an apostrophe before them, {@code -lrb-} among them.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
     */
    public String csv() {
        return new CorpusTables(this).csv();
    }

    /** One table per class in GitHub's Markdown. */
    public String markdown() {
        return new CorpusTables(this).markdown();
    }

    /** One table per class in LaTeX, to be included in a document; needs no package for tables. */
    public String latex() {
        return new CorpusLatex(this).text();
    }

    /** A complete HTML page that needs nothing else. */
    public String html() {
        return new CorpusHtml(this).page();
    }

    /** A {@code <section>} to stand in a page of yours; needs no script and no style. */
    public String htmlFragment() {
        return new CorpusHtml(this).fragment();
    }

    /**
     * One word and one class.
     *
     * @param word as the classifier reads it
     * @param label the class
     * @param textsOfClass number of texts whose true label is the class and that have the word
     * @param textsExplained number of texts in which the class was explained and that have the word
     * @param pmi pointwise mutual information of word and true class, in nats, smoothed
     * @param measures one per method
     */
    public record WordInClass(
            String word, int label, long textsOfClass, long textsExplained, double pmi, List<Measure> measures) {

        /** Copies the list. */
        public WordInClass {
            measures = List.copyOf(measures);
        }

        /**
         * What one method says of the word where the class was explained. Margins are half the width of 95 % intervals by Student's
         * distribution over texts; there are none for a word of a single text.
         *
         * @param importance mean value of the method; positive if the word speaks for the class
         * @param importanceMargin around it
         * @param rank mean rank in its text; 1 is the word of the largest value
         * @param rankMargin around it
         */
        public record Measure(
                double importance, OptionalDouble importanceMargin, double rank, OptionalDouble rankMargin) {

            static Measure of(WordSums.Means means) {
                return new Measure(
                        means.importance().mean(),
                        means.importance().margin(),
                        means.rank().mean(),
                        means.rank().margin());
            }

            /** The lower end of the interval of the mean value of the method; minus infinity if there is none. */
            public double surelyAtLeast() {
                return importance - importanceMargin.orElse(Double.POSITIVE_INFINITY);
            }
        }
    }
}
