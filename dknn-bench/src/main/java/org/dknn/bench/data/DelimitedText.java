package org.dknn.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Files of one record per line with a header, separated by commas if their name ends with {@code .csv}, otherwise by tabs. A field
 * that begins with a double quote ends with one, and holds double quotes twice.
 */
final class DelimitedText {

    private DelimitedText() {}

    /** A record with the names of its fields. */
    record Row(List<String> columns, List<String> fields) {

        /** The field of the first of some columns that is there. */
        String field(String... names) {
            return fields.get(Arrays.stream(names)
                    .mapToInt(columns::indexOf)
                    .filter(place -> place >= 0)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "needs a column " + String.join(" or ", names) + ", there are " + columns)));
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it has no header, or a line has another number of fields
     */
    static List<Row> read(Path file) throws IOException {
        char separator = file.toString().endsWith(".csv") ? ',' : '\t';
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty()) {
            throw new IOException(file + " needs a header, got an empty file");
        }
        List<String> columns = fields(lines.get(0).replaceFirst("^\uFEFF", ""), separator);
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = fields(line, separator);
            if (fields.size() != columns.size()) {
                throw new IOException(file + ", line " + (rows.size() + 2) + ": needs " + columns.size()
                        + " fields, got " + fields.size());
            }
            rows.add(new Row(columns, fields));
        }
        return rows;
    }

    static List<String> fields(String line, char separator) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && line.startsWith("\"\"", i)) {
                field.append(c);
                i++;
            } else if (c == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
