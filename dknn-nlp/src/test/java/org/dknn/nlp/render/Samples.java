package org.dknn.nlp.render;

import java.util.List;
import java.util.Optional;
import org.dknn.LabelSet;
import org.dknn.nlp.PairProducts;
import org.dknn.nlp.WordWeights;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Attributions.Interval;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.Explanation;
import org.dknn.nlp.explain.Interactions;
import org.dknn.nlp.explain.LayerNeighbors;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.ood.OodResult;

/** Explanations to be rendered. */
public final class Samples {

    private Samples() {}

    /** By conformity and probability, of the network of word weights. */
    public static Explanation explain(String text) {
        return Explainer.of(new WordWeights().fitted(), Tokenizer.english())
                .withAttributions(LeaveOneOut.conformity(), LeaveOneOut.probability())
                .explain(text);
    }

    /** With values of one's own; words are split at spaces. */
    public static Explanation withValues(String text, Attributions... attributions) {
        return with(explain(text), Tokenizer.whitespace().tokenize(text), List.of(attributions));
    }

    public static Explanation with(Explanation whole, List<Token> tokens, List<Attributions> attributions) {
        return new Explanation(
                List.of(new Segment(Segment.TEXT, whole.text(), tokens, attributions)),
                whole.labelSet(),
                whole.prediction(),
                whole.neighbors(),
                Optional.empty());
    }

    public static Explanation withOod(Explanation whole, OodResult ood) {
        return new Explanation(
                whole.segments(),
                whole.labelSet(),
                whole.prediction().withOod(Optional.of(ood)),
                whole.neighbors(),
                whole.interactions());
    }

    /** By probability, of the network of products of two sums, with interactions of two words of each segment. */
    public static Explanation explainPair(String premise, String hypothesis) {
        return explainPair(LabelSet.of("disagree", "agree"), premise, hypothesis);
    }

    public static Explanation explainPair(LabelSet labels, String premise, String hypothesis) {
        return Explainer.ofPairs(new PairProducts().fitted(labels), Tokenizer.whitespace())
                .withAttributions(LeaveOneOut.probability())
                .withInteractions(LeaveOneOut.probability(), 2)
                .withShownNeighbors(1)
                .explain(new TextPair(premise, hypothesis));
    }

    /** With a piece of text in every place of a pair that users fill. */
    public static Explanation everywhereInPair(String evil) {
        Explanation whole = everywhere(evil);
        Segment side = whole.segments().get(0);
        return new Explanation(
                List.of(side(evil, side), side(evil + "2", side)),
                whole.labelSet(),
                whole.prediction(),
                whole.neighbors(),
                Optional.of(Interactions.of(
                        evil,
                        new Interactions.Drops(List.of(0), List.of(0.25)),
                        new Interactions.Drops(List.of(0, 1), List.of(0.25, 0.0)),
                        new double[][] {{0.125, 1}})));
    }

    private static Segment side(String name, Segment segment) {
        return new Segment(name, segment.text(), segment.tokens(), segment.attributions());
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
        Target rather = Target.of(whole.label()).ratherThan(1 - whole.label());
        Attributions values = Attributions.of(evil, rather, 0.5, -0.25)
                .withIntervals(List.of(new Interval(0.25, 0.75), new Interval(-0.5, 0.5)));
        OodResult ood = new OodResult(
                false,
                0.02,
                List.of(new OodResult.Layer(evil, 1, 0.02, false)),
                List.of(new OodResult.Part(evil, 1, 0.02, 1, "far in layer " + evil)));
        return new Explanation(
                List.of(new Segment(Segment.TEXT, evil, whole.tokens(), List.of(values))),
                labels,
                whole.prediction().withOod(Optional.of(ood)),
                layers,
                Optional.empty());
    }
}
