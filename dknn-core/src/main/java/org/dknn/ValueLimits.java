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
 * Absolute limits of the values of words, per method of attribution: below which they are noise, and from which on they are strong.
 * They are measured on calibration examples of one classifier and saved with it. Immutable.
 *
 * @param byMethod by name of the method, in the order of measuring; where values are computed otherwise than by the method as it is, such
 *     as by sentence, the name tells that too
 */
public record ValueLimits(Map<String, Range> byMethod) {

    /** Copies the map. */
    public ValueLimits {
        byMethod = Collections.unmodifiableMap(new LinkedHashMap<>(byMethod));
    }

    /**
     * Limits of one method.
     *
     * @param noise the largest absolute value that says nothing: where no word of an input has a larger one, no word matters
     * @param strong the absolute value from which on a word is shown as strongly as can be; at least {@code noise}
     */
    public record Range(double noise, double strong) {

        /** Checks the limits. */
        public Range {
            if (!(noise >= 0 && strong >= noise && strong < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "limits must be finite, with 0 <= noise <= strong, got " + noise + " and " + strong);
            }
        }
    }

    /** Of no method. */
    public static ValueLimits none() {
        return new ValueLimits(Map.of());
    }

    /** Limits of a method by its name as above; empty if they were not measured. */
    public Optional<Range> of(String method) {
        return Optional.ofNullable(byMethod.get(method));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(byMethod.size());
        for (Map.Entry<String, Range> entry : byMethod.entrySet()) {
            Utf16.write(out, entry.getKey());
            out.writeDouble(entry.getValue().noise());
            out.writeDouble(entry.getValue().strong());
        }
    }

    static ValueLimits read(DataInputStream in) throws IOException {
        Map<String, Range> byMethod = new LinkedHashMap<>();
        for (int left = Utf16.readCount(in); left > 0; left--) {
            byMethod.put(Utf16.read(in), new Range(in.readDouble(), in.readDouble()));
        }
        return new ValueLimits(byMethod);
    }
}
