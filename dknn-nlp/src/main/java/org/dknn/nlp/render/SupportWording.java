package org.dknn.nlp.render;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dknn.nlp.explain.Explained;
import org.dknn.ood.OodResult;

/**
 * What all renderings say alike of whether a text is like the training texts. Names of layers in it are as users wrote them.
 *
 * @param support what was found
 */
record SupportWording(OodResult support) {

    /** Of an explanation that tells. */
    static Optional<SupportWording> of(Explained explained) {
        return explained.verdict().support().map(SupportWording::new);
    }

    /** The answer in a few words. */
    String answer() {
        return support.inDistribution() ? "Like the training texts" : "Unlike the training texts";
    }

    /** What follows the answer, such as {@code ": farther from them than 98 % of held-out texts, from layer dense1 on."}. */
    String reason() {
        if (support.inDistribution()) {
            return ": " + percent(100 * support.pValue()) + " of held-out texts are at least as far from them."
                    + places().map(places -> " But not " + places + ".").orElse("");
        }
        return ": farther from them than " + percent(100 * (1 - support.pValue())) + " of held-out texts"
                + places().map(places -> ", " + places).orElse(", over all layers together") + ".";
    }

    /** Answer and reason. */
    String sentence() {
        return answer() + reason();
    }

    /** The layers without support, if there are any. */
    private Optional<String> places() {
        List<String> without = support.layers().stream()
                .filter(layer -> !layer.isSupported())
                .map(OodResult.Layer::name)
                .toList();
        if (without.isEmpty()) {
            return Optional.empty();
        }
        int layers = support.layers().size();
        if (without.size() == layers) {
            return Optional.of("in every layer");
        }
        if (without.size() == 1) {
            return Optional.of("in layer " + without.get(0));
        }
        boolean isRest = support.lostFrom().equals(Optional.of(support.layers().get(layers - without.size())));
        return Optional.of(isRest ? "from layer " + without.get(0) + " on" : "in layers " + String.join(", ", without));
    }

    /** How far a layer's neighbors are beside others, such as {@code "98 %"}. */
    static String percentile(OodResult.Layer layer) {
        return percent(layer.percentile());
    }

    /** Rounded down, so that what is not all is never said to be; in tenths where only few are left. */
    private static String percent(double percent) {
        double whole = percent + 1e-9; // 98 that came out as 97.99999999 is 98
        return whole >= 99.1 && whole < 100
                ? String.format(Locale.ROOT, "%.1f %%", Math.floor(10 * whole) / 10)
                : String.format(Locale.ROOT, "%.0f %%", Math.floor(whole));
    }

    /** What was found in the layer of a name, if it was looked at. */
    Optional<OodResult.Layer> layer(String name) {
        return support.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst();
    }

    /** Whether the neighbors of a layer are what a reader of a strange text should see first: it is where support is lost. */
    boolean isLostIn(String layer) {
        Optional<OodResult.Layer> first = support.lostFrom().or(() -> support.layers().stream()
                .filter(found -> !found.isSupported())
                .findFirst());
        return !support.inDistribution()
                && first.map(lost -> lost.name().equals(layer)).orElse(false);
    }
}
