package org.dknn.bench.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.Prediction;
import org.dknn.bench.model.Models;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.train.Recipe;
import org.dknn.nlp.evaluate.Estimate;

/** The two checks of one trained model. What is found is kept as soon as it is there. */
final class SanityChecks {

    /** The model itself, which says how far an explanation agrees with itself: one without values agrees with none. */
    static final String NOTHING = "nothing";

    /** The check of labels. */
    static final String SHUFFLED = "shuffled labels";

    /** What to hold against it: a model that differs, and knows as much. */
    static final String OTHER_SEED = "true labels, another seed";

    /** What the network with shuffled labels gets right of the sentences that it has learned. */
    static final String LEARNED = "learned";

    private static final int ASKED_OF_LEARNED = 500;

    private final Randomiser randomiser;
    private final SanityComparison comparison;
    private final Path directory;
    private final Consumer<String> say;

    /** Makes a model; it is closed when it is compared. */
    @FunctionalInterface
    interface Making {

        TrainedModel make() throws IOException;
    }

    /**
     * Checks of a model.
     *
     * @param directory where results are kept; its name tells the model and the sentences
     */
    SanityChecks(Randomiser randomiser, SanityComparison comparison, Path directory, Consumer<String> say) {
        this.randomiser = randomiser;
        this.comparison = comparison;
        this.directory = directory;
        this.say = say;
    }

    /** Cascading randomisation of the parameters: results by the layer that was drawn last. */
    Map<String, SanityResult> parameters() throws IOException {
        List<String> layers = randomiser.layersFromTop();
        Map<String, SanityResult> results = new LinkedHashMap<>();
        results.put(NOTHING, kept("drawn-0", () -> randomiser.withTopLayersDrawn(0)));
        for (int drawn = 1; drawn <= layers.size(); drawn++) {
            int top = drawn;
            say.accept(drawn + " of " + layers.size() + " layers drawn anew: " + layers.subList(0, drawn));
            results.put(
                    (drawn == 1 ? "" : "and ") + layers.get(drawn - 1),
                    kept("drawn-" + drawn, () -> randomiser.withTopLayersDrawn(top)));
        }
        return results;
    }

    /**
     * Randomisation of the labels.
     *
     * @param network file of the network that is trained on them
     * @param another a model of another seed, which is left out if it is not kept
     */
    Map<String, SanityResult> labels(Path network, Recipe recipe, Optional<Models> another) throws IOException {
        Map<String, SanityResult> results = new LinkedHashMap<>();
        say.accept(SHUFFLED);
        results.put(SHUFFLED, kept("shuffled", () -> randomiser.onShuffledLabels(network, recipe)));
        if (another.isPresent() && another.get().isKept()) {
            say.accept(OTHER_SEED);
            results.put(OTHER_SEED, kept("another-seed", another.get()::loadOrTrain));
        }
        return results;
    }

    private SanityResult kept(String name, Making making) throws IOException {
        Path file = directory.resolve(name + ".tsv");
        Optional<SanityResult> found = SanityResult.read(file);
        if (found.isPresent()) {
            return found.get();
        }
        try (TrainedModel model = making.make()) {
            SanityResult result = comparison.with(model).plus(SanityComparison.RIGHT, LEARNED, learned(model));
            result.write(file);
            return result;
        }
    }

    private static Estimate learned(TrainedModel model) {
        Dataset<List<String>> all = model.split().kept();
        Dataset<List<String>> first = all.select(
                IntStream.range(0, Math.min(ASKED_OF_LEARNED, all.size())).toArray());
        List<Prediction> predictions = model.dknn().predictAll(first.inputs());
        return SanityComparison.share(first, predictions, Prediction::networkLabel);
    }
}
