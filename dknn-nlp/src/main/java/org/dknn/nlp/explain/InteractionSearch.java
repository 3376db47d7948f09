package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;

/**
 * Removes words of both segments of a pair at a time. The cost is at most {@code words * words} rows through the network, whatever
 * the lengths of the texts.
 *
 * @param method what drops, and how words go
 * @param words how many of each segment: those of the largest absolute values, earlier ones first among equals
 */
record InteractionSearch(LeaveOneOut method, int words) {

    InteractionSearch {
        if (words < 1) {
            throw new IllegalArgumentException("needs at least 1 word of each segment, got " + words);
        }
    }

    /** The plan of the interactions of the strongest words of a pair. */
    Plan<Interactions> plan(Variant pair, Target target) {
        return Plan.all(List.of(method.plan(new Features(pair, 0), target), method.plan(new Features(pair, 1), target)))
                .inFull() // an interaction is told by its parts, so these are never cut short
                .then(sides -> together(pair, target, drops(sides.get(0)), drops(sides.get(1))));
    }

    private Interactions.Drops drops(Attributions values) {
        List<Integer> positions = IntStream.range(0, values.size())
                .boxed()
                .sorted(Comparator.comparingDouble(position -> -Math.abs(values.value(position))))
                .limit(words)
                .sorted()
                .toList();
        return new Interactions.Drops(
                positions, positions.stream().map(values::value).toList());
    }

    private Plan<Interactions> together(
            Variant pair, Target target, Interactions.Drops premise, Interactions.Drops hypothesis) {
        List<Variant> asked = new ArrayList<>(List.of(pair));
        for (int row : premise.positions()) {
            Variant without = without(pair, 0, row);
            hypothesis.positions().forEach(column -> asked.add(without(without, 1, column)));
        }
        return Plan.<Double, Interactions>ask(asked, prediction -> target.score(method.score(), prediction), scores -> {
            int columns = hypothesis.positions().size();
            double[][] both = new double[premise.positions().size()][columns];
            for (int i = 1; i < scores.size(); i++) {
                both[(i - 1) / columns][(i - 1) % columns] = scores.get(0) - scores.get(i);
            }
            return Interactions.of(method.name(), premise, hypothesis, both);
        });
    }

    private Variant without(Variant pair, int segment, int position) {
        Features features = new Features(pair, segment);
        return features.with(method.perturbation().remove(features.words(), position));
    }
}
