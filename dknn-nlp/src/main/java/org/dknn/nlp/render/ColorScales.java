package org.dknn.nlp.render;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dknn.ValueLimits;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;

/**
 * For each method, the value that gets the deepest color. All texts of a page share it, since values of one method can be
 * compared between texts and values of two methods cannot. Where explanations carry {@linkplain Attributions#limits limits}, it is
 * the strong one of these, whatever the values of the page, and words within the noise have no color.
 *
 * <p>Immutable.
 */
public final class ColorScales {

    private final Map<String, Scale> scales;

    private ColorScales(Map<String, Scale> scales) {
        this.scales = Collections.unmodifiableMap(scales);
    }

    /**
     * Scales with given limits, as for pages that are to be compared. Larger values get the deepest color, too.
     *
     * @param limits by method, each finite and at least 0; shown in the order of the map
     */
    public static ColorScales of(Map<String, Double> limits) {
        Map<String, Scale> scales = new LinkedHashMap<>();
        limits.forEach((method, limit) -> scales.put(method, new Scale(limit)));
        return new ColorScales(scales);
    }

    /** Scales by the limits of methods or, without limits, that hold all values of some explanations; methods in order of appearance; reads the stream to its end. */
    public static ColorScales over(Stream<Explanation> explanations) {
        Map<String, Scale> scales = new LinkedHashMap<>();
        explanations
                .flatMap(explanation -> explanation.segments().stream())
                .flatMap(segment -> segment.attributions().stream())
                .forEachOrdered(values -> scales.merge(values.method(), scale(values), ColorScales::larger));
        return new ColorScales(scales);
    }

    /** By the limits of the method where they are known, so that the same depth means the same on any page. */
    private static Scale scale(Attributions values) {
        return new Scale(values.limits().map(ValueLimits.Range::strong).orElseGet(values::peak));
    }

    /** The scales of one explanation. */
    static ColorScales of(Explanation explanation) {
        return over(Stream.of(explanation));
    }

    private static Scale larger(Scale one, Scale other) {
        return one.limit() >= other.limit() ? one : other;
    }

    /** Names of the methods. */
    List<String> methods() {
        return List.copyOf(scales.keySet());
    }

    /**
     * The scale of the method of some values.
     *
     * @throws IllegalArgumentException if there is none
     */
    Scale of(Attributions values) {
        return of(values.method());
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
