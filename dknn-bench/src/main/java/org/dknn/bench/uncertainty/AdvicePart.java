package org.dknn.bench.uncertainty;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dknn.Dataset;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;
import org.dknn.reliability.AbstainingClassifier;
import org.dknn.reliability.LabelAudit;
import org.dknn.reliability.LabelIssue;
import org.dknn.reliability.LayerScore;
import org.dknn.reliability.LayerStudy;
import org.dknn.reliability.NearDuplicate;
import org.dknn.reliability.RejectOption;
import org.dknn.reliability.SelectionScore;
import org.dknn.reliability.SelectivePrediction;
import org.dknn.reliability.SelectivePrediction.Abstention;

/** What follows: an abstaining classifier, a choice of layers, an audit of labels. */
final class AdvicePart {

    private static final int SHOWN = 12;

    private final Subject subject;

    AdvicePart(Subject subject) {
        this.subject = subject;
    }

    static Table abstention() {
        return new Table(
                "model and confidence",
                "error rate wanted",
                "answered",
                "wrong of these",
                "too little support",
                "too unsure");
    }

    /** Thresholds of three error rates, calibrated on dev and counted on test; rows for {@link #abstention}. */
    void addAbstention(Table table) {
        for (double rate : new double[] {0.05, 0.1, 0.15}) {
            for (SelectionScore rule : List.of(
                    SelectionScore.softmax(),
                    SelectionScore.margin(subject.dknn().fitted(Nonconformity.logRatio())))) {
                AbstainingClassifier<List<String>> classifier = AbstainingClassifier.calibrate(
                        subject.dknn(), rule, subject.devSet(), new RejectOption(rate, 0.1, 0.02));
                addRow(
                        table,
                        rule.name(),
                        rate,
                        classifier.predictAll(subject.testSet().inputs()));
            }
        }
    }

    private void addRow(Table table, String rule, double rate, List<SelectivePrediction> answers) {
        int given = 0;
        int wrong = 0;
        Map<SelectivePrediction.Reason, Integer> reasons = new TreeMap<>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof SelectivePrediction.Label label) {
                given++;
                wrong += label.label() == subject.testSet().label(i) ? 0 : 1;
            } else if (answers.get(i) instanceof Abstention abstention) {
                reasons.merge(abstention.reason(), 1, Integer::sum);
            }
        }
        double all = answers.size();
        table.row(
                subject.title() + ": " + rule,
                Figures.percent(rate),
                Figures.percent(given / all),
                given == 0 ? "none" : Figures.percent((double) wrong / given),
                Figures.percent(reasons.getOrDefault(SelectivePrediction.Reason.OUT_OF_DISTRIBUTION, 0) / all),
                Figures.percent(reasons.getOrDefault(SelectivePrediction.Reason.LOW_SCORE, 0) / all));
    }

    static Table layers() {
        return new Table(
                "model and nonconformity",
                "layers proposed",
                "k",
                "AURC dev",
                "AURC test",
                "accuracy test",
                "AURC test, all layers and k = 75");
    }

    /** Choices by dev, and what they are worth on test; rows for {@link #layers}. */
    void addLayers(Table table) {
        int[] neighbors = {5, 15, 40, subject.dknn().neighbors()};
        LayerStudy dev = LayerStudy.of(subject.dknn(), subject.devSet(), neighbors);
        LayerStudy test = LayerStudy.of(subject.dknn(), subject.testSet(), neighbors);
        List<String> kinds =
                dev.scores().stream().map(LayerScore::nonconformity).distinct().toList();
        for (String kind : kinds) {
            LayerScore proposed = dev.proposed(kind).orElseThrow();
            LayerScore there = same(test, proposed);
            LayerScore usual = same(
                    test,
                    new LayerScore(
                            kind, subject.dknn().neighbors(), subject.dknn().layers(), 0, 0, 0));
            table.row(
                    subject.title() + ": " + kind,
                    String.join(" + ", proposed.layers()),
                    String.valueOf(proposed.k()),
                    Figures.small(proposed.riskCoverageArea()),
                    Figures.small(there.riskCoverageArea()),
                    Figures.share(there.accuracy()),
                    Figures.small(usual.riskCoverageArea()));
        }
    }

    private static LayerScore same(LayerStudy study, LayerScore wanted) {
        return study.scores().stream()
                .filter(score -> score.nonconformity().equals(wanted.nonconformity())
                        && score.k() == wanted.k()
                        && score.layers().equals(wanted.layers()))
                .findFirst()
                .orElseThrow();
    }

    void addAudit(Page page) {
        LabelAudit audit = LabelAudit.of(subject.dknn());
        Dataset<List<String>> reference = subject.dknn().reference();
        Table table = new Table("most suspect training sentences", "label", "proposed", "agreement");
        for (LabelIssue issue : audit.issues().stream().limit(SHOWN).toList()) {
            table.row(
                    String.join(" ", reference.inputs().get(issue.ordinal())),
                    reference.labelSet().name(issue.label()),
                    reference.labelSet().name(issue.proposed()),
                    Figures.share(issue.agreement()));
        }
        page.say(subject.title() + ": neighbors speak against the label of "
                        + audit.issues().size() + " of "
                        + reference.size()
                        + " training sentences (self excluded). Skewness of how often each is a neighbor: "
                        + Figures.signed(audit.hubs().skewness()) + "; "
                        + audit.hubs().orphans()
                        + " are nobody's neighbor. Near duplicates: "
                        + audit.duplicates().size() + " pairs, "
                        + audit.duplicates().stream()
                                .filter(NearDuplicate::contradicts)
                                .count() + " of them with different labels"
                        + examples(audit, reference) + ".")
                .table(table);
    }

    private static String examples(LabelAudit audit, Dataset<List<String>> reference) {
        return audit.duplicates().stream()
                .limit(3)
                .map(pair -> "\"" + String.join(" ", reference.inputs().get(pair.first())) + "\" and \""
                        + String.join(" ", reference.inputs().get(pair.second())) + "\"")
                .collect(Collectors.joining("; ", audit.duplicates().isEmpty() ? "" : ", such as ", ""));
    }
}
