package org.dknn.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;

/**
 * A data set in one file, without published parts. It is dealt into ten folds, always the same; one is the test set, and a tenth
 * of the others the dev set.
 *
 * @param name for people
 * @param lines form of the file
 */
record FoldedCorpus(String name, LabelledLines lines) implements Corpus.Reader {

    static final int FOLDS = 10;

    private static final long DEAL = 20_181_101;

    /** Reads the set; seed s tests on fold s, and seed 11 on the first one again. */
    @Override
    public SentenceData read(Path file, int seed) throws IOException {
        Dataset<List<String>> all = lines.read(file);
        Dataset.Split<List<String>> split = fold(all, (seed - 1) % FOLDS);
        Dataset<List<String>> rest = split.kept();
        Dataset.Split<List<String>> inner = rest.holdOut(rest.size() / 10, seed);
        return new SentenceData(
                name,
                file + ", fold " + ((seed - 1) % FOLDS + 1) + " of " + FOLDS,
                SourceFile.of(file.resolveSibling(""), String.valueOf(file.getFileName())),
                inner.kept(),
                all.select(),
                inner.heldOut(),
                split.heldOut());
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
