package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.study.VerdictResult.Answer;
import org.dknn.bench.study.VerdictResult.Thresholds;
import org.dknn.nlp.explain.Verdict.State;
import org.junit.jupiter.api.Test;

class VerdictStudyTest {

    private static List<Answer> answers(String state, double confidence, int right, int wrong) {
        return Stream.of(Boolean.TRUE, Boolean.FALSE)
                .flatMap(is ->
                        Collections.nCopies(is ? right : wrong, new Answer(state, true, false, confidence, is))
                                .stream())
                .toList();
    }

    /** The intervals of Newcombe (1998), tables I and II. */
    @Test
    void intervals_are_those_of_the_literature() {
        Share wilson = new Share(81, 263);
        assertEquals(0.2553, wilson.low(), 5e-5);
        assertEquals(0.3662, wilson.high(), 5e-5);
        assertEquals(".200 (.052 to .334)", new Share(56, 70).above(new Share(48, 80)));
        assertEquals("", new Share(0, 0).text());
    }

    @Test
    void states_follow_from_confidence_agreement_and_words() {
        Answer answer = new Answer("weakly", true, false, 0.92, true);
        assertEquals(State.WEAKLY, answer.state(Thresholds.USUAL));
        assertEquals(State.YES, answer.state(new Thresholds(0.8, 0.92)));
        assertEquals(State.UNDECIDED, answer.state(new Thresholds(0.93, 0.95)));
        assertEquals(State.UNDECIDED, new Answer("undecided", false, false, 1, true).state(Thresholds.USUAL));
        assertEquals(State.WEAKLY, new Answer("weakly", true, true, 1, true).state(Thresholds.USUAL));
        assertEquals(State.NO, new Answer("no", true, false, 1, true).state(Thresholds.USUAL));
    }

    @Test
    void a_verdict_that_tells_right_from_wrong_tells_one_bit() {
        List<Answer> told = Stream.concat(answers("yes", 0.99, 8, 0).stream(), answers("undecided", 0.5, 0, 8).stream())
                .toList();
        assertEquals(1, VerdictPage.told(told, Thresholds.USUAL), 1e-12);
        assertEquals(0, VerdictPage.told(answers("yes", 0.99, 4, 4), Thresholds.USUAL), 1e-12);
    }

    @Test
    void the_page_sets_promised_beside_fresh_rates_and_chooses_on_one_half() {
        List<Answer> sure = answers("yes", 0.99, 9, 1);
        List<Answer> half = Stream.concat(sure.stream(), answers("undecided", 0.6, 5, 5).stream())
                .toList();
        Map<Corpus, VerdictResult> bySet = new LinkedHashMap<>();
        bySet.put(Corpus.CR, new VerdictResult(sure, half));
        bySet.put(Corpus.TREC, new VerdictResult(half, half));
        Map<NetworkKind, Map<Corpus, VerdictResult>> results = new EnumMap<>(NetworkKind.class);
        results.put(NetworkKind.CNN, bySet);

        String page = new VerdictPage(results).page().markdown();

        assertTrue(page.contains("| CNN | CR | yes | .900 of 10 | .900 (.596 to .982) of 10 | .000 ("), page);
        assertTrue(page.contains("| CNN | CR | undecided |  | .500 (.237 to .763) of 10 |  |"), page);
        assertTrue(page.contains("| CNN | all | yes | .900 of 20 | .900 (.699 to .972) of 20 |"), page);
        assertTrue(page.contains("| .500 to .700 | .500 (.299 to .701) of 20 |  |"), page);
        assertTrue(page.contains("| weakly | CR | .900 | "), page);
        assertTrue(page.contains("| both | TREC | "), page);
    }
}
