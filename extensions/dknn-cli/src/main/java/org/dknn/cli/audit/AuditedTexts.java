package org.dknn.cli.audit;

import java.util.List;
import java.util.OptionalInt;
import org.dknn.LabelSet;
import org.dknn.reliability.LabelAudit;
import org.dknn.reliability.LabelAudit.LabelIssue;
import org.dknn.reliability.LabelAudit.NearDuplicate;

/**
 * An audit and the training texts as they were written.
 *
 * @param audit of the texts
 * @param texts by ordinal
 * @param file that has one text per line, in the same order; empty if there is none
 * @param folds number of parts that were held out in turn; empty if the texts were judged by a network that has learned all
 */
public record AuditedTexts(LabelAudit<List<String>> audit, List<String> texts, String file, OptionalInt folds) {

    /** Copies the list, and checks that all texts are there. */
    public AuditedTexts {
        texts = List.copyOf(texts);
        if (texts.size() != audit.reference().size()) {
            throw new IllegalArgumentException(
                    "needs a text for each of " + audit.reference().size() + " examples, got " + texts.size());
        }
    }

    /** Of an audit by a network that has learned all texts. */
    public AuditedTexts(LabelAudit<List<String>> audit, List<String> texts, String file) {
        this(audit, texts, file, OptionalInt.empty());
    }

    /** Tells that each part of the texts was judged by a network that has learned the others. */
    public AuditedTexts heldOut(int folds) {
        return new AuditedTexts(audit, texts, file, OptionalInt.of(folds));
    }

    String text(int ordinal) {
        return texts.get(ordinal);
    }

    /** Place of a text for people, from 1 on. */
    static String number(int ordinal) {
        return String.valueOf(ordinal + 1);
    }

    String label(int ordinal) {
        return name(audit.reference().label(ordinal));
    }

    String name(int label) {
        return labelSet().name(label);
    }

    /** Beside a count. */
    String nameInText(int label) {
        return labelSet().nameInText(label);
    }

    private LabelSet labelSet() {
        return audit.reference().labelSet();
    }

    /** Suspect labels, the most suspect first. */
    List<LabelIssue> issues() {
        return audit.issues();
    }

    /** Pairs that the network hardly tells apart and that have different labels. */
    List<NearDuplicate> contradictions() {
        return audit.duplicates().stream().filter(NearDuplicate::contradicts).toList();
    }

    /** Ordinals of the texts that are neighbors most often. */
    List<Integer> hubs(int most) {
        return audit.hubs().largest(most);
    }
}
