package org.dknn.nlp.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairSchemaTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = REGISTRY.getSchema(PairExplanationJson.schema(), InputFormat.JSON);

    private static List<Error> errors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    private static String written(String text) {
        return PairExplanationJson.create().write(PairExplanationJsonTest.everywhere(text));
    }

    @Test
    void the_schema_is_one_itself() {
        Schema ofSchemas = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertEquals(List.of(), ofSchemas.validate(PairExplanationJson.schema(), InputFormat.JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "good", "a (good) film \uD83D\uDC4D \uD83D"})
    void what_is_written_is_as_the_schema_says(String text) {
        assertEquals(List.of(), errors(written(text)));
    }

    /** Whoever reads explanations of texts reads those of pairs with the same code; only what is said for people differs. */
    @Test
    void parts_that_texts_have_too_are_as_theirs() throws IOException {
        JsonNode ofTexts = withoutDescriptions(new ObjectMapper().readTree(ExplanationJson.schema()))
                .get("$defs");
        JsonNode ofPairs = withoutDescriptions(new ObjectMapper().readTree(PairExplanationJson.schema()))
                .get("$defs");

        ofTexts.fieldNames().forEachRemaining(part -> assertEquals(ofTexts.get(part), ofPairs.get(part), part));
    }

    private static JsonNode withoutDescriptions(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("description");
        }
        node.forEach(PairSchemaTest::withoutDescriptions);
        return node;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
                "version":1;        "version":2
                dknn-pair;          dknn
                "premise":{"text";  "first":{"text"
                "positions":[0;     "positions":[-1
                "positions":[0,;    "positions":[1,
                "both":;            "bot":
                "both":[;           "both":[7,
                "values":[[;        "values":[["x",
                "drops":;           "drop":
                "start":0;          "start":-1
                "credibility":;     "credibility":-
                """)
    void what_is_not_so_is_refused(String old, String changed) {
        String json = written("good");
        String broken = json.replace(old, changed);
        assertFalse(json.equals(broken), old);

        assertFalse(errors(broken).isEmpty(), broken);
    }
}
