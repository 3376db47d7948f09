package org.dknn.nlp.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import org.dknn.OutputRefit;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.junit.jupiter.api.Test;

class EvidenceQualityTest {

    private static final List<List<String>> TEXTS = List.of(Cases.words("good"), Cases.words("great"));

    @Test
    void nothing_shown_changes_nothing() {
        EvidenceQuality nothing = EvidenceQuality.of(Cases.DKNN, TEXTS, (words, prediction) -> List.of());

        assertEquals(new EvidenceQuality(0, 0, 0, OptionalDouble.empty()), nothing);
    }

    @Test
    void what_is_left_out_is_read_off_the_other_examples() {
        // the positive ones of the reference are great, good, and both: without two of them the third stays
        EvidenceQuality two = EvidenceQuality.of(Cases.DKNN, TEXTS, (words, prediction) -> List.of(0, 1));

        double rise = 0;
        double drop = 0;
        int changes = 0;
        for (List<String> words : TEXTS) {
            Prediction whole = Cases.DKNN.predict(words);
            Prediction rest = Cases.DKNN.predictWithout(words, List.of(0, 1));
            rise += rest.nonconformity(whole.label()) - whole.nonconformity(whole.label());
            drop += whole.conformity(whole.label()) - rest.conformity(whole.label());
            changes += rest.label() == whole.label() ? 0 : 1;
        }
        assertEquals(changes / 2.0, two.labelChanges());
        assertEquals(rise / 2, two.nonconformityRise(), 1e-12);
        assertEquals(drop / 2, two.conformityDrop(), 1e-12);
        assertTrue(rise > 0 && drop > 0, two.toString());
    }

    @Test
    void the_network_is_asked_by_a_refit() {
        OutputRefit<List<String>> refit = OutputRefit.of(Cases.DKNN, ProgressListener.silent());

        EvidenceQuality two = EvidenceQuality.of(Cases.DKNN, refit, TEXTS, (words, prediction) -> List.of(0, 1));

        double drop = 0;
        for (List<String> words : TEXTS) {
            int label = Cases.DKNN.predict(words).networkLabel();
            drop += Cases.DKNN.predict(words).probability(label)
                    - refit.without(List.of(0, 1)).probabilities(words)[label];
        }
        assertEquals(drop / 2, two.probabilityDrop().orElseThrow(), 1e-12);
        assertTrue(drop > 0, two.toString());
        assertEquals(
                EvidenceQuality.of(Cases.DKNN, TEXTS, (words, prediction) -> List.of(0, 1))
                        .nonconformityRise(),
                two.nonconformityRise());
    }

    @Test
    void random_examples_are_of_the_label_and_differ() {
        Prediction prediction = Cases.DKNN.predict(TEXTS.get(0));
        Collection<Integer> drawn = EvidenceQuality.random(Cases.DKNN, 2, 1).apply(TEXTS.get(0), prediction);
        Collection<Integer> all = EvidenceQuality.random(Cases.DKNN, 100, 1).apply(TEXTS.get(0), prediction);

        assertEquals(2, new HashSet<>(drawn).size());
        for (int ordinal : all) {
            assertEquals(prediction.label(), Cases.DKNN.reference().label(ordinal));
        }
        assertEquals(3, all.size());
        assertEquals(drawn, EvidenceQuality.random(Cases.DKNN, 2, 1).apply(TEXTS.get(0), prediction));
    }

    @Test
    void some_input_is_needed() {
        assertThrows(
                IllegalArgumentException.class,
                () -> EvidenceQuality.of(Cases.DKNN, List.<List<String>>of(), (words, prediction) -> List.of()));
    }
}
