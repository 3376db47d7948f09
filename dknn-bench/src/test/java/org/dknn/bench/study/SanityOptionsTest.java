package org.dknn.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.dknn.bench.model.NetworkKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SanityOptionsTest {

    @Test
    void one_seed_and_sixty_sentences_are_usual() {
        SanityOptions options = SanityOptions.parse("seeds=", "networks=", "sentences=", "table=");

        assertEquals(60, options.sentences());
        assertEquals(1, options.study().seeds());
        assertEquals(Path.of("target/sanity.md"), options.study().table());
    }

    @Test
    void all_may_be_said() {
        SanityOptions options = SanityOptions.parse("seeds=2", "networks=BiLSTM", "sentences=7", "table=t.md");

        assertEquals(7, options.sentences());
        assertEquals(2, options.study().seeds());
        assertEquals(List.of(NetworkKind.BI_LSTM), options.study().kinds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentences=0", "sentences=x", "seeds=0", "sentence=1"})
    void what_is_not_possible_is_refused(String argument) {
        String message = assertThrows(IllegalArgumentException.class, () -> SanityOptions.parse(argument))
                .getMessage();

        assertTrue(message.startsWith("needs ") && message.contains("got \""), message);
    }
}
