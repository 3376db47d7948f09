package org.dknn.bench.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.data.Folders;
import org.dknn.bench.data.Parts;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.Sizes;
import org.dknn.conformal.Nonconformity;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.text.Vocabulary;
import org.dknn.vector.Metric;

/**
 * A classifier of sentences.
 *
 * @param data what it learns from and is judged by
 * @param kind of the network
 * @param recipe of its training
 * @param isOnPhrases whether it learns from phrases, if there are any, or from whole sentences
 * @param metric distance of the neighbors
 */
public record SentenceDesign(
        Parts<List<String>> data,
        NetworkKind kind,
        Recipe recipe,
        boolean isOnPhrases,
        Metric metric)
        implements ModelDesign<List<String>> {

    /**
     * The usual classifier of a set. Its neighbors are those by cosine, since on TREC's dev set a CNN lost less to softmax by it than
     * by the Euclidean distance; on the other sets the two are alike.
     *
     * @param seed at least 1; of the parts that are drawn, see {@link Corpus#read}, and of the training
     */
    public static SentenceDesign of(Folders folders, Corpus corpus, NetworkKind kind, int seed) throws IOException {
        Recipe recipe = kind.recipe(corpus).withSeed(seed);
        return new SentenceDesign(
                corpus.read(folders, seed), kind, recipe, corpus == Corpus.SST_2, Metric.COSINE);
    }

    /** The same design with neighbors by another distance. */
    public SentenceDesign measuredBy(Metric metric) {
        return new SentenceDesign(data, kind, recipe, isOnPhrases, metric);
    }

    /** The same design with another number of passes through the training set. */
    public SentenceDesign inEpochs(int epochs) {
        return new SentenceDesign(data, kind, recipe.withEpochs(epochs), isOnPhrases, metric);
    }

    /** The same design trained on whole sentences of the Stanford Sentiment Treebank. */
    public SentenceDesign onSentences() {
        return new SentenceDesign(data, kind, kind.onSentences().withSeed(recipe.seed()), false, metric);
    }

    /**
     * The same design on shuffled labels, which the network learns by heart: what does best on the training set itself is kept, as no
     * other sentence follows these labels.
     *
     * @param recipe of the training, with the seed of the shuffle
     */
    public SentenceDesign onShuffledLabels(Recipe recipe) {
        Dataset<List<String>> training = shuffled(data.training(), recipe.seed());
        Dataset<List<String>> calibration = shuffled(data.calibration(), recipe.seed() + 1);
        Parts<List<String>> parts = new Parts<>(
                data.name() + " shuffled",
                training,
                calibration,
                training,
                data.test(),
                data.phrases().select());
        return new SentenceDesign(parts, kind, recipe, false, metric);
    }

    /** The same inputs with the same labels, dealt out anew. */
    static <I> Dataset<I> shuffled(Dataset<I> examples, long seed) {
        List<Integer> labels =
                new ArrayList<>(Arrays.stream(examples.labels()).boxed().toList());
        Collections.shuffle(labels, new Random(seed));
        return Dataset.of(
                examples.inputs(), labels.stream().mapToInt(label -> label).toArray(), examples.labelSet());
    }

    @Override
    public String name() {
        return kind.toString();
    }

    @Override
    public Dataset<List<String>> learned() {
        return isOnPhrases && data.phrases().size() > 0
                ? PhraseSelection.without(data.calibration(), data.training(), data.phrases())
                : data.training();
    }

    @Override
    public List<String> settings() {
        Sizes sizes = Sizes.of(1, data.labelSet().size());
        return List.of(kind.graph(sizes, recipe).toJson(), "on phrases: " + isOnPhrases);
    }

    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.build(data.training().inputs(), 1);
    }

    @Override
    public ComputationGraph untrained(Vocabulary vocabulary) {
        Sizes sizes = Sizes.of(vocabulary.size(), data.labelSet().size());
        ComputationGraph network = new ComputationGraph(kind.graph(sizes, recipe));
        network.init();
        return network;
    }

    @Override
    public Reading<List<String>> reading(Vocabulary vocabulary) {
        return Reading.sentences(vocabulary);
    }

    @Override
    public Dl4jExtractor.Builder<List<String>> addLayers(Dl4jExtractor.Builder<List<String>> extractor) {
        return kind.addLayers(extractor);
    }

    /** The studies measure the papers' method, and others beside it. */
    @Override
    public Nonconformity nonconformity() {
        return Nonconformity.count();
    }
}
