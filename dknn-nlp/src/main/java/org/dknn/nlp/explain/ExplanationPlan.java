package org.dknn.nlp.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dknn.LabelSet;
import org.dknn.Prediction;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.Plan;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.explain.LayerNeighbors.NearText;
import org.dknn.nlp.text.Token;

/** Explains one input whose prediction is known. */
final class ExplanationPlan {

    /** Number of training texts that are shown over all layers. */
    private static final int NEAREST = 3;

    /** Stands for the target until the prediction is there. */
    private static final Target ANY = Target.of(0);

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
                .expecting(ahead(settings, whole))
                .then(prediction -> new ExplanationPlan(kind, settings, texts, tokens, whole, prediction).plan());
    }

    /** Plans whose changed inputs are known before the target is. */
    private static List<Plan<Attributions>> ahead(ExplainerSettings settings, Variant whole) {
        return segments(settings, whole).stream()
                .flatMap(segment -> settings.attributions().stream()
                        .filter(Attribution::isPlannedAhead)
                        .map(attribution -> attribution.plan(new Features(whole, segment), ANY)))
                .toList();
    }

    private static List<Integer> segments(ExplainerSettings settings, Variant whole) {
        return settings.segment().isPresent()
                ? List.of(settings.segment().getAsInt())
                : IntStream.range(0, whole.segments().size()).boxed().toList();
    }

    private Plan<Explanation> plan() {
        return Plan.all(segments(settings, whole).stream().map(this::segment).toList())
                .then(this::explanation);
    }

    private Plan<Segment> segment(int number) {
        Features features = new Features(whole, number);
        List<Plan<Part>> parts = new ArrayList<>();
        settings.attributions()
                .forEach(attribution -> parts.add(attribution
                        .plan(features, target)
                        .map(values -> new Part(List.of(withLimits(attribution, values)), List.of()))));
        parts.add(new AnswersWithout(settings.attributions(), answer())
                .plan(features)
                .map(labels -> new Part(List.of(), labels)));
        return Plan.all(parts).map(found -> segment(number, found));
    }

    /** What one of the plans of a segment finds: values of a method, or the answers without each word. */
    private record Part(List<Attributions> values, List<Integer> without) {}

    private Segment segment(int number, List<Part> parts) {
        return new Segment(
                kind.names().get(number),
                texts.get(number),
                tokens.get(number),
                parts.stream().flatMap(part -> part.values().stream()).toList(),
                unseen(number),
                parts.get(parts.size() - 1).without());
    }

    private Function<Prediction, Integer> answer() {
        return target.label() == prediction.networkLabel() ? Prediction::networkLabel : Prediction::label;
    }

    private List<Integer> unseen(int segment) {
        List<BitSet> unseen = kind.classifier().unseen(whole);
        return segment < unseen.size() ? unseen.get(segment).stream().boxed().toList() : List.of();
    }

    /** Limits are of the values for a class, not rather than another one. */
    private Attributions withLimits(Attribution attribution, Attributions values) {
        return values.target().rival().isPresent()
                ? values
                : kind.dknn()
                        .limits()
                        .of(attribution.limitsName())
                        .map(values::withLimits)
                        .orElse(values);
    }

    private Plan<Explanation> explanation(List<Segment> segments) {
        return nearest().then(near -> interactions().map(found -> explanation(segments, found, near)));
    }

    private Plan<Optional<Interactions>> interactions() {
        return settings.interactions().isEmpty() || settings.segment().isPresent()
                ? Plan.of(Optional.empty())
                : settings.interactions().get().plan(whole, target).map(Optional::of);
    }

    /** The nearest texts, with their strongest words where these are wanted. */
    private Plan<List<NearText>> nearest() {
        List<NearText> near =
                new NearestTexts(prediction, kind.reference()).of(target.label(), Math.min(NEAREST, settings.shown()));
        Attribution first = settings.attributions().get(0);
        return settings.marks()
                .map(marks -> marks.plan(
                        new NeighborMarks.Question(
                                kind.reference(),
                                first,
                                target,
                                settings.segment(),
                                values -> withLimits(first, values)),
                        near))
                .orElseGet(() -> Plan.of(near));
    }

    private Explanation explanation(List<Segment> segments, Optional<Interactions> interactions, List<NearText> near) {
        PredictionSummary summary =
                PredictionSummary.of(prediction).withOod(settings.ood().of(whole, prediction));
        LabelSet labels = kind.dknn().labelSet();
        VerdictRules.Background background = new VerdictRules.Background(
                kind.reference().longest(), kind.dknn().hitRates());
        return new Explanation(
                segments,
                labels,
                summary,
                kind.reference().nearest(prediction, settings.shown()),
                interactions,
                VerdictRules.of(segments, labels, summary, background),
                near);
    }
}
