package org.dknn.nlp.corpus;

import org.dknn.nlp.corpus.CorpusReport.WordInClass;
import org.dknn.nlp.render.page.HtmlPage;
import org.dknn.nlp.render.page.Markup;
import org.dknn.nlp.render.page.PageStyle;

/**
 * A corpus report in HTML.
 *
 * @param report what is shown
 * @param tables its words and numbers
 */
record CorpusHtml(CorpusReport report, CorpusTables tables) {

    CorpusHtml(CorpusReport report) {
        this(report, new CorpusTables(report));
    }

    String page() {
        Markup html = new Markup();
        new HtmlPage("Words of " + tables.source(), PageStyle.sheet()).open(html);
        html.raw(fragment());
        HtmlPage.close(html);
        return html.toString();
    }

    String fragment() {
        Markup html = new Markup().raw("<section class=\"card page dknn-corpus\">\n<h1>Words of ");
        html.isolated(tables.source()).raw("</h1>\n<p>").text(tables.legend());
        html.raw("</p>\n");
        html.raw("<p>Bars: mean saliency by ").isolated(report.methods().get(0)).raw(".</p>\n");
        html.raw("<div class=\"classes-beside\">\n");
        double full = report.classes().stream()
                .flatMap(words -> words.words().stream())
                .mapToDouble(word -> Math.abs(word.measures().get(0).importance()))
                .max()
                .orElse(0);
        report.classes().forEach(words -> bars(html, words, full));
        html.raw("</div>\n<div class=\"more\">\n");
        report.classes().forEach(words -> numbers(html, words));
        return html.raw("</div>\n</section>\n").toString();
    }

    /** The words of a class with bars, beside those of the other classes. */
    private void bars(Markup html, CorpusReport.ClassWords words, double full) {
        html.raw("<section><h2><span class=\"label\">")
                .isolated(report.labelSet().name(words.label()));
        html.raw("</span></h2>\n<p class=\"small soft\">" + CorpusTables.candidates(words) + "</p>\n");
        if (!words.words().isEmpty()) {
            html.raw("<dl class=\"word-bars\">\n");
            words.words().forEach(word -> bar(html, word, full));
            html.raw("</dl>\n");
        }
        html.raw("</section>\n");
    }

    private static void bar(Markup html, WordInClass word, double full) {
        double importance = word.measures().get(0).importance();
        html.wordBar(
                        word.word(),
                        importance,
                        full,
                        CorpusTables.importance(word.measures().get(0)))
                .raw("\n");
    }

    /** Folded: all numbers of a class. */
    private void numbers(Markup html, CorpusReport.ClassWords words) {
        if (words.words().isEmpty()) {
            return;
        }
        html.raw("<details><summary>Numbers of ").isolated(report.labelSet().nameInText(words.label()));
        html.raw("</summary>\n");
        String agreement = tables.agreement(words);
        if (!agreement.isEmpty()) {
            html.raw("<p>" + CorpusTables.CORRELATION.strip() + " ")
                    .text(agreement)
                    .raw(".</p>\n");
        }
        table(html, words);
        html.raw("</details>\n");
    }

    private void table(Markup html, CorpusReport.ClassWords words) {
        html.raw(PageStyle.frame() + "<table>\n<thead><tr><th scope=\"col\">Word</th>");
        for (String name : new String[] {"Explained", "Of class", "PMI"}) {
            html.raw("<th scope=\"col\" class=\"n\">" + name + "</th>");
        }
        for (String method : report.methods()) {
            html.raw("<th scope=\"col\" class=\"n\">").isolated(method).raw("</th>");
            html.raw("<th scope=\"col\" class=\"n\">Rank</th>");
        }
        html.raw("</tr></thead>\n<tbody>\n");
        words.words().forEach(word -> row(html, word));
        html.raw("</tbody>\n</table></div>\n");
    }

    private static void row(Markup html, WordInClass word) {
        html.raw("<tr><th scope=\"row\">").isolated(word.word()).raw("</th>");
        cell(html, Long.toString(word.textsExplained()));
        cell(html, Long.toString(word.textsOfClass()));
        cell(html, CorpusTables.pmi(word));
        for (WordInClass.Measure measure : word.measures()) {
            cell(html, CorpusTables.importance(measure));
            cell(html, CorpusTables.rank(measure));
        }
        html.raw("</tr>\n");
    }

    private static void cell(Markup html, String number) {
        html.raw("<td class=\"n\">").text(number).raw("</td>");
    }
}
