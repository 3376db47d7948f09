package org.dknn.nlp.render;

import java.util.Optional;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;

/** What renderings say of training texts whose labels are suspect. */
final class LabelDoubt {

    private LabelDoubt() {}

    /** Such as {@code "perhaps mislabelled: its neighbors say negative"}. */
    static Optional<String> of(Explanation explanation, NeighborText near) {
        return near.proposed().stream()
                .mapToObj(label -> "perhaps mislabelled: its neighbors say "
                        + explanation.labelSet().nameInText(label))
                .findFirst();
    }

    /** Such as {@code "1 of the 5 shown is perhaps mislabelled"}. */
    static Optional<String> among(LayerNeighbors layer) {
        int count = layer.suspects();
        return count == 0
                ? Optional.empty()
                : Optional.of(count + " of the " + layer.nearest().size() + " shown " + (count == 1 ? "is" : "are")
                        + " perhaps mislabelled");
    }
}
