package org.dknn.bench.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dknn.Dataset;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.nlp.attribution.Attribution;
import org.dknn.nlp.attribution.Features;
import org.dknn.nlp.attribution.LeaveOneOutAndIn;
import org.dknn.nlp.attribution.PlanExecutor;
import org.dknn.nlp.attribution.Predictor;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.perturb.FeatureGroup;
import org.dknn.nlp.perturb.FeatureGroups;

/**
 * Which values find the two sentences of one class among eight of the other. Documents are made of test sentences of one set: eight
 * of one class and two of the other, each drawn once, in any order; the classes take turns. Sentences are ordered by their values for the
 * class of the two; the average precision of this order is averaged over the documents.
 *
 * @param documents how many
 */
public record SentenceStudy(ModelStore store, int documents) {

    private static final int MANY = 8;
    private static final int FEW = 2;
    private static final String WORDS = "words, both ends, averaged per sentence";

    /**
     * A document.
     *
     * @param few the class of two sentences
     * @param isFew by sentence
     */
    record Document(List<List<String>> sentences, int few, List<Boolean> isFew) {

        List<String> words() {
            return sentences.stream().flatMap(List::stream).toList();
        }

        FeatureGroup[] spans() {
            FeatureGroup[] spans = new FeatureGroup[sentences.size()];
            int start = 0;
            for (int i = 0; i < spans.length; i++) {
                int end = start + sentences.get(i).size();
                spans[i] = FeatureGroup.span(start, end);
                start = end;
            }
            return spans;
        }

        /** Average precision of an order by falling means of the values of words. */
        double averagePrecision(double[] values) {
            FeatureGroup[] spans = spans();
            double[] means = new double[spans.length];
            for (int i = 0; i < spans.length; i++) {
                means[i] = spans[i].positions().stream()
                        .mapToDouble(position -> values[position])
                        .average()
                        .orElse(0);
            }
            return ofSentences(means);
        }

        double ofSentences(double[] values) {
            List<Integer> order = IntStream.range(0, values.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -values[i]))
                    .toList();
            double sum = 0;
            int found = 0;
            for (int rank = 0; rank < order.size(); rank++) {
                if (isFew.get(order.get(rank))) {
                    found++;
                    sum += (double) found / (rank + 1);
                }
            }
            return sum / found;
        }
    }

    /** Documents of sentences without empty ones; fewer if these do not suffice. */
    static List<Document> documents(Dataset<List<String>> sentences, int count, long seed) {
        Random random = new Random(seed);
        List<List<List<String>>> byLabel = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < sentences.size(); i++) {
            byLabel.get(sentences.label(i)).add(sentences.inputs().get(i));
        }
        byLabel.forEach(all -> Collections.shuffle(all, random));
        List<Document> made = new ArrayList<>();
        int[] taken = new int[2];
        while (made.size() < count) {
            int few = made.size() % 2;
            if (taken[few] + FEW > byLabel.get(few).size()
                    || taken[1 - few] + MANY > byLabel.get(1 - few).size()) {
                break;
            }
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, MANY + FEW).boxed().toList());
            Collections.shuffle(order, random);
            List<List<String>> drawn = new ArrayList<>(byLabel.get(few).subList(taken[few], taken[few] + FEW));
            drawn.addAll(byLabel.get(1 - few).subList(taken[1 - few], taken[1 - few] + MANY));
            taken[few] += FEW;
            taken[1 - few] += MANY;
            made.add(new Document(
                    order.stream().map(drawn::get).toList(),
                    few,
                    order.stream().map(i -> i < FEW).toList()));
        }
        return made;
    }

    /** Trains on sentences of MR, and explains documents of its test sentences. */
    public Page run(NetworkKind kind, int seed) throws IOException {
        ModelDesign<List<String>> design = ModelDesign.of(store.folders(), Corpus.MR, kind, false, seed);
        List<Document> made = documents(design.data().test(), documents, seed);
        Map<String, List<Double>> found = new LinkedHashMap<>();
        Random random = new Random(seed);
        try (TrainedModel<List<String>> model = store.loadOrTrain(design)) {
            PlanExecutor executor = new PlanExecutor(Predictor.of(model.dknn()));
            for (Document document : made) {
                Map<String, Attribution> methods = methods(FeatureGroups.of(document.spans()));
                Features features = Features.of(document.words());
                methods.forEach((name, method) -> {
                    double[] values = executor.run(method.plan(features, Target.of(document.few())))
                            .values();
                    // shares of a sentence are equal, so its value is its share times its length
                    boolean isWhole = name.startsWith("sentences");
                    found.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(
                                    isWhole
                                            ? document.ofSentences(wholes(document, values))
                                            : document.averagePrecision(values));
                });
                found.computeIfAbsent("random sentences", any -> new ArrayList<>())
                        .add(document.ofSentences(random.doubles(MANY + FEW).toArray()));
            }
        }
        return page(kind + ", MR, seed " + seed, found);
    }

    private static Map<String, Attribution> methods(FeatureGroups sentences) {
        LeaveOneOutAndIn usual = LeaveOneOutAndIn.neighborsAndNetwork();
        Map<String, Attribution> methods = new LinkedHashMap<>();
        methods.put("sentences, both ends", usual.withGroups(sentences));
        methods.put("sentences, left out", usual.withGroups(sentences).withOutShare(1));
        methods.put("sentences, alone", usual.withGroups(sentences).withOutShare(0));
        methods.put(
                "sentences, both ends, neighbors alone",
                LeaveOneOutAndIn.neighbors().withOutShare(1.0 / 3).withGroups(sentences));
        methods.put(
                "sentences, both ends, probability",
                LeaveOneOutAndIn.probability().withOutShare(1.0 / 3).withGroups(sentences));
        methods.put(WORDS, usual);
        methods.put("words, left out, averaged per sentence", usual.withOutShare(1));
        return methods;
    }

    private static double[] wholes(Document document, double[] values) {
        double[] wholes = new double[document.sentences().size()];
        FeatureGroup[] spans = document.spans();
        for (int i = 0; i < wholes.length; i++) {
            wholes[i] =
                    values[spans[i].positions().get(0)] * spans[i].positions().size();
        }
        return wholes;
    }

    /** A page of average precisions by method. */
    static Page page(String model, Map<String, List<Double>> found) {
        Page page = new Page("Sentences that decide")
                .say("Average precision of the two sentences of one class among eight of the other; " + model
                        + "; mean over the documents, with 95 % intervals.");
        Table table = new Table("ordered by", "average precision", "less that of " + WORDS, "documents");
        List<Double> words = found.getOrDefault(WORDS, List.of());
        found.forEach((name, values) -> table.row(
                name,
                meanWithInterval(values),
                name.equals(WORDS) || words.size() != values.size()
                        ? ""
                        : meanWithInterval(IntStream.range(0, values.size())
                                .mapToObj(i -> values.get(i) - words.get(i))
                                .toList()),
                String.valueOf(values.size())));
        return page.table(table);
    }

    private static String meanWithInterval(List<Double> values) {
        double mean = values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double half = 1.96 * Math.sqrt(squares / Math.max(1, values.size() - 1) / Math.max(1, values.size()));
        return Shown.interval(Shown.number(mean), mean - half, mean + half);
    }
}
