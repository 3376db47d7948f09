package org.dknn.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
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
        LabelAudit<List<String>> audit = LabelAudit.of(model.dknn());
        out.println(audit.issues().size() + " labels are suspect; the first of them:");
        for (LabelIssue issue : audit.issues().stream().limit(SHOWN).toList()) {
            out.println("  " + audit.describe(issue));
        }
        out.println("Near duplicates with different labels:");
        for (NearDuplicate pair : audit.duplicates().stream()
                .filter(NearDuplicate::contradicts)
                .limit(SHOWN)
                .toList()) {
            out.println("  " + audit.describe(pair));
        }
    }
}
