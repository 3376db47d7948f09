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
import org.dknn.ScoreFunction;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValues;
import org.dknn.internal.DknnFormatException;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.explain.ExplanationRecord;
import org.dknn.nlp.explain.Interactions;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.NeighborText;
import org.dknn.nlp.explain.PairExplainer;
import org.dknn.nlp.explain.PairExplanation;
import org.dknn.nlp.explain.PairExplanationRecord;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.render.PairReport;
import org.dknn.nlp.render.PairText;
import org.dknn.nlp.render.Samples;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairExplanationJsonTest {

    private static final PairExplanationJson JSON = PairExplanationJson.create();

    private static final PairExplanationRecord SMALL = new PairExplanationRecord(
            side("A b", List.of(new Token("a", 0, 1), new Token("b", 2, 3)), 0.5, -0.25),
            side("c", List.of(new Token("c", 0, 1)), 0.125),
            Optional.of(Interactions.of(
                    "m",
                    new Interactions.Drops(List.of(0, 1), List.of(0.5, -0.25)),
                    new Interactions.Drops(List.of(0), List.of(0.125)),
                    new double[][] {{0.75}, {0}})));

    private static ExplanationRecord side(String text, List<Token> tokens, double... values) {
        return new ExplanationRecord(
                text,
                tokens,
                LabelSet.of("no", "yes"),
                new PredictionSummary(1, PValues.copyOf(0.25, 0.75), LabelVotes.of(1, 3), List.of(0.125, 0.875)),
                List.of(Attributions.of("m", 1, values)),
                List.of(new LayerNeighbors("l", LabelVotes.of(1, 3), List.of(new NeighborText(7, "d e", 1, 0.5f)))));
    }

    /** Interactions: .75 - .5 - .125 and 0 + .25 - .125. */
    private static final String SMALL_JSON = """
            {"format":"dknn-pair-explanation","version":1,"labels":["no","yes"],\
            "verdict":{"label":1,"pValues":[0.25,0.75],"votes":[1,3],"probabilities":[0.125,0.875],\
            "credibility":0.75,"confidence":0.75,"conformity":[0.25,0.75]},\
            "premise":{"text":"A b","tokens":[{"word":"a","start":0,"end":1},{"word":"b","start":2,"end":3}],\
            "saliencies":[{"method":"m","label":1,"values":[0.5,-0.25]}]},\
            "hypothesis":{"text":"c","tokens":[{"word":"c","start":0,"end":1}],\
            "saliencies":[{"method":"m","label":1,"values":[0.125]}]},\
            "interactions":{"method":"m","premise":{"positions":[0,1],"drops":[0.5,-0.25]},\
            "hypothesis":{"positions":[0],"drops":[0.125]},"both":[[0.75],[0.0]],"values":[[0.125],[0.125]]},\
            "layers":[{"name":"l","votes":[1,3],\
            "neighbors":[{"ordinal":7,"text":"d e","label":1,"distance":0.5}]}]}""";

    /** With a piece of text in every place that users fill. */
    static PairExplanation everywhere(String evil) {
        LabelSet labels = LabelSet.of(evil, evil + "2");
        Tokenizer whole = text -> List.of(new Token(text, 0, text.length()), new Token("good", 0, 0));
        return PairExplainer.of(new PairProducts().fitted(labels), whole)
                .withScorers(new LeaveOneOut(evil, ScoreFunction.PROBABILITY, Perturbation.delete()))
                .withInteractions(LeaveOneOut.conformity(), 2)
                .explain(evil, evil + " good");
    }

    /** What a file of version 1 looks like: must be read as long as the version is. */
    @Test
    void a_small_one_by_hand() throws IOException {
        assertEquals(SMALL_JSON, JSON.write(SMALL));
        assertEquals(SMALL, JSON.read(SMALL_JSON));
    }

    @Test
    void interactions_may_be_absent() throws IOException {
        PairExplanationRecord without =
                new PairExplanationRecord(SMALL.premise(), SMALL.hypothesis(), Optional.empty());
        String json = SMALL_JSON.replaceFirst("\"interactions\":.*,\"layers\"", "\"layers\"");

        assertEquals(json, JSON.write(without));
        assertEquals(without, JSON.read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "good",
                " It's (really) \"good\" \\ /!\n\t\u0000\u001B\u007F",
                "\u202Eevil\u202C \u4E2D\u6587 e\u0301 \uD83D\uDC4D\uD83C\uDFFD",
                "\uD83D unpaired \uDC4D\uD83C",
                "</script>\u2028"
            })
    void reading_gives_what_was_written(String text) throws IOException {
        PairExplanation made = everywhere(text);

        String json = JSON.write(made);

        PairExplanationRecord read = JSON.read(json);
        assertEquals(PairExplanationRecord.of(made), read);
        assertEquals(made.interactions(), read.interactions());
        assertTrue(json.chars().allMatch(c -> c >= 0x20 && c <= 0x7F), json);
        assertEquals(PairText.render(made), PairText.render(read));
        assertEquals(
                PairReport.of("t").render(List.of(made)), PairReport.of("t").render(List.of(read)));
    }

    @Test
    void lines_come_back_in_their_order_and_a_bad_one_is_named() throws IOException {
        List<PairExplanationRecord> two =
                List.of(PairExplanationRecord.of(everywhere("a\nb")), PairExplanationRecord.of(everywhere("")));
        StringBuilder lines = new StringBuilder();

        JSON.writeLines(lines, two.stream());

        assertEquals(two, JSON.readLines(reader(lines + "\n")).toList());
        Stream<PairExplanationRecord> bad = JSON.readLines(reader(SMALL_JSON + "\n\n{}\n"));
        IOException e = assertThrows(UncheckedIOException.class, bad::toList).getCause();
        assertTrue(
                e.getMessage().startsWith("line 3: an explanation of a pair must be as its schema says"),
                e.getMessage());
    }

    private static BufferedReader reader(String text) {
        return new BufferedReader(new StringReader(text));
    }

    @Test
    void what_later_versions_add_is_ignored() throws IOException {
        assertEquals(SMALL, JSON.read(SMALL_JSON.replace("\"text\":", "\"new\":{\"a\":[1]},\"text\":")));
    }

    @Test
    void an_explanation_of_a_text_is_none_of_a_pair() {
        String text = ExplanationJson.create().write(Samples.explain("good"));

        assertThrows(DknnFormatException.class, () -> JSON.read(text));
        assertThrows(DknnFormatException.class, () -> ExplanationJson.create().read(SMALL_JSON));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '|', textBlock = """
                "version":1;              "version":2;              version must be 1, got 2
                dknn-pair-explanation;    dknn-explanation;         format must be dknn-pair-explanation
                "hypothesis":{"text";     "other":{"text";          'hypothesis'
                "text":"c";               "text":null;              $.hypothesis
                "end":3;                  "end":4;                  tokens must lie in the text of 3 characters
                "values":[0.125]}]},"int; "values":[]}]},"int;      a value for each of 1 tokens, got 0
                {"method":"m","label":1,"values":[0.125]}; {"method":"n","label":1,"values":[0.125]}; same methods
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
                "layers":[{;              "layers":[null,{;         $.layers
                }]}]};                    }]}]}{};                  Trailing
                """)
    void what_does_not_fit_is_refused_with_a_reason(String old, String changed, String reason) {
        String json = SMALL_JSON.replace(old, changed);
        assertFalse(json.equals(SMALL_JSON), old);

        DknnFormatException e = assertThrows(DknnFormatException.class, () -> JSON.read(json));

        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}"})
    void what_is_no_explanation_at_all_is_refused(String json) {
        String message =
                assertThrows(DknnFormatException.class, () -> JSON.read(json)).getMessage();

        assertTrue(message.startsWith("an explanation of a pair must be "), message);
    }
}
