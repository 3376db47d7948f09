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
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Interval;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.render.Samples;
import org.dknn.ood.OodResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = REGISTRY.getSchema(ExplanationJson.schema(), InputFormat.JSON);

    private static List<Error> errors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    @Test
    void the_schema_is_one_itself() {
        Schema ofSchemas = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertEquals(List.of(), ofSchemas.validate(ExplanationJson.schema(), InputFormat.JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "good", "a (good) film \uD83D\uDC4D \uD83D"})
    void what_is_written_is_as_the_schema_says(String text) {
        assertEquals(List.of(), errors(ExplanationJson.create().write(Samples.explain(text))));
        assertEquals(List.of(), errors(ExplanationJson.create().write(Samples.everywhere(text))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
                "version":1;        "version":2
                "text":"good";      "text":1
                "start":0;          "start":-1
                "start":0,;
                "label":1,;
                "credibility":;     "credibility":-
                "distance":;        "distance":"x","d":
                "ordinal":;         "ordinal":-
                "name":"sum",;
                "method":"conformity"; "method":null
                "pValue":0.02;      "pValue":2
                "supported":false;  "supported":0
                "inDistribution":false,;
                "rival":0;          "rival":-1
                "low":0.0,;
                """)
    void what_is_not_so_is_refused(String old, String changed) {
        OodResult support = new OodResult(false, 0.02, List.of(new OodResult.Layer("a", 1, 0.02, false)));
        Attributions saliency = Attributions.of("conformity", Target.of(1).ratherThan(0), 0.5)
                .withIntervals(List.of(new Interval(0, 1)));
        String json =
                ExplanationJson.create().write(Samples.withSupport(Samples.withValues("good", saliency), support));
        assertEquals(List.of(), errors(json));
        String broken = json.replace(old, changed == null ? "" : changed);
        assertFalse(json.equals(broken), old);

        assertFalse(errors(broken).isEmpty(), broken);
    }
}
