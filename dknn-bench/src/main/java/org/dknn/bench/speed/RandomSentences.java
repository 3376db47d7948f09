package org.dknn.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.LabelSet;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.NetworkKind;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.cli.train.Sizes;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.nlp.encode.TokenIds;
import org.dknn.nlp.text.Vocabulary;

/** Sentences of random words, and the CNN of the studies with random weights: they cost what real ones do. */
final class RandomSentences {

    private static final int WORDS = 15_000;
    private static final int CALIBRATION = 100;
    private static final List<String> LAYERS = List.of("pooled", "dense1", "dense2", "dense3");

    private final Vocabulary vocabulary = Vocabulary.build(
            List.of(IntStream.range(0, WORDS).mapToObj(i -> "w" + i).toList()), 1);
    private final Random random = new Random(11);

    /**
     * What a classifier is made of.
     *
     * @param rows number of reference sentences
     * @param layers number of layers that are searched, 1 to 4
     */
    record Size(int rows, int layers, int classes, int k) {}

    List<String> sentence(int length) {
        return random.ints(length, 0, WORDS).mapToObj(i -> "w" + i).toList();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    TokenIds encoder() {
        return TokenIds.of(vocabulary);
    }

    ComputationGraph network(int embedding, int classes) {
        ComputationGraph network = new ComputationGraph(
                SentenceGraphs.cnn(new Sizes(vocabulary.size(), embedding, classes), Recipe.cnnOnSentences()));
        network.init();
        return network;
    }

    /** Reads the first layers of a network. */
    Dl4jExtractor<List<String>> extractor(ComputationGraph network, int layers) {
        Dl4jExtractor.Builder<List<String>> builder = Dl4jExtractor.builder(network, encoder());
        LAYERS.subList(0, layers).forEach(builder::layer);
        return builder.build();
    }

    /** A classifier of sentences of 5 to 35 words, searched as is usual. */
    DeepKnn<List<String>> fit(Size size) {
        return DeepKnn.builder(extractor(network(Sizes.USUAL_EMBEDDING, size.classes()), size.layers()))
                .neighbors(size.k())
                .fit(sentences(size.rows(), size.classes()), sentences(CALIBRATION, size.classes()));
    }

    /** A classifier by a network of the studies, with random weights, k = 75. */
    DeepKnn<List<String>> fit(NetworkKind kind, int rows) {
        ComputationGraph network = kind.untrained(vocabulary, 2, kind.recipe(Corpus.SST_2, false));
        return DeepKnn.builder(kind.addLayers(Dl4jExtractor.builder(network, encoder()))
                        .build())
                .fit(sentences(rows, 2), sentences(CALIBRATION, 2));
    }

    /** Sentences of 5 to 35 words, labelled in turn. */
    Dataset<List<String>> sentences(int count, int classes) {
        List<List<String>> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sentences.add(sentence(5 + random.nextInt(31)));
        }
        int[] labels = IntStream.range(0, count).map(i -> i % classes).toArray();
        return Dataset.of(sentences, labels, LabelSet.numbered(classes));
    }
}
