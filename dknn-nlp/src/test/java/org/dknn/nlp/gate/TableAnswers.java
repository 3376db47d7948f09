package org.dknn.nlp.gate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;
import org.dknn.conformal.Nonconformity;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOut;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.SamplingBudget;
import org.dknn.nlp.attribution.ShapleyValues;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.corpus.CorpusAnalysis;
import org.dknn.nlp.corpus.CorpusReport;
import org.dknn.nlp.corpus.CorpusStatistics;
import org.dknn.nlp.corpus.ScoredSource;
import org.dknn.nlp.evaluate.AgreementStudy;
import org.dknn.nlp.evaluate.AgreementStudy.ModelExplainer;
import org.dknn.nlp.evaluate.AnnotatedText;
import org.dknn.nlp.evaluate.AnnotatedText.HumanLabels;
import org.dknn.nlp.evaluate.Evaluation;
import org.dknn.nlp.evaluate.ExplanationMetric;
import org.dknn.nlp.evaluate.Faithfulness;
import org.dknn.nlp.evaluate.NeighborQuality;
import org.dknn.nlp.explain.Explainer;
import org.dknn.nlp.explain.TextPair;
import org.dknn.nlp.perturb.Perturbation;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;
import org.dknn.nlp.text.Tokenizer;

/** What is answered about many texts today: how explanations do by metrics, how they agree, and what a corpus holds. */
final class TableAnswers {

    private static final List<String> METHODS = List.of("conformity", "neighbors and network");

    private final DeepKnn<List<String>> dknn;

    TableAnswers(DeepKnn<List<String>> dknn) {
        this.dknn = dknn;
    }

    private static List<List<String>> texts() {
        return GateData.TEXTS.stream().map(GateData::words).toList();
    }

    private static List<Features> features() {
        return texts().stream().map(Features::of).toList();
    }

    /** Telling words are marked, by their class or as a rationale; one text is not annotated. */
    private static List<AnnotatedText> annotated() {
        List<AnnotatedText> annotated = new ArrayList<>();
        for (List<String> words : texts()) {
            int number = annotated.size();
            double[] polarity =
                    words.stream().mapToDouble(word -> polarity(word)).toArray();
            boolean[] marks = new boolean[words.size()];
            IntStream.range(0, marks.length).forEach(i -> marks[i] = GateData.kind(words.get(i)) >= 0);
            annotated.add(
                    switch (number) {
                        case 4 -> AnnotatedText.of(words);
                        case 3, 6 -> AnnotatedText.of(words, HumanLabels.rationale(marks));
                        default -> AnnotatedText.of(words, HumanLabels.polarity(2, polarity));
                    });
        }
        return annotated;
    }

    private static double polarity(String word) {
        int kind = GateData.kind(word);
        return kind < 0 ? 0 : kind - 1;
    }

    Answers evaluation() {
        Answers answers = new Answers();
        List<ExplanationMetric> metrics = new ArrayList<>(ExplanationMetric.all());
        metrics.add(ExplanationMetric.sensitivity(List.of("good", "awful", "the"), 3, 2));
        evaluation(answers, "evaluation", metrics);
        evaluation(
                answers,
                "evaluation by conformity, unknown",
                Faithfulness.of(ScoreFunction.CONFORMITY, Perturbation.replaceByUnknown())
                        .all());
        return answers;
    }

    private void evaluation(Answers answers, String key, List<ExplanationMetric> metrics) {
        Lines.table(
                answers,
                key,
                Evaluation.builder(Predictor.of(dknn))
                        .attributions(
                                LeaveOneOut.conformity(),
                                LeaveOneOut.probability(),
                                LeaveOneOutAndIn.neighborsAndNetwork())
                        .metrics(metrics)
                        .seed(3)
                        .build()
                        .run(annotated()));
    }

    Answers agreement() {
        Answers answers = new Answers();
        ModelExplainer conformity = ModelExplainer.of(LeaveOneOut.conformity(), Predictor.of(dknn));
        ModelExplainer network = ModelExplainer.of(LeaveOneOut.probability(), Predictor.of(dknn));
        ModelExplainer both = ModelExplainer.of(LeaveOneOutAndIn.neighborsAndNetwork(), Predictor.of(dknn));
        AgreementStudy pairs =
                AgreementStudy.pairs(List.of(conformity, network, both)).withSeed(2);
        Lines.table(answers, "agreement of pairs", pairs.run(features()));
        Lines.table(
                answers,
                "agreement of pairs on class 1",
                pairs.withTargets(text -> Target.of(1)).run(features()));
        DeepKnn<List<String>> count = dknn.withNonconformity(Nonconformity.count());
        Lines.table(
                answers,
                "agreement with another model",
                AgreementStudy.against(
                                conformity,
                                List.of(new ModelExplainer("by count", LeaveOneOut.pValue(), Predictor.of(count))))
                        .run(features()));
        Lines.table(
                answers,
                "agreement over seeds",
                AgreementStudy.overSeeds(
                                List.of(
                                        ShapleyValues.conformity(new SamplingBudget(16, 1)),
                                        ShapleyValues.conformity(new SamplingBudget(16, 2))),
                                Predictor.of(dknn))
                        .run(features()));
        return answers;
    }

    Answers neighborQuality() {
        Answers answers = new Answers();
        List<Prediction> predictions = dknn.predictAll(texts());
        for (NeighborQuality quality : NeighborQuality.of(dknn, predictions)) {
            answers.put(
                    "quality of neighbors in " + quality.layer(),
                    Lines.numbers(
                            quality.classDetection(), quality.cardinality(), quality.hubness(), quality.largestHub()));
        }
        return answers;
    }

    CorpusStatistics statistics() throws IOException {
        Dataset<List<String>> corpus = GateData.texts(40, 2);
        List<String> texts =
                corpus.inputs().stream().map(words -> String.join(" ", words)).toList();
        Explainer<String> explainer = Explainer.of(dknn, Tokenizer.whitespace())
                .withTarget(Target.neighbors())
                .withAttributions(LeaveOneOut.conformity(), LeaveOneOutAndIn.neighborsAndNetwork());
        ScoredSource source = ScoredSource.explained(
                "texts of the gate", explainer, Dataset.of(texts, corpus.labels(), corpus.labelSet()));
        return CorpusAnalysis.inMemory().run(source, METHODS);
    }

    static Answers corpus(CorpusStatistics statistics) {
        Answers answers = new Answers();
        corpus(answers, "corpus", statistics);
        return answers;
    }

    private static void corpus(Answers answers, String key, CorpusStatistics statistics) {
        Lines.corpus(
                answers,
                key + " by importance",
                CorpusReport.of(statistics, new CorpusReport.Settings(1, 50, CorpusReport.Order.IMPORTANCE, 100)));
        Lines.corpus(
                answers,
                key + " by mutual information",
                CorpusReport.of(statistics, new CorpusReport.Settings(3, 8, CorpusReport.Order.MUTUAL_INFORMATION, 1)));
    }

    static Answers corpusOfSides(DeepKnn<SentencePair> dknn) throws IOException {
        Dataset<SentencePair> some =
                GateData.pairs(40, 4).select(IntStream.range(0, 12).toArray());
        List<TextPair> pairs = some.inputs().stream()
                .map(pair -> new TextPair(String.join(" ", pair.premise()), String.join(" ", pair.hypothesis())))
                .toList();
        Explainer<TextPair> explainer = Explainer.ofPairs(dknn, Tokenizer.whitespace())
                .withTarget(Target.neighbors())
                .withAttributions(LeaveOneOut.conformity(), LeaveOneOut.neighborsAndNetwork());
        Answers answers = new Answers();
        for (Side side : Side.values()) {
            ScoredSource source = ScoredSource.ofSide(
                    "pairs of the gate", explainer, side, Dataset.of(pairs, some.labels(), some.labelSet()));
            corpus(
                    answers,
                    "corpus of " + (side == Side.PREMISE ? "premises" : "hypotheses"),
                    CorpusAnalysis.inMemory()
                            .run(source, List.of("conformity", "neighbors and network leave-one-out")));
        }
        return answers;
    }
}
