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
        new HtmlPage("Words of " + report.source(), PageStyle.sheet()).open(html);
        html.raw(fragment());
        HtmlPage.close(html);
        return html.toString();
    }

    String fragment() {
        Markup html = new Markup().raw("<section class=\"card page dknn-corpus\">\n<h1>Words of ");
        html.isolated(report.source()).raw("</h1>\n<p>").text(tables.legend());
        html.raw("</p>\n");
        report.classes().forEach(words -> ofClass(html, words));
        return html.raw("</section>\n").toString();
    }

    private void ofClass(Markup html, CorpusReport.ClassWords words) {
        html.raw("<h2>").isolated(report.labelSet().name(words.label())).raw("</h2>\n<p>");
        html.raw(CorpusTables.candidates(words));
        String agreement = tables.agreement(words);
        if (!agreement.isEmpty()) {
            html.raw(CorpusTables.CORRELATION).text(agreement).raw(".");
        }
        html.raw("</p>\n");
        if (!words.words().isEmpty()) {
            table(html, words);
        }
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
