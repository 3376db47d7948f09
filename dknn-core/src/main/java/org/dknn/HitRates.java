package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dknn.internal.Utf16;

/**
 * How often answers were right, by what was said of them, such as a verdict in words. Counted on labelled examples of one
 * classifier that it has not seen, and saved with it. Immutable.
 *
 * @param byState by the name of what was said, in the order of counting; empty if nothing was counted
 */
public record HitRates(Map<String, Rate> byState) {

    /** Copies the map. */
    public HitRates {
        byState = Collections.unmodifiableMap(new LinkedHashMap<>(byState));
    }

    /**
     * A count.
     *
     * @param right answers that were right
     * @param texts all answers, at least {@code right}
     */
    public record Rate(int right, int texts) {

        /** Checks the counts. */
        public Rate {
            if (right < 0 || right > texts) {
                throw new IllegalArgumentException(
                        "needs counts with 0 <= right <= texts, got " + right + " of " + texts);
            }
        }

        /** Share of the answers that were right, in {@code [0, 1]}; 0 without answers. */
        public double share() {
            return texts == 0 ? 0 : (double) right / texts;
        }
    }

    /** Of nothing. */
    public static HitRates none() {
        return new HitRates(Map.of());
    }

    /** The count of a state; empty if it was not counted. */
    public Optional<Rate> of(String state) {
        return Optional.ofNullable(byState.get(state));
    }

    /** All answers together. */
    public Rate all() {
        return byState.values().stream()
                .reduce(
                        new Rate(0, 0),
                        (sum, rate) -> new Rate(sum.right() + rate.right(), sum.texts() + rate.texts()));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(byState.size());
        for (Map.Entry<String, Rate> entry : byState.entrySet()) {
            Utf16.write(out, entry.getKey());
            out.writeInt(entry.getValue().right());
            out.writeInt(entry.getValue().texts());
        }
    }

    static HitRates read(DataInputStream in) throws IOException {
        Map<String, Rate> byState = new LinkedHashMap<>();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            byState.put(Utf16.read(in), new Rate(in.readInt(), in.readInt()));
        }
        return new HitRates(byState);
    }
}
