package org.dknn.reliability;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dknn.Prediction;
import org.dknn.index.Neighbors;
import org.dknn.reliability.LabelAudit.LabelIssue;

/** What an audit finds at some of the reference examples, or at all. Not safe for use by many threads. */
final class AuditPart {

    private final Range range;
    private final List<LabelIssue> issues = new ArrayList<>();
    private final int[] occurrences;
    private final List<Neighbors[]> nearest = new ArrayList<>();
    private boolean tellsLabelsApart;

    /**
     * Examples of a part.
     *
     * @param from the first ordinal
     * @param to behind the last one
     */
    record Range(int from, int to) {

        int size() {
            return to - from;
        }
    }

    /** Nothing yet. */
    AuditPart(Range range, int layers, int references) {
        this.range = range;
        this.occurrences = new int[references];
        for (int layer = 0; layer < layers; layer++) {
            nearest.add(new Neighbors[range.size()]);
        }
    }

    /** Adds the prediction of an example of the range, which is not among its own neighbors. */
    void add(Prediction prediction, int ordinal, IssueSearch search) {
        search.issue(prediction, ordinal).ifPresent(issues::add);
        tellsLabelsApart |= search.tellsLabelsApart(prediction, ordinal);
        for (int layer = 0; layer < nearest.size(); layer++) {
            Neighbors neighbors = prediction.neighbors().get(layer);
            for (int rank = 0; rank < neighbors.size(); rank++) {
                occurrences[neighbors.ordinal(rank)]++;
            }
            nearest.get(layer)[ordinal - range.from] = DuplicateSearch.first(neighbors);
        }
    }

    /** Adds a part of this one. */
    void add(AuditPart part) {
        issues.addAll(part.issues);
        tellsLabelsApart |= part.tellsLabelsApart;
        for (int i = 0; i < occurrences.length; i++) {
            occurrences[i] += part.occurrences[i];
        }
        for (int layer = 0; layer < nearest.size(); layer++) {
            System.arraycopy(
                    part.nearest.get(layer), 0, nearest.get(layer), part.range.from - range.from, part.range.size());
        }
    }

    List<LabelIssue> issues() {
        return issues;
    }

    /** Whether any example has another nonconformity by another label. */
    boolean tellsLabelsApart() {
        return tellsLabelsApart;
    }

    /** By ordinal of all reference examples. */
    int[] occurrences() {
        return occurrences.clone();
    }

    /** Nearest neighbors per layer, of each example. */
    List<Neighbors[]> nearest() {
        return nearest;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeBoolean(tellsLabelsApart);
        out.writeInt(issues.size());
        for (LabelIssue issue : issues) {
            write(out, issue);
        }
        for (int count : occurrences) {
            out.writeInt(count);
        }
        for (Neighbors[] layer : nearest) {
            for (Neighbors neighbors : layer) {
                write(out, neighbors);
            }
        }
    }

    /** Reads into this part what one of the same range has written. */
    AuditPart read(DataInputStream in) throws IOException {
        tellsLabelsApart = in.readBoolean();
        for (int left = in.readInt(); left > 0; left--) {
            issues.add(issue(in));
        }
        for (int i = 0; i < occurrences.length; i++) {
            occurrences[i] = in.readInt();
        }
        for (Neighbors[] layer : nearest) {
            for (int i = 0; i < layer.length; i++) {
                layer[i] = neighbors(in);
            }
        }
        return this;
    }

    private static void write(DataOutputStream out, LabelIssue issue) throws IOException {
        out.writeInt(issue.ordinal());
        out.writeInt(issue.label());
        out.writeInt(issue.proposed());
        out.writeDouble(issue.margin());
        out.writeDouble(issue.agreement());
        out.writeInt(issue.equalOwn());
        out.writeInt(issue.equalProposed());
        out.writeInt(issue.speaking().size());
        for (int ordinal : issue.speaking()) {
            out.writeInt(ordinal);
        }
    }

    private static LabelIssue issue(DataInputStream in) throws IOException {
        return new LabelIssue(
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readInt(),
                in.readInt(),
                ordinals(in));
    }

    private static List<Integer> ordinals(DataInputStream in) throws IOException {
        List<Integer> ordinals = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            ordinals.add(in.readInt());
        }
        return ordinals;
    }

    private static void write(DataOutputStream out, Neighbors neighbors) throws IOException {
        out.writeByte(neighbors.size());
        for (int rank = 0; rank < neighbors.size(); rank++) {
            out.writeInt(neighbors.ordinal(rank));
            out.writeFloat(neighbors.distance(rank));
        }
    }

    private static Neighbors neighbors(DataInputStream in) throws IOException {
        int size = in.readUnsignedByte();
        int[] ordinals = new int[size];
        float[] distances = new float[size];
        for (int rank = 0; rank < size; rank++) {
            ordinals[rank] = in.readInt();
            distances[rank] = in.readFloat();
        }
        return Neighbors.wrap(ordinals, distances);
    }
}
