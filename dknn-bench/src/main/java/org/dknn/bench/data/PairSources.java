package org.dknn.bench.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dknn.nlp.encode.GloveFile;
import org.dknn.nlp.encode.WordVectors;

/**
 * Finds pairs of sentences in a data directory. SNLI's own training set is too
 * large for one. So what is trained on is half of SNLI's dev set; the training part of the counterfactual SNLI pairs of
 * Kaushik, Hovy and Lipton (2020), originals and revisions; and the short ones of 25,000 MultiNLI pairs. The rest of the dev
 * set is there to calibrate, to choose by and to report on, as {@link SnliPart} says; the test set is never opened.
 */
public final class PairSources {

    private static final String DEV = "snli/snli_1.0_dev.csv";
    private static final String COUNTERFACTUAL = "snli_related/cad_nli";
    private static final List<String> MULTI = List.of("mnli/mnli_train.tsv", "mnli/mnli_val.tsv");
    private static final String HIGHLIGHTS = "esnli/esnli_dev.contradiction.highlights.jsonl";
    private static final String GLOVE = "glove50d_subset/glove.6B.50d.subset.txt";

    private PairSources() {}

    /**
     * Reads the pairs.
     *
     * @throws FileNotFoundException if no data directory has them all
     */
    public static PairData find() throws IOException {
        return read(place(DEV, COUNTERFACTUAL, MULTI.get(0), MULTI.get(1))
                .orElseThrow(() -> new FileNotFoundException("found no " + DEV + ", " + COUNTERFACTUAL + " and " + MULTI
                        + " in one of " + SentimentSources.places())));
    }

    /** Whether a data directory has them. */
    public static boolean isThere() {
        return place(DEV, COUNTERFACTUAL, MULTI.get(0), MULTI.get(1)).isPresent();
    }

    /** GloVe vectors of 50 values for the wanted words, if a file of them is there. */
    public static Optional<WordVectors> vectors(Predicate<String> wanted) throws IOException {
        Optional<Path> place = place(GLOVE);
        return place.isPresent() ? Optional.of(GloveFile.load(place.get().resolve(GLOVE), wanted)) : Optional.empty();
    }

    /** The words that people marked in the contradictions of SNLI's dev set, if they are there. */
    public static Optional<Path> highlights() {
        return place(HIGHLIGHTS).map(place -> place.resolve(HIGHLIGHTS));
    }

    private static Optional<Path> place(String... needed) {
        return SentimentSources.places().values().stream()
                .filter(place -> Arrays.stream(needed).allMatch(name -> Files.exists(place.resolve(name))))
                .findFirst();
    }

    private static PairData read(Path place) throws IOException {
        DelimitedText snli = PairReader.read(place.resolve(DEV));
        PairReader training = new PairReader().addPart(snli, SnliPart.TRAINING);
        for (String name : List.of("original", "revised_premise", "revised_hypothesis")) {
            training.addAll(PairReader.read(place.resolve(COUNTERFACTUAL).resolve(name + ".train.tsv")));
        }
        for (String name : MULTI) {
            training.addShort(PairReader.read(place.resolve(name)));
        }
        return new PairData(
                "SNLI",
                "trained on half of its dev set, counterfactual SNLI and short MultiNLI pairs; its training set is not there",
                training.toDataset(),
                new PairReader().addPart(snli, SnliPart.CALIBRATION).toDataset(),
                new PairReader().addPart(snli, SnliPart.CHOOSING).toDataset(),
                new PairReader().addPart(snli, SnliPart.UNSEEN).toDataset());
    }
}
