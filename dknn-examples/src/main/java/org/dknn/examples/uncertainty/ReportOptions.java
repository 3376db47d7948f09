package org.dknn.examples.uncertainty;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dknn.examples.NetworkKind;

/**
 * What to measure.
 *
 * @param kinds of network
 * @param seed of models and splits, at least 1
 * @param maps number of test texts whose leave-one-out maps are made, at least 1
 */
record ReportOptions(List<NetworkKind> kinds, int seed, int maps) {

    /** Reads {@code networks=CNN,BiLSTM seed=1 maps=400}; what is not given, or is empty, has these values. */
    static ReportOptions parse(String... arguments) {
        ReportOptions options = new ReportOptions(List.of(NetworkKind.values()), 1, 400);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("needs NAME=VALUE, got \"" + argument + "\"");
            }
            options = parts[1].isBlank() ? options : options.with(parts[0], parts[1]);
        }
        return options;
    }

    private ReportOptions with(String name, String value) {
        return switch (name) {
            case "networks" ->
                new ReportOptions(
                        Arrays.stream(value.split(",", -1))
                                .map(ReportOptions::kind)
                                .toList(),
                        seed,
                        maps);
            case "seed" -> new ReportOptions(kinds, positive(value), maps);
            case "maps" -> new ReportOptions(kinds, seed, positive(value));
            default -> throw new IllegalArgumentException("needs networks, seed or maps, got \"" + name + "\"");
        };
    }

    private static NetworkKind kind(String title) {
        return Arrays.stream(NetworkKind.values())
                .filter(kind -> kind.title().equalsIgnoreCase(title.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("needs CNN or BiLSTM, got \"" + title + "\""));
    }

    private static int positive(String value) {
        if (!value.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("needs a number in 1..99999, got \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }

    /** The command that measures the same again. */
    String command() {
        return String.format(
                Locale.ROOT,
                "./mvnw -q -DskipTests -Puncertainty package -Dnetworks=%s -Dseed=%d -Dmaps=%d",
                String.join(",", kinds.stream().map(NetworkKind::title).toList()),
                seed,
                maps);
    }
}
