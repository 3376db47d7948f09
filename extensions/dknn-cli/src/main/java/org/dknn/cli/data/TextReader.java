package org.dknn.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.LabelSet;
import org.dknn.cli.data.ReadingOptions.BadLines;
import org.dknn.nlp.text.Tokenizer;

/**
 * Reads texts, with labels and without: a label, a tab or a space, and a text per line; columns with commas and the like, with
 * a header and without; JSON lines. Separator, header and columns are found out for each file, and are said.
 *
 * <p>All lines that cannot be read are told, with reasons. {@code -} is standard input.
 */
public final class TextReader {

    private static final int SHOWN_CLASSES = 10;

    private final ReadingOptions options;
    private final InputStream standardInput;
    private final Consumer<String> say;
    private final Consumer<String> warn;

    /**
     * Makes a reader.
     *
     * @param say gets how each file was read
     * @param warn gets what looks wrong
     */
    public TextReader(ReadingOptions options, InputStream standardInput, Consumer<String> say, Consumer<String> warn) {
        this.options = options;
        this.standardInput = standardInput;
        this.say = say;
        this.warn = warn;
    }

    /**
     * Reads texts whose labels are the classes.
     *
     * @param tokenizer finds at least one word in each
     * @throws BadLinesException telling all lines that cannot be read
     * @throws IllegalArgumentException naming the file, if it has no texts or one class, or cannot be understood
     */
    public LabelledTexts labelled(Path file, Tokenizer tokenizer) throws IOException {
        Source source = source(file, true);
        List<LabelledTexts.Labelled> texts = labelled(source, tokenizer, Optional.empty());
        List<String> names =
                Labels.names(texts.stream().map(LabelledTexts.Labelled::label).toList());
        if (names.size() < 2) {
            throw new IllegalArgumentException(source.name + " needs texts of at least two classes, got only "
                    + Problems.quoted(names.get(0)) + " (read as " + source.table.form() + ")");
        }
        return told(source, new LabelledTexts(texts, new LabelSet(names)), new ClassWarnings(texts, names).all());
    }

    /**
     * Reads texts whose labels are of known classes.
     *
     * @throws BadLinesException telling all lines that cannot be read, those of other classes among them
     */
    public LabelledTexts labelled(Path file, Tokenizer tokenizer, LabelSet classes) throws IOException {
        Source source = source(file, true);
        return told(source, new LabelledTexts(labelled(source, tokenizer, Optional.of(classes)), classes), List.of());
    }

    /**
     * Reads texts without labels: one per line, or of one column.
     *
     * @throws BadLinesException telling all lines that cannot be read
     */
    public List<String> texts(Path file) throws IOException {
        Source source = source(file, false);
        List<String> texts = new ArrayList<>();
        for (Table.Example example : source.table.examples()) {
            String text = example.text().strip();
            if (source.isGood(example.line(), text)) {
                texts.add(text);
            }
        }
        settle(source, texts.size());
        say.accept("Read " + source.form() + ": " + texts.size() + (texts.size() == 1 ? " text." : " texts."));
        if (texts.size() > 1 && texts.stream().allMatch(text -> text.indexOf('\t') > 0)) {
            warn.accept(
                    "Warning: " + source.name + ": every text has a tab in it; if a label comes first, as in files to"
                            + " learn from, --text 2 reads the texts alone");
        }
        return texts;
    }

    /**
     * The lines of a file without more structure.
     *
     * @throws BadLinesException telling all lines that are not of the encoding
     */
    public static List<String> lines(Path file, Optional<Charset> encoding) throws IOException {
        Decoded decoded = Decoded.of(file.toString(), Files.readAllBytes(file), encoding);
        decoded.problems().refuseAll();
        return decoded.lines().all();
    }

    /**
     * A file that is being read.
     *
     * @param name path, or standard input
     */
    private record Source(String name, Decoded decoded, Table table) {

        Problems problems() {
            return decoded.problems();
        }

        boolean isGood(int line, String text) {
            int last = line + Lines.breaks(text);
            if (IntStream.rangeClosed(line, last).anyMatch(problems()::contains)) {
                return false;
            }
            if (Labels.strip(text).isEmpty()) {
                problems().add(line, "has no text");
            } else if (text.indexOf('\0') >= 0) {
                problems().add(line, "holds a NUL character: " + Problems.quoted(text));
            } else if (text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
                problems().add(line, "holds half a character (a lone surrogate): " + Problems.quoted(text));
            }
            return !problems().contains(line);
        }

        String form() {
            return name + " (" + decoded.encoding() + "; " + table.form() + ")";
        }
    }

    private Source source(Path file, boolean wantsLabels) throws IOException {
        boolean isStandardInput = file.toString().equals("-");
        String name = isStandardInput ? "standard input" : file.toString();
        byte[] bytes = isStandardInput ? standardInput.readAllBytes() : Files.readAllBytes(file);
        Decoded decoded = Decoded.of(name, bytes, options.encoding());
        Lines lines = decoded.lines();
        if (lines.next(0) == lines.count()) {
            throw new IllegalArgumentException(name + " has no lines");
        }
        return new Source(name, decoded, table(name, decoded, wantsLabels));
    }

    private Table table(String name, Decoded decoded, boolean wantsLabels) {
        Lines lines = decoded.lines();
        if (name.matches("(?i).*\\.(?:jsonl|ndjson|json)") || JsonRows.isJson(lines.get(lines.next(0)))) {
            return JsonRows.read(name, lines, options, wantsLabels, decoded.problems());
        }
        return new LayoutFinder(name, lines, options, wantsLabels)
                .find()
                .map(layout -> layout.read(lines, decoded.problems()))
                .orElseGet(() -> eachLine(lines));
    }

    private static Table eachLine(Lines lines) {
        List<Table.Example> examples = new ArrayList<>();
        for (int i = lines.next(0); i < lines.count(); i = lines.next(i + 1)) {
            examples.add(new Table.Example(i + 1, "", lines.get(i)));
        }
        return new Table(examples, "one text per line");
    }

    private List<LabelledTexts.Labelled> labelled(Source source, Tokenizer tokenizer, Optional<LabelSet> classes) {
        Optional<Map<String, Integer>> known = classes.map(Labels::numbers);
        List<LabelledTexts.Labelled> texts = new ArrayList<>();
        for (Table.Example example : source.table.examples()) {
            String text = example.text().strip();
            if (!isLabelled(source, example) || !source.isGood(example.line(), text)) {
                continue;
            }
            List<String> words = tokenizer.words(text);
            if (words.isEmpty()) {
                source.problems().add(example.line(), "the text has no words: " + Problems.quoted(text));
            } else if (known.isPresent() && !known.get().containsKey(Labels.key(example.label()))) {
                source.problems()
                        .add(
                                example.line(),
                                "the label " + Problems.quoted(Labels.strip(example.label()))
                                        + " is none of the classes "
                                        + classes.get().names());
            } else {
                texts.add(new LabelledTexts.Labelled(example.line(), Labels.strip(example.label()), text, words));
            }
        }
        settle(source, texts.size());
        return texts;
    }

    private static boolean isLabelled(Source source, Table.Example example) {
        if (Labels.strip(example.label()).isEmpty()) {
            source.problems().add(example.line(), "has no label: " + Problems.quoted(example.text()));
            return false;
        }
        return true;
    }

    /** Refuses or tells bad lines. */
    private void settle(Source source, int texts) {
        if (options.badLines() == BadLines.REFUSED || texts == 0) {
            source.problems().refuse();
        }
        if (!source.problems().isEmpty()) {
            warn.accept(source.problems().leftOut());
        }
        if (texts == 0) {
            throw new IllegalArgumentException(source.name + " has no texts");
        }
    }

    private LabelledTexts told(Source source, LabelledTexts read, List<String> warnings) {
        Map<String, Long> counts = Labels.counts(
                read.texts().stream().map(LabelledTexts.Labelled::label).toList());
        LabelSet labels = read.labelSet();
        String classes = IntStream.range(0, Math.min(labels.size(), SHOWN_CLASSES))
                .mapToObj(label ->
                        counts.getOrDefault(Labels.key(labels.name(label)), 0L) + " of " + labels.nameInText(label))
                .collect(Collectors.joining(", "));
        say.accept("Read " + source.form() + ": " + read.texts().size() + " texts of " + labels.size() + " classes: "
                + classes + (labels.size() > SHOWN_CLASSES ? ", ..." : "") + ".");
        warnings.forEach(warning -> warn.accept("Warning: " + source.name + ": " + warning));
        return read;
    }
}
