package org.dknn.nlp.render;

import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.WordInClass;

/**
 * A corpus report in HTML.
 *
 * @param report what is shown
 */
record CorpusHtml(CorpusReport report) {

    String page() {
        return new PlainPage("Words of " + report.source()).around(fragment());
    }

    String fragment() {
        Markup html = new Markup().raw("<section class=\"dknn-corpus\">\n<h1>Words of ");
        html.isolated(report.source()).raw("</h1>\n<p>").text(CorpusNumbers.legend(report));
        html.raw("</p>\n");
        report.classes().forEach(words -> ofClass(html, words));
        return html.raw("</section>\n").toString();
    }

    private void ofClass(Markup html, CorpusReport.ClassWords words) {
        html.raw("<h2>").isolated(report.labelSet().name(words.label())).raw("</h2>\n<p>");
        html.raw(words.candidates() + " words are in enough texts.");
        String agreement = CorpusNumbers.agreement(report.methods(), words);
        if (!agreement.isEmpty()) {
            html.raw(" Spearman's correlation of mean saliency and PMI over them: ")
                    .text(agreement)
                    .raw(".");
        }
        html.raw("</p>\n");
        if (!words.words().isEmpty()) {
            table(html, words);
        }
    }

    private void table(Markup html, CorpusReport.ClassWords words) {
        html.raw("<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Word</th>");
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
        cell(html, CorpusNumbers.pmi(word));
        for (WordInClass.Measure measure : word.measures()) {
            cell(html, CorpusNumbers.importance(measure));
            cell(html, CorpusNumbers.rank(measure));
        }
        html.raw("</tr>\n");
    }

    private static void cell(Markup html, String number) {
        html.raw("<td class=\"n\">").text(number).raw("</td>");
    }
}
