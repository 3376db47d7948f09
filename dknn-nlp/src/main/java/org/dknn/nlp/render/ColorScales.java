package org.dknn.nlp.render;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explained;

/**
 * For each method, the value that gets the deepest colour. All texts of a page share it, since values of one method can be
 * compared between texts and values of two methods cannot.
 *
 * <p>Immutable.
 */
public final class ColorScales {

    private final Map<String, Scale> scales;

    private ColorScales(Map<String, Scale> scales) {
        this.scales = Collections.unmodifiableMap(scales);
    }

    /**
     * Scales with given limits, as for pages that are to be compared. Larger values get the deepest colour, too.
     *
     * @param limits by method, each finite and at least 0; shown in the order of the map
     */
    public static ColorScales of(Map<String, Double> limits) {
        Map<String, Scale> scales = new LinkedHashMap<>();
        limits.forEach((method, limit) -> scales.put(method, new Scale(limit)));
        return new ColorScales(scales);
    }

    /** Scales that hold all values of some explanations, methods in order of appearance; reads the stream to its end. */
    public static ColorScales over(Stream<? extends Explained> explanations) {
        Map<String, Scale> scales = new LinkedHashMap<>();
        explanations.forEachOrdered(explained -> explained
                .saliencies()
                .forEach(saliency -> scales.merge(saliency.method(), new Scale(saliency.peak()), ColorScales::larger)));
        return new ColorScales(scales);
    }

    /** The scales of one explanation. */
    static ColorScales of(Explained explained) {
        return over(Stream.of(explained));
    }

    private static Scale larger(Scale one, Scale other) {
        return one.limit() >= other.limit() ? one : other;
    }

    /** Names of the methods. */
    List<String> methods() {
        return List.copyOf(scales.keySet());
    }

    /**
     * The scale of a saliency's method.
     *
     * @throws IllegalArgumentException if there is none
     */
    Scale of(Attributions saliency) {
        return of(saliency.method());
    }

    /**
     * The scale of a method.
     *
     * @throws IllegalArgumentException if there is none
     */
    Scale of(String method) {
        Scale scale = scales.get(method);
        if (scale == null) {
            throw new IllegalArgumentException("has scales of the methods " + scales.keySet() + ", got " + method);
        }
        return scale;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColorScales that && scales.equals(that.scales);
    }

    @Override
    public int hashCode() {
        return scales.hashCode();
    }

    @Override
    public String toString() {
        return "ColorScales" + scales;
    }
}
