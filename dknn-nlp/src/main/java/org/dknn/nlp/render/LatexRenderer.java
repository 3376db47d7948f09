package org.dknn.nlp.render;

import java.util.Locale;
import java.util.StringJoiner;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.render.page.Numbers;
import org.dknn.nlp.render.page.VisibleText;

/** Each segment once per method, with a box per word; words against the label are underlined. */
record LatexRenderer(Palette palette) implements Renderer {

    private static final String WORD_MACROS = """
            % needs \\usepackage{xcolor}
            \\providecommand{\\dknnfor}[2]{\\colorbox[HTML]{#1}{\\strut #2}}
            \\providecommand{\\dknnagainst}[2]{\\colorbox[HTML]{#1}{\\strut\\underline{#2}}}
            """;

    @Override
    public String render(Explanation explanation) {
        StringBuilder latex = new StringBuilder(VisibleText.LATEX_HEAD + WORD_MACROS);
        latex.append("{\\setlength{\\fboxsep}{1pt}\\raggedright\n");
        Notices.of(explanation).forEach(notice -> latex.append("\\textbf{Note:} ")
                .append(VisibleText.latex(notice))
                .append("\\par\n"));
        latex.append("\\textbf{Verdict:} ")
                .append(VisibleText.latex(VerdictWording.of(explanation)))
                .append("\\par\n");
        prediction(latex, explanation);
        OodWording.of(explanation).ifPresent(wording -> latex.append(VisibleText.latex(wording.sentence()))
                .append("\\par\n"));
        ColorScales scales = ColorScales.of(explanation);
        for (Segment segment : explanation.segments()) {
            if (explanation.isPair()) {
                latex.append("\n\\textbf{")
                        .append(VisibleText.latex(segment.name()))
                        .append("}\\par\n");
            }
            for (Attributions values : segment.attributions()) {
                latex.append("\n\\emph{")
                        .append(VisibleText.latex(MethodName.of(explanation, values)))
                        .append("}, ")
                        .append(WordValue.noWordMatters(values)
                                .map(VisibleText::latex)
                                .orElseGet(() -> "up to " + scales.of(values).text()
                                        + WordValue.noneWithinNoise(values)
                                        + (WordValue.isUnclearSomewhere(values) ? ", no box where it may be 0" : "")))
                        .append(": ");
                words(latex, segment, values, scales.of(values));
                latex.append("\\par\n");
                if (StrongSentence.isFirst(segment)) {
                    sentences(latex, segment, values);
                }
            }
        }
        InteractionTable.of(explanation).ifPresent(table -> interactions(latex, table));
        return latex.append("}\n").toString();
    }

    private static void prediction(StringBuilder latex, Explanation explanation) {
        PredictionSummary prediction = explanation.prediction();
        int networkLabel = prediction.networkLabel();
        latex.append("\\textbf{")
                .append(VisibleText.latex(explanation.labelSet().nameInText(explanation.label())))
                .append("}, credibility ")
                .append(GroupWording.credibility(prediction))
                .append(", confidence ")
                .append(Numbers.share(prediction.confidence()))
                .append(", conformity ")
                .append(Numbers.share(prediction.conformity(explanation.label())))
                .append(", network: ")
                .append(VisibleText.latex(explanation.labelSet().nameInText(networkLabel)))
                .append(' ')
                .append(Numbers.share(prediction.probability(networkLabel)))
                .append("\\par\n");
    }

    private void words(StringBuilder latex, Segment segment, Attributions values, Scale scale) {
        if (segment.tokens().isEmpty()) {
            latex.append("(no words)");
        }
        for (TextPiece piece : TextPiece.of(segment)) {
            if (piece.word().isEmpty()) {
                latex.append(VisibleText.latex(piece.text()));
            } else {
                int position = piece.word().getAsInt();
                String text =
                        piece.text().isEmpty() ? segment.tokens().get(position).word() : piece.text();
                latex.append(word(VisibleText.latex(text), scale.step(new WordValue(values, position).drawn())));
            }
        }
    }

    private static void sentences(StringBuilder latex, Segment segment, Attributions values) {
        latex.append("\\emph{strongest of ").append(segment.sentences().size()).append(" sentences}\\par\n");
        for (StrongSentence sentence : StrongSentence.of(segment, values)) {
            latex.append(VisibleText.latex(Numbers.signed(sentence.value()) + "  " + sentence.text()))
                    .append("\\par\n");
        }
    }

    /** One line per word of the first segment, so that no package for tables is needed. */
    private static void interactions(StringBuilder latex, InteractionTable table) {
        latex.append("\n\\emph{interactions by ")
                .append(VisibleText.latex(table.method()))
                .append("}: what two words do together beyond their parts\\par\n");
        for (int row = 0; row < table.rows().size(); row++) {
            StringJoiner cells = new StringJoiner("; ");
            for (int column = 0; column < table.columns().size(); column++) {
                cells.add(table.columns().get(column) + " " + Numbers.signed(table.value(row, column)));
            }
            latex.append(VisibleText.latex(table.rows().get(row) + ": " + cells))
                    .append("\\par\n");
        }
    }

    private String word(String escaped, int step) {
        if (step == 0) {
            return escaped;
        }
        String color = palette.light().background(step).hex().substring(1).toUpperCase(Locale.ROOT);
        return (step < 0 ? "\\dknnagainst{" : "\\dknnfor{") + color + "}{" + escaped + "}";
    }
}
