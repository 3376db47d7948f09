package org.dknn.nlp.json;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.stream.Stream;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.explain.ExplainedPair;
import org.dknn.nlp.explain.PairExplanationRecord;

/**
 * Explanations of pairs as JSON, one a line, in a form that {@link #schema} describes: with one verdict, the words and
 * saliencies of either side, and the interactions of both. What is said of characters, numbers and versions in {@link
 * ExplanationJson} holds here, too. Immutable, safe for use by many threads.
 */
public final class PairExplanationJson {

    private final JsonForm<PairDocument> form = new JsonForm<>(PairDocument.class, "an explanation of a pair");

    private PairExplanationJson() {}

    /** A writer and reader. */
    public static PairExplanationJson create() {
        return new PairExplanationJson();
    }

    /**
     * The JSON Schema of one explanation of a pair, of draft 2020-12.
     *
     * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema, draft 2020-12</a>
     */
    public static String schema() {
        return JsonForm.schema("pair-explanation-1.schema.json");
    }

    /** An explanation as one line of JSON, without a line break at its end. */
    public String write(ExplainedPair pair) {
        return form.write(PairDocument.of(pair));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws DknnFormatException if it is no JSON, not in the form of {@link #schema}, or in another version of it
     */
    public PairExplanationRecord read(String json) throws DknnFormatException {
        return form.read(json, PairDocument::toRecord);
    }

    /** Writes one explanation a line, as they come; closes neither. */
    public void writeLines(Appendable target, Stream<? extends ExplainedPair> pairs) throws IOException {
        form.writeLines(target, pairs.map(PairDocument::of));
    }

    /**
     * Reads one explanation a line, as they are asked for; empty lines are skipped. An {@link IOException}, which names the line,
     * comes out of the stream as {@link java.io.UncheckedIOException}.
     *
     * @param source to be closed by the caller, when the stream has been used
     */
    public Stream<PairExplanationRecord> readLines(BufferedReader source) {
        return form.readLines(source, PairDocument::toRecord);
    }
}
