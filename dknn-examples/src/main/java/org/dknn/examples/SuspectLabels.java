package org.dknn.examples;

import java.io.IOException;
import java.io.PrintStream;
import org.dknn.Dataset;
import org.dknn.reliability.LabelAudit;
import org.dknn.reliability.LabelAudit.LabelIssue;
import org.dknn.reliability.LabelAudit.NearDuplicate;

/** Lists training texts whose labels may be wrong, the most suspect first, and near duplicates with different labels. */
public final class SuspectLabels {

    private static final int SHOWN = 20;

    private SuspectLabels() {}

    /** Audits the training sentences. */
    public static void main(String[] arguments) throws IOException {
        try (SentimentModel model = Sst2Cnn.model()) {
            run(model, System.out);
        }
    }

    static void run(SentimentModel model, PrintStream out) {
        LabelAudit audit = LabelAudit.of(model.dknn());
        out.println(audit.issues().size() + " labels are suspect; the first of them:");
        for (LabelIssue issue : audit.issues().stream().limit(SHOWN).toList()) {
            out.println("  " + text(model, issue.ordinal()) + "; proposed: " + name(model, issue.proposed()));
        }
        out.println("Near duplicates with different labels:");
        for (NearDuplicate pair : audit.duplicates().stream()
                .filter(NearDuplicate::contradicts)
                .limit(SHOWN)
                .toList()) {
            out.println("  " + text(model, pair.first()) + "\n  " + text(model, pair.second()) + "\n");
        }
    }

    private static String text(SentimentModel model, int ordinal) {
        Dataset<?> reference = model.dknn().reference();
        return name(model, reference.label(ordinal)) + ": " + reference.inputs().get(ordinal);
    }

    private static String name(SentimentModel model, int label) {
        return model.dknn().labelSet().name(label);
    }
}
