package org.dknn.nlp.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.nlp.WordWeights;
import org.junit.jupiter.api.Test;

class RememberingPredictorTest {

    private final DeepKnn<List<String>> dknn = new WordWeights().fitted();
    private final List<List<List<String>>> asked = new ArrayList<>();
    private final RememberingPredictor predictor = new RememberingPredictor(texts -> {
        asked.add(texts);
        return dknn.predictAll(texts);
    });

    @Test
    void a_text_is_asked_for_once_and_answered_in_order() {
        List<String> good = List.of("good");
        List<String> bad = List.of("bad");

        List<Prediction> first = predictor.predictAll(List.of(good, bad, good));
        List<Prediction> second = predictor.predictAll(List.of(bad, List.of(), good));

        assertEquals(List.of(List.of(good, bad), List.of(List.of())), asked);
        assertEquals(List.of(1, 0, 1), first.stream().map(Prediction::label).toList());
        assertSame(first.get(1), second.get(0));
        assertSame(first.get(0), second.get(2));
    }

    @Test
    void nothing_is_asked_where_all_is_known() {
        predictor.predictAll(List.of(List.of("good")));
        predictor.predictAll(List.of(List.of("good")));
        predictor.predictAll(List.of());

        assertEquals(1, asked.size());
    }

    @Test
    void long_texts_are_not_remembered_but_asked_for_once_a_call() {
        List<String> kept = Collections.nCopies(1_000, "good");
        List<String> passing = Collections.nCopies(1_001, "bad");

        List<Prediction> first = predictor.predictAll(List.of(kept, passing, passing));
        List<Prediction> second = predictor.predictAll(List.of(passing, kept));

        assertEquals(List.of(List.of(kept, passing), List.of(passing)), asked);
        assertEquals(List.of(1, 0, 0), first.stream().map(Prediction::label).toList());
        assertEquals(List.of(0, 1), second.stream().map(Prediction::label).toList());
    }
}
