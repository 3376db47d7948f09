package org.dknn.nlp.render;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.conformal.LabelVotes;
import org.dknn.nlp.explain.EvidenceReport.AlignedText;
import org.dknn.nlp.explain.EvidenceReport.Counterfactual;
import org.dknn.nlp.explain.EvidenceReport.NeighborChange;
import org.dknn.nlp.explain.Explanation;

/**
 * What all renderings of evidence say.
 *
 * @param explanation what it is about
 */
record EvidenceWording(Explanation explanation) {

    String label(int label) {
        return explanation.labelSet().nameInText(label);
    }

    String word(int position) {
        return explanation.tokens().get(position).word();
    }

    /** Such as {@code "12 of 75 neighbors: 11 positive, 1 negative leave; 12 negative come"}. */
    String change(NeighborChange change, int neighbors) {
        return change.count() + " of " + neighbors + " neighbors: " + counts(change.leftByLabel()) + " leave; "
                + counts(change.cameByLabel()) + " come";
    }

    /** Such as {@code "74 positive, 1 negative"}; classes without votes are not there. */
    String votes(LabelVotes votes) {
        return counts(IntStream.range(0, votes.labels()).mapToObj(votes::count).toList());
    }

    private String counts(List<Integer> byLabel) {
        return IntStream.range(0, byLabel.size())
                .filter(label -> byLabel.get(label) > 0)
                .mapToObj(label -> byLabel.get(label) + " " + label(label))
                .collect(Collectors.joining(", "));
    }

    /** Such as {@code "Without "not", "dull" the prediction is positive; no fewer of these words will do."}. */
    String counterfactual(Counterfactual counterfactual) {
        String words = counterfactual.positions().stream()
                .map(position -> '"' + word(position) + '"')
                .collect(Collectors.joining(", "));
        String size = counterfactual.isSmallest() ? "no fewer of these words will do" : "fewer of these words may do";
        return "Without " + words + " the prediction is " + label(counterfactual.label()) + "; " + size + ".";
    }

    /** The pieces of a training text; its words are those that the explained text has, too. */
    static List<TextPiece> shared(AlignedText text) {
        return TextPiece.of(
                text.neighbor().text(),
                text.words().stream()
                        .filter(AlignedText.Word::isShared)
                        .map(AlignedText.Word::token)
                        .toList());
    }

    /** Where nothing moves the prediction. */
    static String noCounterfactual() {
        return "No set of words that was tried moves the prediction.";
    }
}
