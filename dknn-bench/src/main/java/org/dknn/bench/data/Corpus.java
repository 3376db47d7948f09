package org.dknn.bench.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/** The data sets of sentences. */
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
        Dataset<List<String>> all = lines().read(path);
        return switch (this) {
            case SST_2 -> treebank(all, path, seed);
            case TREC -> {
                Path test = path.resolveSibling("TREC.test.all");
                yield parts(all.holdOut(all.size() / 10, seed), lines().read(test), seed, path, test);
            }
            case CR, MR -> {
                Dataset.Split<List<String>> split = fold(all, (seed - 1) % FOLDS);
                Dataset<List<String>> rest = split.kept();
                yield parts(rest.holdOut(rest.size() / 10, seed), split.heldOut(), seed, path);
            }
        };
    }

    /** TREC's training questions for seed 1, those to calibrate on among them. */
    public static Dataset<List<String>> questions(Folders folders) throws IOException {
        Dataset<List<String>> all = TREC.lines().read(folders.require(TREC.file).resolve(TREC.file));
        return all.holdOut(all.size() / 10, 1).kept();
    }

    private LabelledLines lines() {
        return switch (this) {
            case SST_2 -> LabelledLines.SENTIMENT;
            case CR -> LabelledLines.SENTIMENT.without(4);
            case MR -> LabelledLines.SENTIMENT.inWindows1252();
            case TREC ->
                LabelledLines.of(LabelSet.of("description", "entity", "abbreviation", "person", "location", "number"))
                        .inWindows1252()
                        .inLowerCase();
        };
    }

    private Parts<List<String>> treebank(Dataset<List<String>> training, Path path, int seed) throws IOException {
        Path dev = path.resolveSibling("stsa.binary.dev");
        Path test = path.resolveSibling("stsa.binary.test");
        Path phrases = path.resolveSibling("stsa.binary.phrases.train");
        Path[] files = Files.exists(phrases) ? new Path[] {path, phrases, dev, test} : new Path[] {path, dev, test};
        Parts<List<String>> parts =
                parts(new Dataset.Split<>(training, lines().read(dev)), lines().read(test), seed, files);
        return new Parts<>(
                title,
                parts.sources(),
                parts.training(),
                parts.calibration(),
                parts.dev(),
                parts.test(),
                Files.exists(phrases) ? lines().read(phrases) : training.select());
    }

    /** The parts of a set without phrases; the second part of the split is the dev set. */
    private Parts<List<String>> parts(
            Dataset.Split<List<String>> split, Dataset<List<String>> test, int seed, Path... files) throws IOException {
        int calibration = this == SST_2
                ? CALIBRATION_AT_MOST
                : Math.min(CALIBRATION_AT_MOST, split.kept().size() / 10);
        Dataset.Split<List<String>> training = split.kept().holdOut(calibration, seed);
        List<SourceFile> sources = new ArrayList<>();
        for (Path path : files) {
            sources.add(SourceFile.of(path));
        }
        return new Parts<>(title, sources, training.kept(), training.heldOut(), split.heldOut(), test, test.select());
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
}
