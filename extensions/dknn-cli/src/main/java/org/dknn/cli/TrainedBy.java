package org.dknn.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * How a network was trained, so that others can be trained in the same way.
 *
 * @param network kind
 * @param recipe number of the recipe that was kept, from 1 on
 * @param epochs passes at most; empty for as many as it learns in
 */
record TrainedBy(NetworkChoice network, int recipe, Optional<Integer> epochs) {

    private static final String NETWORK = "trained.network";
    private static final String RECIPE = "trained.recipe";
    private static final String EPOCHS = "trained.epochs";

    /** Checks that there is such a recipe. */
    TrainedBy {
        int last = network.recipes().size();
        if (recipe < 1 || recipe > last) {
            throw new IllegalArgumentException("the recipes of the " + network + " are 1.." + last + ", got " + recipe);
        }
    }

    /** Training by that recipe alone. */
    NetworkTraining again(long seed, Consumer<String> say) {
        return new NetworkTraining(network, List.of(network.recipes().get(recipe - 1)), epochs, seed, say);
    }

    void put(Properties properties) {
        properties.setProperty(NETWORK, network.toString());
        properties.setProperty(RECIPE, String.valueOf(recipe));
        epochs.ifPresent(most -> properties.setProperty(EPOCHS, String.valueOf(most)));
    }

    /** Empty if the network was imported, or trained by a version with other networks and recipes: the model serves for all else. */
    static Optional<TrainedBy> in(Properties properties) {
        try {
            return Optional.ofNullable(properties.getProperty(NETWORK))
                    .map(name -> new TrainedBy(
                            NetworkChoice.valueOf(name.toUpperCase(Locale.ROOT)),
                            Integer.parseInt(properties.getProperty(RECIPE, "")),
                            Optional.ofNullable(properties.getProperty(EPOCHS)).map(Integer::valueOf)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
