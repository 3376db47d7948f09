package org.dknn.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.cli.data.LabelledTexts;
import org.dknn.cli.data.ReadingOptions;
import org.dknn.cli.data.TextReader;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FoundSetTest {

    private static final Dataset<String> TEXTS = Dataset.of(
            List.of("it does n't , \"so\" & < so", "the film 's fine", "a dull plot", "fine , fine"),
            new int[] {0, 1, 0, 1},
            LabelSet.of("bad", "good"));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void every_form_is_read_back(FoundSet set) throws IOException {
        Path file = directory.resolve("file" + set.ending());
        Tokenizer tokenizer = set.isHtml() ? Tokenizer.html(Tokenizer.english()) : Tokenizer.english();

        set.write(file, TEXTS);

        LabelledTexts read = new TextReader(
                        ReadingOptions.NONE, new ByteArrayInputStream(new byte[0]), line -> {}, line -> {})
                .labelled(file, tokenizer);
        assertEquals(TEXTS.labelSet(), read.labelSet());
        assertEquals(
                TEXTS.inputs().stream().map(Tokenizer.english()::words).toList(),
                read.words().inputs());
        assertTrue(set.ending().equals(".txt") == !Files.readString(file).startsWith("\uFEFF"));
    }

    @Test
    void changes_are_as_described() {
        Dataset<String> many = Dataset.of(
                IntStream.range(0, 100).mapToObj(i -> "text " + i).toList(),
                IntStream.range(0, 100).map(i -> i % 2).toArray(),
                LabelSet.of("bad", "good"));

        Dataset<String> rare = FoundSet.TREC_RARE.changed(many);
        Dataset<String> contradicted = FoundSet.MR_CONTRADICTED.changed(many);
        Dataset<String> shuffled = FoundSet.CR_SHUFFLED.changed(many);

        assertEquals(53, rare.size());
        assertEquals(105, contradicted.size());
        for (int i = 100; i < 105; i++) {
            int original = many.inputs().indexOf(contradicted.inputs().get(i));
            assertEquals(1 - many.label(original), contradicted.label(i));
        }
        assertEquals(
                many.inputs().stream().sorted().toList(),
                shuffled.inputs().stream().sorted().toList());
    }
}
