package org.dknn.bench.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
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
 * @param linesWithoutText number of lines that have a label and no sentence, and are left out
 */
record LabelledLines(LabelSet labelSet, Charset charset, int linesWithoutText) {

    /** Lines in UTF-8, all with a sentence. */
    static LabelledLines of(LabelSet labelSet) {
        return new LabelledLines(labelSet, StandardCharsets.UTF_8, 0);
    }

    /** The same form in another character set. */
    LabelledLines in(Charset charset) {
        return new LabelledLines(labelSet, charset, linesWithoutText);
    }

    /** The same form in a file of which a number of lines have no sentence. */
    LabelledLines without(int linesWithoutText) {
        return new LabelledLines(labelSet, charset, linesWithoutText);
    }

    /** Reads a file. */
    Dataset<List<String>> read(Path file) throws IOException {
        return parse(decode(Files.readAllBytes(file), file).lines().toList(), file.toString());
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
            labels.add(label(lines.get(i), origin + ", line " + (i + 1)));
            String sentence = lines.get(i).substring(2).strip();
            if (sentence.isEmpty()) {
                withoutText.add(i + 1);
                labels.remove(sentences.size());
            } else {
                sentences.add(List.of(sentence.split("\\s+", -1)));
            }
        }
        requireKnown(withoutText, origin);
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

    private void requireKnown(List<Integer> withoutText, String origin) {
        if (withoutText.size() != linesWithoutText) {
            throw new IllegalArgumentException(origin + ": needs a sentence after the label in all lines but "
                    + linesWithoutText + ", got none in the lines " + withoutText);
        }
    }

    private String decode(byte[] bytes, Path file) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer to = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(from, to, true);
        if (result.isError()) {
            throw new IllegalArgumentException(file + ", line " + lineAt(bytes, from.position()) + ": needs text in "
                    + charset + ", got the byte " + String.format(Locale.ROOT, "%02x", bytes[from.position()] & 0xff));
        }
        return to.flip().toString();
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
