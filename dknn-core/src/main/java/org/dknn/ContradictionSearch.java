package org.dknn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.Dataset.Contradiction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Search for equal inputs with different labels. */
final class ContradictionSearch {

    private static final Logger LOG = LoggerFactory.getLogger(Dataset.class);

    /** Number of characters of an example to show. */
    private static final int SHOWN = 200;

    private ContradictionSearch() {}

    static <I> List<Contradiction<I>> of(Dataset<I> examples) {
        Map<I, Integer> first = new HashMap<>();
        Map<I, int[]> counts = new LinkedHashMap<>();
        for (int i = 0; i < examples.size(); i++) {
            I input = examples.inputs().get(i);
            Integer label = first.putIfAbsent(input, examples.label(i));
            if (label != null && label != examples.label(i)) {
                counts.computeIfAbsent(input, any -> new int[examples.labelSet().size()]);
            }
        }
        for (int i = 0; i < examples.size() && !counts.isEmpty(); i++) {
            int[] found = counts.get(examples.inputs().get(i));
            if (found != null) {
                found[examples.label(i)]++;
            }
        }
        List<Contradiction<I>> contradictions = new ArrayList<>();
        counts.forEach((input, found) -> contradictions.add(
                new Contradiction<>(input, Arrays.stream(found).boxed().toList())));
        // the sort keeps the order of equals
        contradictions.sort(Comparator.comparingInt(found -> -found.size()));
        return List.copyOf(contradictions);
    }

    /** Warns of the contradictions of training examples. */
    static <I> void warnOf(Dataset<I> training) {
        List<Contradiction<I>> found = of(training);
        if (found.isEmpty()) {
            return;
        }
        Contradiction<I> first = found.get(0);
        LOG.warn(
                "{} training inputs occur with different labels, in {} of {} examples; check the labels. For example \"{}\": {}",
                found.size(),
                found.stream().mapToInt(Contradiction::size).sum(),
                training.size(),
                shown(String.valueOf(first.input())),
                first.labels(training.labelSet()));
    }

    private static String shown(String input) {
        return input.length() <= SHOWN ? input : input.substring(0, SHOWN) + " ...";
    }
}
