package org.dknn.ood;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dknn.activation.StepExtractor;
import org.dknn.ood.WindowTable.StepVector;
import org.dknn.vector.FloatMatrix;

/** Collects the different windows of three steps of inputs. For one thread. */
final class Windows {

    /** Largest number of windows; a search takes time in proportion. */
    private static final int MOST = 1 << 18;

    private static final int CHUNK = 1024;

    private final int most;
    private final Map<StepVector, Integer> ids = new HashMap<>();
    private final List<float[]> vectors = new ArrayList<>();
    private final List<Long> hashes = new ArrayList<>();
    private final Set<Window> windows = new HashSet<>();
    private long bound = Long.MAX_VALUE;

    private Windows(int most) {
        this.most = most;
    }

    /** Three steps by their numbers; {@value #BEYOND} while the number of steps is not known, then that number, is beyond the ends. */
    record Window(int first, int middle, int last) implements Comparable<Window> {

        private static final int BEYOND = Integer.MAX_VALUE;
        private static final Comparator<Window> RISING = Comparator.comparingInt(Window::first)
                .thenComparingInt(Window::middle)
                .thenComparingInt(Window::last);

        @Override
        public int compareTo(Window other) {
            return RISING.compare(this, other);
        }

        Window requireAmong(int steps) throws IOException {
            if (Math.min(first, Math.min(middle, last)) < 0 || Math.max(first, Math.max(middle, last)) > steps) {
                throw new IOException("a window has steps in 0.." + steps + ", got " + this);
            }
            return this;
        }

        private Window within(int steps) {
            return new Window(Math.min(first, steps), middle, Math.min(last, steps));
        }
    }

    static <I> Windows of(StepExtractor<I> extractor, List<I> inputs) {
        return of(extractor, inputs, MOST);
    }

    /** Keeps at most so many windows: those of the smallest hashes of their content. */
    static <I> Windows of(StepExtractor<I> extractor, List<I> inputs, int most) {
        Windows found = new Windows(most);
        for (int start = 0; start < inputs.size(); start += CHUNK) {
            extractor
                    .extract(inputs.subList(start, Math.min(inputs.size(), start + CHUNK)))
                    .forEach(found::add);
        }
        found.keepSmallest();
        return found;
    }

    private void add(FloatMatrix input) {
        int before = Window.BEYOND;
        int here = id(input.row(0));
        for (int row = 1; row <= input.rows(); row++) {
            int after = row < input.rows() ? id(input.row(row)) : Window.BEYOND;
            Window window = new Window(before, here, after);
            if (hash(window) <= bound) {
                windows.add(window);
            }
            before = here;
            here = after;
        }
        if (windows.size() > 2 * most) {
            keepSmallest();
        }
    }

    private int id(float[] vector) {
        StepVector key = new StepVector(vector);
        return ids.computeIfAbsent(key, unused -> {
            vectors.add(vector);
            hashes.add(mixed(key.hashCode() + 1L));
            return vectors.size() - 1;
        });
    }

    private void keepSmallest() {
        if (windows.size() > most) {
            bound = windows.stream()
                    .mapToLong(this::hash)
                    .sorted()
                    .skip(most - 1L)
                    .findFirst()
                    .orElse(bound);
            windows.removeIf(window -> hash(window) > bound);
        }
    }

    /** Depends on the vectors alone, not on their numbers. */
    private long hash(Window window) {
        return mixed(mixed(mixed(hash(window.first())) + hash(window.middle())) + hash(window.last()));
    }

    private long hash(int step) {
        return step == Window.BEYOND ? 0 : hashes.get(step);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** The different steps. */
    FloatMatrix steps() {
        return FloatMatrix.copyOf(vectors.toArray(float[][]::new));
    }

    /** The different windows, where the number of steps is beyond the ends. */
    List<Window> rising() {
        return windows.stream()
                .map(window -> window.within(vectors.size()))
                .sorted()
                .toList();
    }
}
