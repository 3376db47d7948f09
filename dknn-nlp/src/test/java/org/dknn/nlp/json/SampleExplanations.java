package org.dknn.nlp.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.dknn.LabelSet;
import org.dknn.ScoreFunction;
import org.dknn.ValueLimits;
import org.dknn.conformal.LabelVotes;
import org.dknn.conformal.PValues;
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
import org.dknn.nlp.explain.LayerNeighbors.NeighborText;
import org.dknn.nlp.explain.PredictionSummary;
import org.dknn.nlp.explain.Segment;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.ood.OodResult;

/** Explanations to be written. */
final class SampleExplanations {

    private static final List<String> WORDS =
            List.of("good", "It's", "\u4E2D\u6587", "\uD83D\uDC4D\uD83C\uDFFD", "\uD83D", "\"\\\u0000", "<b>", "");
    private static final double[] EXTREMES = {0, -0.0, Double.MIN_VALUE, -1e-300, 1e300, 1.0 / 3, 1, 0.1f};

    private SampleExplanations() {}

    /** By conformity and probability, of the network of word weights. */
    static Explanation ofText(String text) {
        return Explainer.of(new WordWeights().fitted(), Tokenizer.english())
                .withAttributions(LeaveOneOut.conformity(), LeaveOneOut.probability())
                .explain(text);
    }

    /** With a piece of text in every place that users fill. */
    static Explanation ofPair(String evil) {
        LabelSet labels = LabelSet.of(evil, evil + "2");
        Tokenizer whole = text -> List.of(new Token(text, 0, text.length()), new Token("good", 0, 0));
        return Explainer.ofPairs(new PairProducts().fitted(labels), whole)
                .withAttributions(new LeaveOneOut(evil, ScoreFunction.PROBABILITY, Perturbation.delete()))
                .withInteractions(LeaveOneOut.conformity(), 2)
                .explain(new TextPair(evil, evil + " good"));
    }

    /** A text or a pair, with some of what may be there or not. */
    static Explanation random(long seed) {
        return new Draw(new Random(seed)).explanation();
    }

    private record Draw(Random random) {

        Explanation explanation() {
            int labels = 2 + random.nextInt(3);
            List<String> methods = some(1, i -> i + word());
            List<Segment> segments = random.nextBoolean()
                    ? List.of(segment(Segment.TEXT, methods, labels))
                    : List.of(segment(Segment.PREMISE, methods, labels), segment(Segment.HYPOTHESIS, methods, labels));
            return new Explanation(
                    segments,
                    new LabelSet(IntStream.range(0, labels)
                            .mapToObj(label -> label + word())
                            .toList()),
                    prediction(labels),
                    some(0, i -> new LayerNeighbors(word(), votes(labels), some(0, rank -> neighbor(labels)))),
                    segments.size() == 2 && random.nextBoolean()
                            ? Optional.of(interactions(segments.get(0), segments.get(1)))
                            : Optional.empty());
        }

        /** Up to three more than so many. */
        private <E> List<E> some(int least, IntFunction<E> element) {
            return IntStream.range(0, least + random.nextInt(4))
                    .mapToObj(element)
                    .toList();
        }

        private String word() {
            return WORDS.get(random.nextInt(WORDS.size()));
        }

        private double number() {
            return random.nextBoolean() ? EXTREMES[random.nextInt(EXTREMES.length)] : random.nextGaussian();
        }

        private Segment segment(String name, List<String> methods, int labels) {
            StringBuilder text = new StringBuilder();
            List<Token> tokens = new ArrayList<>();
            for (String word : some(0, i -> word())) {
                tokens.add(new Token(word.toLowerCase(Locale.ROOT), text.length(), text.length() + word.length()));
                text.append(word).append(' ');
            }
            return new Segment(
                    name,
                    text.toString(),
                    tokens,
                    methods.stream()
                            .map(method -> attributions(method, tokens.size(), labels))
                            .toList());
        }

        private Attributions attributions(String method, int words, int labels) {
            int label = random.nextInt(labels);
            Target target =
                    random.nextBoolean() ? Target.of(label) : Target.of(label).ratherThan((label + 1) % labels);
            double[] values =
                    IntStream.range(0, words).mapToDouble(i -> number()).toArray();
            List<Integer> unfinished = IntStream.range(0, random.nextInt(2) * words)
                    .filter(i -> random.nextBoolean())
                    .boxed()
                    .toList();
            Attributions bare = Attributions.of(method, target, values).withUnfinished(unfinished);
            double noise = random.nextDouble();
            Attributions plain = random.nextBoolean()
                    ? bare
                    : bare.withLimits(new ValueLimits.Range(noise, noise + random.nextDouble()));
            return random.nextBoolean()
                    ? plain
                    : plain.withIntervals(IntStream.range(0, words)
                            .mapToObj(i -> interval(number(), number()))
                            .toList());
        }

        private static Interval interval(double one, double other) {
            return new Interval(Math.min(one, other), Math.max(one, other));
        }

        private PredictionSummary prediction(int labels) {
            double[] pValues = IntStream.range(0, labels)
                    .mapToDouble(i -> random.nextDouble())
                    .toArray();
            Optional<OodResult> ood = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new OodResult(
                            random.nextBoolean(),
                            random.nextDouble(),
                            some(0, i -> oodLayer()),
                            some(0, i -> oodPart())));
            return new PredictionSummary(
                    random.nextInt(labels),
                    PValues.copyOf(pValues),
                    votes(labels),
                    IntStream.range(0, labels).mapToObj(i -> number()).toList(),
                    ood);
        }

        private OodResult.Part oodPart() {
            return new OodResult.Part(word(), number(), random.nextDouble(), random.nextDouble(), word());
        }

        private OodResult.Layer oodLayer() {
            return new OodResult.Layer(word(), number(), random.nextDouble(), random.nextBoolean());
        }

        private LabelVotes votes(int labels) {
            return LabelVotes.of(
                    IntStream.range(0, labels).map(i -> 1 + random.nextInt(75)).toArray());
        }

        private NeighborText neighbor(int labels) {
            return new NeighborText(
                    random.nextInt(100_000),
                    word() + " " + word(),
                    random.nextInt(labels),
                    number(),
                    random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(labels)));
        }

        private Interactions interactions(Segment premise, Segment hypothesis) {
            Interactions.Drops rows = drops(premise);
            Interactions.Drops columns = drops(hypothesis);
            double[][] both = IntStream.range(0, rows.positions().size())
                    .mapToObj(row -> columns.positions().stream()
                            .mapToDouble(column -> number())
                            .toArray())
                    .toArray(double[][]::new);
            return Interactions.of(word(), rows, columns, both);
        }

        private Interactions.Drops drops(Segment segment) {
            List<Integer> positions = IntStream.range(0, segment.tokens().size())
                    .filter(i -> random.nextBoolean())
                    .boxed()
                    .toList();
            return new Interactions.Drops(
                    positions, positions.stream().map(i -> number()).toList());
        }
    }
}
