package org.dknn.nlp.render;

import java.util.Locale;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.explain.Explained;
import org.dknn.nlp.explain.PredictionSummary;

/** The text once a method, a box a word; words against the label are underlined. */
record LatexRenderer(Palette palette) implements Renderer {

    private static final String HEAD = """
            % needs \\usepackage{xcolor} and, under pdfLaTeX, \\usepackage[T1]{fontenc}
            """;
    private static final String WORD_MACROS = """
            \\providecommand{\\dknnfor}[2]{\\colorbox[HTML]{#1}{\\strut #2}}
            \\providecommand{\\dknnagainst}[2]{\\colorbox[HTML]{#1}{\\strut\\underline{#2}}}
            """;

    @Override
    public String render(Explained explained) {
        StringBuilder latex = new StringBuilder(HEAD + LatexText.CHARACTER_MACRO + WORD_MACROS);
        latex.append("{\\setlength{\\fboxsep}{1pt}\\raggedright\n");
        verdict(latex, explained);
        SupportWording.of(explained).ifPresent(wording -> latex.append(LatexText.escape(wording.sentence()))
                .append("\\par\n"));
        ColorScales scales = ColorScales.of(explained);
        for (Attributions saliency : explained.saliencies()) {
            latex.append("\n\\emph{")
                    .append(LatexText.escape(MethodName.of(explained, saliency)))
                    .append("}, up to ")
                    .append(Numbers.limit(scales.of(saliency)))
                    .append(WordValue.isUnclearSomewhere(saliency) ? ", no box where it may be 0" : "")
                    .append(": ");
            words(latex, explained, saliency, scales.of(saliency));
            latex.append("\\par\n");
        }
        return latex.append("}\n").toString();
    }

    private static void verdict(StringBuilder latex, Explained explained) {
        PredictionSummary verdict = explained.verdict();
        int networkLabel = verdict.networkLabel();
        latex.append("\\textbf{")
                .append(LatexText.escape(explained.labelName()))
                .append("}, credibility ")
                .append(Numbers.share(verdict.credibility()))
                .append(", confidence ")
                .append(Numbers.share(verdict.confidence()))
                .append(", conformity ")
                .append(Numbers.share(verdict.conformity(explained.label())))
                .append(", network: ")
                .append(LatexText.escape(explained.labelSet().name(networkLabel)))
                .append(' ')
                .append(Numbers.share(verdict.probability(networkLabel)))
                .append("\\par\n");
    }

    private void words(StringBuilder latex, Explained explained, Attributions saliency, Scale scale) {
        if (explained.tokens().isEmpty()) {
            latex.append("(no words)");
        }
        for (TextPiece piece : TextPiece.of(explained)) {
            if (piece.word().isEmpty()) {
                latex.append(LatexText.escape(piece.text()));
            } else {
                int position = piece.word().getAsInt();
                String text = piece.text().isEmpty()
                        ? explained.tokens().get(position).word()
                        : piece.text();
                latex.append(word(LatexText.escape(text), scale.step(new WordValue(saliency, position).drawn())));
            }
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
