package org.dknn.examples.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dknn.Dataset;

/** Files of lines such as {@code "1 a gripping , funny film"}: a label, a space, a tokenized sentence. */
final class LabelledLines {

    private LabelledLines() {}

    static Dataset<List<String>> read(Path file) throws IOException {
        return parse(Files.readAllLines(file), file.toString());
    }

    static Dataset<List<String>> parse(List<String> lines, String origin) {
        List<List<String>> sentences = new ArrayList<>();
        int[] labels = new int[lines.size()];
        for (int i = 0; i < labels.length; i++) {
            String line = lines.get(i);
            if (!line.matches("[01] .*\\S.*")) {
                throw new IllegalArgumentException(
                        origin + ", line " + (i + 1) + ": needs 0 or 1, a space and a sentence, got \"" + line + "\"");
            }
            labels[i] = line.charAt(0) - '0';
            sentences.add(List.of(line.substring(2).strip().split("\\s+", -1)));
        }
        return Dataset.of(sentences, labels, SentimentData.LABELS);
    }
}
