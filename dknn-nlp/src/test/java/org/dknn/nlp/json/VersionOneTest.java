package org.dknn.nlp.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.explain.Explanation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of version 1, which had other names, and one form for texts and one for pairs: read, and no longer written. */
class VersionOneTest {

    private static final ExplanationJson JSON = ExplanationJson.create();
    private static final ObjectMapper TREES = new ObjectMapper();

    /** {@link ExplanationJsonTest#TEXT}, as version 1 wrote it. */
    private static final String TEXT_JSON = """
            {"format":"dknn-explanation","version":1,"text":"A b",\
            "tokens":[{"word":"a","start":0,"end":1},{"word":"b","start":2,"end":3}],"labels":["no","yes"],\
            "verdict":{"label":1,"pValues":[0.25,0.75],"votes":[1,3],"probabilities":[0.125,0.875],\
            "credibility":0.75,"confidence":0.75,"conformity":[0.25,0.75]},\
            "saliencies":[{"method":"m","label":1,"values":[0.5,-1.0E-300]}],\
            "layers":[{"name":"l","votes":[1,3],\
            "neighbors":[{"ordinal":7,"text":"c","label":1,"distance":0.10000000149011612}]}]}""";

    /** {@link ExplanationJsonTest#PAIR}, as version 1 wrote it. */
    private static final String PAIR_JSON = """
            {"format":"dknn-pair-explanation","version":1,"labels":["no","yes"],\
            "verdict":{"label":1,"pValues":[0.25,0.75],"votes":[1,3],"probabilities":[0.125,0.875],\
            "credibility":0.75,"confidence":0.75,"conformity":[0.25,0.75],\
            "support":{"inDistribution":false,"pValue":0.02,"layers":[\
            {"name":"a","distance":1.5,"pValue":0.5,"supported":true},\
            {"name":"b","distance":2.5,"pValue":0.02,"supported":false}],"lostFrom":"b"}},\
            "premise":{"text":"A b","tokens":[{"word":"a","start":0,"end":1},{"word":"b","start":2,"end":3}],\
            "saliencies":[{"method":"m","label":1,"rival":0,"values":[0.5,-0.25],\
            "intervals":[{"low":0.25,"high":0.75},{"low":-1.0,"high":0.0}]}]},\
            "hypothesis":{"text":"c","tokens":[{"word":"c","start":0,"end":1}],\
            "saliencies":[{"method":"m","label":1,"rival":0,"values":[0.125]}]},\
            "interactions":{"method":"i","premise":{"positions":[0,1],"drops":[0.5,-0.25]},\
            "hypothesis":{"positions":[0],"drops":[0.125]},"both":[[0.75],[0.0]],"values":[[0.125],[0.125]]},\
            "layers":[{"name":"l","votes":[1,3],\
            "neighbors":[{"ordinal":7,"text":"d e","label":1,"distance":0.5}]}]}""";

    @Test
    void a_text_and_a_pair_by_hand() throws IOException {
        assertEquals(ExplanationJsonTest.TEXT, JSON.read(TEXT_JSON));
        assertEquals(ExplanationJsonTest.PAIR, JSON.read(PAIR_JSON));
    }

    @Test
    void interactions_may_be_absent() throws IOException {
        String json = PAIR_JSON.replaceFirst("\"interactions\":.*,\"layers\"", "\"layers\"");

        assertEquals(Optional.empty(), JSON.read(json).interactions());
    }

    @Test
    void properties_without_a_meaning_in_version_1_are_ignored() throws IOException {
        String added = TEXT_JSON
                .replace("\"labels\":", "\"interactions\":7,\"classes\":7,\"segments\":7,\"labels\":")
                .replace("\"votes\":[1,3],\"prob", "\"ood\":7,\"votes\":[1,3],\"prob");

        assertEquals(ExplanationJsonTest.TEXT, JSON.read(added));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = VersionOneTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<String> recorded() throws IOException {
        return resource("recorded-1.jsonl").lines().toList();
    }

    @Test
    void texts_and_pairs_of_all_versions_are_read_from_one_file() throws IOException {
        String both = resource("recorded-1.jsonl") + JSON.write(ExplanationJsonTest.PAIR) + "\n";

        List<Explanation> read =
                JSON.readLines(new BufferedReader(new StringReader(both))).toList();

        assertEquals(
                List.of("a great film , not bad", "great", "", "the story was awful", "great", "A b"),
                read.stream().map(Explanation::text).toList());
        assertEquals(
                List.of(false, false, false, true, true, true),
                read.stream().map(Explanation::isPair).toList());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void recorded_documents_keep_every_name_word_and_number(String line) throws IOException {
        Explanation read = JSON.read(line);
        String written = JSON.write(read);
        JsonNode old = TREES.readTree(line);
        JsonNode now = TREES.readTree(written);

        assertEquals(read, JSON.read(written));
        assertEquals(old.get("labels"), now.get("classes"));
        assertPrediction(old.get("verdict"), now.get("prediction"));
        assertEquals(old.get("interactions"), now.get("interactions"));
        assertEquals(old.get("layers").size(), now.get("neighbors").size());
        for (int layer = 0; layer < read.neighbors().size(); layer++) {
            JsonNode before = old.get("layers").get(layer);
            JsonNode after = now.get("neighbors").get(layer);
            assertEquals(
                    List.of(before.get("name"), before.get("votes"), before.get("neighbors")),
                    List.of(after.get("layer"), after.get("votes"), after.get("nearest")));
        }
        if (read.isPair()) {
            assertSegment(old.get("premise"), now.get("segments").get(0));
            assertSegment(old.get("hypothesis"), now.get("segments").get(1));
        } else {
            assertSegment(old, now.get("segments").get(0));
        }
    }

    private static void assertPrediction(JsonNode old, JsonNode now) {
        for (String same :
                List.of("label", "pValues", "votes", "probabilities", "credibility", "confidence", "conformity")) {
            assertEquals(old.get(same), now.get(same), same);
        }
        JsonNode support = old.get("support");
        JsonNode ood = now.get("ood");
        assertEquals(
                support.toString()
                        .replace("\"supported\"", "\"inDistribution\"")
                        .replace("lostFrom", "oodFrom"),
                ood.toString());
    }

    private static void assertSegment(JsonNode old, JsonNode now) {
        assertEquals(old.get("text"), now.get("text"));
        assertEquals(old.get("tokens"), now.get("tokens"));
        assertEquals(old.get("saliencies"), now.get("attributions"));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void recorded_documents_are_as_their_schema_says(String line) throws IOException {
        String schema = resource(
                line.startsWith("{\"format\":\"dknn-explanation\"")
                        ? "explanation-1.schema.json"
                        : "pair-explanation-1.schema.json");

        assertEquals(
                List.of(),
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(line, InputFormat.JSON));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
                "version":1;             "version":2;            verdict
                "text":"A b",;           ;                       'text'
                "text":"A b";            "text":7;               $.segments[0].text
                "labels":["no","yes"],;  ;                       'classes'
                "verdict":{;             "v":{;                  'prediction'
                "verdict":{;             "prediction":{;         'prediction'
                "verdict":{;             "verdict":7,"v":{;      $.prediction
                "saliencies":[{;         "attributions":[{;      'attributions'
                "saliencies":[{;         "saliencies":7,"o":[{;  $.segments[0].attributions
                "name":"l",;             ;                       'layer'
                "layers":[{;             "layers":[null,{;       $.neighbors
                "end":3;                 "end":4;                tokens must lie in the text of 3 characters, got [2, 4)
                }]}]};                   }]}]}{};                Trailing
                """)
    void what_does_not_fit_is_refused_in_the_names_of_version_2(String old, String changed, String reason) {
        assertRefused(TEXT_JSON, old, changed, reason);
    }

    private static void assertRefused(String json, String old, String changed, String reason) {
        String broken = json.replace(old, changed == null ? "" : changed);
        assertFalse(broken.equals(json), old);

        DknnFormatException e = assertThrows(DknnFormatException.class, () -> JSON.read(broken));

        assertTrue(e.getMessage().startsWith("an explanation "), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
                "version":1;             "version":2;            format must be dknn-explanation
                dknn-pair-explanation;   dknn-explanation;       'text'
                "hypothesis":{"text";    "other":{"text";        'text'
                "premise":{"text";       "premise":[],"o":{"text"; 'text'
                "support":{;             "support":7,"s":{;      $.prediction.ood
                "supported":true;        "inDistribution":true;  inDistribution
                "positions":[0,1];       "positions":[0,2];      in the premise of 2 words, got a word at 2
                "method":"m","label":1,"rival":0,"values":[0.125]; "method":"n","label":1,"values":[0.125]; same methods
                """)
    void what_does_not_fit_in_pairs_is_refused(String old, String changed, String reason) {
        assertRefused(PAIR_JSON, old, changed, reason);
    }
}
