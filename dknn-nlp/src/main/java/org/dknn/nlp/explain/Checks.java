package org.dknn.nlp.explain;

import java.util.List;
import java.util.Optional;
import org.dknn.Dataset;
import org.dknn.LabelSet;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.text.Token;

/** Whether the parts of an explanation belong together. */
final class Checks {

    /** Refuses positions that are no words, or not in rising order. */
    static void requirePositions(List<Integer> positions, int words) {
        for (int i = 0; i < positions.size(); i++) {
            int position = positions.get(i);
            if (position < 0 || position >= words || (i > 0 && position <= positions.get(i - 1))) {
                throw new IllegalArgumentException(
                        "positions must rise within 0.." + (words - 1) + ", got " + positions);
            }
        }
    }

    private Checks() {}

    /** Refuses to explain a class that does not exist. */
    static Target requireLabels(Target target, LabelSet labelSet) {
        for (int label : List.of(target.label(), target.rival().orElse(target.label()))) {
            if (label >= labelSet.size()) {
                throw new IllegalArgumentException("labels must be in 0.." + (labelSet.size() - 1) + " for the classes "
                        + labelSet.names() + ", got " + label);
            }
        }
        return target;
    }

    /** Refuses tokens outside of the text, and methods that do not give one value per token. */
    static void requireFitting(String text, List<Token> tokens, List<Attributions> attributions) {
        if (attributions.isEmpty()) {
            throw new IllegalArgumentException("a segment needs the values of at least one method, got none");
        }
        for (Token token : tokens) {
            if (token.end() > text.length()) {
                throw new IllegalArgumentException("tokens must lie in the text of " + text.length()
                        + " characters, got [" + token.start() + ", " + token.end() + ")");
            }
        }
        for (Attributions values : attributions) {
            if (values.size() != tokens.size()) {
                throw new IllegalArgumentException("attributions by " + values.method()
                        + " must have a value for each of " + tokens.size() + " tokens, got " + values.size());
            }
        }
    }

    /** Refuses to explain nothing. */
    static List<Segment> requireSegments(List<Segment> segments) {
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("an explanation needs at least one segment, got none");
        }
        return segments;
    }

    /** Refuses answers without a word, and verdicts, of labels that are none of the classes. */
    static void requireLabels(List<Segment> segments, LabelSet labelSet, Verdict verdict) {
        requireLabel("the verdict", verdict.label(), labelSet.size());
        segments.forEach(segment ->
                segment.without().forEach(label -> requireLabel("an answer without a word", label, labelSet.size())));
    }

    /** Refuses segments that are explained by different methods, and interactions outside of them. */
    static void requireFitting(List<Segment> segments, Optional<Interactions> interactions) {
        requireSegments(segments);
        for (Segment segment : segments) {
            if (!segment.methods().equals(segments.get(0).methods())) {
                throw new IllegalArgumentException("all segments must be explained by the same methods, got "
                        + segments.get(0).methods() + " and " + segment.methods());
            }
        }
        if (interactions.isPresent()) {
            if (segments.size() != 2) {
                throw new IllegalArgumentException(
                        "interactions are between the two segments of a pair, got " + segments.size());
            }
            interactions.get().requireWithin(segments.get(0), segments.get(1));
        }
    }

    /** Refuses labels that are none of the classes. */
    static void requireLabels(
            List<Segment> segments, LabelSet labelSet, PredictionSummary prediction, List<LayerNeighbors> neighbors) {
        int labels = labelSet.size();
        if (prediction.labels() != labels) {
            throw new IllegalArgumentException(
                    "the prediction must be over " + labels + " labels, got " + prediction.labels());
        }
        for (Segment segment : segments) {
            for (Attributions values : segment.attributions()) {
                requireLabel("attributions by " + values.method(), values.label(), labels);
                values.target()
                        .rival()
                        .ifPresent(rival -> requireLabel("a rival in " + values.method(), rival, labels));
            }
        }
        for (LayerNeighbors layer : neighbors) {
            if (layer.votes().labels() != labels) {
                throw new IllegalArgumentException("votes of layer " + layer.layer() + " must be over " + labels
                        + " labels, got " + layer.votes().labels());
            }
            layer.nearest().forEach(near -> requireLabels("a neighbor in layer " + layer.layer(), near, labels));
        }
    }

    /** Refuses a text whose label, or the one proposed for it, is none of the classes. */
    static void requireLabels(String whose, LayerNeighbors.NeighborText near, int labels) {
        requireLabel(whose, near.label(), labels);
        near.proposed().ifPresent(label -> requireLabel(whose + ", as proposed,", label, labels));
    }

    /** Refuses a label that is none of the classes. */
    static void requireLabel(String whose, int label, int labels) {
        if (label < 0 || label >= labels) {
            throw new IllegalArgumentException(
                    "the label of " + whose + " must be in 0.." + (labels - 1) + ", got " + label);
        }
    }

    /** Refuses explanations that are not those of the examples, or of other labels than the network's. */
    static void requireMeasurable(List<Explanation> explanations, Dataset<?> examples) {
        if (explanations.isEmpty() || explanations.size() != examples.size()) {
            throw new IllegalArgumentException("needs an explanation per example and at least one, got "
                    + explanations.size() + " and " + examples.size());
        }
        for (Explanation explanation : explanations) {
            int explained = explanation.verdict().label();
            if (explained != explanation.prediction().networkLabel()) {
                throw new IllegalArgumentException("needs explanations of the network's label, got one of "
                        + explanation.labelSet().name(explained) + " where the network says "
                        + explanation.labelSet().name(explanation.prediction().networkLabel()));
            }
        }
    }

    /** Refuses explanations with values that are not final. */
    static void requireFinal(List<Explanation> explanations) {
        boolean isEnded = explanations.stream()
                .flatMap(explanation -> explanation.segments().stream())
                .flatMap(segment -> segment.attributions().stream())
                .anyMatch(values -> !values.unfinished().isEmpty());
        if (isEnded) {
            throw new IllegalArgumentException(
                    "needs explanations without a limit of time, got one with values that are not final");
        }
    }

    /** Refuses explanations by other methods. */
    static void requireMethods(List<Explanation> explanations, List<Attribution> methods) {
        List<String> names = methods.stream().map(Attribution::name).toList();
        for (Explanation explanation : explanations) {
            for (Segment segment : explanation.segments()) {
                if (!segment.methods().equals(names)) {
                    throw new IllegalArgumentException(
                            "needs explanations by " + names + ", got one by " + segment.methods());
                }
            }
        }
    }

    /** Refuses explanations that do not tell the answer without each word. */
    static void requireAnswersWithout(List<Explanation> explanations) {
        for (Explanation explanation : explanations) {
            for (Segment segment : explanation.segments()) {
                if (segment.tokens().size() > 1 && segment.without().isEmpty()) {
                    throw new IllegalArgumentException(
                            "needs explanations by a method that leaves out single words, got " + segment.methods());
                }
            }
        }
    }
}
