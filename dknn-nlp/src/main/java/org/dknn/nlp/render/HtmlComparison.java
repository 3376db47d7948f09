package org.dknn.nlp.render;

import java.util.stream.Stream;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.render.page.Markup;

/** A page with both texts in one scale, then the words with their values. */
record HtmlComparison(Palette palette) implements ComparisonRenderer {

    @Override
    public String render(Comparison comparison) {
        Markup html = new Markup();
        ColorScales scales = ColorScales.over(Stream.of(comparison.left(), comparison.right()));
        HtmlFrame frame = new HtmlFrame("Two explanations", palette);
        frame.open(html);
        frame.legend(html, scales);
        html.raw("<article>\n");
        side(html, "left", comparison.left());
        side(html, "right", comparison.right());
        html.raw("</article>\n");
        for (Comparison.Method method : comparison.methods()) {
            method(html, comparison, method, new HtmlWords(scales));
        }
        HtmlFrame.close(html);
        return html.toString();
    }

    private static void side(Markup html, String name, Explanation explanation) {
        html.raw("<section class=\"side\" aria-label=\"" + name + "\">\n<p class=\"which\">" + name + "</p>\n");
        HtmlPrediction.write(html, explanation);
        html.raw("</section>\n");
    }

    private static void method(Markup html, Comparison comparison, Comparison.Method method, HtmlWords words) {
        html.raw("<article>\n<h2>").isolated(method.name()).raw("</h2>\n<table class=\"words\">\n");
        html.raw("<tr><th scope=\"row\">left<small>for ")
                .isolated(MethodName.target(comparison.left(), method.left()))
                .raw("</small>" + noWordMatters(method.left()) + "</th>");
        words.writeCell(html, comparison.left().segments().get(0), method.left());
        html.raw("</tr>\n<tr><th scope=\"row\">right<small>for ")
                .isolated(MethodName.target(comparison.right(), method.right()))
                .raw("</small>" + noWordMatters(method.right()) + "</th>");
        words.writeCell(html, comparison.right().segments().get(0), method.right());
        html.raw("</tr>\n</table>\n");
        if (!comparison.words().isEmpty()) {
            table(html, comparison, method);
        }
        html.raw("</article>\n");
    }

    private static String noWordMatters(Attributions values) {
        return WordValue.noWordMatters(values)
                .map(note -> "<small>" + note + "</small>")
                .orElse("");
    }

    private static void table(Markup html, Comparison comparison, Comparison.Method method) {
        html.raw("""
                <div class="numbers">
                <table>
                <thead><tr><th scope="col">Word</th><th scope="col" class="n">left</th>
                <th scope="col" class="n">right</th><th scope="col" class="n">change</th></tr></thead>
                <tbody>
                """);
        for (Comparison.Word word : comparison.words()) {
            String tag = word.isShared() ? "span" : word.left().isPresent() ? "del" : "ins";
            PlainComparison.ComparedWord values = PlainComparison.ComparedWord.of(comparison, method, word);
            html.raw("<tr><th scope=\"row\"><" + tag + ">")
                    .isolated(word.word())
                    .raw("</" + tag + "></th>");
            Stream.of(values.left(), values.right(), values.change())
                    .forEach(value -> html.raw("<td class=\"n\">" + value + "</td>"));
            html.raw("</tr>\n");
        }
        html.raw("</tbody>\n</table>\n</div>\n");
    }
}
