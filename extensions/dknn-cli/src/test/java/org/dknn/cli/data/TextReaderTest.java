package org.dknn.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.LabelSet;
import org.dknn.cli.data.LabelledTexts.Labelled;
import org.dknn.cli.data.ReadingOptions.BadLines;
import org.dknn.nlp.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextReaderTest {

    private static final ReadingOptions SKIPPING = new ReadingOptions(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), BadLines.SKIPPED);

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();
    private final List<String> warned = new ArrayList<>();

    private static ReadingOptions columns(String text, String label) {
        return new ReadingOptions(
                Optional.of(text), Optional.of(label), Optional.empty(), Optional.empty(), BadLines.REFUSED);
    }

    private static ReadingOptions encoding(String name) {
        return new ReadingOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Charset.forName(name)),
                BadLines.REFUSED);
    }

    private TextReader reader(ReadingOptions options, String in) {
        return new TextReader(
                options, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), said::add, warned::add);
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private LabelledTexts read(String name, String content, ReadingOptions options) throws IOException {
        return read(file(name, content.getBytes(StandardCharsets.UTF_8)), options);
    }

    private LabelledTexts read(Path file, ReadingOptions options) throws IOException {
        return reader(options, "").labelled(file, Tokenizer.english());
    }

    @Test
    void a_file_with_labels_that_is_read_as_texts_is_warned_of() throws IOException {
        Path labelled = file("unseen.txt", "good\ta gripping film\nbad\ta dull one\n".getBytes(StandardCharsets.UTF_8));
        Path plain = file("plain.txt", "a gripping film\na dull\tone\n".getBytes(StandardCharsets.UTF_8));
        ReadingOptions second = new ReadingOptions(
                Optional.of("2"), Optional.empty(), Optional.empty(), Optional.empty(), BadLines.REFUSED);

        assertEquals(
                List.of("good\ta gripping film", "bad\ta dull one"),
                reader(ReadingOptions.NONE, "").texts(labelled));

        assertEquals(1, warned.size());
        assertTrue(
                warned.get(0).contains("every text has a tab in it; if a label comes first")
                        && warned.get(0).contains("--text 2 reads the texts alone"),
                warned.toString());
        assertEquals(
                List.of("a gripping film", "a dull one"), reader(second, "").texts(labelled));
        assertEquals(2, reader(ReadingOptions.NONE, "").texts(plain).size());
        assertEquals(1, warned.size());
    }

    private static String shown(LabelledTexts texts) {
        return texts.texts().stream()
                .map(text -> text.label() + "=" + text.text())
                .collect(Collectors.joining("|"));
    }

    private String refusal(String name, String content) {
        return refusal(name, content, ReadingOptions.NONE);
    }

    private String refusal(String name, String content, ReadingOptions options) {
        return assertThrows(IllegalArgumentException.class, () -> read(name, content, options))
                .getMessage()
                .replace(directory.toString(), "DIR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "good fine film\nbad dull plot\n",
                "good\tfine film\r\nbad\tdull plot\r\n",
                "good\tfine film  \n\n\t\nbad\tdull plot\n\n",
                "good,fine film\nbad,dull plot",
                "good;fine film\nbad;dull plot",
                "good|fine film\nbad|dull plot",
                "label,text\ngood,fine film\nbad,dull plot\n",
                "text,label\nfine film,good\n\"dull plot\",\"bad\"\n",
                "id;Sentiment;Review Text\n1;good;fine film\n2;bad;dull plot\n",
                "sentence\tlabel\nfine film\tgood\ndull plot\tbad\n",
                "sep=;\nlabel;text\ngood;fine film\nbad;dull plot\n",
                "\"label\",\"text\"\r\n\"good\",\"fine film\"\r\n\"bad\",\"dull plot\"\r\n",
                "{\"text\": \"fine film\", \"label\": \"good\"}\n\n{\"label\": \"bad\", \"text\": \"dull plot\", \"id\": 7}\n",
                "\"label\"\t\"text\"\n\"good\"\t\"fine film\"\n\"bad\"\t\"dull plot\"\n",
                "utterance,label\nfine film,good\ndull plot,bad\n",
                "good\tfine film\nbad dull plot\n",
                "[{\"text\": \"fine film\", \"label\": \"good\"},\n{\"text\": \"dull plot\", \"label\": \"bad\"}]",
                "[{\n\"label\":\n\"good\", \"text\": \"fine film\"},\n{\"label\": \"bad\", \"text\": \"dull plot\"}]"
            })
    void the_same_texts_are_read_whatever_the_form(String content) throws IOException {
        for (String mark : List.of("", "\uFEFF")) {
            LabelledTexts texts = read("file.txt", mark + content, ReadingOptions.NONE);

            assertEquals("good=fine film|bad=dull plot", shown(texts));
            assertEquals(LabelSet.of("bad", "good"), texts.labelSet());
            assertEquals(List.of("fine", "film"), texts.words().inputs().get(0));
            assertEquals(1, texts.dataset().label(0));
        }
        assertEquals(List.of(), warned);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void a_byte_order_mark_tells_the_encoding(String name) throws IOException {
        Path file = file("marked", "\uFEFFgut sch\u00F6n\nbad \u4E16\u754C\n".getBytes(Charset.forName(name)));

        assertEquals("gut=sch\u00F6n|bad=\u4E16\u754C", shown(read(file, ReadingOptions.NONE)));
        assertTrue(said.get(0).contains(name + " with a byte order mark"), said.get(0));
    }

    @Test
    void other_encodings_are_read_by_name_and_told_by_file_and_line() throws IOException {
        Path file = file("latin", "gut sch\u00F6n\nbad x\nbad caf\u00E9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals("gut=sch\u00F6n|bad=x|bad=caf\u00E9", shown(read(file, encoding("ISO-8859-1"))));
        String message = assertThrows(BadLinesException.class, () -> read(file, ReadingOptions.NONE))
                .getMessage();
        assertTrue(message.startsWith(file + ": 2 bad lines; "), message);
        assertTrue(message.contains("\n  line 1: not UTF-8: 0xF6 behind \"gut sch\"; if"), message);
        assertTrue(message.contains("\n  line 3: not UTF-8: 0xE9 behind \"bad caf\"; if"), message);
    }

    @Test
    void an_encoding_that_cannot_be_is_refused() throws IOException {
        Path bare = file("bare", "good fine film\nbad x\n".getBytes(StandardCharsets.UTF_16LE));
        Path marked = file("marked", "\uFEFFgood fine film\nbad x\n".getBytes(StandardCharsets.UTF_8));

        String zeros = assertThrows(IllegalArgumentException.class, () -> read(bare, ReadingOptions.NONE))
                .getMessage();
        String other = assertThrows(IllegalArgumentException.class, () -> read(marked, encoding("ISO-8859-1")))
                .getMessage();

        assertTrue(zeros.startsWith(bare + " is not UTF-8: ") && zeros.endsWith("--encoding UTF-16LE"), zeros);
        assertEquals("good=fine film|bad=x", shown(read(bare, encoding("UTF-16LE"))));
        assertEquals(marked + " has the byte order mark of UTF-8; leave out --encoding ISO-8859-1", other);
    }

    @Test
    void standard_input_is_decoded_as_strictly_as_a_file() throws IOException {
        byte[] latin = "a fine caf\u00E9\n".getBytes(StandardCharsets.ISO_8859_1);
        TextReader broken =
                new TextReader(ReadingOptions.NONE, new ByteArrayInputStream(latin), said::add, warned::add);

        String message = assertThrows(BadLinesException.class, () -> broken.texts(Path.of("-")))
                .getMessage();

        assertTrue(message.startsWith("standard input: 1 bad line; "), message);
        assertTrue(message.contains("line 1: not UTF-8: 0xE9 behind \"a fine caf\""), message);
        assertEquals(
                List.of("one film", "two"),
                reader(ReadingOptions.NONE, "\uFEFFone film\n \ntwo\n").texts(Path.of("-")));
        assertEquals(
                "good=x|bad=y",
                shown(reader(ReadingOptions.NONE, "good x\nbad y").labelled(Path.of("-"), Tokenizer.english())));
    }

    @Test
    void quoted_fields_hold_separators_quotes_and_lines() throws IOException {
        String csv = "label,text\r\ngood,\"a \"\"fine\"\", odd\r\nfilm\"\r\nbad,dull\r\n";

        LabelledTexts texts = read("file.csv", csv, ReadingOptions.NONE);

        assertEquals("good=a \"fine\", odd\r\nfilm|bad=dull", shown(texts));
        assertEquals(List.of(2, 4), texts.texts().stream().map(Labelled::line).toList());
    }

    @Test
    void quotes_in_files_with_tabs_are_text_unless_the_file_means_them() throws IOException {
        assertEquals(
                "good=\"fine\" he said|bad=a 6\" \"dull\"|bad=\"well\"",
                shown(read("f", "good\t\"fine\" he said\nbad\ta 6\" \"dull\"\nbad\t\"well\"\n", ReadingOptions.NONE)));
        assertEquals(
                "good=a \"fine\" film|bad=dull",
                shown(read("f", "good\t\"a \"\"fine\"\" film\"\nbad\tdull\n", ReadingOptions.NONE)));
        assertEquals(
                "good=two\nlines|bad=dull", shown(read("f", "good\t\"two\nlines\"\nbad\tdull\n", ReadingOptions.NONE)));
    }

    @Test
    void a_quote_that_is_never_closed_costs_one_line() throws IOException {
        String csv = "label,text\ngood,\"never closed\nbad,dull\ngood,\"fine\" or not\ngood,\"a\"\n";

        LabelledTexts texts = read("file.csv", csv, SKIPPING);

        assertEquals("bad=dull|good=a", shown(texts));
        assertTrue(warned.get(0).contains("2 bad lines\n  line 2: a quote that is not closed"), warned.get(0));
        assertTrue(warned.get(0).contains("\n  line 4: a quote"), warned.get(0));
    }

    @Test
    void unicode_separators_and_spaces_are_part_of_texts() throws IOException {
        assertEquals(
                "good=a\u2028b\u0085c\u000Bd\u00A0e|bad=x",
                shown(read("f", "good a\u2028b\u0085c\u000Bd\u00A0e \t\nbad x\n", ReadingOptions.NONE)));
    }

    @Test
    void all_bad_lines_are_told_with_reasons() {
        String message = refusal(
                "f.csv", "label,text\ngood,fine\nbad\nbad,dull,very\n,x\nbad,\nbad,\u200B\ngood,a\u0000b\nbad,dull\n");

        assertEquals("""
                DIR/f.csv: 6 bad lines; correct the file, or leave such lines out by --skip-bad
                  line 3: needs 2 columns as the header has, got 1: "bad"
                  line 4: needs 2 columns as the header has, got 3: "bad,dull,very"
                  line 5: has no label: "x"
                  line 6: has no text
                  line 7: has no text
                  line 8: holds a NUL character: "a b"\
                """, message);
    }

    @Test
    void of_many_bad_lines_some_are_told_and_all_counted() {
        String bad = "bad\n".repeat(30);

        String message = refusal("f", "good\tfine\n".repeat(90) + bad + "bad\tx\n");

        assertTrue(message.contains(": 30 bad lines; "), message);
        assertTrue(message.endsWith("\n  and 10 more"), message);
        assertEquals(22, message.lines().count());
    }

    @Test
    void bad_lines_can_be_left_out_and_are_told_then_too() throws IOException {
        LabelledTexts texts = read("f", "good\tfine\nbad\nbad\tdull\ngood\tx\n", SKIPPING);

        assertEquals("good=fine|bad=dull|good=x", shown(texts));
        assertEquals(1, warned.size());
        assertTrue(warned.get(0).startsWith("Left out of "), warned.get(0));
        assertTrue(warned.get(0).contains("f: 1 bad line\n  line 2: has no text"), warned.get(0));
    }

    @Test
    void bad_json_is_told_by_line() {
        String message = refusal("f", """
                {"text": "fine", "label": 1}
                {"text": "fine", "label": [1]}
                {"text": "fine"}
                {"text": 7, "label": 0}
                {"text": "a", "text": "b", "label": 0}
                {"text": "a", "label": 0
                {"text": "a", "label": 0} x
                {"text": "\\ud800", "label": 0}
                [1]
                {"text": "dull", "label": true}
                """);

        assertEquals(
                List.of(2, 3, 4, 5, 6, 7, 8, 9),
                message.lines()
                        .skip(1)
                        .map(line -> Integer.valueOf(line.replaceAll("  line (\\d+): .*", "$1")))
                        .toList());
        assertTrue(message.contains("line 3: needs a text or a number as \"label\", got nothing"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2,2.0,1;1,2",
                "2.0,1.0;1.0,2.0",
                "+1,-1,1;-1,1",
                "0.5,0.50;",
                "07,7;7,07",
                "-1,2,10,b,a;-1,2,10,a,b",
                "cafe\u0301,caf\u00E9,x;caf\u00E9,x",
                "good\u00A0,good,\u200Bgood,x;good,x",
                "2,\uFF12,1;1,2"
            })
    void spellings_of_one_number_or_name_are_one_class(String labels, String classes) {
        List<String> names = Labels.names(List.of(labels.split(",", -1)));

        assertEquals(classes == null ? List.of("0.5") : List.of(classes.split(",", -1)), names);
    }

    @Test
    void labels_of_known_classes_are_found_in_any_spelling_and_others_are_bad_lines() throws IOException {
        Path file = file("f", "2.0 x\n1 y\n".getBytes(StandardCharsets.UTF_8));
        Path other = file("g", "2 x\nugly y\n3 z\n".getBytes(StandardCharsets.UTF_8));

        LabelledTexts texts =
                reader(ReadingOptions.NONE, "").labelled(file, Tokenizer.english(), LabelSet.of("1", "2"));

        assertEquals(1, texts.words().label(0));
        assertEquals(0, texts.words().label(1));
        String message = assertThrows(BadLinesException.class, () -> reader(ReadingOptions.NONE, "")
                        .labelled(other, Tokenizer.english(), LabelSet.of("1", "2")))
                .getMessage();
        assertTrue(message.contains("line 2: the label \"ugly\" is none of the classes [1, 2]"), message);
        assertTrue(message.contains("line 3: the label \"3\" is none"), message);
    }

    @Test
    void columns_are_taken_by_name_and_by_number() throws IOException {
        String csv = "a,b,c\nfine,7,good\ndull,8,bad\n";

        assertEquals("good=fine|bad=dull", shown(read("f.csv", csv, columns("a", "c"))));
        assertEquals("7=good|8=bad", shown(read("f.csv", "7,good\n8,bad\n", columns("2", "1"))));
        assertTrue(refusal("f.csv", csv).contains("has 3 columns, and it cannot be told what they hold"));
        assertEquals("DIR/f.csv has no column \"d\"; it has [a, b, c]", refusal("f.csv", csv, columns("d", "c")));
        assertEquals(
                "DIR/f.csv has no column \"x\"; its first line is \"a,b,c\"", refusal("f.csv", csv, columns("x", "y")));
        assertTrue(refusal("f.csv", "text_a,text_b,label\nx,y,1\nx,y,2\n").contains("name one by --text"));
    }

    @Test
    void lines_that_only_begin_like_names_are_no_header() throws IOException {
        assertEquals(
                "question=what is the topic|question=who|review=fine",
                shown(read("f", "question\twhat is the topic\nquestion\twho\nreview\tfine\n", ReadingOptions.NONE)));
        List<String> texts = List.of("text one, text two", "great film, title", "well, content");
        for (int i = 0; i < texts.size(); i++) {
            List<String> turned = new ArrayList<>(texts);
            java.util.Collections.rotate(turned, i);
            assertEquals(
                    turned,
                    reader(ReadingOptions.NONE, "")
                            .texts(file("g.txt", String.join("\n", turned).getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void a_column_that_is_named_alone_needs_the_other_named_too() {
        ReadingOptions textAlone = new ReadingOptions(
                Optional.of("a"), Optional.empty(), Optional.empty(), Optional.empty(), BadLines.REFUSED);

        assertEquals(
                "DIR/f.csv has the columns [a, b, c], and it cannot be told which holds the labels; name it by --label",
                refusal("f.csv", "a,b,c\nx,y,z\n", textAlone));
    }

    @Test
    void any_bytes_end_in_texts_or_in_a_clear_refusal() throws IOException {
        Random random = new Random(12);
        String[] parts = {
            "label",
            "text",
            ",",
            "\t",
            ";",
            " ",
            "\"",
            "\"\"",
            "\n",
            "\r\n",
            "good",
            "bad",
            "fine film",
            "{\"text\":",
            "[{",
            "}",
            "\uFEFF",
            "\u0000",
            "\u2028",
            "1",
            "2.0",
            "sep=;",
            "|",
            "\uD83D"
        };
        for (int round = 0; round < 3_000; round++) {
            StringBuilder content = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                content.append(parts[random.nextInt(parts.length)]);
            }
            byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(20); i == 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path file = file("any" + (round % 3 == 0 ? ".csv" : round % 3 == 1 ? ".txt" : ".jsonl"), bytes);
            try {
                assertTrue(read(file, SKIPPING).labelSet().size() > 1);
            } catch (IllegalArgumentException e) {
                assertTrue(
                        e.getMessage().startsWith(file.toString()), "seed 12, round " + round + ": " + e.getMessage());
            }
            try {
                assertTrue(!reader(ReadingOptions.NONE, "").texts(file).isEmpty());
            } catch (IllegalArgumentException e) {
                assertTrue(
                        e.getMessage().startsWith(file.toString()), "seed 12, round " + round + ": " + e.getMessage());
            }
        }
    }

    @Test
    void labels_may_stand_behind_texts() throws IOException {
        String lines = IntStream.range(0, 30)
                .mapToObj(i -> "film " + i + " is fine," + (i % 2 == 0 ? "good" : "bad"))
                .collect(Collectors.joining("\n"));

        LabelledTexts texts = read("f.txt", lines, ReadingOptions.NONE);

        assertEquals(LabelSet.of("bad", "good"), texts.labelSet());
        assertTrue(
                said.get(0).contains("separated by comma, no header, texts in column 1, labels in column 2"),
                said.get(0));
    }

    @Test
    void commas_in_texts_without_quotes_stay_in_them() throws IOException {
        assertEquals(
                "good=fine, or so, she said|bad=dull",
                shown(read("f.txt", "good,fine, or so, she said\nbad,dull\n", ReadingOptions.NONE)));
        assertEquals(
                "good=fine , or so|bad=dull , or not",
                shown(read("f.txt", "good fine , or so\nbad dull , or not\n", ReadingOptions.NONE)));
    }

    @Test
    void what_looks_wrong_with_the_classes_is_told() throws IOException {
        String words = "the a one this that it her his our some any no".replace(" ", " film is fine\n") + " x y\n";

        read("many", words, ReadingOptions.NONE);
        read("header", "zone,wording\n" + "a,some film\nb,other film\n".repeat(9), columns("2", "1"));
        read("case", "good x\nGood y\nbad z\nbad zz\n", ReadingOptions.NONE);
        read("empty", "good x\n- y\nnan z\n", ReadingOptions.NONE);

        assertTrue(warned.get(0).contains("many: 12 texts have 12 classes, 12 of which occur once"), warned.get(0));
        assertTrue(warned.get(1).contains("header: line 1 may be a header"), warned.get(1));
        assertTrue(warned.get(2).contains("case: the classes [Good, good] are written almost alike"), warned.get(2));
        assertTrue(warned.get(3).contains("empty: the classes [-] have names without"), warned.get(3));
        assertTrue(warned.get(4).contains("empty: the classes [nan] may stand for texts without"), warned.get(4));
        assertEquals(5, warned.size());
    }

    @Test
    void how_a_file_was_read_is_said() throws IOException {
        read("f.csv", "review,sentiment\nfine,good\ndull,bad\nx,good\n", ReadingOptions.NONE);

        assertEquals(
                List.of("Read " + directory.resolve("f.csv") + " (UTF-8; columns separated by comma, a header, texts in"
                        + " \"review\", labels in \"sentiment\"): 3 texts of 2 classes: 1 of bad, 2 of good."),
                said);
    }

    @Test
    void texts_alone_are_lines_columns_or_json() throws IOException {
        TextReader reader = reader(ReadingOptions.NONE, "");

        assertEquals(
                List.of("a fine film, or so", "dull\tplot"),
                reader.texts(file("a.txt", "a fine film, or so\r\n\r\ndull\tplot".getBytes(StandardCharsets.UTF_8))));
        assertEquals(
                List.of("fine", "dull"),
                reader.texts(file("b.csv", "id,text\n1,fine\n2,dull\n".getBytes(StandardCharsets.UTF_8))));
        assertEquals(
                List.of("fine, or so", "dull"),
                reader.texts(file("c.csv", "text\n\"fine, or so\"\ndull\n".getBytes(StandardCharsets.UTF_8))));
        assertEquals(
                List.of("fine"), reader.texts(file("d", "{\"text\": \"fine\"}\n".getBytes(StandardCharsets.UTF_8))));
        assertEquals(
                3, said.stream().filter(line -> line.endsWith(": 2 texts.")).count());
    }

    @Test
    void what_was_written_is_read_whatever_is_in_it() throws IOException {
        LabelledTexts texts = read(
                "f.csv",
                "label,text\n\"very, good\",\"a\ttab, a \"\"quote\"\"\nand a line\"\n2,\"{\"\"x\"\": 1}\"\n",
                SKIPPING);
        Path file = directory.resolve("own.jsonl");

        LabelledLines.write(file, texts.dataset());

        LabelledTexts again = read(file, ReadingOptions.NONE);
        assertEquals(texts.dataset().inputs(), again.dataset().inputs());
        assertEquals(texts.labelSet(), again.labelSet());
    }

    @Test
    void empty_files_single_classes_and_missing_files_are_refused() {
        assertEquals("DIR/f has no lines", refusal("f", ""));
        assertEquals("DIR/f has no lines", refusal("f", "\uFEFF\r\n \n"));
        assertTrue(refusal("f", "a x\na y\n").startsWith("DIR/f needs texts of at least two classes, got only \"a\""));
        assertThrows(NoSuchFileException.class, () -> read(directory.resolve("none"), ReadingOptions.NONE));
    }
}
