package org.dknn.cli.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Records of columns with a separator between them. */
final class DelimitedRows {

    private final Lines lines;
    private final Separator separator;
    private final OptionalInt columns;
    private final Problems problems;
    private final List<Row> rows = new ArrayList<>();

    private DelimitedRows(Lines lines, Separator separator, OptionalInt columns, Problems problems) {
        this.lines = lines;
        this.separator = separator;
        this.columns = columns;
        this.problems = problems;
    }

    /**
     * Reads records as RFC 4180 has them: fields may be quoted, and a quoted one may hold separators and lines. After a record
     * that cannot be read, reading goes on with the next line.
     *
     * @param first line to read, from 0 on
     * @param columns that each record must have
     * @param problems get what cannot be read
     */
    static List<Row> quoted(Lines lines, int first, Separator separator, OptionalInt columns, Problems problems) {
        DelimitedRows reading = new DelimitedRows(lines, separator, columns, problems);
        int next = lines.next(first);
        while (next < lines.count()) {
            next = lines.next(reading.readFrom(next));
        }
        return reading.rows;
    }

    /** Reads records in which a quote is a character like all others. */
    static List<Row> plain(Lines lines, int first, Separator separator, OptionalInt columns, Problems problems) {
        DelimitedRows reading = new DelimitedRows(lines, separator, columns, problems);
        for (int i = lines.next(first); i < lines.count(); i = lines.next(i + 1)) {
            reading.add(new Row(i + 1, fields(lines.get(i), separator)));
        }
        return reading.rows;
    }

    private static List<String> fields(String line, Separator separator) {
        return switch (separator) {
            case SPACE -> List.of(line.split("[ \t]", 2));
            case PIPE -> List.of(line.split("\\|", -1));
            default -> List.of(line.split(String.valueOf(separator.character()), -1));
        };
    }

    /** Reads until something is wrong, and says where to go on. */
    private int readFrom(int first) {
        int next = first;
        try (CsvReader<CsvRecord> records = open(first)) {
            for (CsvRecord record : records) {
                int line = first + (int) record.getStartingLineNumber() - 1;
                next = line + 1 + Lines.breaks(String.join("", record.getFields()));
                boolean isGood = add(new Row(line + 1, record.getFields()));
                if (!isGood && next > line + 1) {
                    return line + 1; // most likely a quote that was never closed
                }
            }
            return lines.count();
        } catch (CsvParseException e) {
            int line = lines.next(next);
            problems.add(
                    line + 1,
                    "a quote that is not closed, or characters between a closing quote and the " + separator
                            + " behind it: " + Problems.quoted(lines.get(line)));
            return line + 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string cannot fail
        }
    }

    private CsvReader<CsvRecord> open(int first) throws IOException {
        StringReader text = new StringReader(lines.text());
        long skipped = text.skip(lines.start(first));
        assert skipped == lines.start(first);
        return CsvReader.builder()
                .fieldSeparator(separator.character())
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                .ofCsvRecord(text);
    }

    private boolean add(Row row) {
        if (row.fields().stream().allMatch(field -> Labels.strip(field).isEmpty())
                && row.fields().size() == 1) {
            return true;
        }
        if (columns.isPresent() && row.fields().size() != columns.getAsInt()) {
            problems.add(
                    row.line(),
                    "needs " + columns.getAsInt() + " columns as the header has, got "
                            + row.fields().size() + ": " + Problems.quoted(lines.get(row.line() - 1)));
            return false;
        }
        rows.add(row);
        return true;
    }
}
