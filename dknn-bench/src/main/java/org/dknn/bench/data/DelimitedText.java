package org.dknn.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of one record a line with a head line, separated by commas or tabs; fields that begin with a double quote end with
 * one, and hold double quotes twice.
 *
 * @param file where it came from
 * @param columns place of each column by its name
 * @param rows all fields
 */
record DelimitedText(Path file, Map<String, Integer> columns, List<List<String>> rows) {

    static DelimitedText read(Path file, char separator) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            rows.add(fields(line, separator));
        }
        if (rows.isEmpty()) {
            throw new IOException(file + " needs a head line, got an empty file");
        }
        Map<String, Integer> columns = new HashMap<>();
        rows.get(0).forEach(name -> columns.put(name, columns.size()));
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).size() != columns.size()) {
                throw new IOException(file + ", line " + (i + 1) + ": needs " + columns.size() + " fields, got "
                        + rows.get(i).size());
            }
        }
        return new DelimitedText(file, columns, rows.subList(1, rows.size()));
    }

    static List<String> fields(String line, char separator) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && (quoted || field.isEmpty())) {
                boolean twice = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (twice) {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
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

    /** A field of a row, by the name of its column. */
    String field(int row, String column) {
        Integer place = columns.get(column);
        if (place == null) {
            throw new IllegalArgumentException(file + " needs a column " + column + ", there are " + columns.keySet());
        }
        return rows.get(row).get(place);
    }
}
