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
import java.util.function.Function;
import java.util.stream.Stream;
import org.dknn.internal.DknnFormatException;

/**
 * Documents of one form as JSON in ASCII, one a line, read strictly. Immutable, safe for use by many threads.
 *
 * @param <D> type of the documents
 */
final class JsonForm<D> {

    private final JsonMapper mapper;
    private final Class<D> type;
    private final JsonErrors complaint;

    /**
     * A form.
     *
     * @param name of a document, for people, such as {@code "an explanation"}
     */
    JsonForm(Class<D> type, String name) {
        this.mapper = strict();
        this.type = type;
        this.complaint = new JsonErrors(name);
    }

    private static JsonMapper strict() {
        return JsonMapper.builder()
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
                .build();
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

    /** A schema that lies beside this class. */
    static String schema(String file) {
        try (InputStream schema = Objects.requireNonNull(JsonForm.class.getResourceAsStream(file), file)) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema is in the same jar as this class", e);
        }
    }

    String write(D document) {
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers can always be written", e);
        }
    }

    /** Reads a document and makes what it says of it. */
    <R> R read(String json, Function<D, R> meaning) throws DknnFormatException {
        try {
            D document = mapper.readValue(json, type);
            if (document == null) {
                throw new DknnFormatException(complaint.noObject());
            }
            return meaning.apply(document);
        } catch (JsonMappingException e) {
            throw new DknnFormatException(complaint.of(e), e);
        } catch (JsonProcessingException e) {
            throw new DknnFormatException(complaint.noJson(e), e);
        } catch (IllegalArgumentException e) {
            throw new DknnFormatException(complaint.noFit(e), e);
        }
    }

    /** Writes one document a line, as they come; closes neither. */
    void writeLines(Appendable target, Stream<D> documents) throws IOException {
        for (Iterator<D> each = documents.iterator(); each.hasNext(); ) {
            target.append(write(each.next())).append('\n');
        }
    }

    /** Reads one document a line, as they are asked for; empty lines are skipped, and bad ones are named. */
    <R> Stream<R> readLines(BufferedReader source, Function<D, R> meaning) {
        LineNumbers numbers = new LineNumbers();
        return source.lines()
                .sequential()
                .map(numbers::count)
                .filter(line -> !line.text().isBlank())
                .map(line -> readLine(line, meaning));
    }

    private <R> R readLine(LineNumbers.Line line, Function<D, R> meaning) {
        try {
            return read(line.text(), meaning);
        } catch (DknnFormatException e) {
            throw new UncheckedIOException(new DknnFormatException("line " + line.number() + ": " + e.getMessage(), e));
        }
    }
}
