package org.dknn.nlp.render;

import java.util.List;
import java.util.Optional;
import org.dknn.LabelSet;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Interval;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.ood.OodResult;

/** Explanations to be rendered. */
public final class Samples {

    private Samples() {}

    /** By conformity and probability, of the network of word weights. */
    public static Explanation explain(String text) {
        return Explainer.of(new WordWeights().fitted(), Tokenizer.english())
                .withScorers(LeaveOneOut.conformity(), LeaveOneOut.probability())
                .explain(text);
    }

    /** With values of one's own; words are split at spaces. */
    public static Explanation withValues(String text, Attributions... saliencies) {
        return with(explain(text), Tokenizer.whitespace().tokenize(text), List.of(saliencies));
    }

    public static Explanation with(Explanation whole, List<Token> tokens, List<Attributions> saliencies) {
        return new Explanation(
                whole.text(), tokens, whole.labelSet(), whole.prediction(), saliencies, whole.neighbors());
    }

    public static Explanation withSupport(Explanation whole, OodResult support) {
        return new Explanation(
                whole.text(),
                whole.tokens(),
                whole.labelSet(),
                whole.prediction(),
                Optional.of(support),
                whole.saliencies(),
                whole.neighbors());
    }

    /** With a piece of text in every place that users fill: text, words, classes, layers, methods and neighbors. */
    public static Explanation everywhere(String evil) {
        LabelSet labels = LabelSet.of(evil, evil + "2");
        String neighbor = evil.replace(" ", "\u00A0") + " great";
        Explanation whole = Explainer.of(
                        new WordWeights().fitted(labels, neighbor, "good", "great good", "awful", "bad", "awful bad"),
                        text -> List.of(
                                new Token(evil, 0, text.length()), new Token(evil, text.length(), text.length())))
                .explain(evil);
        List<LayerNeighbors> layers = whole.neighbors().stream()
                .map(layer -> new LayerNeighbors(evil, layer.votes(), layer.nearest()))
                .toList();
        return new Explanation(
                evil,
                whole.tokens(),
                labels,
                whole.prediction(),
                Optional.of(new OodResult(false, 0.02, List.of(new OodResult.Layer(evil, 1, 0.02, false)))),
                List.of(Attributions.of(evil, Target.of(whole.label()).ratherThan(1 - whole.label()), 0.5, -0.25)
                        .withIntervals(List.of(new Interval(0.25, 0.75), new Interval(-0.5, 0.5)))),
                layers);
    }
}
