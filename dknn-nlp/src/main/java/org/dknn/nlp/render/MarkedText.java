package org.dknn.nlp.render;

import java.util.List;
import java.util.function.BiConsumer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors.Mark;
import org.dknn.nlp.explain.LayerNeighbors.NearText;

/** A near training text and its own strongest words. */
final class MarkedText {

    /** What a piece of the text is. */
    enum Kind {
        /** Speaks for the answer of the explained text. */
        FOR,
        /** Speaks against it. */
        AGAINST,
        /** No strong word. */
        PLAIN
    }

    private MarkedText() {}

    /** Whether strong words were looked for, and found. */
    static boolean isIn(Explanation explanation) {
        return explanation.nearest().stream().anyMatch(near -> !near.marks().isEmpty());
    }

    /** Hands out the text piece by piece. */
    static void pieces(NearText near, BiConsumer<Kind, String> piece) {
        List<Mark> marks = near.marks();
        for (TextPiece part : TextPiece.of(
                near.neighbor().text(), marks.stream().map(Mark::token).toList())) {
            Kind kind = part.word().isEmpty()
                    ? Kind.PLAIN
                    : marks.get(part.word().getAsInt()).value() > 0 ? Kind.FOR : Kind.AGAINST;
            piece.accept(kind, part.text());
        }
    }
}
