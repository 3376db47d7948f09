package org.dknn.nlp.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dknn.nlp.explain.Explanation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = REGISTRY.getSchema(ExplanationJson.schema(), InputFormat.JSON);

    private static List<Error> errors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    private static String written(Explanation explanation) {
        return ExplanationJson.create().write(explanation);
    }

    @Test
    void the_schema_is_one_itself() {
        Schema ofSchemas = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertEquals(List.of(), ofSchemas.validate(ExplanationJson.schema(), InputFormat.JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "good", "a (good) film \uD83D\uDC4D \uD83D"})
    void what_is_written_is_as_the_schema_says(String text) {
        assertEquals(List.of(), errors(written(SampleExplanations.ofText(text))));
        assertEquals(List.of(), errors(written(SampleExplanations.ofPair(text))));
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 50).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_is_written_is_as_the_schema_says(long seed) {
        assertEquals(List.of(), errors(written(SampleExplanations.random(seed))), "seed " + seed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
                "version":2;           "version":1
                dknn-explanation;      dknn-pair-explanation
                "classes":;            "labels":
                "prediction":;         "verdict":
                "segments":[{;         "segments":[7,{
                "neighbors":;          "layers":
                "text":"A b";          "text":1
                "name":"premise",;
                "start":0;             "start":-1
                "start":0,;
                "label":1,;
                "credibility":;        "credibility":-
                "distance":0.5;        "distance":"x"
                "ordinal":;            "ordinal":-
                "layer":"l",;
                "method":"m";          "method":null
                "pValue":0.02;         "pValue":2
                "inDistribution":false}; "inDistribution":0}
                "inDistribution":false,;
                "rival":0;             "rival":-1
                "low":0.25,;
                "positions":[0;        "positions":[-1
                "positions":[0,;       "positions":[1,
                "both":;               "bot":
                "both":[;              "both":[7,
                "values":[[;           "values":[["x",
                "drops":;              "drop":
                """)
    void what_is_not_so_is_refused(String old, String changed) {
        String json = ExplanationJsonTest.PAIR_JSON;
        assertEquals(List.of(), errors(json));
        String broken = json.replace(old, changed == null ? "" : changed);
        assertFalse(json.equals(broken), old);

        assertFalse(errors(broken).isEmpty(), broken);
    }
}
