package org.dknn.nlp.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import org.dknn.format.DknnFormatException;
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

    private static final String SCHEMA = "explanation-1.schema.json";

    private final JsonMapper mapper;

    private ExplanationJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** A writer and reader. */
    public static ExplanationJson create() {
        return new ExplanationJson(JsonMapper.builder()
                .disable(MapperFeature.USE_GETTERS_AS_SETTERS)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        // what is missing is null, too, unless it may be
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withCoercionConfig(LogicalType.Textual, config -> accept(config))
                .withCoercionConfig(LogicalType.Boolean, config -> accept(config, CoercionInputShape.Boolean))
                .withCoercionConfig(LogicalType.Integer, config -> accept(config, CoercionInputShape.Integer))
                .withCoercionConfig(
                        LogicalType.Float,
                        config -> accept(config, CoercionInputShape.Integer, CoercionInputShape.Float))
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .build());
    }

    /** A number is no text, a text no number and a fraction no count, whatever might be made of them. */
    private static void accept(MutableCoercionConfig config, CoercionInputShape... shapes) {
        for (CoercionInputShape shape : CoercionInputShape.values()) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
        for (CoercionInputShape shape : shapes) {
            config.setCoercion(shape, CoercionAction.TryConvert);
        }
    }

    /**
     * The JSON Schema of one explanation, of draft 2020-12.
     *
     * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema, draft 2020-12</a>
     */
    public static String schema() {
        try (InputStream schema = Objects.requireNonNull(ExplanationJson.class.getResourceAsStream(SCHEMA), SCHEMA)) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema is in the same jar as this class", e);
        }
    }

    /** An explanation as one line of JSON, without a line break at its end. */
    public String write(Explained explained) {
        try {
            return mapper.writeValueAsString(ExplanationDocument.of(explained));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers can always be written", e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws DknnFormatException if it is no JSON, not in the form of {@link #schema}, or in another version of it
     */
    public ExplanationRecord read(String json) throws DknnFormatException {
        try {
            ExplanationDocument document = mapper.readValue(json, ExplanationDocument.class);
            if (document == null) {
                throw new DknnFormatException("an explanation must be an object of JSON, got null");
            }
            return document.toRecord();
        } catch (JsonMappingException e) {
            throw new DknnFormatException(Complaint.of(e), e);
        } catch (JsonProcessingException e) {
            throw new DknnFormatException("an explanation must be JSON, got: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new DknnFormatException("an explanation whose parts do not fit: " + e.getMessage(), e);
        }
    }

    /** Writes one explanation a line, as they come; closes neither. */
    public void writeLines(Appendable target, Stream<? extends Explained> explanations) throws IOException {
        for (Iterator<? extends Explained> each = explanations.iterator(); each.hasNext(); ) {
            target.append(write(each.next())).append('\n');
        }
    }

    /**
     * Reads one explanation a line, as they are asked for; empty lines are skipped. An {@link IOException}, which names the line,
     * comes out of the stream as {@link UncheckedIOException}.
     *
     * @param source to be closed by the caller, when the stream has been used
     */
    public Stream<ExplanationRecord> readLines(BufferedReader source) {
        LineNumbers numbers = new LineNumbers();
        return source.lines()
                .sequential()
                .map(numbers::count)
                .filter(line -> !line.text().isBlank())
                .map(this::readLine);
    }

    private ExplanationRecord readLine(LineNumbers.Line line) {
        try {
            return read(line.text());
        } catch (DknnFormatException e) {
            throw new UncheckedIOException(new DknnFormatException("line " + line.number() + ": " + e.getMessage(), e));
        }
    }
}
