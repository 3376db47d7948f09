package org.dknn.cli.serve;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser sends of a form, {@code application/x-www-form-urlencoded}.
 *
 * @param values by name; the last of several counts
 */
record FormFields(Map<String, String> values) {

    /** Copies the map. */
    FormFields {
        values = Map.copyOf(values);
    }

    /**
     * Reads what was sent.
     *
     * @throws IllegalArgumentException if it is no form
     */
    static FormFields of(Optional<String> encoded) {
        Map<String, String> values = new HashMap<>();
        for (String field : encoded.map(all -> List.of(all.split("&", -1))).orElse(List.of())) {
            int equals = field.indexOf('=');
            if (equals >= 0) {
                values.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return new FormFields(values);
    }

    /** With the line breaks of who typed them: browsers send others. */
    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** A text; empty if it was not sent. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * A number.
     *
     * @throws IllegalArgumentException if there is none
     */
    int number(String name) {
        String value = text(name);
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("needs a number as " + name + ", got \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }
}
