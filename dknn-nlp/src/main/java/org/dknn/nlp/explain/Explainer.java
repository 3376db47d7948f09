package org.dknn.nlp.explain;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ProgressListener;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Attributions;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.RememberingPredictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.text.Token;
import org.dknn.nlp.text.Tokenizer;
import org.dknn.ood.SequenceOodDetector;

/**
 * Explains the predictions of a text classifier.
 *
 * <p>A text of n words costs 1 + n rows through the network, whatever the number of leave-one-out scorers, and one more for each
 * word that was not seen before with {@link LeaveOneOutAndIn}: texts of one word are remembered. Safe for use by many threads; does not
 * own the classifier.
 */
public final class Explainer {

    private final DeepKnn<List<String>> dknn;
    private final Tokenizer tokenizer;
    private final Predictor network;
    private final Settings settings;

    private record Settings(
            List<Attribution> scorers,
            Function<Prediction, Target> target,
            OodCheck<List<String>> support,
            int shown) {}

    private Explainer(DeepKnn<List<String>> dknn, Tokenizer tokenizer, Settings settings) {
        this.dknn = Objects.requireNonNull(dknn, "dknn");
        this.tokenizer = Objects.requireNonNull(tokenizer, "tokenizer");
        this.network = new ShortTexts(dknn);
        this.settings = settings;
    }

    /**
     * Explains by how much each word moves the neighbors and the network towards the class ({@link LeaveOneOutAndIn#neighborsAndNetwork}),
     * tells whether the text is like the training texts, at the rate of errors .05, if there are calibration examples enough
     * (19), and shows five neighbors a layer.
     */
    public static Explainer of(DeepKnn<List<String>> dknn, Tokenizer tokenizer) {
        List<Attribution> scorers = List.of(LeaveOneOutAndIn.neighborsAndNetwork());
        return new Explainer(
                dknn, tokenizer, new Settings(scorers, Target::predicted, OodCheck.whereEnoughIsKnown(), 5));
    }

    /** An explainer by other methods, at least one. */
    public Explainer withScorers(Attribution... scorers) {
        if (scorers.length == 0) {
            throw new IllegalArgumentException("needs at least one scorer, got none");
        }
        return with(new Settings(List.of(scorers), settings.target, settings.support, settings.shown));
    }

    private Explainer with(Settings settings) {
        return new Explainer(dknn, tokenizer, settings);
    }

    /** An explainer of one class, or of one rather than another, whatever texts are predicted to be. */
    public Explainer withTarget(Target target) {
        Target checked = Checks.check(target, dknn.labelSet());
        return withTarget(prediction -> checked);
    }

    /**
     * An explainer of the class that is chosen for each text, such as {@link Target#predictedRatherThanNext}; {@link
     * Target#predicted} if not said.
     */
    public Explainer withTarget(Function<Prediction, Target> target) {
        Objects.requireNonNull(target, "target");
        return with(new Settings(settings.scorers, target, settings.support, settings.shown));
    }

    /**
     * An explainer that tells whether texts are like the training texts; costs next to nothing.
     *
     * @param errorRate share of usual texts that may be taken for strange ones, in {@code (0, 1)}
     * @throws IllegalArgumentException if there are too few calibration examples for the rate
     */
    public Explainer withSupport(double errorRate) {
        return with(support(OodCheck.at(dknn, errorRate)));
    }

    /**
     * An explainer that tells step by step whether texts are like the training texts, so that it knows words in strange company
     * too. Costs one more search, for as many neighbors as there are words.
     *
     * @param steps of the same network; not closed with the explainer, which must not be used after it is
     * @param errorRate share of usual texts that may be taken for strange ones, in {@code (0, 1)}
     * @throws IllegalArgumentException if there are too few calibration examples for the rate, here or there
     */
    public Explainer withSupport(SequenceOodDetector<List<String>> steps, double errorRate) {
        return with(support(OodCheck.at(dknn, steps, errorRate)));
    }

    /** An explainer that does not tell whether texts are like the training texts. */
    public Explainer withoutSupport() {
        return with(support(OodCheck.none()));
    }

    private Settings support(OodCheck<List<String>> support) {
        return new Settings(settings.scorers, settings.target, support, settings.shown);
    }

    /** An explainer that shows another number of neighbors a layer, from 0; at most k are shown. */
    public Explainer withShownNeighbors(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("cannot show " + count + " neighbors");
        }
        return with(new Settings(settings.scorers, settings.target, settings.support, count));
    }

    private NearestTexts<List<String>> nearest() {
        return new NearestTexts<>(dknn, words -> String.join(" ", words), settings.shown);
    }

    /**
     * Explains the prediction of a text.
     *
     * @param text any text; an empty one is read as one unknown word and has no saliency
     * @throws IllegalStateException if the classifier is closed
     */
    public Explanation explain(String text) {
        return explain(text, network);
    }

    /**
     * Explains any number of texts, in their order, in bounded memory. A few texts are explained at once, so that their
     * changed texts share batches of the network; results are those of {@link #explain}, up to the rounding of a network
     * that sees other batches (about 1e-6).
     *
     * <p>Texts are read, and work is done, only as explanations are taken. What explaining a text throws is thrown when its
     * turn comes; nothing follows it. To go on where a run broke off, {@linkplain Stream#skip skip} the texts that are done.
     *
     * @param texts closed with the stream that is returned
     * @return in the order of the texts; to be taken by one thread, and throwing {@link
     *     java.util.concurrent.CancellationException} if that is interrupted
     */
    public Stream<Explanation> explainAll(Stream<String> texts) {
        return ExplanationIterator.stream(texts, String::length, this::explainTogether);
    }

    /** Explains as {@link #explainAll(Stream)} does, and tells how far it has come. */
    public List<Explanation> explainAll(List<String> texts, ProgressListener listener) {
        return ExplanationIterator.collect(explainAll(texts.stream()), texts.size(), listener);
    }

    /**
     * Explains the prediction of a text and gathers what stands behind it. Beside leave-one-out by deleting words, the evidence
     * of words costs nothing; the search for a counterfactual predicts more changed texts, about 2 a word.
     *
     * @param text as for {@link #explain}
     */
    public EvidenceReport explainWithEvidence(String text) {
        Predictor predictor = new RememberingPredictor(network);
        return new EvidenceSearch(dknn, settings.shown, predictor).of(explain(text, predictor));
    }

    /**
     * Gathers what stands behind an explanation that is there already.
     *
     * @param explanation by this explainer's classifier
     */
    public EvidenceReport evidence(Explanation explanation) {
        return new EvidenceSearch(dknn, settings.shown, new RememberingPredictor(network)).of(explanation);
    }

    private List<Supplier<Explanation>> explainTogether(List<String> texts) {
        // texts of a corpus are like each other, so that shortened ones may be the same
        Predictor shared = new RememberingPredictor(network);
        return new JointExplanations<String, List<String>, Explanation>(
                        shared::predictAll, (text, asked) -> explain(text, asked::apply))
                .of(texts);
    }

    private Explanation explain(String text, Predictor network) {
        List<Token> tokens = tokenizer.tokenize(text);
        List<String> words = tokens.stream().map(Token::word).toList();
        RememberingPredictor predictor = new RememberingPredictor(network);
        Prediction prediction = predictor.predictAll(List.of(words)).get(0);
        Target explained = settings.target.apply(prediction);
        List<Attributions> saliencies = settings.scorers.stream()
                .map(scorer -> scorer.score(words, prediction, explained, predictor))
                .toList();
        return new Explanation(
                text,
                tokens,
                dknn.labelSet(),
                prediction,
                settings.support.of(dknn, words, prediction),
                saliencies,
                nearest().of(prediction));
    }
}
