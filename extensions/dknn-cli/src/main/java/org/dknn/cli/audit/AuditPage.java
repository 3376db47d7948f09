package org.dknn.cli.audit;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.reliability.LabelAudit;
import org.dknn.reliability.LabelAudit.LabelIssue;
import org.dknn.reliability.LabelAudit.NearDuplicate;

/** An audit as a page. */
public final class AuditPage {

    private final AuditedTexts audited;
    private final int top;

    private AuditPage(AuditedTexts audited, int top) {
        this.audited = audited;
        this.top = top;
    }

    /**
     * The page.
     *
     * @param title of the page
     * @param top most rows per table
     */
    public static Page of(String title, AuditedTexts audited, int top) {
        return new AuditPage(audited, top).page(title);
    }

    private Page page(String title) {
        Page page = new Page(title);
        page.say("Each of the " + audited.texts().size() + " training texts was judged by the others. " + heldOut()
                + (audited.file().isEmpty() ? "" : "Numbers are those of the lines in " + audited.file() + ". ")
                + "Read a text before you change its label: rare classes and new subjects look like errors, too.");
        page.heading("Suspect labels");
        issues(page);
        page.heading("Duplicates that contradict each other");
        contradictions(page);
        page.heading("Hubs");
        hubs(page);
        return page;
    }

    private String heldOut() {
        if (audited.folds().isEmpty()) {
            return "";
        }
        int folds = audited.folds().getAsInt();
        return "The audit is held out, in " + folds
                + " folds: the texts of each were judged by a network that has learned from the"
                + " other folds alone. The most suspect come first by its neighbors and those of the model together;"
                + " duplicates and hubs are the model's. ";
    }

    private void issues(Page page) {
        List<LabelIssue> issues = audited.issues();
        if (issues.isEmpty()) {
            page.say("No label is suspect.");
        } else {
            page.say("The neighbors of " + texts(issues.size())
                    + " say another label than its own, the most suspect first" + shown(issues.size())
                    + ". Agreement is the share of the neighbors that have its label.");
            page.table(table(issues.stream().limit(top).toList()));
        }
        if (!audited.audit().unjudged().isEmpty()) {
            page.say("Not judged, as too few texts have them: "
                    + String.join(
                            ", ",
                            audited.audit().unjudged().stream()
                                    .map((Function<Integer, String>) audited::name)
                                    .toList())
                    + ".");
        }
    }

    /** The column of equal texts is there where there are any. */
    private Table table(List<LabelIssue> issues) {
        boolean hasEqual = issues.stream().anyMatch(issue -> issue.equalOwn() + issue.equalProposed() > 0);
        List<String> columns = List.of("text", "number", "label", "neighbors say", "agreement", "equal texts");
        int count = hasEqual ? columns.size() : columns.size() - 1;
        Table table = new Table(columns.subList(0, count).toArray(String[]::new));
        issues.forEach(issue -> table.row(List.of(
                        audited.text(issue.ordinal()),
                        AuditedTexts.number(issue.ordinal()),
                        audited.name(issue.label()),
                        audited.name(issue.proposed()),
                        Figures.share(issue.agreement()),
                        equal(issue))
                .subList(0, count)
                .toArray(String[]::new)));
        return table;
    }

    private String equal(LabelIssue issue) {
        return issue.equalOwn() + issue.equalProposed() == 0
                ? ""
                : issue.equalOwn() + " " + audited.nameInText(issue.label()) + ", " + issue.equalProposed() + " "
                        + audited.nameInText(issue.proposed());
    }

    private void contradictions(Page page) {
        List<NearDuplicate> pairs = audited.contradictions();
        if (pairs.isEmpty()) {
            page.say("No two texts that the network hardly tells apart have different labels.");
            return;
        }
        page.say("The network hardly tells the texts of " + (pairs.size() == 1 ? "1 pair" : pairs.size() + " pairs")
                + " apart, but their labels differ, nearest first" + shown(pairs.size())
                + ". Closeness 0 means that they are the same to it.");
        Table table = new Table("text", "number", "label", "other text", "number", "label", "closeness");
        pairs.stream()
                .limit(top)
                .forEach(pair -> table.row(
                        audited.text(pair.first()),
                        AuditedTexts.number(pair.first()),
                        audited.name(pair.firstLabel()),
                        audited.text(pair.second()),
                        AuditedTexts.number(pair.second()),
                        audited.name(pair.secondLabel()),
                        Figures.share(pair.closeness())));
        page.table(table);
    }

    private void hubs(Page page) {
        LabelAudit.Hubs hubs = audited.audit().hubs();
        page.say(String.format(
                Locale.ROOT,
                "Hubs are neighbors of many texts, so that a wrong label of a hub does most harm. The skewness is %.2f, above 1"
                        + " with strong hubs; %s of no other text.",
                hubs.skewness(),
                hubs.orphans() == 1 ? "1 text is a neighbor" : hubs.orphans() + " texts are neighbors"));
        Table table = new Table("text", "number", "label", "times a neighbor");
        audited.hubs(top)
                .forEach(ordinal -> table.row(
                        audited.text(ordinal),
                        AuditedTexts.number(ordinal),
                        audited.label(ordinal),
                        String.valueOf(hubs.occurrences(ordinal))));
        page.table(table);
    }

    private String shown(int count) {
        return count > top ? "; the first " + top + " are shown" : "";
    }

    private static String texts(int count) {
        return count == 1 ? "1 text" : count + " texts";
    }
}
