package org.dknn.examples.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dknn.nlp.encode.GloveFile;
import org.dknn.nlp.encode.WordVectors;

/**
 * Finds pairs of sentences in a data directory, else makes do with {@link GeneratedPairs}. SNLI's own training set is too
 * large for one, so what is trained on is the training part of the counterfactual SNLI pairs of Kaushik, Hovy and Lipton
 * (2020), originals and revisions, and the short ones of 20,000 MultiNLI pairs; SNLI's dev set is there to choose by, and its test set is
 * never opened.
 */
public final class PairSources {

    private static final String DEV = "snli/snli_1.0_dev.csv";
    private static final String COUNTERFACTUAL = "snli_related/cad_nli";
    private static final String MULTI = "mnli/mnli_train.tsv";
    private static final String HIGHLIGHTS = "esnli/esnli_dev.contradiction.highlights.jsonl";
    private static final String GLOVE = "glove50d_subset/glove.6B.50d.subset.txt";

    /** Originals that are held out with all their revisions; an original has two of either kind. */
    private static final int HELD_OUT = 200;

    private static final int REVISIONS = 2;

    private PairSources() {}

    /** The real pairs if they are there, else generated ones that say they are. */
    public static PairData find(Consumer<String> say) throws IOException {
        Optional<Path> place = place(DEV, COUNTERFACTUAL, MULTI);
        if (place.isEmpty()) {
            say.accept("Found no " + DEV + "; looked in " + SentimentSources.places());
            say.accept("Goes on with a few pairs made up on the spot: their figures say nothing about real text.");
            return GeneratedPairs.make(1);
        }
        return read(place.get());
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
        PairReader training = new PairReader();
        PairReader calibration = new PairReader();
        Path counterfactual = place.resolve(COUNTERFACTUAL);
        addFamilies(counterfactual.resolve("original.train.tsv"), 1, training, calibration);
        addFamilies(counterfactual.resolve("revised_premise.train.tsv"), REVISIONS, training, calibration);
        addFamilies(counterfactual.resolve("revised_hypothesis.train.tsv"), REVISIONS, training, calibration);
        training.addShort(PairReader.read(place.resolve(MULTI)), "label");
        PairReader dev = new PairReader().add(PairReader.read(place.resolve(DEV)), "label", 0, Integer.MAX_VALUE);
        return new PairData(
                "SNLI",
                "trained on counterfactual SNLI and short MultiNLI pairs, not on SNLI's own training set",
                training.toDataset(),
                calibration.toDataset(),
                dev.toDataset());
    }

    /** The first originals and their revisions, which stand in the same order, are for calibration. */
    private static void addFamilies(Path file, int each, PairReader training, PairReader calibration)
            throws IOException {
        DelimitedText text = PairReader.read(file);
        calibration.add(text, "gold_label", 0, each * HELD_OUT);
        training.add(text, "gold_label", each * HELD_OUT, Integer.MAX_VALUE);
    }
}
