package org.dknn.bench.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dknn.Dataset;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Folders;
import org.dknn.bench.data.Parts;
import org.dknn.cli.train.Recipe;
import org.dknn.conformal.Nonconformity;
import org.dknn.vector.Metric;

/**
 * A model before it is made.
 *
 * @param data reference, calibration, dev and test examples
 * @param learned what the network learns from
 * @param network of the model
 * @param recipe of its training
 * @param metric distance of the neighbors
 * @param nonconformity that labels are judged by
 * @param <I> type of the inputs
 */
public record ModelDesign<I>(
        Parts<I> data,
        Dataset<I> learned,
        Network<I> network,
        Recipe recipe,
        Metric metric,
        Nonconformity nonconformity) {

    /**
     * A classifier of sentences by the papers' count, which the studies measure, and others beside it. Its neighbors are those by cosine,
     * since on TREC's dev set a CNN lost less to softmax by it than by the Euclidean distance; on the other sets the two are alike.
     *
     * @param isOnPhrases whether the network learns from phrases, which SST-2 alone has, or from whole sentences
     * @param seed at least 1; of the parts that are drawn, see {@link Corpus#read}, and of the training
     */
    public static ModelDesign<List<String>> of(
            Folders folders, Corpus corpus, NetworkKind kind, boolean isOnPhrases, int seed) throws IOException {
        Parts<List<String>> data = corpus.read(folders, seed);
        boolean hasPhrases = isOnPhrases && data.phrases().size() > 0;
        return new ModelDesign<>(
                data,
                hasPhrases ? Parts.open(data) : data.training(),
                kind,
                kind.recipe(corpus, hasPhrases).withSeed(seed),
                Metric.COSINE,
                Nonconformity.count());
    }

    /** The same design with neighbors by another distance. */
    public ModelDesign<I> measuredBy(Metric metric) {
        return new ModelDesign<>(data, learned, network, recipe, metric, nonconformity);
    }

    /** The same design with another recipe. */
    public ModelDesign<I> by(Recipe recipe) {
        return new ModelDesign<>(data, learned, network, recipe, metric, nonconformity);
    }

    /** The same design on other training examples, by another nonconformity; calibration, dev and test examples stay. */
    public ModelDesign<I> learning(Dataset<I> examples, Nonconformity nonconformity) {
        Parts<I> parts =
                new Parts<>(data.name(), examples, data.calibration(), data.dev(), data.test(), data.phrases());
        return new ModelDesign<>(parts, examples, network, recipe, metric, nonconformity);
    }

    /**
     * The same design on shuffled labels, which the network learns by heart: what does best on the training set itself is kept, as no
     * other example follows these labels.
     *
     * @param recipe of the training, with the seed of the shuffle
     */
    public ModelDesign<I> onShuffledLabels(Recipe recipe) {
        return byHeart(
                "shuffled",
                shuffled(data.training(), recipe.seed()),
                shuffled(data.calibration(), recipe.seed() + 1),
                recipe);
    }

    /**
     * The same design where a share of the training and calibration examples have the next label, which the network learns by heart:
     * what does best on the training set itself is kept.
     *
     * @param share of the examples, drawn by the recipe's seed
     */
    public ModelDesign<I> onChangedLabels(double share, Recipe recipe) {
        return byHeart(
                "changed",
                changed(data.training(), share, recipe.seed()),
                changed(data.calibration(), share, recipe.seed() + 1),
                recipe);
    }

    private ModelDesign<I> byHeart(String labels, Dataset<I> training, Dataset<I> calibration, Recipe recipe) {
        Parts<I> parts = new Parts<>(
                data.name() + " " + labels,
                training,
                calibration,
                training,
                data.test(),
                data.phrases().select());
        return new ModelDesign<>(parts, training, network, recipe, metric, nonconformity);
    }

    private static <I> Dataset<I> changed(Dataset<I> examples, double share, long seed) {
        Random random = new Random(seed);
        int classes = examples.labelSet().size();
        int[] labels = Arrays.stream(examples.labels())
                .map(label -> random.nextDouble() < share ? (label + 1) % classes : label)
                .toArray();
        return Dataset.of(examples.inputs(), labels, examples.labelSet());
    }

    /** The same inputs with the same labels, dealt out anew. */
    private static <I> Dataset<I> shuffled(Dataset<I> examples, long seed) {
        List<Integer> labels =
                new ArrayList<>(Arrays.stream(examples.labels()).boxed().toList());
        Collections.shuffle(labels, new Random(seed));
        int[] dealt = labels.stream().mapToInt(label -> label).toArray();
        return Dataset.of(examples.inputs(), dealt, examples.labelSet());
    }
}
