package org.dknn.ood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.activation.StepExtractor;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;

class WindowTableTest {

    /** Each letter has a vector of its own; o has none but zeros. */
    private static final StepExtractor<String> LETTERS = new StepExtractor<>() {

        @Override
        public String layer() {
            return "letters";
        }

        @Override
        public List<FloatMatrix> extract(List<String> inputs) {
            return inputs.stream()
                    .map(text -> FloatMatrix.copyOf(
                            text.chars().mapToObj(WindowTableTest::vector).toArray(float[][]::new)))
                    .toList();
        }
    };

    private static float[] vector(int letter) {
        float[] vector = new float[5];
        Random random = new Random(letter);
        for (int i = 0; i < vector.length && letter != 'o'; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static List<String> texts(long seed, int count, String letters) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static double[] distances(WindowTable table, String text) {
        return table.distances(LETTERS.extract(List.of(text)).get(0));
    }

    @Test
    void distances_are_those_of_a_search_among_all_windows() {
        assertDistancesOfSearch(texts(1, 30, "abcdefgo"), texts(2, 20, "abcdefghio"));
    }

    /** So many letters that few windows share one with a text, and most are passed over. */
    @Test
    void distances_are_those_of_a_search_among_windows_of_other_steps() {
        String letters = IntStream.range(0, 2_500).mapToObj(Character::toString).collect(Collectors.joining());
        assertDistancesOfSearch(texts(13, 700, letters.substring(0, 2_000)), texts(14, 20, letters));
    }

    private static void assertDistancesOfSearch(List<String> reference, List<String> texts) {
        WindowTable table = WindowTable.of(LETTERS, reference);
        FloatMatrix all = FloatMatrix.concat(LETTERS.windows(3).extract(reference));
        for (String text : texts) {
            FloatMatrix windows = LETTERS.windows(3).extract(List.of(text)).get(0);
            double[] found = distances(table, text);
            for (int step = 0; step < found.length; step++) {
                double nearest = 2;
                for (int row = 0; row < all.rows(); row++) {
                    nearest = Math.min(nearest, Metric.COSINE.distance(windows.row(step), all.row(row)));
                }
                assertEquals(Math.sqrt(2 * nearest), found[step], 2e-3, text + " at " + step);
            }
        }
    }

    @Test
    void a_window_is_as_far_in_a_long_text_as_alone() {
        String letters = IntStream.range(0, 2_500).mapToObj(Character::toString).collect(Collectors.joining());
        WindowTable table = WindowTable.of(LETTERS, texts(10, 700, letters));
        String text = String.join("", texts(11, 30, letters));

        double[] found = distances(table, text);

        assertTrue(found.length > 64);
        for (int step = 1; step + 1 < found.length; step++) {
            assertEquals(distances(table, text.substring(step - 1, step + 2))[1], found[step], "seeds 10, 11");
        }
    }

    @Test
    void what_is_remembered_changes_no_distance() {
        String letters = IntStream.range(0, 300).mapToObj(Character::toString).collect(Collectors.joining());
        List<String> reference = texts(15, 200, letters);
        WindowTable table = WindowTable.of(LETTERS, reference);
        WindowTable forgetful = WindowTable.of(LETTERS, reference, 0);
        WindowTable small = WindowTable.of(LETTERS, reference, 1_000);

        for (String text : texts(16, 60, letters)) {
            double[] expected = distances(forgetful, text);
            for (WindowTable one : List.of(table, table, small, small)) {
                assertArrayEquals(expected, distances(one, text), "seeds 15, 16, " + text);
            }
        }
    }

    @Test
    void a_scaled_window_is_at_no_distance_though_it_is_not_known() {
        String letters = IntStream.range(0, 2_500).mapToObj(Character::toString).collect(Collectors.joining());
        List<String> reference = texts(12, 700, letters);
        WindowTable table = WindowTable.of(LETTERS, reference);

        for (String text : reference) {
            float[][] scaled = text.chars()
                    .mapToObj(WindowTableTest::vector)
                    .map(WindowTableTest::twice)
                    .toArray(float[][]::new);
            for (double distance : table.distances(FloatMatrix.copyOf(scaled))) {
                assertEquals(0, distance, 2e-3, "seed 12, " + text);
            }
        }
    }

    private static float[] twice(float... vector) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= 2;
        }
        return vector;
    }

    @Test
    void windows_of_the_reference_are_at_no_distance_and_others_are_at_some() {
        WindowTable table = WindowTable.of(LETTERS, List.of("abcab", "bca"));

        assertArrayEquals(new double[5], distances(table, "abcab"));
        assertArrayEquals(new double[] {0, 0, 0}, distances(table, "bca"));
        assertTrue(distances(table, "acb")[1] > 0.1);
        assertEquals(7, table.size()); // _ab abc bca cab ab_ and _bc ca_
    }

    @Test
    void zeros_are_like_nothing() {
        WindowTable table = WindowTable.of(LETTERS, List.of("abc"));

        assertEquals(Math.sqrt(2), distances(table, "o")[0], 1e-12);
    }

    @Test
    void neither_the_order_of_the_reference_nor_repetition_changes_a_distance() {
        List<String> reference = texts(3, 60, "abcdefgh");
        List<String> shuffled = new ArrayList<>(reference);
        Collections.shuffle(shuffled, new Random(4));
        shuffled.addAll(reference.subList(0, 20));
        WindowTable table = WindowTable.of(LETTERS, reference);
        WindowTable other = WindowTable.of(LETTERS, shuffled);

        assertEquals(table.size(), other.size());
        for (String text : texts(5, 30, "abcdefghij")) {
            assertArrayEquals(distances(table, text), distances(other, text), "seed 5");
        }
    }

    @Test
    void what_is_kept_of_too_many_windows_does_not_depend_on_their_order() {
        List<String> reference = texts(6, 80, "abcdefgh");
        List<String> shuffled = new ArrayList<>(reference);
        Collections.shuffle(shuffled, new Random(7));

        assertEquals(
                contents(Windows.of(LETTERS, reference, 20)), contents(Windows.of(LETTERS, shuffled, 20)), "seed 6");
        assertEquals(20, contents(Windows.of(LETTERS, reference, 20)).size());
    }

    private static List<String> contents(Windows windows) {
        FloatMatrix steps = windows.steps();
        return windows.rising().stream()
                .map(window -> List.of(window.first(), window.middle(), window.last()).stream()
                        .map(step -> step == steps.rows() ? "_" : Arrays.toString(steps.row(step)))
                        .toList()
                        .toString())
                .sorted()
                .toList();
    }

    @Test
    void writing_and_reading_changes_no_distance() throws IOException {
        WindowTable table = WindowTable.of(LETTERS, texts(8, 20, "abcdefgo"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.write(new DataOutputStream(bytes));

        WindowTable read = WindowTable.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        for (String text : texts(9, 20, "abcdefghio")) {
            assertArrayEquals(distances(table, text), distances(read, text), "seed 9");
        }
    }
}
