package org.dknn.cli.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.cli.MadeUpReviews;
import org.dknn.nlp.text.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredTrainingTest {

    private static final Recipe QUICK =
            new Recipe(new Recipe.Dropout(0.2, 0.1), new Recipe.Rate(2e-3, 0), new Recipe.Looks(1, 1), 0.9, 50, 1);

    /** So slow that it learns nothing. */
    private static final Recipe STUCK =
            new Recipe(new Recipe.Dropout(0.2, 0.1), new Recipe.Rate(1e-9, 0), new Recipe.Looks(1, 1), 0.9, 50, 1);

    private final Dataset<List<String>> training =
            MadeUpReviews.make(1).training().holdOut(120, 1).heldOut();
    private final Dataset<List<String>> dev =
            MadeUpReviews.make(1).dev().holdOut(50, 1).heldOut();
    private final Vocabulary vocabulary = Vocabulary.build(training.inputs(), 1);
    private final List<String> said = new ArrayList<>();

    private MeasuredTraining<List<String>> of(List<Recipe> recipes) {
        return of(recipes, said::add);
    }

    private MeasuredTraining<List<String>> of(List<Recipe> recipes, Consumer<String> say) {
        Function<Recipe, ComputationGraph> untrained = recipe -> {
            ComputationGraph graph =
                    new ComputationGraph(SentenceGraphs.cnn(new Sizes(vocabulary.size(), 20, 2), recipe));
            graph.init();
            return graph;
        };
        return new MeasuredTraining<>(recipes, untrained, Reading.sentences(vocabulary), say);
    }

    private double accuracy(int[] answers) {
        return IntStream.range(0, answers.length)
                        .filter(i -> answers[i] == dev.label(i))
                        .count()
                / (double) answers.length;
    }

    @Test
    void the_recipe_that_learns_is_kept_whatever_their_order() {
        MeasuredTraining<List<String>> tried = of(List.of(STUCK, QUICK));

        ComputationGraph network = tried.train(training, dev, Optional.of(6));

        assertTrue(
                said.get(said.size() - 1).startsWith("Keeps the network of recipe 2: dev accuracy "), said.toString());
        double accuracy = accuracy(tried.answers(network, dev));
        assertTrue(accuracy > 0.7, "dev accuracy " + accuracy);
        MeasuredTraining<List<String>> turned = of(List.of(QUICK, STUCK));
        assertEquals(accuracy, accuracy(turned.answers(turned.train(training, dev, Optional.of(6)), dev)), 1e-12);
    }

    @Test
    void a_recipe_that_learns_nothing_ends_after_its_least_number_of_passes() {
        of(List.of(STUCK)).train(training, dev, Optional.empty());

        int steps = new EqualLengthBatches<>(training, Reading.sentences(vocabulary))
                .inOrder(50)
                .size();
        int passes = said.stream()
                .filter(line -> line.startsWith("  epoch"))
                .mapToInt(line -> Integer.parseInt(line.strip().split("[ :]", -1)[1]))
                .max()
                .orElseThrow();
        Pace pace = Pace.of(steps);
        assertTrue(passes >= pace.least() && passes <= pace.most(), passes + " passes by " + pace);
    }

    /** Ends a training as a kill between two passes would. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private MeasuredTraining<List<String>> stopping(List<Recipe> recipes) {
        return of(recipes, line -> {
            said.add(line);
            if (line.startsWith("  epoch")) {
                throw new Stopped();
            }
        });
    }

    @Test
    void a_training_that_goes_on_gives_the_bits_of_one_that_was_not_interrupted(@TempDir Path directory)
            throws IOException {
        Recipe falling =
                new Recipe(new Recipe.Dropout(0.5, 0.1), new Recipe.Rate(1e-3, 70), new Recipe.Looks(1, 1), 0.9, 50, 2);
        List<Recipe> recipes = List.of(QUICK, falling);
        Dataset<List<String>> many =
                MadeUpReviews.make(1).training().holdOut(150, 1).heldOut();
        float[] whole = of(recipes).train(many, dev, Optional.of(10)).params().toFloatVector();
        int lines =
                (int) said.stream().filter(line -> line.startsWith("  epoch")).count();
        List<String> once = List.copyOf(said);
        Checkpoint checkpoint = new Checkpoint(directory.resolve("m/training.part"), "mine");
        assertFalse(checkpoint.isThere());

        said.clear();
        for (int line = 0; line < lines; line++) {
            assertThrows(
                    Stopped.class, () -> stopping(recipes).train(many, dev, Optional.of(10), Optional.of(checkpoint)));
            assertEquals(Optional.of(true), checkpoint.read(in -> in.readAllBytes().length > 0));
        }
        float[] parts = stopping(recipes)
                .train(many, dev, Optional.of(10), Optional.of(checkpoint))
                .network()
                .params()
                .toFloatVector();

        assertArrayEquals(whole, parts);
        assertTrue(lines >= 4, once.toString());
        assertEquals(
                once,
                said.stream()
                        .filter(line -> !line.startsWith("Goes on behind epoch"))
                        .toList());
        checkpoint.delete();
        assertFalse(checkpoint.isThere());
    }

    @Test
    void what_is_kept_of_another_training_or_damaged_is_replaced(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("training.part");
        assertThrows(Stopped.class, () -> stopping(List.of(QUICK))
                .train(training, dev, Optional.of(1), Optional.of(new Checkpoint(file, "other"))));
        Checkpoint own = new Checkpoint(file, "mine");
        assertEquals(Optional.empty(), own.read(in -> in.readAllBytes().length > 0));

        float[] network = of(List.of(QUICK))
                .train(training, dev, Optional.of(1), Optional.of(own))
                .network()
                .params()
                .toFloatVector();

        assertEquals(Optional.of(true), own.read(in -> in.readAllBytes().length > 0));
        assertArrayEquals(
                of(List.of(QUICK)).train(training, dev, Optional.of(1)).params().toFloatVector(), network);
        Files.writeString(file, "no checkpoint");
        assertEquals(Optional.empty(), own.read(in -> in.readAllBytes().length > 0));
    }

    @Test
    void nothing_to_learn_from_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> of(List.of()).train(training, dev, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> of(List.of(QUICK))
                .train(training.select(), dev, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> of(List.of(QUICK))
                .train(training, dev.select(), Optional.empty()));
    }
}
