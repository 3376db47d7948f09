package org.dknn.cli.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out how the lines of one file are laid out. */
final class LayoutFinder {

    /** Lines that are looked at. */
    private static final int SAMPLE = 3_000;

    /** Share of lines that a separator must split, in tenths; the others are bad lines. */
    private static final int TENTHS = 7;

    /** A column whose first cell is that of one row in so many is not headed by it. */
    private static final int OFTEN = 20;

    /** A hint to spreadsheets in the first line. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=(.)\"?");

    private final String source;
    private final Lines lines;
    private final ReadingOptions options;
    private final boolean wantsLabels;
    private final int first;
    private final List<Separator> candidates;

    /**
     * Asks about a file.
     *
     * @param lines at least one that is not blank
     * @param wantsLabels whether texts alone are not enough
     */
    LayoutFinder(String source, Lines lines, ReadingOptions options, boolean wantsLabels) {
        this.source = source;
        this.lines = lines.head(SAMPLE);
        this.options = options;
        this.wantsLabels = wantsLabels;
        int start = lines.next(0);
        Matcher hint = SEPARATOR_LINE.matcher(lines.get(start).strip());
        Optional<Separator> hinted = hint.matches()
                ? Stream.of(Separator.values())
                        .filter(separator ->
                                separator.character() == hint.group(1).charAt(0))
                        .findFirst()
                : Optional.empty();
        this.first = hinted.isPresent() ? lines.next(start + 1) : start;
        this.candidates = options.separator().or(() -> hinted).map(List::of).orElseGet(() -> Separator.likely(source));
    }

    /**
     * The layout of a file.
     *
     * @return nothing, if each line is a text
     * @throws IllegalArgumentException if columns that the user names are not there, or it cannot be told which are meant
     */
    Optional<Layout> find() {
        Optional<Layout> byHeader = candidates.stream().flatMap(this::headed).findFirst();
        if (byHeader.isPresent()) {
            return byHeader;
        }
        requireNumber(options.text());
        if (wantsLabels) {
            requireNumber(options.label());
            return Optional.of(bare(separator()));
        }
        boolean hasColumns = options.text().isPresent() || candidates.size() == 1 || Columns.isTable(source);
        return hasColumns ? Optional.of(bareTexts()) : Optional.empty();
    }

    private void requireNumber(Optional<String> said) {
        if (said.isPresent() && Columns.numbered(said).isEmpty()) {
            throw new IllegalArgumentException(source + " has no column \"" + said.get() + "\"; its first line is "
                    + Problems.quoted(first < lines.count() ? lines.get(first) : ""));
        }
    }

    private Stream<Layout> headed(Separator separator) {
        List<Row> rows = rows(separator);
        if (separator == Separator.SPACE || rows.isEmpty()) {
            return Stream.empty();
        }
        List<String> header = rows.get(0).fields().stream().map(Labels::strip).toList();
        boolean mayBeOne = !wantsLabels && (options.text().isPresent() || Columns.isTable(source));
        if (header.size() < 2 && !mayBeOne) {
            return Stream.empty();
        }
        boolean mayBeLines = !wantsLabels && options.text().isEmpty() && !Columns.isTable(source);
        if (mayBeLines && !Columns.areKnown(header)) {
            return Stream.empty();
        }
        return Columns.ofHeader(source, header, options, wantsLabels)
                .filter(columns -> !occursAgain(rows, columns) && areWide(rows, header.size()))
                .map(columns ->
                        new Layout(separator, behind(rows.get(0)), header, columns, OptionalInt.of(header.size())))
                .stream();
    }

    /** The line behind a row, from 0 on. */
    private static int behind(Row row) {
        return row.line() + Lines.breaks(String.join("", row.fields()));
    }

    /** Whether what looks like names of columns are a label and a text: a label occurs again, a text so short does often. */
    private static boolean occursAgain(List<Row> rows, Columns columns) {
        return (columns.label() >= 0 && again(rows, columns.label()) > 0)
                || again(rows, columns.text()) * OFTEN > rows.size();
    }

    /** Whether rows have as many columns as the first, so far as that is not certain. */
    private boolean areWide(List<Row> rows, int width) {
        long wide = rows.stream().filter(row -> row.fields().size() == width).count();
        boolean isCertain = Columns.isTable(source)
                || options.text().isPresent()
                || options.label().isPresent();
        return isCertain || wide * 10 >= (long) TENTHS * rows.size();
    }

    private static long again(List<Row> rows, int column) {
        String first = rows.get(0).field(column);
        return rows.stream()
                .skip(1)
                .filter(row -> row.field(column).equals(first))
                .count();
    }

    private List<Row> rows(Separator separator) {
        return rows(separator, new Problems(source));
    }

    private List<Row> rows(Separator separator, Problems problems) {
        return Quotes.areMeant(lines, first, separator)
                ? DelimitedRows.quoted(lines, first, separator, OptionalInt.empty(), problems)
                : DelimitedRows.plain(lines, first, separator, OptionalInt.empty(), problems);
    }

    /** The separator of a file of labels and texts without a header. */
    private Separator separator() {
        if (candidates.size() == 1 || Columns.isTable(source)) {
            return candidates.stream().filter(this::splits).findFirst().orElse(candidates.get(0));
        }
        return candidates.stream()
                .filter(separator -> splits(separator)
                        && (separator == Separator.TAB || givesClasses(separator) || standsBeforeSpaces(separator)))
                .findFirst()
                .orElse(Separator.SPACE);
    }

    private boolean splits(Separator separator) {
        Problems problems = new Problems(source);
        List<Row> rows = rows(separator, problems);
        long good = rows.stream().filter(row -> row.fields().size() > 1).count();
        return good > 0 && good * 10 >= (long) TENTHS * (rows.size() + problems.size());
    }

    private long texts() {
        long texts = 0;
        for (int i = lines.next(first); i < lines.count(); i = lines.next(i + 1)) {
            texts++;
        }
        return texts;
    }

    private boolean givesClasses(Separator separator) {
        List<Row> rows = rows(separator);
        return areClasses(rows, 0)
                || (rows.stream().allMatch(row -> row.fields().size() == 2) && areClasses(rows, 1));
    }

    /** Whether a column holds few different values. */
    private static boolean areClasses(List<Row> rows, int column) {
        long different = rows.stream()
                .map(row -> Labels.key(row.field(column)))
                .distinct()
                .count();
        return different > 1 && different * different <= rows.size();
    }

    /** Whether first words are no labels, as this separator is in most of them. */
    private boolean standsBeforeSpaces(Separator separator) {
        long before = lines.all().stream()
                .filter(line -> line.strip().split(" ", 2)[0].indexOf(separator.character()) >= 0)
                .count();
        return 2 * before > texts();
    }

    private Layout bare(Separator separator) {
        List<Row> rows = rows(separator);
        Optional<Integer> text = Columns.numbered(options.text());
        Optional<Integer> label = Columns.numbered(options.label());
        int width = width(rows);
        if (text.isEmpty() && label.isEmpty()) {
            if (width > 2
                    && rows.size() > 2
                    && rows.stream().allMatch(row -> row.fields().size() == width)) {
                throw unclear(width);
            }
            boolean isLabelLast =
                    width == 2 && separator != Separator.SPACE && !areClasses(rows, 0) && areClasses(rows, 1);
            return isLabelLast
                    ? new Layout(separator, first, List.of(), new Columns(0, 1), OptionalInt.of(2))
                    : new Layout(separator, first, List.of(), new Columns(1, 0), OptionalInt.empty());
        }
        if (width != 2 && (text.isEmpty() || label.isEmpty())) {
            throw unclear(width);
        }
        Columns columns = new Columns(
                text.orElseGet(() -> 1 - label.orElseThrow()), label.orElseGet(() -> 1 - text.orElseThrow()));
        if (columns.text() == columns.label() || columns.text() >= width || columns.label() >= width) {
            throw unclear(width);
        }
        return new Layout(separator, first, List.of(), columns, OptionalInt.of(width));
    }

    private Layout bareTexts() {
        Separator separator =
                candidates.stream().filter(this::splits).findFirst().orElse(candidates.get(0));
        List<Row> rows = rows(separator);
        int width = width(rows);
        Optional<Integer> text = Columns.numbered(options.text());
        if ((width > 1 && text.isEmpty()) || text.orElse(0) >= width) {
            throw unclear(width);
        }
        return new Layout(separator, first, List.of(), new Columns(text.orElse(0), -1), OptionalInt.of(width));
    }

    /** The number of columns that most rows have. */
    private static int width(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> row.fields().size(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(1);
    }

    private IllegalArgumentException unclear(int width) {
        String wanted = wantsLabels ? "--text and --label" : "--text";
        return new IllegalArgumentException(source + " has " + width + " columns, and it cannot be told what they hold;"
                + " name them by " + wanted + ", with the names of a header or numbers from 1 on; its first line is "
                + Problems.quoted(lines.get(first)));
    }
}
