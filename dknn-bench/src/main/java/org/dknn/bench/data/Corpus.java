package org.dknn.bench.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/** The data sets of sentences: lines such as {@code "1 a gripping , funny film"}. */
public enum Corpus {

    /** Stanford Sentiment Treebank, negative or positive, in its published parts (Socher et al. 2013). */
    SST_2("SST-2", "sst/stsa.binary.train"),

    /** Customer reviews, negative or positive (Hu and Liu 2004). Four of 3,775 lines have no text and are left out. */
    CR("CR", "cr/custrev.all"),

    /** Kind of answer that a question asks for, six classes, in lower case (Li and Roth 2002); the published test set. */
    TREC("TREC", "trec/TREC.train.all"),

    /** Sentences of film reviews, negative or positive (Pang and Lee 2005). */
    MR("MR", "mr/rt-polarity.all");

    /** Of the sets that are published in one file. */
    static final int FOLDS = 10;

    /** Order in which the examples are dealt into folds; the same for all seeds. */
    private static final long DEAL = 20_181_101;

    private static final int CALIBRATION_AT_MOST = 1_000;
    private static final LabelSet SENTIMENT = LabelSet.of("negative", "positive");
    private static final LabelSet ANSWERS =
            LabelSet.of("description", "entity", "abbreviation", "person", "location", "number");

    private final String title;
    private final String file;

    Corpus(String title, String file) {
        this.title = title;
        this.file = file;
    }

    /** Its name in tables, messages and options. */
    @Override
    public String toString() {
        return title;
    }

    /** Whether a data directory has it. */
    public boolean isIn(Folders folders) {
        return folders.find(file).isPresent();
    }

    /**
     * Reads the set.
     *
     * @param seed at least 1. It draws the calibration set from the training set: 1,000 sentences of SST-2, a tenth of the others.
     *     TREC's dev set is a tenth of its training set, drawn by the seed. CR and MR have no parts: seed s tests on fold s of ten,
     *     and a tenth of the others, drawn by the seed, is the dev set
     * @throws FileNotFoundException if no data directory has it
     */
    public Parts<List<String>> read(Folders folders, int seed) throws IOException {
        if (seed < 1) {
            throw new IllegalArgumentException("the seed must be at least 1, got " + seed);
        }
        Path path = folders.require(file).resolve(file);
        Dataset<List<String>> all = lines(path);
        return switch (this) {
            case SST_2 -> {
                Dataset.Split<List<String>> split =
                        new Dataset.Split<>(all, lines(path.resolveSibling("stsa.binary.dev")));
                Dataset<List<String>> test = lines(path.resolveSibling("stsa.binary.test"));
                yield parts(split, test, lines(path.resolveSibling("stsa.binary.phrases.train")), seed);
            }
            case TREC -> {
                Dataset<List<String>> test = lines(path.resolveSibling("TREC.test.all"));
                yield parts(all.holdOut(all.size() / 10, seed), test, test.select(), seed);
            }
            case CR, MR -> {
                Dataset.Split<List<String>> split = fold(all, (seed - 1) % FOLDS);
                Dataset<List<String>> rest = split.kept();
                yield parts(rest.holdOut(rest.size() / 10, seed), split.heldOut(), all.select(), seed);
            }
        };
    }

    /** TREC's training questions for seed 1, those to calibrate on among them. */
    public static Dataset<List<String>> questions(Folders folders) throws IOException {
        Dataset<List<String>> all = TREC.lines(folders.require(TREC.file).resolve(TREC.file));
        return all.holdOut(all.size() / 10, 1).kept();
    }

    /** The second part of the split is the dev set. */
    private Parts<List<String>> parts(
            Dataset.Split<List<String>> split, Dataset<List<String>> test, Dataset<List<String>> phrases, int seed) {
        int size = split.kept().size();
        int calibration = Math.min(CALIBRATION_AT_MOST, this == SST_2 ? size : size / 10);
        Dataset.Split<List<String>> training = split.kept().holdOut(calibration, seed);
        return new Parts<>(title, training.kept(), training.heldOut(), split.heldOut(), test, phrases);
    }

    /** One fold as the part that is held out; folds differ by one example in size at most. */
    static <I> Dataset.Split<I> fold(Dataset<I> all, int fold) {
        List<Integer> dealt =
                new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
        Collections.shuffle(dealt, new Random(DEAL));
        int from = (int) ((long) all.size() * fold / FOLDS);
        int to = (int) ((long) all.size() * (fold + 1) / FOLDS);
        List<Integer> rest = new ArrayList<>(dealt.subList(0, from));
        rest.addAll(dealt.subList(to, dealt.size()));
        return new Dataset.Split<>(select(all, rest), select(all, dealt.subList(from, to)));
    }

    private static <I> Dataset<I> select(Dataset<I> all, List<Integer> ordinals) {
        return all.select(ordinals.stream().mapToInt(i -> i).sorted().toArray());
    }

    /** The sentences of a file. The sets in Latin-1 really are in windows-1252, with dashes and quotes at 80 to 9f. */
    private Dataset<List<String>> lines(Path path) throws IOException {
        Charset charset = this == TREC || this == MR ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
        String text = Files.readString(path, charset);
        List<String> lines =
                (this == TREC ? text.toLowerCase(Locale.ROOT) : text).lines().toList();
        return parse(lines, this == TREC ? ANSWERS : SENTIMENT, this == CR ? 4 : 0, path.toString());
    }

    /**
     * Reads lines of a label from 0 on, a space and a tokenized sentence.
     *
     * @param withoutText number of lines that have no sentence and are left out
     * @param origin where they are from, for messages
     * @throws IllegalArgumentException if one has no label of a class, or other than the known number have no sentence
     */
    static Dataset<List<String>> parse(List<String> lines, LabelSet labelSet, int withoutText, String origin) {
        List<List<String>> sentences = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int label = line.length() < 2 || line.charAt(1) != ' ' ? -1 : line.charAt(0) - '0';
            if (label < 0 || label >= labelSet.size()) {
                throw new IllegalArgumentException(origin + ", line " + (i + 1) + ": needs a label in 0.."
                        + (labelSet.size() - 1) + ", a space and a sentence, got \"" + line + "\"");
            }
            if (!line.substring(2).isBlank()) {
                labels.add(label);
                sentences.add(List.of(line.substring(2).strip().split("\\s+", -1)));
            }
        }
        if (lines.size() - sentences.size() != withoutText) {
            throw new IllegalArgumentException(origin + ": needs a sentence after the label in all lines but "
                    + withoutText + ", got none in " + (lines.size() - sentences.size()));
        }
        return Dataset.of(sentences, labels.stream().mapToInt(label -> label).toArray(), labelSet);
    }
}
