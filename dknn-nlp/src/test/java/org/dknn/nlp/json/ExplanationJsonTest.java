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
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dknn.LabelSet;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValues;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Attributions.Interval;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Interactions;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.text.Token;
import org.dknn.ood.OodResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationJsonTest {

    private static final ExplanationJson JSON = ExplanationJson.create();

    private static final List<Token> A_B = List.of(new Token("a", 0, 1), new Token("b", 2, 3));
    private static final PredictionSummary PREDICTION =
            new PredictionSummary(1, PValues.copyOf(0.25, 0.75), LabelVotes.of(1, 3), List.of(0.125, 0.875));

    /** Without whatever may be absent. */
    static final Explanation TEXT = new Explanation(
            List.of(new Segment("text", "A b", A_B, List.of(Attributions.of("m", 1, 0.5, -1e-300)))),
            LabelSet.of("no", "yes"),
            PREDICTION,
            List.of(new LayerNeighbors("l", LabelVotes.of(1, 3), List.of(new NeighborText(7, "c", 1, 0.1f)))),
            Optional.empty());

    private static final String TEXT_JSON = """
            {"format":"dknn-explanation","version":2,"classes":["no","yes"],\
            "prediction":{"label":1,"pValues":[0.25,0.75],"votes":[1,3],"probabilities":[0.125,0.875],\
            "credibility":0.75,"confidence":0.75,"conformity":[0.25,0.75]},\
            "verdict":{"state":"undecided","label":1,"reason":"no cannot be ruled out.","measured":true},\
            "segments":[{"name":"text","text":"A b",\
            "tokens":[{"word":"a","start":0,"end":1},{"word":"b","start":2,"end":3}],\
            "attributions":[{"method":"m","label":1,"values":[0.5,-1.0E-300]}]}],\
            "neighbors":[{"layer":"l","votes":[1,3],\
            "nearest":[{"ordinal":7,"text":"c","label":1,"distance":0.10000000149011612}]}]}""";

    /** With whatever may be absent. */
    static final Explanation PAIR = new Explanation(
            List.of(
                    new Segment(
                            "premise",
                            "A b",
                            A_B,
                            List.of(values(0.5, -0.25)
                                    .withIntervals(List.of(new Interval(0.25, 0.75), new Interval(-1, 0))))),
                    new Segment("hypothesis", "c", List.of(new Token("c", 0, 1)), List.of(values(0.125)))),
            LabelSet.of("no", "yes"),
            PREDICTION.withOod(Optional.of(new OodResult(
                    false,
                    0.02,
                    List.of(new OodResult.Layer("a", 1.5, 0.5, true), new OodResult.Layer("b", 2.5, 0.02, false))))),
            List.of(new LayerNeighbors("l", LabelVotes.of(1, 3), List.of(new NeighborText(7, "d e", 1, 0.5f)))),
            Optional.of(Interactions.of(
                    "i",
                    new Interactions.Drops(List.of(0, 1), List.of(0.5, -0.25)),
                    new Interactions.Drops(List.of(0), List.of(0.125)),
                    new double[][] {{0.75}, {0}})));

    private static Attributions values(double... values) {
        return Attributions.of("m", Target.of(1).ratherThan(0), values);
    }

    /** Interactions: .75 - .5 - .125 and 0 + .25 - .125. */
    static final String PAIR_JSON = """
            {"format":"dknn-explanation","version":2,"classes":["no","yes"],\
            "prediction":{"label":1,"pValues":[0.25,0.75],"votes":[1,3],"probabilities":[0.125,0.875],\
            "credibility":0.75,"confidence":0.75,"conformity":[0.25,0.75],\
            "ood":{"inDistribution":false,"pValue":0.02,"layers":[\
            {"name":"a","distance":1.5,"pValue":0.5,"inDistribution":true},\
            {"name":"b","distance":2.5,"pValue":0.02,"inDistribution":false}],"oodFrom":"b"}},\
            "verdict":{"state":"undecided","label":1,"reason":"no cannot be ruled out.","measured":true},\
            "segments":[{"name":"premise","text":"A b",\
            "tokens":[{"word":"a","start":0,"end":1},{"word":"b","start":2,"end":3}],\
            "attributions":[{"method":"m","label":1,"rival":0,"values":[0.5,-0.25],\
            "intervals":[{"low":0.25,"high":0.75},{"low":-1.0,"high":0.0}]}]},\
            {"name":"hypothesis","text":"c","tokens":[{"word":"c","start":0,"end":1}],\
            "attributions":[{"method":"m","label":1,"rival":0,"values":[0.125]}]}],\
            "interactions":{"method":"i","premise":{"positions":[0,1],"drops":[0.5,-0.25]},\
            "hypothesis":{"positions":[0],"drops":[0.125]},"both":[[0.75],[0.0]],"values":[[0.125],[0.125]]},\
            "neighbors":[{"layer":"l","votes":[1,3],\
            "nearest":[{"ordinal":7,"text":"d e","label":1,"distance":0.5}]}]}""";

    /** What files of version 2 look like, in every detail: must be read as long as the version is. */
    @Test
    void a_text_and_a_pair_by_hand() throws IOException {
        assertEquals(TEXT_JSON, JSON.write(TEXT));
        assertEquals(TEXT, JSON.read(TEXT_JSON));
        assertEquals(PAIR_JSON, JSON.write(PAIR));
        assertEquals(PAIR, JSON.read(PAIR_JSON));
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 300).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_is_written_is_read_as_it_was(long seed) throws IOException {
        Explanation explanation = SampleExplanations.random(seed);

        Explanation read = JSON.read(JSON.write(explanation));

        assertEquals(explanation, read, "seed " + seed);
        assertEquals(explanation.hashCode(), read.hashCode(), "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "good",
                " It's (really) \"good\" \\ /!\n\t\u0000\u001B\u007F",
                "\u202Eevil\u202C \u4E2D\u6587 e\u0301 \uD83D\uDC4D\uD83C\uDFFD",
                "\uD83D unpaired \uDC4D\uD83C",
                "</script>\uFFFE\uFFFF\u2028"
            })
    void any_characters_come_back_and_are_written_in_ascii(String text) throws IOException {
        for (Explanation explanation : List.of(SampleExplanations.ofText(text), SampleExplanations.ofPair(text))) {
            String json = JSON.write(explanation);

            assertEquals(explanation, JSON.read(json));
            assertTrue(json.chars().allMatch(c -> c >= 0x20 && c <= 0x7F), json);
        }
    }

    @Test
    void lines_come_back_in_their_order() throws IOException {
        StringBuilder lines = new StringBuilder();
        List<Explanation> many = List.of(
                SampleExplanations.ofText("good"),
                SampleExplanations.ofPair("\n"),
                SampleExplanations.ofText(""),
                SampleExplanations.ofPair("bad\r\nfilm"));

        JSON.writeLines(lines, many.stream());

        assertEquals(4, lines.chars().filter(c -> c == '\n').count());
        assertEquals(many, JSON.readLines(reader(lines + "\n")).toList());
    }

    @Test
    void lines_are_read_as_they_are_asked_for() {
        Stream<Explanation> lines = JSON.readLines(reader(TEXT_JSON + "\n\nnonsense\n"));

        assertEquals(TEXT, lines.findFirst().orElseThrow());
    }

    @Test
    void a_bad_line_is_named() {
        Stream<Explanation> lines = JSON.readLines(reader(TEXT_JSON + "\n\n{}\n"));

        IOException e = assertThrows(UncheckedIOException.class, lines::toList).getCause();

        assertTrue(e.getMessage().startsWith("line 3: an explanation must be as its schema says"), e.getMessage());
    }

    private static BufferedReader reader(String text) {
        return new BufferedReader(new StringReader(text));
    }

    @Test
    void what_later_versions_add_is_ignored() throws IOException {
        String added = TEXT_JSON
                .replace("\"text\":", "\"new\":{\"a\":[1]},\"text\":")
                .replace("\"word\":", "\"n\":0,\"word\":");

        assertEquals(TEXT, JSON.read(added));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
                "version":2;            "version":3;              version must be in 1..2, got 3
                "version":2;            "version":0;              version must be in 1..2, got 0
                "version":2;            "version":"2";            $.version
                "version":2;            "version":2.0;            $.version
                "version":2,;           ;                         $.version
                dknn-explanation;       other;                    format must be dknn-explanation, got other
                dknn-explanation;       dknn-pair-explanation;    format must be dknn-explanation, got dknn-pair
                "text":"A b",;          ;                         'text'
                "text":"A b";           "text":null;              text
                "text":"A b";           "text":7;                 $.segments[0].text
                "name":"text",;         ;                         'name'
                "end":3;                "end":4;                  tokens must lie in the text of 3 characters, got [2, 4)
                "start":2;              "start":9;                got [9, 3)
                "start":2;              "start":2.5;              tokens[1].start
                "start":2;              "start":"2";              tokens[1].start
                "start":2;              "start":99999999999;      tokens[1].start
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
                "label":1,"values;      "label":5,"values;        attributions by m must be in 0..1, got 5
                "layer":"l","votes":[1,3]; "layer":"l","votes":[4]; layer l must be over 2 labels, got 1
                "attributions":[{;      "attributions":7,"o":[{;  attributions
                "segments":[{;          "segments":[],"o":[{;     at least one segment, got none
                }]}]};                  }]}]}{};                  Trailing
                }]}]};                  }]};                      Unexpected end-of-input
                """)
    void what_does_not_fit_is_refused_with_a_reason(String old, String changed, String reason) {
        assertRefused(TEXT_JSON, old, changed, reason);
    }

    private static void assertRefused(String json, String old, String changed, String reason) {
        String broken = json.replace(old, changed == null ? "" : changed);
        assertFalse(broken.equals(json), old);

        DknnFormatException e = assertThrows(DknnFormatException.class, () -> JSON.read(broken));

        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
                "pValue":0.5;             "pValue":1.5;             p-values must be in [0, 1], got 1.5
                "inDistribution":false,"pV; "pV;                    $.prediction.ood
                "inDistribution":false,"pV; "inDistribution":"no","pV; $.prediction.ood
                "inDistribution":true;    "inDistribution":0;       inDistribution
                "distance":1.5;           "distance":"NaN";         the distance in layer a must be finite, got NaN
                "name":"a",;              ;                         'name'
                "ood":{;                  "ood":7,"s":{;            $.prediction.ood
                "rival":0;                "rival":1;                a rival that is another one, got 1
                "rival":0;                "rival":2;                a rival in m must be in 0..1, got 2
                "rival":0;                "rival":[0,0];            one rival at most, got [0, 0]
                "rival":0;                "rival":"0";              $.segments[0].attributions[0].rival
                ,{"low":-1.0,"high":0.0}; ;                         an interval for each of 2 words, got 1
                "low":-1.0;               "low":1.0;                in order, got 1.0 to 0.0
                "low":-1.0,;              ;                         attributions[0].intervals[1]
                "values":[0.125]}]}],"int; "values":[]}]}],"int;    a value for each of 1 tokens, got 0
                {"method":"m","label":1,"rival":0,"values":[0.125]}; {"method":"n","label":1,"values":[0.125]}; same methods
                "positions":[0,1];        "positions":[0,2];        in the premise of 2 words, got a word at 2
                "positions":[0,1];        "positions":[1,0];        positions must rise
                "positions":[0,1];        "positions":[0];          a drop for each of 1 words, got 2
                "positions":[0];          "positions":[0.5];        .hypothesis.positions[0]
                "positions":[0];          "positions":[null];       $.interactions
                [[0.75],[0.0]];           [[0.75]];                 needs 2 rows, got 1
                [[0.75],[0.0]];           [[0.75],[0.0,1]];         row 1 needs 1 values, got 2
                [[0.75],[0.0]];           [[0.75],null];            $.interactions
                [[0.75],[0.0]];           [[0.75],[null]];          $.interactions
                [[0.75],[0.0]];           [[0.75],["0"]];           $.interactions
                [[0.75],[0.0]];           [[0.75],[1e999]];         drops must be finite
                "interactions":{;         "interactions":7,"i":{;   $.interactions
                "neighbors":[{;           "neighbors":[null,{;      $.neighbors
                """)
    void what_does_not_fit_in_a_part_that_may_be_absent_is_refused(String old, String changed, String reason) {
        assertRefused(PAIR_JSON, old, changed, reason);
    }

    @Test
    void interactions_of_a_single_segment_are_refused() {
        String interactions = PAIR_JSON.replaceFirst(".*(\"interactions\":.*),\"neighbors\".*", "$1");

        assertRefused(TEXT_JSON, "\"neighbors\"", interactions + ",\"neighbors\"", "the two segments of a pair, got 1");
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
                () -> JSON.read(TEXT_JSON.replace("\"text\":", "\"new\":" + "[".repeat(100_000))));
    }

    @Test
    void a_long_text_comes_back() throws IOException {
        Explanation explanation = SampleExplanations.ofText("good film ".repeat(500));

        assertEquals(explanation, JSON.read(JSON.write(explanation)));
    }
}
