package org.dknn.nlp.corpus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.nlp.explain.Explainer;

/**
 * Texts in a fixed order that are scored as they are asked for. Pairs, or texts scored elsewhere, are an implementation of
 * yours.
 */
public interface ScoredSource {

    /** What the texts are, and what scored them: another name for other texts or another network. */
    String name();

    /** The classes of the labels. */
    LabelSet labelSet();

    /** Number of texts. */
    long size();

    /**
     * The texts from one on, scored lazily; the caller closes the stream.
     *
     * @param first in {@code 0..size}
     */
    Stream<ScoredText> from(long first);

    /**
     * Texts of a data set, explained in batches by {@link Explainer#explainAll(Stream)}.
     *
     * @param name of the data and of the network, for people; a checksum of the texts is added
     */
    static ScoredSource explained(String name, Explainer explainer, Dataset<String> texts) {
        return new ExplainedTexts(name + ", " + texts.size() + " texts, " + checksum(texts), explainer, texts);
    }

    private static String checksum(Dataset<String> texts) {
        CRC32C checksum = new CRC32C();
        for (int i = 0; i < texts.size(); i++) {
            checksum.update((texts.label(i) + " " + texts.inputs().get(i) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }

    /** Texts of a data set and their explainer. */
    record ExplainedTexts(String name, Explainer explainer, Dataset<String> texts) implements ScoredSource {

        @Override
        public LabelSet labelSet() {
            return texts.labelSet();
        }

        @Override
        public long size() {
            return texts.size();
        }

        @Override
        public Stream<ScoredText> from(long first) {
            int start = Math.toIntExact(first);
            List<String> rest = texts.inputs().subList(start, texts.size());
            int[] next = {start};
            return explainer
                    .explainAll(rest.stream())
                    .map(explanation -> ScoredText.of(explanation, texts.label(next[0]++)));
        }
    }
}
