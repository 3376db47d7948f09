package org.dknn.nlp.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.perturb.Perturbation;
import org.junit.jupiter.api.Test;

class InputReductionTest {

    private final DeepKnn<List<String>> dknn = new WordWeights().fitted();

    private List<InputReduction.Step> reduce(Attribution attribution, List<String> words) {
        return reduce(attribution, words, Predictor.of(dknn));
    }

    private List<InputReduction.Step> reduce(Attribution attribution, List<String> words, Predictor predictor) {
        return new PlanExecutor(predictor).run(plan(attribution, words));
    }

    private Plan<List<InputReduction.Step>> plan(Attribution attribution, List<String> words) {
        return new InputReduction(attribution).plan(Features.of(words), dknn.predict(words));
    }

    private static List<Integer> positions(List<InputReduction.Step> steps) {
        return steps.stream().map(InputReduction.Step::position).toList();
    }

    private static List<List<String>> texts(List<InputReduction.Step> steps) {
        return steps.stream().map(InputReduction.Step::words).toList();
    }

    @Test
    void the_word_of_the_smallest_value_goes_first() {
        List<InputReduction.Step> steps = reduce(LeaveOneOut.probability(), List.of("a", "great", "bad", "film"));

        // bad -0.125, then a 0, then film 0; great stays
        assertEquals(List.of(2, 0, 3), positions(steps));
        assertEquals(List.of(List.of("a", "great", "film"), List.of("great", "film"), List.of("great")), texts(steps));
        assertTrue(steps.stream().allMatch(step -> step.prediction().label() == 1));
    }

    @Test
    void it_ends_where_the_label_would_change() {
        // an attribution that finds the decisive word the least of all
        Attribution wrong =
                new LeaveOneOut("x", (prediction, label) -> -prediction.probability(label), Perturbation.delete());

        assertEquals(List.of(), reduce(wrong, List.of("great", "bad")));
    }

    @Test
    void the_label_of_the_whole_text_is_the_one_that_stays() {
        List<String> text = List.of("awful", "film", "good");

        List<InputReduction.Step> steps = reduce(LeaveOneOut.probability(), text);

        assertEquals(0, dknn.predict(text).label());
        assertEquals(List.of("awful"), steps.get(steps.size() - 1).words());
    }

    @Test
    void texts_of_no_and_of_one_word_have_no_steps() {
        assertEquals(List.of(), reduce(LeaveOneOut.conformity(), List.of(), Asking.nobody()));
        assertEquals(List.of(), reduce(LeaveOneOut.conformity(), List.of("good"), Asking.nobody()));
    }

    private static List<String> text(int words, long seed) {
        List<String> known = List.of("good", "great", "bad", "awful", "film", "a");
        Random random = new Random(seed);
        return Stream.generate(() -> known.get(random.nextInt(known.size())))
                .limit(words)
                .toList();
    }

    /** The steps of a loop that attributes and predicts text by text, as the paper has it. */
    private List<InputReduction.Step> oneByOne(Attribution attribution, List<String> words) {
        int label = dknn.predict(words).label();
        List<InputReduction.Step> steps = new ArrayList<>();
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, words.size()).boxed().toList());
        while (left.size() > 1) {
            List<String> now = left.stream().map(words::get).toList();
            double[] values =
                    Asking.attribute(attribution, now, Target.of(label), dknn).values();
            int least = IntStream.range(0, values.length)
                    .reduce((best, other) -> values[other] < values[best] ? other : best)
                    .orElseThrow();
            int position = left.remove(least);
            List<String> rest = left.stream().map(words::get).toList();
            Prediction prediction = dknn.predict(rest);
            if (prediction.label() != label) {
                break;
            }
            steps.add(new InputReduction.Step(position, rest, prediction));
        }
        return steps;
    }

    @Test
    void rounds_find_what_a_loop_finds() {
        for (Attribution attribution : List.of(
                LeaveOneOut.conformity(),
                LeaveOneOutAndIn.neighborsAndNetwork(),
                ShapleyValues.probability(new SamplingBudget(40, 2)))) {
            List<List<String>> texts =
                    IntStream.range(0, 12).mapToObj(seed -> text(seed, seed)).toList();
            List<List<InputReduction.Step>> together = new PlanExecutor(Predictor.of(dknn))
                    .runAll(texts.stream().map(text -> plan(attribution, text)).toList());
            for (int i = 0; i < texts.size(); i++) {
                List<InputReduction.Step> expected = oneByOne(attribution, texts.get(i));

                assertEquals(positions(expected), positions(together.get(i)), "seed " + i);
                assertEquals(texts(expected), texts(together.get(i)), "seed " + i);
                for (int step = 0; step < expected.size(); step++) {
                    assertEquals(
                            expected.get(step).prediction().pValues(),
                            together.get(i).get(step).prediction().pValues());
                }
            }
        }
    }

    @Test
    void each_text_is_predicted_once_over_all_rounds() {
        Asking asking = new Asking(dknn);

        List<InputReduction.Step> steps = reduce(LeaveOneOut.probability(), text(9, 3), asking);

        assertTrue(steps.size() > 2, "steps: " + steps.size());
        assertEquals(asking.asked().size(), new HashSet<>(asking.asked()).size());
    }

    @Test
    void the_other_segment_stays() {
        Prediction some = dknn.predict(List.of("great"));
        Features features = new Features(new Variant(List.of(List.of("good"), List.of("a", "great"))), 1);
        Asking asking = new Asking(inputs ->
                inputs.stream().map(input -> dknn.predict(input.words(1))).toList());

        List<InputReduction.Step> steps =
                new PlanExecutor(asking).run(new InputReduction(LeaveOneOut.probability()).plan(features, some));

        assertEquals(List.of(List.of("great")), texts(steps));
        assertTrue(asking.asked().stream().allMatch(input -> input.words(0).equals(List.of("good"))));
    }

    @Test
    void an_attribution_that_asks_for_nothing_reduces_too() {
        Attribution byPosition = new Attribution() {
            @Override
            public String name() {
                return "by position";
            }

            @Override
            public Plan<Attributions> plan(Features features, Target target) {
                double[] values = IntStream.range(0, features.words().size())
                        .mapToDouble(position -> -position)
                        .toArray();
                return Plan.of(Attributions.of(name(), target, values));
            }
        };

        // from the last to the first
        assertEquals(List.of(2, 1), positions(reduce(byPosition, List.of("great", "good", "film"))));
    }
}
