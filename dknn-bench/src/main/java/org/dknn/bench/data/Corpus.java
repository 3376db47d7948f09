package org.dknn.bench.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The data sets of the accuracy study.
 *
 * <p>A seed chooses what is held out where a set is not published in three parts: see {@link #read}.
 */
public enum Corpus {

    /** Stanford Sentiment Treebank, negative or positive, as published (Socher et al. 2013). */
    SST_2("SST-2", "sst/stsa.binary.train"),

    /** Customer reviews, negative or positive (Hu and Liu 2004); of 3,775 lines four have no text and are left out. */
    CR("CR", "cr/custrev.all"),

    /** Kind of answer that a question asks for, six classes (Li and Roth 2002); the test set as published; lower-cased. */
    TREC("TREC", "trec/TREC.train.all"),

    /** Sentences of film reviews, negative or positive (Pang and Lee 2005). */
    MR("MR", "mr/rt-polarity.all");

    private static final int WITHOUT_TEXT_IN_CR = 4;

    private final String title;
    private final String file;

    Corpus(String title, String file) {
        this.title = title;
        this.file = file;
    }

    /** Reads one of the sets. */
    interface Reader {

        /**
         * Reads the set.
         *
         * @param file its training file, or the only one
         * @param seed at least 1
         */
        SentenceData read(Path file, int seed) throws IOException;
    }

    /** Its name in tables and messages. */
    public String title() {
        return title;
    }

    /**
     * Reads the set from a data directory, {@code -Ddknn.data} or {@code DKNN_DATA} or {@code ../shared/data}.
     *
     * @param seed at least 1. SST-2 has published parts and ignores it. TREC's dev set is a tenth of its training set, drawn by
     *     the seed. CR and MR have no parts: ten folds are made once, seed s tests on fold s, and a tenth of the rest, drawn by
     *     the seed, is the dev set
     * @throws FileNotFoundException if no data directory has it
     */
    public SentenceData read(int seed) throws IOException {
        if (seed < 1) {
            throw new IllegalArgumentException("the seed must be at least 1, got " + seed);
        }
        Path found = find().orElseThrow(() ->
                new FileNotFoundException("Found no " + file + "; looked in " + SentimentSources.places()));
        return reader().read(found, seed);
    }

    /** Whether a data directory has it. */
    public boolean isThere() {
        return find().isPresent();
    }

    private Reader reader() {
        LabelledLines sentiment = LabelledLines.of(SentimentSources.LABELS);
        return switch (this) {
            case SST_2 -> (path, seed) -> SentimentSources.read(path.resolveSibling(""));
            case CR -> new FoldedCorpus(title, sentiment.without(WITHOUT_TEXT_IN_CR));
            case TREC -> new TrecCorpus();
            case MR -> new FoldedCorpus(title, sentiment.in(windows1252()));
        };
    }

    private Optional<Path> find() {
        return SentimentSources.places().values().stream()
                .map(place -> place.resolve(file))
                .filter(Files::exists)
                .findFirst();
    }

    /** What the Latin-1 files really are: they have dashes, ellipses and quotes at 80 to 9f, where Latin-1 has none. */
    static Charset windows1252() {
        return Charset.forName("windows-1252");
    }
}
