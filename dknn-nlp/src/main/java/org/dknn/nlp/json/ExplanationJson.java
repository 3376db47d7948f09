package org.dknn.nlp.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.explain.Explanation;

/**
 * Explanations of texts and of pairs as JSON, one per line, in the form that {@link #schema} describes: version 2. Files of version 1,
 * in which pairs had a form of their own, are read as well.
 *
 * <p>What is written is ASCII: other characters are escaped, so that no encoding can harm them, marks that turn the direction of
 * text have no effect, and even an unpaired surrogate comes back as it was. Numbers come back bit for bit. The version is raised
 * when a reader of the old form would misread the new one; properties that are only added are ignored by readers that do not know
 * them. Immutable, safe for use by many threads.
 */
public final class ExplanationJson {

    private static final JsonErrors ERRORS = new JsonErrors("an explanation");
    private static final JsonErrors UPGRADE_ERRORS =
            new JsonErrors("an explanation of version 1, in the names of version 2,");

    private final StrictJson json = new StrictJson();

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
        String file = "explanation-2.schema.json";
        try (InputStream schema = Objects.requireNonNull(ExplanationJson.class.getResourceAsStream(file), file)) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema is in the same jar as this class", e);
        }
    }

    /** An explanation as one line of JSON, without a line break at its end. */
    public String write(Explanation explanation) {
        return json.write(ExplanationDocument.of(explanation));
    }

    /**
     * Reads an explanation that {@link #write} wrote, or an earlier version of it.
     *
     * @return equal to the explanation that was written
     * @throws DknnFormatException if it is no JSON, not in the form of {@link #schema}, or of a later version
     */
    public Explanation read(String line) throws DknnFormatException {
        ObjectNode document = json.parse(line, ERRORS);
        Header header = json.read(document, Header.class, Function.identity(), ERRORS);
        boolean old = header.version() < ExplanationDocument.VERSION;
        if (old) {
            VersionOne.upgrade(document, header.format());
        }
        return json.read(
                document, ExplanationDocument.class, ExplanationDocument::toExplanation, old ? UPGRADE_ERRORS : ERRORS);
    }

    /** Which form a document has. */
    record Header(String format, int version) {

        Header {
            if (version < 1 || version > ExplanationDocument.VERSION) {
                throw new IllegalArgumentException(
                        "version must be in 1.." + ExplanationDocument.VERSION + ", got " + version);
            }
            boolean isOldPair = version == 1 && format.equals(VersionOne.PAIR_FORMAT);
            if (!isOldPair && !format.equals(ExplanationDocument.FORMAT)) {
                throw new IllegalArgumentException("format must be " + ExplanationDocument.FORMAT + ", got " + format);
            }
        }
    }

    /** Writes one explanation per line, as they come; closes neither. */
    public void writeLines(Appendable target, Stream<Explanation> explanations) throws IOException {
        for (Iterator<Explanation> each = explanations.iterator(); each.hasNext(); ) {
            target.append(write(each.next())).append('\n');
        }
    }

    /**
     * Reads one explanation per line, as they are asked for; empty lines are skipped, and versions may differ. An {@link IOException},
     * which names the line, comes out of the stream as {@link UncheckedIOException}.
     *
     * @param source to be closed by the caller, when the stream has been used
     */
    public Stream<Explanation> readLines(BufferedReader source) {
        AtomicLong last = new AtomicLong();
        return source.lines()
                .sequential()
                .map(text -> new Line(last.incrementAndGet(), text))
                .filter(line -> !line.text().isBlank())
                .map(this::read);
    }

    /** A line and its number, from 1. */
    private record Line(long number, String text) {}

    private Explanation read(Line line) {
        try {
            return read(line.text());
        } catch (DknnFormatException e) {
            throw new UncheckedIOException(new DknnFormatException("line " + line.number() + ": " + e.getMessage(), e));
        }
    }
}
