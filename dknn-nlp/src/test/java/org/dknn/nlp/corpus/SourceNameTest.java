package org.dknn.nlp.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.junit.jupiter.api.Test;

class SourceNameTest {

    private static final Dataset<String> TEXTS =
            Dataset.of(List.of("good", "bad"), new int[] {1, 0}, LabelSet.of("negative", "positive"));

    @Test
    void readers_are_spared_number_and_checksum_and_told_the_segment() {
        String texts = SourceName.of("reviews, 10 texts", SourceName.TEXTS, TEXTS);

        assertEquals("reviews, 10 texts, 2 texts, ", texts.substring(0, texts.length() - 8));
        assertEquals("reviews, 10 texts", SourceName.forReaders(texts));
        for (String segment : List.of(SourceName.PREMISES, SourceName.HYPOTHESES)) {
            assertEquals("SNLI, " + segment, SourceName.forReaders(SourceName.of("SNLI", segment, TEXTS)));
        }
    }

    @Test
    void names_of_others_stay() {
        for (String name : List.of("scored elsewhere", "reviews, 2 texts", "reviews, 2 lines, 0123abcd")) {
            assertEquals(name, SourceName.forReaders(name));
        }
    }
}
