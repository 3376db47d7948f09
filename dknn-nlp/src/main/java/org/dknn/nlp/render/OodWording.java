package org.dknn.nlp.render;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dknn.nlp.explain.Explanation;
import org.dknn.ood.OodResult;

/**
 * What all renderings say of whether an input is out-of-distribution. Names of layers in it are as users wrote them.
 *
 * @param ood what was found
 */
record OodWording(OodResult ood) {

    /** The wording of an explanation; empty if it does not tell. */
    static Optional<OodWording> of(Explanation explanation) {
        return explanation.prediction().ood().map(OodWording::new);
    }

    /** The answer in a few words. */
    String answer() {
        return ood.inDistribution() ? "Like the training texts" : "Unlike the training texts";
    }

    /** What follows the answer, such as {@code ": farther from them than 98 % of held-out texts, from layer dense1 on."}. */
    String reason() {
        if (!ood.parts().isEmpty()) {
            return reasonOfParts();
        }
        if (ood.inDistribution()) {
            return ": " + percent(100 * ood.pValue()) + " of held-out texts are at least as far from them."
                    + places().map(places -> " But not " + places + ".").orElse("");
        }
        return ": farther from them than " + percent(100 * (1 - ood.pValue())) + " of held-out texts"
                + places().map(places -> ", " + places).orElse(", over all layers together") + ".";
    }

    /** By the scores, such as {@code ", more so than 98 % of held-out texts: 7 of 12 words unknown; far in layer pooled."}. */
    private String reasonOfParts() {
        return ood.inDistribution()
                ? ": " + percent(100 * ood.pValue()) + " of held-out texts are at least as unlike them."
                : ", more so than " + percent(100 * (1 - ood.pValue())) + " of held-out texts: "
                        + String.join("; ", ood.reasons()) + ".";
    }

    /** Answer and reason. */
    String sentence() {
        return answer() + reason();
    }

    /** The layers in which the input is out-of-distribution, if there are any. */
    private Optional<String> places() {
        List<String> without = ood.layers().stream()
                .filter(layer -> !layer.inDistribution())
                .map(OodResult.Layer::name)
                .toList();
        if (without.isEmpty()) {
            return Optional.empty();
        }
        int layers = ood.layers().size();
        if (without.size() == layers) {
            return Optional.of("in every layer");
        }
        if (without.size() == 1) {
            return Optional.of("in layer " + without.get(0));
        }
        boolean isRest = ood.oodFrom().equals(Optional.of(ood.layers().get(layers - without.size())));
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

    /** The result of a layer, if there is one. */
    Optional<OodResult.Layer> layer(String name) {
        return ood.layers().stream().filter(layer -> layer.name().equals(name)).findFirst();
    }
}
