package org.dknn.bench.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dknn.bench.data.SnliPairs.Part;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.evaluate.AnnotatedText.HumanLabels;
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
        List<DelimitedText.Row> rows = DelimitedText.read(file("a.tsv", "x\ty\n1\t2\n3\t4\n"));
        assertEquals("4", rows.get(1).field("z", "y"));
        assertEquals(
                "needs a column z, there are [x, y]",
                assertThrows(IllegalArgumentException.class, () -> rows.get(0).field("z"))
                        .getMessage());
    }

    @Test
    void a_line_with_too_few_fields_is_named() throws IOException {
        Path file = file("a.csv", "x,y\n1,2\n3\n");

        assertTrue(assertThrows(IOException.class, () -> DelimitedText.read(file))
                .getMessage()
                .endsWith("line 3: needs 2 fields, got 1"));
        Path empty = file("b.csv", "");
        assertThrows(IOException.class, () -> DelimitedText.read(empty));
    }

    @Test
    void pairs_without_an_agreed_label_are_left_out() throws IOException {
        Path file = file(
                "a.csv",
                "sentence1,sentence2,label\n\"A man, asleep.\",He sleeps.,entailment\nA,B,-\nC,D,contradiction\n");

        var pairs = SnliPairs.dataset(DelimitedText.read(file));

        assertEquals(2, pairs.size());
        assertEquals(
                new SentencePair(List.of("a", "man", ",", "asleep", "."), List.of("he", "sleeps", ".")),
                pairs.inputs().get(0));
        assertArrayEquals(new int[] {0, 2}, pairs.labels());
    }

    @Test
    void long_pairs_are_left_out_where_that_is_wanted() throws IOException {
        String longSide = "w ".repeat(SnliPairs.LONGEST_HYPOTHESIS + 1).strip();
        Path file = file("a.tsv", "sentence1\tsentence2\tlabel\na\tb\tneutral\na\t" + longSide + "\tneutral\n");

        assertEquals(
                List.of(true, false),
                DelimitedText.read(file).stream().map(SnliPairs::isShort).toList());
    }

    @Test
    void all_captions_of_a_picture_fall_into_one_part() throws IOException {
        Path file = file("snli.csv", """
                pairID,sentence1,sentence2,label
                4705552913.jpg#2r1n,A man runs.,He is late.,neutral
                4705552913.jpg#0r1e,A man runs.,A man moves.,entailment
                """);
        Part part = Part.of("4705552913.jpg#1r1c");

        for (Part each : Part.values()) {
            assertEquals(
                    each == part ? 2 : 0,
                    SnliPairs.of(DelimitedText.read(file), each).size());
        }
    }

    @Test
    void a_token_of_several_words_marks_them_all() throws IOException {
        Path file = file("h.jsonl", """
                {"pairID":"1.jpg#0r1c","gold_label":"contradiction","premise":["Men","don't","run"],"premise_highlight":[0,1,0],\
                "hypothesis":["Run","!"],"hypothesis_highlight":[1,0]}
                """);
        MarkedTexts.Pair pair = MarkedTexts.read(file, MarkedTexts::pair).get(0);
        assertEquals("1.jpg#0r1c", pair.id());
        assertEquals(List.of("men", "do", "n't", "run"), pair.side(Side.PREMISE).words());
        assertEquals(List.of("run", "!"), pair.side(Side.HYPOTHESIS).words());
        assertEquals(Optional.of(Target.of(2)), pair.premise().target());
        assertEquals(
                Optional.of(HumanLabels.rationale(false, true, true, false)),
                pair.premise().labels());
        assertEquals(
                Optional.of(HumanLabels.rationale(true, false)),
                pair.hypothesis().labels());
    }

    @Test
    void a_damaged_line_of_marks_is_named() throws IOException {
        Path file = file("h.jsonl", "{\"premise\":[\"a\"],\"premise_highlight\":[]}\n");
        String said = assertThrows(IOException.class, () -> MarkedTexts.read(file, MarkedTexts::pair))
                .getMessage();
        assertTrue(said.contains("line 1: needs a list premise and as many marks, got 1 words and 0 marks"), said);
        Path broken = file("b.jsonl", "{");
        assertThrows(IOException.class, () -> MarkedTexts.read(broken, MarkedTexts::pair));
    }
}
