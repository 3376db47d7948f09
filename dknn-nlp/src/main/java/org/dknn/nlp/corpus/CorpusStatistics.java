package org.dknn.nlp.corpus;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.dknn.LabelSet;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.DknnFormatException;
import org.dknn.internal.Utf16;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.corpus.ScoredSource.ScoredText;

/**
 * What is known of the words of a data set so far. Its size grows with the number of different words, classes and methods, not
 * with the number of texts.
 *
 * <p>A text counts once for each word in it: with the mean value and the mean rank of its occurrences. The rank of the word
 * of the largest value is 1; words of equal values share the mean of their ranks. Not safe for use by many threads.
 */
public final class CorpusStatistics {

    private static final String KIND = "corpus-statistics";
    private static final int VERSION = 1;

    private final String source;
    private final LabelSet labelSet;
    private final List<String> methods;
    private final SortedMap<String, WordSums> words = new TreeMap<>();
    private long texts;

    private CorpusStatistics(String source, LabelSet labelSet, List<String> methods) {
        this.source = source;
        this.labelSet = labelSet;
        this.methods = methods;
    }

    /**
     * Statistics of no text.
     *
     * @param source what the texts are, so that statistics of one source are not mixed with those of another
     * @param methods names of the methods, in the order of the attributions of each text; at least one
     */
    public static CorpusStatistics none(String source, LabelSet labelSet, List<String> methods) {
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("needs at least one method, got none");
        }
        return new CorpusStatistics(source, labelSet, List.copyOf(methods));
    }

    /**
     * Adds a text.
     *
     * @throws IllegalArgumentException if it was scored by other methods, or a label is of no class
     */
    public void add(ScoredText text) {
        requireFit(text);
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int position = 0; position < text.words().size(); position++) {
            places.computeIfAbsent(text.words().get(position), word -> new ArrayList<>())
                    .add(position);
        }
        places.keySet().forEach(word -> sums(word).addText(text.label()));
        for (int method = 0; method < methods.size() && !places.isEmpty(); method++) {
            add(text.attributions().get(method), method, places);
        }
        texts++;
    }

    private void requireFit(ScoredText text) {
        List<String> found =
                text.attributions().stream().map(Attributions::method).toList();
        if (!found.equals(methods)) {
            throw new IllegalArgumentException("needs attributions by " + methods + ", got " + found);
        }
        if (Math.max(text.label(), text.explainedLabel()) >= labelSet.size()) {
            throw new IllegalArgumentException("labels must be in 0.." + (labelSet.size() - 1) + " for the classes "
                    + labelSet.names() + ", got " + text.label() + " and " + text.explainedLabel());
        }
    }

    private void add(Attributions attributions, int method, Map<String, List<Integer>> places) {
        double[] values = attributions.values();
        double[] fallen = new double[values.length];
        // the ranking puts the smallest first; and -0.0 before 0.0, if it sees one
        Arrays.setAll(fallen, i -> 0.0 - values[i]);
        double[] ranks = new NaturalRanking().rank(fallen);
        places.forEach((word, positions) -> {
            WordSums.Means means = sums(word).means(attributions.label(), method);
            means.importance().add(mean(values, positions));
            means.rank().add(mean(ranks, positions));
        });
    }

    private static double mean(double[] values, List<Integer> positions) {
        return positions.stream()
                .mapToDouble(position -> values[position])
                .average()
                .orElseThrow();
    }

    private WordSums sums(String word) {
        return words.computeIfAbsent(word, unknown -> WordSums.none(labelSet.size(), methods.size()));
    }

    /** What the texts are. */
    public String source() {
        return source;
    }

    /** The classes. */
    public LabelSet labelSet() {
        return labelSet;
    }

    /** Names of the methods. */
    public List<String> methods() {
        return methods;
    }

    /** Number of texts added. */
    public long texts() {
        return texts;
    }

    /** All words with what is kept of them, in their order. */
    SortedMap<String, WordSums> words() {
        return Collections.unmodifiableSortedMap(words);
    }

    /** Writes all to a file with a checksum, in place of the one that may be there. */
    public void save(Path file) throws IOException {
        ContainerFile.write(file, KIND, VERSION, this::write);
    }

    private void write(DataOutputStream out) throws IOException {
        Utf16.write(out, source);
        Utf16.writeAll(out, labelSet.names());
        Utf16.writeAll(out, methods);
        out.writeLong(texts);
        out.writeInt(words.size());
        for (Map.Entry<String, WordSums> entry : words.entrySet()) {
            Utf16.write(out, entry.getKey());
            entry.getValue().write(out);
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws DknnFormatException if the file is damaged, newer or holds something else
     */
    public static CorpusStatistics load(Path file) throws IOException {
        return ContainerFile.read(file, KIND, VERSION, CorpusStatistics::read);
    }

    private static CorpusStatistics read(DataInputStream in, int version) throws IOException {
        CorpusStatistics read = none(Utf16.read(in), new LabelSet(Utf16.readAll(in)), Utf16.readAll(in));
        read.texts = in.readLong();
        int size = Utf16.readCount(in);
        for (int i = 0; i < size; i++) {
            read.words.put(Utf16.read(in), WordSums.read(in, read.labelSet.size(), read.methods.size()));
        }
        return read;
    }

    @Override
    public String toString() {
        return "CorpusStatistics[" + source + ", " + texts + " texts, " + words.size() + " words, by " + methods + "]";
    }
}
