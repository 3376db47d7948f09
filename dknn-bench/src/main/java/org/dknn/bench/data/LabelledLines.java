package org.dknn.bench.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dknn.Dataset;
import org.dknn.LabelSet;

/**
 * The form of a file of lines such as {@code "1 a gripping , funny film"}: a label from 0 on, a space, a tokenized sentence.
 *
 * <p>Nothing is lost in silence: bytes that are no text in the character set are refused, and so are lines without a sentence,
 * except as many as the file is known to have.
 *
 * @param labelSet the classes, at most ten
 * @param charset of the file
 * @param isLowered whether letters become lower case
 * @param linesWithoutText number of lines that have a label and no sentence, and are left out
 */
record LabelledLines(LabelSet labelSet, Charset charset, boolean isLowered, int linesWithoutText) {

    /** Negative or positive sentences in UTF-8. */
    static final LabelledLines SENTIMENT = of(LabelSet.of("negative", "positive"));

    /** Lines in UTF-8, all with a sentence. */
    static LabelledLines of(LabelSet labelSet) {
        return new LabelledLines(labelSet, StandardCharsets.UTF_8, false, 0);
    }

    /** What Latin-1 files often are: with dashes, ellipses and quotes at 80 to 9f, where Latin-1 has none. */
    LabelledLines inWindows1252() {
        return new LabelledLines(labelSet, Charset.forName("windows-1252"), isLowered, linesWithoutText);
    }

    /** The same form, read in lower case. */
    LabelledLines inLowerCase() {
        return new LabelledLines(labelSet, charset, true, linesWithoutText);
    }

    /** The same form in a file of which a number of lines have no sentence. */
    LabelledLines without(int linesWithoutText) {
        return new LabelledLines(labelSet, charset, isLowered, linesWithoutText);
    }

    /** Reads a file. */
    Dataset<List<String>> read(Path file) throws IOException {
        try {
            String text = Files.readString(file, charset);
            return parse(
                    (isLowered ? text.toLowerCase(Locale.ROOT) : text).lines().toList(), file.toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": needs text in " + charset, e);
        }
    }

    /**
     * Reads lines.
     *
     * @param origin where they are from, for messages
     * @throws IllegalArgumentException if one has no label of a class, or other than the known number have no sentence
     */
    Dataset<List<String>> parse(List<String> lines, String origin) {
        List<List<String>> sentences = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Integer> withoutText = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int label = label(lines.get(i), origin + ", line " + (i + 1));
            String sentence = lines.get(i).substring(2).strip();
            if (sentence.isEmpty()) {
                withoutText.add(i + 1);
            } else {
                labels.add(label);
                sentences.add(List.of(sentence.split("\\s+", -1)));
            }
        }
        if (withoutText.size() != linesWithoutText) {
            throw new IllegalArgumentException(origin + ": needs a sentence after the label in all lines but "
                    + linesWithoutText + ", got none in the lines " + withoutText);
        }
        return Dataset.of(sentences, labels.stream().mapToInt(label -> label).toArray(), labelSet);
    }

    private int label(String line, String where) {
        int label = line.length() < 2 || line.charAt(1) != ' ' ? -1 : line.charAt(0) - '0';
        if (label < 0 || label >= labelSet.size()) {
            throw new IllegalArgumentException(where + ": needs a label in 0.." + (labelSet.size() - 1)
                    + ", a space and a sentence, got \"" + line + "\"");
        }
        return label;
    }
}
