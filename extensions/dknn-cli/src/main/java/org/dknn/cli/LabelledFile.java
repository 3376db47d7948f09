package org.dknn.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/**
 * A file of labelled lines in UTF-8: a label, a tab or else the first space, a text. No line is empty.
 *
 * @param file its path
 * @param labels one per line
 * @param texts one per line
 */
record LabelledFile(Path file, List<String> labels, List<String> texts) {

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException naming file and line, if a line has no label or no text, or the file is not UTF-8
     */
    static LabelledFile read(Path file) throws IOException {
        List<String> labels = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            int end = line.indexOf('\t') >= 0 ? line.indexOf('\t') : line.indexOf(' ');
            String label = end < 0 ? "" : line.substring(0, end).strip();
            String text = end < 0 ? "" : line.substring(end + 1).strip();
            if (label.isEmpty() || text.isEmpty()) {
                throw new IllegalArgumentException(
                        where(file, number) + "needs a label, a tab or a space, and a text, got \"" + line + "\"");
            }
            labels.add(label);
            texts.add(text);
        }
        if (texts.isEmpty()) {
            throw new IllegalArgumentException(file + " has no lines");
        }
        return new LabelledFile(file, labels, texts);
    }

    /** The lines of a file, which must be UTF-8. */
    static List<String> lines(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            // String's own decoder replaces malformed bytes in silence
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.lines().toList();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not UTF-8", e);
        }
    }

    private static String where(Path file, int line) {
        return file + ", line " + line + ": ";
    }

    /** The different labels: numbers in their order, then words in theirs. */
    LabelSet labelSet() {
        if (labels.stream().distinct().count() < 2) {
            throw new IllegalArgumentException(
                    file + " needs lines of at least two classes, got only " + labels.get(0));
        }
        Comparator<String> byNumber =
                Comparator.comparing(label -> number(label).orElse(Double.POSITIVE_INFINITY));
        return new LabelSet(labels.stream()
                .distinct()
                .sorted(byNumber.thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    private static Optional<Double> number(String label) {
        try {
            return Optional.of(Double.parseDouble(label));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * The texts with the labels of known classes.
     *
     * @throws IllegalArgumentException naming file and line, if a label is none of them
     */
    Dataset<String> dataset(LabelSet labelSet) {
        int[] numbers = new int[labels.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labelSet.names().indexOf(labels.get(i));
            if (numbers[i] < 0) {
                throw new IllegalArgumentException(where(file, i + 1) + "the label \"" + labels.get(i)
                        + "\" is none of the classes " + labelSet.names());
            }
        }
        return Dataset.of(texts, numbers, labelSet);
    }

    /**
     * The words of the texts with the labels of known classes.
     *
     * @throws IllegalArgumentException naming file and line, if a label is none of them or a text has no words
     */
    Dataset<List<String>> words(LabelSet labelSet, WordReader reader) {
        List<List<String>> words = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            words.add(reader.tokenizer().words(texts.get(i)));
            if (words.get(i).isEmpty()) {
                throw new IllegalArgumentException(
                        where(file, i + 1) + "the text has no words: \"" + texts.get(i) + "\"");
            }
        }
        return Dataset.of(words, dataset(labelSet).labels(), labelSet);
    }
}
