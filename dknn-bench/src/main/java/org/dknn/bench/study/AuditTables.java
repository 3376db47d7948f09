package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;

/** Tables of an {@link AuditStudy}: by planting, results of one or more seeds. */
final class AuditTables {

    /** What the library orders by. */
    static final String AUDIT = "LabelAudit.heldOut";

    /** What it is measured beside. */
    static final String SELF_CONFIDENCE = "held-out self-confidence";

    private static final double NORMAL = 1.959964;

    private AuditTables() {}

    /** One result in short. */
    static String line(AuditResult result) {
        return result.found().keySet().stream()
                .map(order -> order + " " + precision(order, List.of(result)))
                .collect(Collectors.joining("; "));
    }

    /** A page of results by planting. */
    static Page page(String model, Map<String, List<AuditResult>> results) {
        List<String> orders = results.values().stream()
                .flatMap(List::stream)
                .flatMap(result -> result.found().keySet().stream())
                .distinct()
                .toList();
        Page page = new Page("Audit of labels")
                .say(
                        "Share of planted errors among the most suspect 5 % of the training texts, with Wilson's interval at"
                                + " .95; " + model + ".");
        page.table(table(results, orders, AuditTables::precision));
        page.say("Less that by " + SELF_CONFIDENCE
                + ", with intervals at .95 from the errors that one of the two finds.");
        return page.table(table(results, List.of(AUDIT), (order, some) -> difference(some, order, SELF_CONFIDENCE)));
    }

    private interface Cell {
        String of(String order, List<AuditResult> results);
    }

    private static Table table(Map<String, List<AuditResult>> results, List<String> orders, Cell cell) {
        List<String> columns = new ArrayList<>(List.of("ordered by"));
        columns.addAll(results.keySet());
        columns.add("all");
        Table table = new Table(columns.toArray(String[]::new));
        for (String order : orders) {
            List<String> row = new ArrayList<>(List.of(order));
            results.values().forEach(some -> row.add(cell.of(order, some)));
            row.add(cell.of(
                    order, results.values().stream().flatMap(List::stream).toList()));
            table.row(row.toArray(String[]::new));
        }
        return table;
    }

    private static String precision(String order, List<AuditResult> results) {
        Share share = new Share(
                results.stream().mapToInt(result -> result.found(order).size()).sum(),
                results.stream().mapToInt(AuditResult::first).sum());
        return Shown.interval(Shown.number(share.value()), share.low(), share.high());
    }

    /** Both look at as many examples, so the errors that both find cancel out. */
    private static String difference(List<AuditResult> results, String one, String other) {
        double more =
                results.stream().mapToInt(result -> only(result, one, other)).sum();
        double less =
                results.stream().mapToInt(result -> only(result, other, one)).sum();
        double looked = results.stream().mapToInt(AuditResult::first).sum();
        double difference = (more - less) / looked;
        double half = NORMAL * Math.sqrt(Math.max(0, more + less - difference * (more - less))) / looked;
        return Shown.interval(Shown.number(difference), difference - half, difference + half);
    }

    private static int only(AuditResult result, String order, String beside) {
        Set<Integer> found = new HashSet<>(result.found(order));
        result.found(beside).forEach(found::remove);
        return found.size();
    }
}
