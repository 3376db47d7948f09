package org.dknn.examples.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dknn.Dataset;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;

/** Collects pairs of sentences from files; those without an agreed label are left out. Not safe for use by many threads. */
final class PairReader {

    private static final Tokenizer TOKENIZER = Tokenizer.english();

    private final List<SentencePair> pairs = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    /** Adds the rows of a file in {@code [from, to)} that are there. */
    PairReader add(DelimitedText text, String labelColumn, int from, int to) {
        for (int row = from; row < Math.min(to, text.rows().size()); row++) {
            String label = text.field(row, labelColumn);
            // annotators who did not agree left a hyphen
            if (!label.equals("-")) {
                add(words(text.field(row, "sentence1")), words(text.field(row, "sentence2")), label);
            }
        }
        return this;
    }

    private static List<String> words(String sentence) {
        return TOKENIZER.words(sentence);
    }

    private void add(List<String> premise, List<String> hypothesis, String label) {
        pairs.add(new SentencePair(premise, hypothesis));
        labels.add(PairData.LABELS.label(label));
    }

    Dataset<SentencePair> toDataset() {
        return Dataset.of(pairs, labels.stream().mapToInt(label -> label).toArray(), PairData.LABELS);
    }

    /** All rows of a file with a column {@code gold_label} or {@code label}. */
    static DelimitedText read(Path file) throws IOException {
        return DelimitedText.read(file, file.toString().endsWith(".csv") ? ',' : '\t');
    }
}
