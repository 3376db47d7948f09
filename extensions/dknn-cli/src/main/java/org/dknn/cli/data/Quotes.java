package org.dknn.cli.data;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Whether quotes around fields are marks of the file, or characters of the texts. */
final class Quotes {

    /** A quoted field that holds a quote, which is doubled there. */
    private static final Pattern DOUBLED = Pattern.compile("(?:^|\t)\"(?:[^\"\t]|\"\")*+\"(?:\t|$)");

    private static final Pattern ALL_QUOTED = Pattern.compile("\"[^\"\t]*\"(?:\t\"[^\"\t]*\")+");

    private Quotes() {}

    /**
     * They are marks in files with commas and the like. Files with tabs come with and without such marks: there they are marks
     * if all fields are well-formed, and one of them needs its quotes or all have them.
     */
    static boolean areMeant(Lines lines, int first, Separator separator) {
        if (separator != Separator.TAB) {
            return separator != Separator.SPACE;
        }
        if (lines.text().indexOf('"') < 0) {
            return false;
        }
        Problems problems = new Problems("");
        List<Row> rows = DelimitedRows.quoted(lines, first, separator, OptionalInt.empty(), problems);
        if (!problems.isEmpty()) {
            return false;
        }
        List<String> texts = lines.all().subList(first, lines.count()).stream()
                .filter(line -> !Labels.strip(line).isEmpty())
                .toList();
        return rows.size() < texts.size()
                || rows.stream().anyMatch(row -> row.fields().stream().anyMatch(field -> field.indexOf('\t') >= 0))
                || texts.stream().anyMatch(Quotes::holdsDoubled)
                || texts.stream().allMatch(line -> ALL_QUOTED.matcher(line).matches());
    }

    private static boolean holdsDoubled(String line) {
        return DOUBLED.matcher(line)
                .results()
                .anyMatch(field -> field.group().strip().length() > 2
                        && field.group().strip().replaceAll("^\"|\"$", "").contains("\"\""));
    }
}
