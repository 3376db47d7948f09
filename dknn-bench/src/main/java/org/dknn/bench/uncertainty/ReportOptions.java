package org.dknn.bench.uncertainty;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.NetworkKind;

/**
 * What to measure.
 *
 * @param corpora data sets
 * @param kinds of network
 * @param seed of models and splits, at least 1
 * @param maps number of test texts whose leave-one-out maps are made, at least 1
 */
record ReportOptions(List<Corpus> corpora, List<NetworkKind> kinds, int seed, int maps) {

    /** Reads {@code sets=SST-2,CR,TREC networks=CNN,BiLSTM seed=1 maps=400}; what is not given, or is empty, has these values. */
    static ReportOptions parse(String... arguments) {
        ReportOptions options =
                new ReportOptions(List.of(Corpus.SST_2, Corpus.CR, Corpus.TREC), List.of(NetworkKind.values()), 1, 400);
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
            case "sets" -> new ReportOptions(chosen(value, Corpus.values(), Corpus::title), kinds, seed, maps);
            case "networks" ->
                new ReportOptions(corpora, chosen(value, NetworkKind.values(), NetworkKind::title), seed, maps);
            case "seed" -> new ReportOptions(corpora, kinds, positive(value), maps);
            case "maps" -> new ReportOptions(corpora, kinds, seed, positive(value));
            default -> throw new IllegalArgumentException("needs sets, networks, seed or maps, got \"" + name + "\"");
        };
    }

    private static <T> List<T> chosen(String titles, T[] all, Function<T, String> title) {
        return Arrays.stream(titles.split(",", -1))
                .map(wanted -> Arrays.stream(all)
                        .filter(one -> title.apply(one).equalsIgnoreCase(wanted.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("needs names of "
                                + Arrays.stream(all).map(title).toList() + ", got \"" + wanted + "\"")))
                .toList();
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
                "./mvnw -q -DskipTests -Puncertainty package -Dsets=%s -Dnetworks=%s -Dseed=%d -Dmaps=%d",
                String.join(",", corpora.stream().map(Corpus::title).toList()),
                String.join(",", kinds.stream().map(NetworkKind::title).toList()),
                seed,
                maps);
    }
}
