package org.dknn.nlp.explain;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.text.Token;

/** Explains one input whose prediction is known. */
final class ExplanationPlan {

    private final InputKind<?> kind;
    private final ExplainerSettings settings;
    private final List<String> texts;
    private final List<List<Token>> tokens;
    private final Variant whole;
    private final Prediction prediction;
    private final Target target;

    private ExplanationPlan(
            InputKind<?> kind,
            ExplainerSettings settings,
            List<String> texts,
            List<List<Token>> tokens,
            Variant whole,
            Prediction prediction) {
        this.kind = kind;
        this.settings = settings;
        this.texts = texts;
        this.tokens = tokens;
        this.whole = whole;
        this.prediction = prediction;
        this.target = settings.target().apply(prediction);
    }

    /** The plan of explaining an input. */
    static <T> Plan<Explanation> of(InputKind<T> kind, ExplainerSettings settings, T input) {
        List<String> texts = kind.texts().apply(input);
        List<List<Token>> tokens =
                texts.stream().map(kind.tokenizer()::tokenize).toList();
        Variant whole = new Variant(tokens.stream()
                .map(segment -> segment.stream().map(Token::word).toList())
                .toList());
        return Plan.<Prediction, Prediction>ask(List.of(whole), prediction -> prediction, answers -> answers.get(0))
                .then(prediction -> new ExplanationPlan(kind, settings, texts, tokens, whole, prediction).plan());
    }

    private Plan<Explanation> plan() {
        List<Integer> segments = settings.segment().isPresent()
                ? List.of(settings.segment().getAsInt())
                : IntStream.range(0, texts.size()).boxed().toList();
        return Plan.all(segments.stream().map(this::segment).toList()).then(this::explanation);
    }

    private Plan<Segment> segment(int number) {
        Features features = new Features(whole, number);
        return Plan.all(settings.attributions().stream()
                        .map(attribution -> attribution.plan(features, target).map(this::withLimits))
                        .toList())
                .map(values -> new Segment(
                        kind.names().get(number), texts.get(number), tokens.get(number), values, unseen(number)));
    }

    private List<Integer> unseen(int segment) {
        List<BitSet> unseen = kind.classifier().unseen(whole);
        return segment < unseen.size() ? unseen.get(segment).stream().boxed().toList() : List.of();
    }

    /** Limits are of the values for a class, not rather than another one. */
    private Attributions withLimits(Attributions values) {
        return values.target().rival().isPresent()
                ? values
                : kind.dknn()
                        .limits()
                        .of(values.method())
                        .map(values::withLimits)
                        .orElse(values);
    }

    private Plan<Explanation> explanation(List<Segment> segments) {
        if (settings.interactions().isEmpty() || settings.segment().isPresent()) {
            return Plan.of(explanation(segments, Optional.empty()));
        }
        return settings.interactions()
                .get()
                .plan(whole, target)
                .map(interactions -> explanation(segments, Optional.of(interactions)));
    }

    private Explanation explanation(List<Segment> segments, Optional<Interactions> interactions) {
        return new Explanation(
                segments,
                kind.dknn().labelSet(),
                PredictionSummary.of(prediction).withOod(settings.ood().of(whole, prediction)),
                kind.reference().nearest(prediction, settings.shown()),
                interactions);
    }
}
