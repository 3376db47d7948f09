package org.dknn.bench.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Parts;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.cli.encoder.EncoderChoice;
import org.dknn.cli.page.Page;
import org.dknn.reliability.DetectionMetrics;

/**
 * How well out-of-distribution scores tell texts of other kinds from those of a model: the combination, its parts, k-th distances by
 * either metric, credibility, what a network alone can say, and what words say without a network. Networks are trained on whole
 * sentences.
 *
 * @param most texts of each kind at most
 */
public record DoubtStudy(ModelStore store, int most) {

    /** Makes a model, of whose data the texts are drawn. */
    private interface Source {
        DoubtModel open(List<List<String>> usual, List<List<String>> dev, Map<String, List<List<String>>> foreign)
                throws IOException;
    }

    /** Trains and judges networks. */
    public Page run(List<Corpus> corpora, List<NetworkKind> kinds, int seeds) throws IOException {
        Page page = new Page("Doubt");
        for (NetworkKind kind : kinds) {
            Map<String, List<DoubtResult>> results = new LinkedHashMap<>();
            for (int seed = 1; seed <= seeds; seed++) {
                for (Corpus corpus : corpora) {
                    store.out().println(kind + ", " + corpus + ", seed " + seed);
                    ModelDesign<List<String>> design = ModelDesign.of(store.folders(), corpus, kind, false, seed);
                    add(results, corpus, judged(corpus, design));
                }
            }
            DoubtPage.add(page, kind + ", " + seeds + (seeds == 1 ? " seed" : " seeds"), results);
        }
        return page;
    }

    private DoubtResult judged(Corpus corpus, ModelDesign<List<String>> design) throws IOException {
        return cell(
                ModelStore.name(design),
                () -> result(
                        corpus,
                        design.data(),
                        design.recipe().seed(),
                        (usual, dev, foreign) -> DoubtModel.of(store.loadOrTrain(design))));
    }

    /**
     * Trains and judges heads over an encoder.
     *
     * @param jar of the encoder, if it is named
     * @param training texts of a set at most, which each seed draws anew
     */
    public Page run(List<Corpus> corpora, EncoderChoice choice, Optional<Path> jar, int training, int seeds)
            throws IOException {
        StudyEncoder encoder = new StudyEncoder(store, choice, jar);
        Map<String, List<DoubtResult>> results = new LinkedHashMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            for (Corpus corpus : corpora) {
                store.out().println(choice + ", " + corpus + ", seed " + seed);
                add(results, corpus, judged(corpus, encoder, training, seed));
            }
        }
        Page page = new Page("Doubt");
        DoubtPage.add(
                page,
                "a head over " + choice + ", " + training + " training texts, " + seeds
                        + (seeds == 1 ? " seed" : " seeds"),
                results);
        return page;
    }

    private DoubtResult judged(Corpus corpus, StudyEncoder encoder, int training, int seed) throws IOException {
        Parts<List<String>> parts = corpus.read(store.folders(), seed);
        return cell(
                encoder.choice() + " " + corpus + " " + training + " drawn " + seed,
                () -> result(
                        corpus,
                        parts,
                        seed,
                        (usual, dev, foreign) ->
                                DoubtModel.of(encoder, training, seed, parts, all(usual, dev, foreign.values()))));
    }

    private static List<List<String>> all(
            List<List<String>> usual, List<List<String>> dev, Collection<List<List<String>>> foreign) {
        List<List<String>> all = new ArrayList<>(usual);
        all.addAll(dev);
        foreign.forEach(all::addAll);
        return all;
    }

    private static void add(Map<String, List<DoubtResult>> results, Corpus corpus, DoubtResult result) {
        results.computeIfAbsent(corpus.toString(), unseen -> new ArrayList<>()).add(result);
    }

    private DoubtResult cell(String name, ResultFile.Computation<DoubtResult> computation) throws IOException {
        return new ResultFile<>(store.folders().cache().resolve("doubt-2.jsonl"), DoubtResult.class)
                .get(name + " " + most, computation);
    }

    private DoubtResult result(Corpus corpus, Parts<List<String>> parts, long seed, Source source) throws IOException {
        ForeignTexts texts = new ForeignTexts(store.folders(), most, seed);
        List<List<String>> usual = texts.some(parts.test().inputs());
        List<List<String>> dev = texts.some(parts.dev().inputs());
        Map<String, List<List<String>>> foreign = texts.beside(corpus, usual);
        try (DoubtModel model = source.open(usual, dev, foreign);
                DoubtScores scores = new DoubtScores(model)) {
            DoubtScores.Judged own = scores.of(usual);
            Map<String, Map<String, Double>> areas = new LinkedHashMap<>();
            Map<String, Map<String, Double>> matched = new LinkedHashMap<>();
            Map<String, Double> alarms = new LinkedHashMap<>();
            alarms.put(DoubtResult.TEST, own.alarms());
            alarms.put(DoubtResult.DEV, scores.of(dev).alarms());
            for (Map.Entry<String, List<List<String>>> other : foreign.entrySet()) {
                DoubtScores.Judged judged = scores.of(other.getValue());
                alarms.put(other.getKey(), judged.alarms());
                areas.put(other.getKey(), byScore(own, (score, values) -> area(values, judged.of(score))));
                matched.put(
                        other.getKey(), byScore(own, (score, values) -> DoubtScores.matchedArea(own, judged, score)));
                store.out().println("  " + other.getKey() + " " + areas.get(other.getKey()));
            }
            return new DoubtResult(areas, matched, alarms);
        }
    }

    private static Map<String, Double> byScore(DoubtScores.Judged own, ToDoubleBiFunction<String, double[]> area) {
        Map<String, Double> areas = new LinkedHashMap<>();
        own.scores().forEach((score, values) -> areas.put(score, area.applyAsDouble(score, values)));
        return areas;
    }

    private static double area(double[] usual, double[] foreign) {
        return DetectionMetrics.of(negative(usual), negative(foreign)).areaUnderRoc();
    }

    /** Larger for more usual texts. */
    private static double[] negative(double[] scores) {
        double[] negative = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            negative[i] = -scores[i];
        }
        return negative;
    }
}
