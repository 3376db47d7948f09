package org.dknn.bench.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.bench.data.DelimitedText.Row;
import org.dknn.nlp.encode.GloveFile;
import org.dknn.nlp.encode.WordVectors;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;

/**
 * Pairs of sentences. SNLI's own training set is too large for a data directory, so the pairs to learn from are half of SNLI's dev
 * set, the training part of the counterfactual SNLI pairs of Kaushik, Hovy and Lipton (2020), originals and revisions, and the short
 * ones of 25,000 MultiNLI pairs. The rest of the dev set is there to calibrate, to choose by and to report on, see {@link Part}.
 */
public final class SnliPairs {

    /** Whether the premise entails the hypothesis, says nothing of it, or contradicts it. */
    public static final LabelSet LABELS = LabelSet.of("entailment", "neutral", "contradiction");

    /** Words that MultiNLI's sides may have; SNLI's are seldom longer. */
    static final int LONGEST_PREMISE = 22;

    static final int LONGEST_HYPOTHESIS = 16;

    private static final String DEV = "snli/snli_1.0_dev.csv";
    private static final String PUBLISHED_TEST = "snli/snli_1.0_test.csv";
    static final String COUNTERFACTUAL = "snli_related/cad_nli";
    private static final String[] MULTI = {"mnli/mnli_train.tsv", "mnli/mnli_val.tsv"};
    private static final String GLOVE = "glove50d_subset/glove.6B.50d.subset.txt";
    private static final Tokenizer TOKENIZER = Tokenizer.english();

    private SnliPairs() {}

    /**
     * What a pair of SNLI's dev set is for. All captions of a picture fall into one part, so that no part has seen what another is
     * judged by.
     */
    public enum Part {
        /** Half of the pictures. */
        TRAINING,
        /** A tenth. */
        CALIBRATION,
        /** A fifth. */
        DEV,
        /** A fifth. */
        TEST;

        /** The part of a pair, by the picture that its id begins with, as in {@code 4705552913.jpg#2r1n}. */
        public static Part of(String pairId) {
            CRC32C checksum = new CRC32C();
            checksum.update(pairId.replaceFirst("#.*", "").getBytes(StandardCharsets.UTF_8));
            int tenth = (int) (checksum.getValue() % 10);
            return tenth < 5 ? TRAINING : tenth < 6 ? CALIBRATION : tenth < 8 ? DEV : TEST;
        }
    }

    /**
     * Reads the pairs.
     *
     * @throws FileNotFoundException if no data directory has them all
     */
    public static Parts<SentencePair> read(Folders folders) throws IOException {
        Path place = folders.require(DEV, COUNTERFACTUAL, MULTI[0], MULTI[1]);
        List<Row> snli = DelimitedText.read(place.resolve(DEV));
        List<Row> training = captionRows(place, snli);
        for (String name : MULTI) {
            DelimitedText.read(place.resolve(name)).stream()
                    .filter(SnliPairs::isShort)
                    .forEach(training::add);
        }
        return parts(snli, training);
    }

    /**
     * Reads the pairs without those of MultiNLI: all are of captions.
     *
     * @throws FileNotFoundException if no data directory has them all
     */
    public static Parts<SentencePair> readCaptions(Folders folders) throws IOException {
        Path place = folders.require(DEV, COUNTERFACTUAL);
        List<Row> snli = DelimitedText.read(place.resolve(DEV));
        return parts(snli, captionRows(place, snli));
    }

    private static List<Row> captionRows(Path place, List<Row> snli) throws IOException {
        List<Row> training = new ArrayList<>(of(snli, Part.TRAINING));
        for (String name : List.of("original", "revised_premise", "revised_hypothesis")) {
            training.addAll(DelimitedText.read(place.resolve(COUNTERFACTUAL).resolve(name + ".train.tsv")));
        }
        return training;
    }

    private static Parts<SentencePair> parts(List<Row> snli, List<Row> training) {
        Dataset<SentencePair> test = dataset(of(snli, Part.TEST));
        return new Parts<>(
                "SNLI",
                dataset(training),
                dataset(of(snli, Part.CALIBRATION)),
                dataset(of(snli, Part.DEV)),
                test,
                test.select());
    }

    /**
     * Reads SNLI's test set, which is there to report on once.
     *
     * @throws FileNotFoundException if no data directory has it
     */
    public static Dataset<SentencePair> publishedTest(Folders folders) throws IOException {
        return dataset(DelimitedText.read(folders.require(PUBLISHED_TEST).resolve(PUBLISHED_TEST)));
    }

    /** The different sentences of SNLI's dev set, premises and hypotheses, in the order of the file. */
    public static List<List<String>> captions(Folders folders) throws IOException {
        return DelimitedText.read(folders.require(DEV).resolve(DEV)).stream()
                .map(SnliPairs::pair)
                .flatMap(pair -> Stream.of(pair.premise(), pair.hypothesis()))
                .filter(words -> !words.isEmpty())
                .distinct()
                .toList();
    }

    static List<Row> of(List<Row> rows, Part part) {
        return rows.stream().filter(row -> Part.of(row.field("pairID")) == part).toList();
    }

    static boolean isShort(Row row) {
        SentencePair pair = pair(row);
        return pair.premise().size() <= LONGEST_PREMISE && pair.hypothesis().size() <= LONGEST_HYPOTHESIS;
    }

    /** The pairs of rows; a hyphen stands where annotators did not agree, and the pair is left out. */
    static Dataset<SentencePair> dataset(List<Row> rows) {
        List<Row> labelled = rows.stream()
                .filter(row -> !row.field("gold_label", "label").equals("-"))
                .toList();
        return Dataset.of(
                labelled.stream().map(SnliPairs::pair).toList(),
                labelled.stream()
                        .mapToInt(row -> LABELS.label(row.field("gold_label", "label")))
                        .toArray(),
                LABELS);
    }

    static SentencePair pair(Row row) {
        return new SentencePair(TOKENIZER.words(row.field("sentence1")), TOKENIZER.words(row.field("sentence2")));
    }

    /** GloVe vectors of 50 values for the wanted words, if a file of them is there. */
    public static Optional<WordVectors> vectors(Folders folders, Predicate<String> wanted) throws IOException {
        Optional<Path> place = folders.find(GLOVE);
        return place.isPresent() ? Optional.of(GloveFile.load(place.get().resolve(GLOVE), wanted)) : Optional.empty();
    }
}
