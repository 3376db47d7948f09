package org.dknn.nlp.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dknn.LabelSet;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValues;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Interval;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.ExplanationRecord;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.NeighborText;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.render.HtmlReport;
import org.dknn.nlp.render.Renderer;
import org.dknn.nlp.render.Samples;
import org.dknn.nlp.text.Token;
import org.dknn.ood.OodResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationJsonTest {

    private static final ExplanationJson JSON = ExplanationJson.create();

    private static final ExplanationRecord SMALL = new ExplanationRecord(
            "A b",
            List.of(new Token("a", 0, 1), new Token("b", 2, 3)),
            LabelSet.of("no", "yes"),
            new PredictionSummary(1, PValues.copyOf(0.25, 0.75), LabelVotes.of(1, 3), List.of(0.125, 0.875)),
            List.of(Attributions.of("m", 1, 0.5, -1e-300)),
            List.of(new LayerNeighbors("l", LabelVotes.of(1, 3), List.of(new NeighborText(7, "c", 1, 0.1f)))));

    private static final String SMALL_JSON = """
            {"format":"dknn-explanation","version":1,"text":"A b",\
            "tokens":[{"word":"a","start":0,"end":1},{"word":"b","start":2,"end":3}],"labels":["no","yes"],\
            "verdict":{"label":1,"pValues":[0.25,0.75],"votes":[1,3],"probabilities":[0.125,0.875],\
            "credibility":0.75,"confidence":0.75,"conformity":[0.25,0.75]},\
            "saliencies":[{"method":"m","label":1,"values":[0.5,-1.0E-300]}],\
            "layers":[{"name":"l","votes":[1,3],\
            "neighbors":[{"ordinal":7,"text":"c","label":1,"distance":0.10000000149011612}]}]}""";

    /** What a file of version 1 looks like, in every detail: must be read as long as the version is. */
    @Test
    void a_small_one_by_hand() throws IOException {
        assertEquals(SMALL_JSON, JSON.write(SMALL));
        assertEquals(SMALL, JSON.read(SMALL_JSON));
    }

    private static final String SUPPORT_JSON = """
            "conformity":[0.25,0.75],"support":{"inDistribution":false,"pValue":0.02,"layers":[\
            {"name":"a","distance":1.5,"pValue":0.5,"supported":true},\
            {"name":"b","distance":2.5,"pValue":0.02,"supported":false}],"lostFrom":"b"}}""";

    private static final String SALIENCY_JSON = """
            {"method":"m","label":1,"rival":0,"values":[0.5,-1.0E-300],\
            "intervals":[{"low":0.25,"high":0.75},{"low":-1.0,"high":0.0}]}""";

    private static final String FULL_JSON = SMALL_JSON
            .replace("\"conformity\":[0.25,0.75]}", SUPPORT_JSON)
            .replace("{\"method\":\"m\",\"label\":1,\"values\":[0.5,-1.0E-300]}", SALIENCY_JSON);

    /** As {@link #SMALL}, with whatever may be there or not. */
    @Test
    void what_may_be_absent_is_written_and_read_where_it_is_there() throws IOException {
        OodResult support = new OodResult(
                false,
                0.02,
                List.of(new OodResult.Layer("a", 1.5, 0.5, true), new OodResult.Layer("b", 2.5, 0.02, false)));
        ExplanationRecord full = new ExplanationRecord(
                SMALL.text(),
                SMALL.tokens(),
                SMALL.labelSet(),
                SMALL.verdict().withSupport(Optional.of(support)),
                List.of(Attributions.of("m", Target.of(1).ratherThan(0), 0.5, -1e-300)
                        .withIntervals(List.of(new Interval(0.25, 0.75), new Interval(-1, 0)))),
                SMALL.neighbors());

        assertEquals(FULL_JSON, JSON.write(full));
        assertEquals(full, JSON.read(FULL_JSON));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
                "pValue":0.5;             "pValue":1.5;             p-values must be in [0, 1], got 1.5
                "inDistribution":false,;  ;                         $.verdict.support
                "inDistribution":false;   "inDistribution":"no";    $.verdict.support
                "supported":true;         "supported":0;            supported
                "distance":1.5;           "distance":"NaN";         the distance in layer a must be finite, got NaN
                "name":"a",;              ;                         'name'
                "support":{;              "support":7,"s":{;        $.verdict.support
                "rival":0;                "rival":1;                a rival that is another one, got 1
                "rival":0;                "rival":2;                a rival in m must be in 0..1, got 2
                "rival":0;                "rival":[0,0];            one rival at most, got [0, 0]
                "rival":0;                "rival":"0";              $.saliencies[0].rival
                ,{"low":-1.0,"high":0.0}; ;                         an interval for each of 2 words, got 1
                "low":-1.0;               "low":1.0;                in order, got 1.0 to 0.0
                "low":-1.0,;              ;                         $.saliencies[0].intervals[1]
                """)
    void what_does_not_fit_in_a_part_that_may_be_absent_is_refused(String old, String changed, String reason) {
        String json = FULL_JSON.replace(old, changed == null ? "" : changed);
        assertFalse(json.equals(FULL_JSON), old);

        DknnFormatException e = assertThrows(DknnFormatException.class, () -> JSON.read(json));

        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "good",
                " It's (really) \"good\" \\ /!\n\t\u0000\u001B\u007F",
                "\u202Eevil\u202C \u4E2D\u6587 e\u0301 \uD83D\uDC4D\uD83C\uDFFD",
                "\uD83D unpaired \uDC4D\uD83C",
                "\uFFFE\uFFFF\u2028"
            })
    void reading_gives_what_was_written(String text) throws IOException {
        for (Explanation explanation : List.of(Samples.explain(text), Samples.everywhere(text))) {
            String json = JSON.write(explanation);

            assertEquals(ExplanationRecord.of(explanation), JSON.read(json));
            assertTrue(json.chars().allMatch(c -> c >= 0x20 && c < 0x7F + 1), json);
        }
    }

    @Test
    void what_was_read_is_rendered_in_the_same_way() throws IOException {
        Explanation made = Samples.explain("It's a (really) good, great film \uD83D\uDC4D <b>");
        ExplanationRecord read = JSON.read(JSON.write(made));

        for (Renderer renderer :
                List.of(Renderer.html(), Renderer.plain(), Renderer.ansi(), Renderer.markdown(), Renderer.latex())) {
            assertEquals(renderer.render(made), renderer.render(read));
        }
        assertEquals(
                HtmlReport.of("t").render(List.of(made, made)),
                HtmlReport.of("t").render(List.of(read, read)));
    }

    @Test
    void lines_come_back_in_their_order() throws IOException {
        StringBuilder lines = new StringBuilder();
        List<ExplanationRecord> many = Stream.of("good", "\n", "", "bad\r\nfilm")
                .map(Samples::explain)
                .map(ExplanationRecord::of)
                .toList();

        JSON.writeLines(lines, many.stream());

        assertEquals(4, lines.chars().filter(c -> c == '\n').count());
        assertEquals(many, JSON.readLines(reader(lines + "\n")).toList());
    }

    @Test
    void lines_are_read_as_they_are_asked_for() {
        Stream<ExplanationRecord> lines = JSON.readLines(reader(SMALL_JSON + "\n\nnonsense\n"));

        assertEquals(SMALL, lines.findFirst().orElseThrow());
    }

    @Test
    void a_bad_line_is_named() {
        Stream<ExplanationRecord> lines = JSON.readLines(reader(SMALL_JSON + "\n\n{}\n"));

        IOException e = assertThrows(UncheckedIOException.class, lines::toList).getCause();

        assertTrue(e.getMessage().startsWith("line 3: an explanation must be as its schema says"), e.getMessage());
    }

    private static BufferedReader reader(String text) {
        return new BufferedReader(new StringReader(text));
    }

    @Test
    void what_later_versions_add_is_ignored() throws IOException {
        String added = SMALL_JSON
                .replace("\"text\":", "\"new\":{\"a\":[1]},\"text\":")
                .replace("\"word\":", "\"n\":0,\"word\":");

        assertEquals(SMALL, JSON.read(added));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
                "version":1;            "version":2;              version must be 1, got 2
                dknn-explanation;       other;                    format must be dknn-explanation, got other
                "text":"A b",;          ;                         'text'
                "text":"A b";           "text":null;              text
                "text":"A b";           "text":7;                 $.text
                "end":3;                "end":4;                  tokens must lie in the text of 3 characters, got [2, 4)
                "start":2;              "start":9;                got [9, 3)
                "start":2;              "start":2.5;              $.tokens[1].start
                "start":2;              "start":"2";              $.tokens[1].start
                "start":2;              "start":99999999999;      $.tokens[1].start
                "yes"];                 "no"];                    different class names
                "pValues":[0.25,0.75];  "pValues":[0.25,1.75];    p-values must be in [0, 1], got 1.75
                "pValues":[0.25,0.75];  "pValues":[0.25,null];    null
                "pValues":[0.25,0.75];  "pValues":[1];            over the same labels
                "votes":[1,3],"prob;    "votes":[-1,3],"prob;     votes must be 0 or more, got -1
                "values":[0.5,-1.0E-300]; "values":[0.5];         a value for each of 2 tokens, got 1
                "values":[0.5,-1.0E-300]; "values":[0.5,1e999];   must be finite
                "values":[0.5,-1.0E-300]; "values":[0.5,"NaN"];   must be finite
                "label":1,"distance;    "label":2,"distance;      a neighbor in layer l must be in 0..1, got 2
                "label":1,"pValues;     "label":-1,"pValues;      the label must be in 0..1, got -1
                "label":1,"values;      "label":5,"values;        saliency by m must be in 0..1, got 5
                "name":"l","votes":[1,3]; "name":"l","votes":[4]; layer l must be over 2 labels, got 1
                "saliencies":[{;        "saliencies":7,"o":[{;    $.saliencies
                }]}]};                  }]}]}{};                  Trailing
                }]}]};                  }]};                      Unexpected end-of-input
                """)
    void what_does_not_fit_is_refused_with_a_reason(String old, String changed, String reason) {
        String json = SMALL_JSON.replace(old, changed == null ? "" : changed);
        assertFalse(json.equals(SMALL_JSON), old);

        DknnFormatException e = assertThrows(DknnFormatException.class, () -> JSON.read(json));

        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[]", "7", "\"x\"", "{", "{}", "\u0000", "{\"format\":\"dknn-explanation\"}"})
    void what_is_no_explanation_at_all_is_refused(String json) {
        String message =
                assertThrows(DknnFormatException.class, () -> JSON.read(json)).getMessage();

        assertTrue(message.startsWith("an explanation must be "), message);
    }

    @Test
    void deep_nesting_is_refused() {
        assertThrows(DknnFormatException.class, () -> JSON.read("[".repeat(100_000)));
        assertThrows(
                DknnFormatException.class,
                () -> JSON.read(SMALL_JSON.replace("\"text\":", "\"new\":" + "[".repeat(100_000))));
    }

    @Test
    void a_long_text_comes_back() throws IOException {
        Explanation explanation = Samples.explain("good film ".repeat(500));

        assertEquals(ExplanationRecord.of(explanation), JSON.read(JSON.write(explanation)));
    }
}
