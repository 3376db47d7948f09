package org.dknn.bench.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairFilesTest {

    @TempDir
    private Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void fields_in_quotes_hold_separators_and_quotes() {
        assertEquals(
                List.of("a, b", "say \"hi\"", "", "c\"d"),
                DelimitedText.fields("\"a, b\",\"say \"\"hi\"\"\",,c\"d", ','));
        assertEquals(List.of("a,b", ""), DelimitedText.fields("a,b\t", '\t'));
    }

    @Test
    void columns_are_found_by_name() throws IOException {
        DelimitedText text = DelimitedText.read(file("a.tsv", "x\ty\n1\t2\n3\t4\n"), '\t');

        assertEquals("4", text.field(1, "y"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> text.field(0, "z"))
                .getMessage()
                .contains("needs a column z"));
    }

    @Test
    void a_line_with_too_few_fields_is_named() throws IOException {
        Path file = file("a.csv", "x,y\n1,2\n3\n");

        assertTrue(assertThrows(IOException.class, () -> DelimitedText.read(file, ','))
                .getMessage()
                .endsWith("line 3: needs 2 fields, got 1"));
        Path empty = file("b.csv", "");
        assertThrows(IOException.class, () -> DelimitedText.read(empty, ','));
    }

    @Test
    void pairs_without_an_agreed_label_are_left_out() throws IOException {
        Path file = file(
                "a.csv",
                "sentence1,sentence2,label\n\"A man, asleep.\",He sleeps.,entailment\nA,B,-\nC,D,contradiction\n");

        var pairs = new PairReader().addAll(PairReader.read(file)).toDataset();

        assertEquals(2, pairs.size());
        assertEquals(
                new SentencePair(List.of("a", "man", ",", "asleep", "."), List.of("he", "sleeps", ".")),
                pairs.inputs().get(0));
        assertArrayEquals(new int[] {0, 2}, pairs.labels());
    }

    @Test
    void long_pairs_are_left_out_where_that_is_wanted() throws IOException {
        String longSide = "w ".repeat(PairReader.LONGEST_HYPOTHESIS + 1).strip();
        Path file = file("a.tsv", "sentence1\tsentence2\tlabel\na\tb\tneutral\na\t" + longSide + "\tneutral\n");

        assertEquals(
                1, new PairReader().addShort(PairReader.read(file)).toDataset().size());
    }

    @Test
    void all_captions_of_a_picture_fall_into_one_part() throws IOException {
        Path file = file("snli.csv", """
                pairID,sentence1,sentence2,label
                4705552913.jpg#2r1n,A man runs.,He is late.,neutral
                4705552913.jpg#0r1e,A man runs.,A man moves.,entailment
                """);
        SnliPart part = SnliPart.of("4705552913.jpg#1r1c");

        for (SnliPart each : SnliPart.values()) {
            var reader = new PairReader().addPart(PairReader.read(file), each);
            assertEquals(each == part ? 2 : 0, reader.size());
        }
    }

    @Test
    void a_token_of_several_words_marks_them_all() throws IOException {
        HighlightedPair pair = HighlightedPair.parse("""
                {"pairID":"1.jpg#0r1c","gold_label":"contradiction","premise":["Men","don't","run"],"premise_highlight":[0,1,0],
                "hypothesis":["Run","!"],"hypothesis_highlight":[1,0]}""");

        assertEquals(new SentencePair(List.of("men", "do", "n't", "run"), List.of("run", "!")), pair.pair());
        assertEquals("1.jpg#0r1c", pair.id());
        assertEquals(2, pair.label());
        assertArrayEquals(new boolean[] {false, true, true, false}, pair.marked(Side.PREMISE));
        assertArrayEquals(new boolean[] {true, false}, pair.marked(Side.HYPOTHESIS));
    }

    @Test
    void a_damaged_line_of_highlights_is_named() throws IOException {
        Path file = file("h.jsonl", "{\"premise\":[\"a\"],\"premise_highlight\":[]}\n");

        String said = assertThrows(IOException.class, () -> HighlightedPair.read(file))
                .getMessage();

        assertTrue(said.contains("line 1: needs a list premise and as many marks, got 1 words and 0 marks"), said);
        Path broken = file("b.jsonl", "{");
        assertThrows(IOException.class, () -> HighlightedPair.read(broken));
    }
}
