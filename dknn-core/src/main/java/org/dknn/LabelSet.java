package org.dknn;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Names of the classes. Label i is column i of the network's output.
 *
 * @param names by label; at least two, all different
 */
public record LabelSet(List<String> names) {

    /** Checks the names. */
    public LabelSet {
        names = List.copyOf(names);
        if (names.size() < 2 || new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("needs at least two different class names, got " + names);
        }
    }

    /** Class names by label. */
    public static LabelSet of(String... names) {
        return new LabelSet(List.of(names));
    }

    /** Classes without names: "0", "1" and so on. */
    public static LabelSet numbered(int size) {
        return new LabelSet(IntStream.range(0, size).mapToObj(String::valueOf).toList());
    }

    /** Number of classes. */
    public int size() {
        return names.size();
    }

    /** Name of a label. */
    public String name(int label) {
        return names.get(label);
    }

    /** Name of a label as part of a sentence: in quotes where it begins with a digit or has no letter, as a count may stand beside it. */
    public String nameInText(int label) {
        String name = name(label);
        boolean isLikeCount = !name.isEmpty() && Character.isDigit(name.codePointAt(0));
        boolean isNoWord = name.codePoints().noneMatch(Character::isLetter);
        return isLikeCount || isNoWord ? '"' + name + '"' : name;
    }

    /**
     * Label of a name.
     *
     * @throws IllegalArgumentException if there is no such class
     */
    public int label(String name) {
        int label = names.indexOf(name);
        if (label < 0) {
            throw new IllegalArgumentException("the classes are " + names + ", got " + name);
        }
        return label;
    }
}
