package org.dknn.nlp.render;

import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.WordInClass;

/** A corpus report in Markdown. */
record CorpusMarkdown() implements CorpusRenderer {

    /** What may begin markup, a mention or a link. */
    private static final String MARKED = "\\`*_{}[]<>()#+-.!|~&:@$^=";

    @Override
    public String render(CorpusReport report) {
        StringBuilder text = new StringBuilder("# Words of ").append(escape(report.source()));
        text.append("\n\n").append(CorpusNumbers.legend(report)).append('\n');
        for (CorpusReport.ClassWords words : report.classes()) {
            text.append("\n## ")
                    .append(escape(report.labelSet().name(words.label())))
                    .append("\n\n");
            text.append(words.candidates()).append(" words are in enough texts.");
            String agreement = CorpusNumbers.agreement(report.methods(), words);
            if (!agreement.isEmpty()) {
                text.append(" Spearman's correlation of mean saliency and PMI over them: ")
                        .append(escape(agreement))
                        .append('.');
            }
            text.append("\n");
            if (!words.words().isEmpty()) {
                table(text, report, words);
            }
        }
        return text.toString();
    }

    private static void table(StringBuilder text, CorpusReport report, CorpusReport.ClassWords words) {
        text.append("\n| word | explained | of class | PMI |");
        report.methods()
                .forEach(method -> text.append(' ').append(escape(method)).append(" | rank |"));
        text.append("\n| --- | ---: | ---: | ---: |")
                .append(" ---: | ---: |".repeat(report.methods().size()))
                .append('\n');
        words.words().forEach(word -> row(text, word));
    }

    private static void row(StringBuilder text, WordInClass word) {
        text.append("| ").append(escape(word.word()));
        text.append(" | ").append(word.textsExplained());
        text.append(" | ").append(word.textsOfClass());
        text.append(" | ").append(CorpusNumbers.pmi(word)).append(" |");
        for (WordInClass.Measure measure : word.measures()) {
            text.append(' ').append(CorpusNumbers.importance(measure));
            text.append(" | ").append(CorpusNumbers.rank(measure)).append(" |");
        }
        text.append('\n');
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char unit : VisibleText.line(text).toCharArray()) {
            escaped.append(MARKED.indexOf(unit) >= 0 ? "\\" : "").append(unit);
        }
        return escaped.toString();
    }
}
