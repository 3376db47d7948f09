package org.dknn.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.dknn.Dataset;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.Tokenizer;

/** Collects pairs of sentences from files; those without an agreed label are left out. Not safe for use by many threads. */
final class PairReader {

    private static final Tokenizer TOKENIZER = Tokenizer.english();

    /** SNLI's sentences are seldom longer; MultiNLI's often are. */
    static final int LONGEST_PREMISE = 22;

    static final int LONGEST_HYPOTHESIS = 16;

    private final List<SentencePair> pairs = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    /** Adds all pairs of a file. */
    PairReader addAll(DelimitedText text) {
        return addRows(text, row -> true);
    }

    /** Adds the pairs of a part of SNLI's dev set. */
    PairReader addPart(DelimitedText text, SnliPart part) {
        return addRows(text, row -> SnliPart.of(text.field(row, "pairID")) == part);
    }

    /** Adds the pairs of a file whose sides are not longer than those of SNLI usually are. */
    PairReader addShort(DelimitedText text) {
        return addRows(text, row -> {
            SentencePair pair = pair(text, row);
            return pair.premise().size() <= LONGEST_PREMISE && pair.hypothesis().size() <= LONGEST_HYPOTHESIS;
        });
    }

    private PairReader addRows(DelimitedText text, IntPredicate wanted) {
        String labelColumn = text.columns().containsKey("gold_label") ? "gold_label" : "label";
        for (int row = 0; row < text.rows().size(); row++) {
            String label = text.field(row, labelColumn);
            // annotators who did not agree left a hyphen
            if (!label.equals("-") && wanted.test(row)) {
                pairs.add(pair(text, row));
                labels.add(PairData.LABELS.label(label));
            }
        }
        return this;
    }

    private static SentencePair pair(DelimitedText text, int row) {
        return new SentencePair(
                TOKENIZER.words(text.field(row, "sentence1")), TOKENIZER.words(text.field(row, "sentence2")));
    }

    int size() {
        return pairs.size();
    }

    Dataset<SentencePair> toDataset() {
        return Dataset.of(pairs, labels.stream().mapToInt(label -> label).toArray(), PairData.LABELS);
    }

    /** All rows of a file with a column {@code gold_label} or {@code label}. */
    static DelimitedText read(Path file) throws IOException {
        return DelimitedText.read(file, file.toString().endsWith(".csv") ? ',' : '\t');
    }
}
