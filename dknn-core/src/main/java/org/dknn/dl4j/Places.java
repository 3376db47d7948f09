package org.dknn.dl4j;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the vertices of a network put their values while a {@link SharedRun} lasts. Used by one thread while it is filled. */
final class Places {

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<Integer, Words> inputs = new HashMap<>();

    /**
     * Where a vertex puts its values.
     *
     * @param at its place in a run
     * @param width of a vector
     * @param steps of which network input; empty if it has one vector per text
     */
    record Place(int at, int width, List<StepsOf> steps) {

        boolean isSteps() {
            return !steps.isEmpty();
        }
    }

    /**
     * Steps of a network input.
     *
     * @param shrink how many steps fewer they are than words
     */
    record StepsOf(int input, int shrink) {}

    /**
     * What a network input must have.
     *
     * @param height all numbers of words are below it
     * @param length least number of words of a text
     */
    record Words(int height, int length) {

        /** Whether a text of these words has it. */
        boolean allow(int... text) {
            return text.length >= length && Arrays.stream(text).allMatch(word -> word >= 0 && word < height);
        }
    }

    /** Upper bound of the places. */
    int size() {
        return places.size();
    }

    /** What each network input must have that is needed; by its number. */
    Map<Integer, Words> inputs() {
        return inputs;
    }

    /** What a network input must have. */
    Words required(int input) {
        return inputs.getOrDefault(input, new Words(1, 1));
    }

    /** Asks more of a network input than what was asked before. */
    void demand(int input, int height, int length) {
        inputs.merge(
                input,
                new Words(height, length),
                (a, b) -> new Words(Math.min(a.height, b.height), Math.max(a.length, b.length)));
    }

    /** Whether a vertex was read before and has one vector per text. */
    boolean hasVector(String vertex) {
        Place place = places.get(vertex);
        return place != null && !place.isSteps();
    }

    /** All vertices that have one vector per text, in the order in which they run. */
    List<String> vectors() {
        return places.keySet().stream().filter(this::hasVector).toList();
    }

    /** The place of a vertex that was read before. */
    Place known(String vertex) {
        Place place = places.get(vertex);
        if (place == null) {
            throw new UnsupportedOperationException("a layer that reads the input \"" + vertex + "\"");
        }
        return place;
    }

    /** A new place of one vector per text. */
    Place putVector(String name, int width) {
        return put(name, width, List.of());
    }

    /** A new place. */
    Place put(String name, int width, List<StepsOf> steps) {
        Place place = new Place(places.size(), width, steps);
        places.put(name, place);
        return place;
    }

    /** The place of a vertex that must give one vector per text. */
    Place vector(String name) {
        Place place = known(name);
        require(!place.isSteps(), "steps of \"" + name + "\" that are read at once");
        return place;
    }

    /** The place of a vertex that must give steps. */
    Place steps(String name) {
        Place place = known(name);
        require(place.isSteps(), "steps made of the vectors of \"" + name + "\"");
        return place;
    }

    /** Gives a vertex the place of another, whose values it has. */
    void alias(String name, String below) {
        places.put(name, known(below));
    }

    /** Refuses what the shared pass does not read. */
    static void require(boolean supported, String what) {
        if (!supported) {
            throw new UnsupportedOperationException(what);
        }
    }
}
