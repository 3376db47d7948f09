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
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.function.Function;
import org.dknn.internal.DknnFormatException;

/** JSON in ASCII, read strictly. Immutable, safe for use by many threads. */
final class StrictJson {

    private final JsonMapper mapper = JsonMapper.builder()
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
                    LogicalType.Float, config -> accept(config, CoercionInputShape.Integer, CoercionInputShape.Float))
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    /** A number is no text, a text no number and a fraction no count, whatever might be made of them. */
    private static void accept(MutableCoercionConfig config, CoercionInputShape... shapes) {
        for (CoercionInputShape shape : CoercionInputShape.values()) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
        for (CoercionInputShape shape : shapes) {
            config.setCoercion(shape, CoercionAction.TryConvert);
        }
    }

    String write(Record document) {
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers can always be written", e);
        }
    }

    /** Reads the properties of an object. */
    ObjectNode parse(String json, JsonErrors errors) throws DknnFormatException {
        try {
            if (mapper.readTree(json) instanceof ObjectNode object) {
                return object;
            }
            throw new DknnFormatException(errors.noObject());
        } catch (JsonProcessingException e) {
            throw new DknnFormatException(errors.noJson(e), e);
        }
    }

    /** Reads a document off its properties, and makes what it says of it. */
    <D extends Record, R> R read(ObjectNode object, Class<D> type, Function<D, R> meaning, JsonErrors errors)
            throws DknnFormatException {
        try {
            return meaning.apply(mapper.treeToValue(object, type));
        } catch (JsonMappingException e) {
            throw new DknnFormatException(errors.of(e), e);
        } catch (JsonProcessingException e) {
            throw new DknnFormatException(errors.noJson(e), e);
        } catch (IllegalArgumentException e) {
            throw new DknnFormatException(errors.noFit(e), e);
        }
    }
}
