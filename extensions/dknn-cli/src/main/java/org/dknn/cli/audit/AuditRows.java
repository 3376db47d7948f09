package org.dknn.cli.audit;

import java.util.ArrayList;
import java.util.List;
import org.dknn.cli.result.Column;
import org.dknn.cli.result.RowFormat;
import org.dknn.reliability.LabelAudit.LabelIssue;
import org.dknn.reliability.LabelAudit.NearDuplicate;

/** An audit as one table: a row per suspect label, contradicting pair and hub. */
public final class AuditRows {

    private static final List<Column> COLUMNS = List.of(
            Column.text("finding", "contradiction".length()),
            Column.number("number"),
            Column.text("label", 0),
            Column.text("proposed label", 0),
            Column.number("agreement"),
            Column.number("margin"),
            Column.number("other number"),
            Column.number("closeness"),
            Column.number("times a neighbor"),
            Column.text("text", 0),
            Column.text("other text", 0),
            Column.number("held-out folds"));

    private AuditRows() {}

    /**
     * All suspect labels and contradicting pairs, and some hubs.
     *
     * @param hubs number of hubs
     */
    public static String of(RowFormat format, AuditedTexts audited, int hubs) {
        List<List<String>> rows = new ArrayList<>();
        audited.issues().forEach(issue -> rows.add(issue(audited, issue)));
        audited.contradictions().forEach(pair -> rows.add(contradiction(audited, pair)));
        audited.hubs(hubs).forEach(ordinal -> rows.add(hub(audited, ordinal)));
        StringBuilder text = new StringBuilder(format.head("Audit", COLUMNS));
        rows.forEach(row -> text.append(format.row(COLUMNS, row)));
        return text.append(format.foot()).toString();
    }

    private static List<String> issue(AuditedTexts audited, LabelIssue issue) {
        return List.of(
                "suspect label",
                AuditedTexts.number(issue.ordinal()),
                audited.name(issue.label()),
                audited.name(issue.proposed()),
                number(issue.agreement()),
                number(issue.margin()),
                "",
                "",
                occurrences(audited, issue.ordinal()),
                audited.text(issue.ordinal()),
                "",
                audited.folds().isPresent() ? String.valueOf(audited.folds().getAsInt()) : "");
    }

    private static List<String> contradiction(AuditedTexts audited, NearDuplicate pair) {
        return List.of(
                "contradiction",
                AuditedTexts.number(pair.first()),
                audited.name(pair.firstLabel()),
                audited.name(pair.secondLabel()),
                "",
                "",
                AuditedTexts.number(pair.second()),
                number(pair.closeness()),
                occurrences(audited, pair.first()),
                audited.text(pair.first()),
                audited.text(pair.second()),
                "");
    }

    private static List<String> hub(AuditedTexts audited, int ordinal) {
        return List.of(
                "hub",
                AuditedTexts.number(ordinal),
                audited.label(ordinal),
                "",
                "",
                "",
                "",
                "",
                occurrences(audited, ordinal),
                audited.text(ordinal),
                "",
                "");
    }

    private static String occurrences(AuditedTexts audited, int ordinal) {
        return String.valueOf(audited.audit().hubs().occurrences(ordinal));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Float.toString((float) value) : "";
    }
}
