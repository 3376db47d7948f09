package org.dknn.nlp.render;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Comparison;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.HtmlPage;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.PageStyle;

/** Both texts in one scale, side by side with their verdicts, then the words with their values. */
record HtmlComparison(Palette palette) implements ComparisonRenderer {

    private static final String TITLE = "Two explanations";

    @Override
    public String render(Comparison comparison) {
        Markup html = new Markup();
        ExplanationCard card = new ExplanationCard(scales(comparison), palette);
        new ReportHead(TITLE, "").open(html, card, TITLE);
        write(html, card, comparison, "comparison");
        HtmlPage.close(html);
        return html.toString();
    }

    /** The comparison without a page around it. */
    String fragment(Comparison comparison, String id) {
        Markup html = new Markup();
        write(html, new ExplanationCard(scales(comparison), palette), comparison, id);
        return html.toString();
    }

    private static ColorScales scales(Comparison comparison) {
        return ColorScales.over(Stream.of(comparison.left(), comparison.right()));
    }

    private static void write(Markup html, ExplanationCard card, Comparison comparison, String id) {
        int methods = comparison.methods().size();
        html.raw("<article class=\"card" + (methods > 1 ? " tabs" : "") + "\"")
                .attribute("id", id)
                .raw(">\n");
        if (methods > 1) {
            ExplanationCard.choice(
                    html,
                    id,
                    comparison.methods().stream().map(Comparison.Method::name).toList());
        }
        WordSteps steps = new WordSteps(card.scales());
        html.raw("<div class=\"two-columns even\">\n");
        side(html, "left", comparison.left(), values(comparison, Comparison.Method::left), steps);
        side(html, "right", comparison.right(), values(comparison, Comparison.Method::right), steps);
        html.raw("</div>\n");
        for (int method = 0; method < methods; method++) {
            html.raw("<div class=\"compared-words" + (methods == 1 ? "" : " by-method m" + method) + "\">\n");
            words(html, comparison, comparison.methods().get(method));
            html.raw("</div>\n");
        }
        card.legend(html);
        html.raw("</article>\n");
    }

    private static List<Attributions> values(Comparison comparison, Function<Comparison.Method, Attributions> ofSide) {
        return comparison.methods().stream().map(ofSide).toList();
    }

    private static void side(
            Markup html, String name, Explanation explanation, List<Attributions> values, WordSteps steps) {
        Segment whole = explanation.segments().get(0);
        Segment segment = new Segment(whole.name(), whole.text(), whole.tokens(), values, whole.unseen());
        html.raw("<section class=\"side\" aria-label=\"" + name + "\">\n<p class=\"small soft\">" + name + "</p>\n");
        ExplanationCard.notices(html, explanation);
        html.raw("<h2 class=\"reading" + (values.size() == 1 ? " by-0" : "") + "\" lang=\"\" dir=\"auto\">");
        new CardWords(html, segment, steps).plain(segment.tokens().size());
        html.raw("</h2>\n");
        VerdictHtml.write(html, explanation);
        html.raw("</section>\n");
    }

    private static void words(Markup html, Comparison comparison, Comparison.Method method) {
        html.raw("<h3>By ").isolated(method.name()).raw("</h3>\n");
        target(html, "left", comparison.left(), method.left());
        target(html, "right", comparison.right(), method.right());
        if (!comparison.words().isEmpty()) {
            table(html, comparison, method);
        }
    }

    private static void target(Markup html, String name, Explanation explanation, Attributions values) {
        html.raw("<p class=\"small soft\">" + name + ": for <b>")
                .isolated(MethodName.target(explanation, values))
                .raw("</b>");
        WordValue.noWordMatters(values).ifPresent(note -> html.raw("; ").text(note));
        html.raw("</p>\n");
    }

    private static void table(Markup html, Comparison comparison, Comparison.Method method) {
        html.raw(PageStyle.frame()).raw("""
                <table class="compared">
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
        html.raw("</tbody>\n</table></div>\n");
    }
}
