package org.dknn.cli.serve;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.render.page.Markup;

/** The training texts nearest to an explained one, each once, whatever the number of layers, linked to their explanations. */
final class NearestTexts {

    private static final int SHOWN = 10;

    private NearestTexts() {}

    /** A training text and the number of layers in which it is near. */
    private record Near(NeighborText text, int layers) {

        Near inOneMore() {
            return new Near(text, layers + 1);
        }
    }

    static void write(Markup page, Explanation explanation) {
        Map<Integer, Near> all = new LinkedHashMap<>();
        for (LayerNeighbors layer : explanation.neighbors()) {
            layer.nearest()
                    .forEach(near -> all.merge(near.ordinal(), new Near(near, 1), (known, again) -> known.inOneMore()));
        }
        if (all.isEmpty()) {
            return;
        }
        // those of the same number stay in the order of the layers and distances
        List<Near> shown = all.values().stream()
                .sorted(Comparator.comparingInt(Near::layers).reversed())
                .limit(SHOWN)
                .toList();
        int layers = explanation.neighbors().size();
        page.raw(
                "<section class=\"dknn-nearest\">\n<h2>Near training texts, to open</h2>\n<ol class=\"dknn-texts\">\n");
        for (Near near : shown) {
            page.raw("<li>");
            Shell.text(page, explanation.labelSet().name(near.text.label()), near.text.ordinal(), near.text.text());
            page.raw(" <span class=\"dknn-note\">near in " + near.layers + " of " + layers + " layers</span></li>\n");
        }
        page.raw("</ol>\n</section>\n");
    }
}
