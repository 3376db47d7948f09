package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments {@code NAME=VALUE} that a study has beside those of {@link StudyOptions}.
 *
 * @param values by name, those that are usual where none is given or an empty one
 * @param others all other arguments, in their order
 */
record OwnArguments(Map<String, String> values, List<String> others) {

    static OwnArguments of(Map<String, String> usual, String... arguments) {
        Map<String, String> values = new LinkedHashMap<>(usual);
        List<String> others = new ArrayList<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2 || !usual.containsKey(parts[0])) {
                others.add(argument);
            } else if (!parts[1].isBlank()) {
                values.put(parts[0], parts[1]);
            }
        }
        return new OwnArguments(values, others);
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** The other arguments, behind some that are usual and may be given otherwise. */
    StudyOptions study(String... usual) {
        List<String> all = new ArrayList<>(List.of(usual));
        all.addAll(others);
        return StudyOptions.parse(all.toArray(String[]::new));
    }
}
