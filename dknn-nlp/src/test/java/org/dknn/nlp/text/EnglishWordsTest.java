package org.dknn.nlp.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnglishWordsTest {

    /** Letters and marks whose case, order and composition depend on what stands around them. */
    private static final List<String> PARTS = List.of(
            "I", "\u0130", "\u03A3", "\u03B1", "A", "\u0301", "\u0315", "\u0323", "\u00C5", "\u1E0C", "\uD801\uDC00");

    @Test
    void words_are_written_in_the_lower_case_and_the_composed_form_of_java() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            String word = random.ints(random.nextInt(1, 30), 0, PARTS.size())
                    .mapToObj(PARTS::get)
                    .collect(Collectors.joining());

            assertEquals(
                    Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFC),
                    EnglishWords.normalizeAddress(word));
        }
    }

    /** 30 marks, then 30 more: each piece is put in order by itself. */
    @Test
    void longer_rows_of_marks_are_put_in_order_in_pieces() {
        String marks = "\u0301\u0323".repeat(15);

        assertEquals(
                Normalizer.normalize("a" + marks, Normalizer.Form.NFC)
                        + Normalizer.normalize(marks, Normalizer.Form.NFC),
                EnglishWords.normalizeAddress("a" + marks + marks));
    }

    @Test
    void clitics_stand_in_the_order_of_the_text() {
        assertEquals(
                List.of(new Token("a", 0, 1), new Token("'s", 1, 3), new Token("'ll", 3, 6), new Token("n't", 6, 9)),
                EnglishWords.split("a's'lln't"));
    }
}
