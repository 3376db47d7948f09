package org.dknn.nlp.json;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.stream.Stream;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.ExplanationRecord;

/**
 * Explanations as JSON, one a line, in a form that {@link #schema} describes.
 *
 * <p>What is written is ASCII: other characters are escaped, so that no encoding can harm them, marks that turn the direction of
 * text have no effect, and even an unpaired surrogate comes back as it was. Numbers come back bit for bit. The version is raised
 * when a reader of the old form would misread the new one; what is merely added is ignored by readers that do not know it.
 * Immutable, safe for use by many threads.
 */
public final class ExplanationJson {

    private final JsonForm<ExplanationDocument> form = new JsonForm<>(ExplanationDocument.class, "an explanation");

    private ExplanationJson() {}

    /** A writer and reader. */
    public static ExplanationJson create() {
        return new ExplanationJson();
    }

    /**
     * The JSON Schema of one explanation, of draft 2020-12.
     *
     * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema, draft 2020-12</a>
     */
    public static String schema() {
        return JsonForm.schema("explanation-1.schema.json");
    }

    /** An explanation as one line of JSON, without a line break at its end. */
    public String write(Explained explained) {
        return form.write(ExplanationDocument.of(explained));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws DknnFormatException if it is no JSON, not in the form of {@link #schema}, or in another version of it
     */
    public ExplanationRecord read(String json) throws DknnFormatException {
        return form.read(json, ExplanationDocument::toRecord);
    }

    /** Writes one explanation a line, as they come; closes neither. */
    public void writeLines(Appendable target, Stream<? extends Explained> explanations) throws IOException {
        form.writeLines(target, explanations.map(ExplanationDocument::of));
    }

    /**
     * Reads one explanation a line, as they are asked for; empty lines are skipped. An {@link IOException}, which names the line,
     * comes out of the stream as {@link java.io.UncheckedIOException}.
     *
     * @param source to be closed by the caller, when the stream has been used
     */
    public Stream<ExplanationRecord> readLines(BufferedReader source) {
        return form.readLines(source, ExplanationDocument::toRecord);
    }
}
