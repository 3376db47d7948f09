package org.dknn.nlp.corpus;

import java.util.ArrayList;
import java.util.List;
import org.dknn.nlp.corpus.CorpusReport.WordInClass;
import org.dknn.nlp.render.page.VisibleText;

/**
 * A corpus report in LaTeX, to be included in a document.
 *
 * @param report what is shown
 * @param tables its words and numbers
 */
record CorpusLatex(CorpusReport report, CorpusTables tables) {

    CorpusLatex(CorpusReport report) {
        this(report, new CorpusTables(report));
    }

    String text() {
        StringBuilder latex = new StringBuilder(VisibleText.LATEX_HEAD);
        latex.append("\\section*{Words of ")
                .append(VisibleText.latex(tables.source()))
                .append("}\n");
        latex.append(VisibleText.latex(tables.legend())).append('\n');
        for (CorpusReport.ClassWords words : report.classes()) {
            latex.append("\n\\subsection*{")
                    .append(VisibleText.latex(report.labelSet().name(words.label())))
                    .append("}\n");
            latex.append(CorpusTables.candidates(words));
            String agreement = tables.agreement(words);
            if (!agreement.isEmpty()) {
                latex.append(VisibleText.latex(CorpusTables.CORRELATION + agreement + "."));
            }
            latex.append('\n');
            if (!words.words().isEmpty()) {
                table(latex, words);
            }
        }
        return latex.toString();
    }

    private void table(StringBuilder latex, CorpusReport.ClassWords words) {
        List<String> names = new ArrayList<>(List.of("word", "explained", "of class", "PMI"));
        for (String method : report.methods()) {
            names.add(VisibleText.latex(method));
            names.add("rank");
        }
        latex.append("\n\\begin{tabular}{l" + "r".repeat(names.size() - 1) + "}\n\\hline\n");
        row(latex, names);
        latex.append("\\hline\n");
        words.words().forEach(word -> row(latex, cells(word)));
        latex.append("\\hline\n\\end{tabular}\n");
    }

    private static List<String> cells(WordInClass word) {
        List<String> cells = new ArrayList<>(List.of(
                VisibleText.latex(word.word()),
                Long.toString(word.textsExplained()),
                Long.toString(word.textsOfClass()),
                number(CorpusTables.pmi(word))));
        for (WordInClass.Measure measure : word.measures()) {
            cells.add(number(CorpusTables.importance(measure)));
            cells.add(number(CorpusTables.rank(measure)));
        }
        return cells;
    }

    /** A number of ours, whose signs are those of formulas. */
    private static String number(String number) {
        return "$" + number.replace("\u00B1", "\\pm") + "$";
    }

    private static void row(StringBuilder latex, List<String> cells) {
        latex.append(String.join(" & ", cells)).append(" \\\\\n");
    }
}
