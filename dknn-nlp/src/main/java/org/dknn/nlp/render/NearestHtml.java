package org.dknn.nlp.render;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dknn.conformal.LabelVotes;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors.NearText;
import org.dknn.nlp.render.page.Markup;

/** On a page: the votes over all layers, and the nearest training texts. */
final class NearestHtml {

    private NearestHtml() {}

    /** A label as a box: solid with a filled square for the answer's class, dashed with an empty one for another. */
    static void label(Markup page, Explanation explanation, int label) {
        boolean isAnswer = label == explanation.verdict().label();
        page.raw(isAnswer ? "<span class=\"label\">" : "<span class=\"label other\">")
                .isolated(explanation.labelSet().name(label))
                .raw("</span>");
    }

    static void write(Markup page, Explanation explanation) {
        page.raw("<section class=\"nearest\"><h2>Nearest training texts</h2>\n");
        votes(page, explanation, explanation.prediction().votes(), true);
        if (!explanation.nearest().isEmpty()) {
            page.raw("<ol>\n");
            boolean isAlone = explanation.nearest().stream()
                            .filter(near -> near.neighbor().label()
                                    != explanation.verdict().label())
                            .count()
                    == 1;
            for (int i = 0; i < explanation.nearest().size(); i++) {
                NearText near = explanation.nearest().get(i);
                boolean isContrast = isAlone
                        && i == explanation.nearest().size() - 1
                        && i > 2
                        && near.neighbor().label() != explanation.verdict().label();
                text(page, explanation, near, isContrast);
            }
            page.raw("</ol>\n");
        }
        page.raw("</section>\n");
    }

    private static void text(Markup page, Explanation explanation, NearText near, boolean isContrast) {
        page.raw("<li class=\"training-text" + (isContrast ? " contrast-text" : "") + "\"><span>");
        label(page, explanation, near.neighbor().label());
        page.raw(isContrast ? "<small class=\"soft\">nearest of another class</small>" : "");
        LabelDoubt.of(explanation, near.neighbor())
                .ifPresent(doubt ->
                        page.raw("<small class=\"soft\">").isolated(doubt).raw("</small>"));
        page.raw("</span>\n<q lang=\"\"><bdi lang=\"\">");
        MarkedText.pieces(near, (kind, piece) -> piece(page, kind, piece));
        page.raw("</bdi></q>\n");
        double distance = near.neighbor().distance();
        page.raw("<span class=\"distance\"><span class=\"track\" style=\"--share:"
                + String.format(Locale.ROOT, "%.2f", Math.min(1, distance / 1.1))
                + "\"><i></i></span>distance <span class=\"number\">"
                + String.format(Locale.ROOT, "%.2f", distance)
                + "</span><br><span class=\"layers-dots\" aria-hidden=\"true\">");
        near.isIn().forEach(isIn -> page.raw(isIn ? "<i class=\"in\"></i>" : "<i></i>"));
        page.raw("</span>" + near.layers() + " of " + near.isIn().size()
                + (near.isIn().size() == 1 ? " layer" : " layers") + "<span class=\"visually-hidden\">: ");
        page.text(IntStream.range(
                        0, Math.min(near.isIn().size(), explanation.neighbors().size()))
                .filter(near.isIn()::get)
                .mapToObj(layer -> explanation.neighbors().get(layer).layer())
                .collect(Collectors.joining(", ")));
        page.raw("</span></span></li>\n");
    }

    private static void piece(Markup page, MarkedText.Kind kind, String text) {
        if (kind == MarkedText.Kind.PLAIN) {
            page.text(text);
        } else {
            page.raw(kind == MarkedText.Kind.FOR ? "<mark>" : "<mark class=\"against\">")
                    .text(text)
                    .raw("</mark>");
        }
    }

    /**
     * A bar over all classes: the answer is plain, the second striped, the rest plain gray.
     *
     * @param hasKey whether the numbers follow
     */
    static void votes(Markup page, Explanation explanation, LabelVotes votes, boolean hasKey) {
        int answer = explanation.verdict().label();
        OptionalInt second = IntStream.range(0, votes.labels())
                .filter(label -> label != answer && votes.count(label) > 0)
                .reduce((best, label) -> votes.count(label) > votes.count(best) ? label : best);
        List<Integer> order = IntStream.range(0, votes.labels())
                .boxed()
                .filter(label -> votes.count(label) > 0)
                .sorted(Comparator.comparing((Integer label) -> label != answer)
                        .thenComparing(label -> -votes.count(label)))
                .toList();
        page.raw("<div class=\"votes\" aria-hidden=\"true\">");
        order.forEach(label ->
                page.raw("<i" + kind(label, answer, second) + " style=\"--votes:" + votes.count(label) + "\"></i>"));
        page.raw("</div>");
        if (hasKey) {
            page.raw("<ul class=\"votes-key\">");
            order.forEach(label -> page.raw("<li" + kind(label, answer, second) + "><b>" + votes.count(label) + "</b> ")
                    .isolated(explanation.labelSet().nameInText(label))
                    .raw("</li>"));
            page.raw("</ul>\n");
        }
    }

    private static String kind(int label, int answer, OptionalInt second) {
        if (label == answer) {
            return " class=\"is-answer\"";
        }
        return second.equals(OptionalInt.of(label)) ? " class=\"is-second\"" : "";
    }

    /** Without a zero before the point; rounded down, so that little is never said to be nothing or all. */
    static String share(double value) {
        if (value >= 1) {
            return "1";
        }
        if (value > .99) {
            return "over .99";
        }
        String two = String.format(Locale.ROOT, "%.2f", Math.floor(100 * value + 1e-9) / 100);
        return value > 0 && value < .01 ? "under .01" : value == 0 ? "0" : two.substring(1);
    }
}
