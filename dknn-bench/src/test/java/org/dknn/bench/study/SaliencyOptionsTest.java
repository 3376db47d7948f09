package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.study.SaliencyOptions.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaliencyOptionsTest {

    @Test
    void a_third_of_the_sentences_by_all_scorers_after_phrases_is_usual() {
        SaliencyOptions options =
                SaliencyOptions.parse("seeds=", "networks=", "training=", "every=", "scorers=", "table=");

        assertEquals(List.of(Training.PHRASES), options.trainings());
        assertEquals(3, options.every());
        assertTrue(options.withDrawn());
        assertEquals(3, options.study().seeds());
        assertEquals(Path.of("target/saliency.md"), options.study().table());
    }

    @Test
    void all_may_be_said() {
        SaliencyOptions options = SaliencyOptions.parse(
                "seeds=2", "networks=BiLSTM", "training=sentences,phrases", "every=1", "scorers=few", "table=t.md");

        assertEquals(List.of(Training.SENTENCES, Training.PHRASES), options.trainings());
        assertEquals(1, options.every());
        assertFalse(options.withDrawn());
        assertEquals(2, options.study().seeds());
        assertEquals(List.of(NetworkKind.BI_LSTM), options.study().kinds());
        assertEquals(Path.of("t.md"), options.study().table());
    }

    @ParameterizedTest
    @ValueSource(strings = {"every", "every=0", "every=x", "training=words", "scorers=many", "seeds=0", "sentence=1"})
    void what_is_not_possible_is_refused(String argument) {
        String message = assertThrows(IllegalArgumentException.class, () -> SaliencyOptions.parse(argument))
                .getMessage();

        assertTrue(message.startsWith("needs ") && message.contains("got \""), message);
    }
}
