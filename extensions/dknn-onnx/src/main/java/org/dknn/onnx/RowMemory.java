package org.dknn.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of the inputs that were asked for last, so that several heads run the model once. Safe for use by many threads. */
final class RowMemory {

    private final int capacity;
    private final Map<List<String>, List<float[]>> rows;

    RowMemory(int capacity) {
        this.capacity = capacity;
        this.rows = new LinkedHashMap<>(16, 0.75f, true);
    }

    synchronized Optional<List<float[]>> get(List<String> input) {
        return Optional.ofNullable(rows.get(input));
    }

    synchronized void put(List<String> input, List<float[]> row) {
        if (capacity == 0) {
            return;
        }
        rows.put(List.copyOf(input), row); // the caller may change its own
        if (rows.size() > capacity) {
            rows.remove(rows.keySet().iterator().next());
        }
    }
}
