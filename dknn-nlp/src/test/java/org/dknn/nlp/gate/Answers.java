package org.dknn.nlp.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Values by neutral keys, a line each: {@code key<TAB>value}. */
final class Answers {

    private final Map<String, String> lines = new TreeMap<>();

    static Answers read(Path file) throws IOException {
        Answers answers = new Answers();
        for (String line : Files.readAllLines(file)) {
            int tab = line.indexOf('\t');
            answers.lines.put(line.substring(0, tab), line.substring(tab + 1));
        }
        return answers;
    }

    void write(Path file) throws IOException {
        Files.write(
                file,
                lines.entrySet().stream()
                        .map(line -> line.getKey() + "\t" + line.getValue())
                        .toList());
    }

    void put(String key, String value) {
        String before = lines.put(key, value.replace("\\", "\\\\").replace("\n", "\\n"));
        if (before != null) {
            throw new IllegalStateException("there are two answers for " + key);
        }
    }

    Answers plus(Answers more) {
        lines.putAll(more.lines);
        return this;
    }

    /** Those whose keys start so. */
    Answers startingWith(String start) {
        Answers some = new Answers();
        lines.forEach((key, value) -> {
            if (key.startsWith(start)) {
                some.lines.put(key, value);
            }
        });
        return some;
    }

    int size() {
        return lines.size();
    }

    /** Every line that differs, is missing or is too many, with both values. */
    List<String> differences(Answers recorded) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(lines.keySet());
        keys.addAll(recorded.lines.keySet());
        for (String key : keys) {
            String now = lines.getOrDefault(key, "(nothing)");
            String then = recorded.lines.getOrDefault(key, "(nothing)");
            if (!now.equals(then)) {
                differences.add(key + "\n  recorded " + then + "\n  now      " + now);
            }
        }
        return differences;
    }
}
