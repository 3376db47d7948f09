package org.dknn.bench.model;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dknn.Dataset;
import org.dknn.bench.data.Corpus;
import org.dknn.cli.train.Reading;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.cli.train.Sizes;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.Pooling;
import org.dknn.nlp.text.Vocabulary;

/**
 * The networks for sentences, with their recipes. These were compared on the dev sets of SST-2 and TREC, never on a test set; that of
 * the BiLSTM on small sets was compared with no other.
 */
public enum NetworkKind implements Network<List<String>> {

    /** Convolutions: their pooled maps and three dense layers, so four layers, as in the original. */
    CNN("CNN"),

    /** Three bidirectional LSTMs, each pooled by its maximum over time. */
    BI_LSTM("BiLSTM");

    private final String title;

    NetworkKind(String title) {
        this.title = title;
    }

    /** Its name in tables, messages and options. */
    @Override
    public String toString() {
        return title;
    }

    /** The recipe for a set, of which SST-2 has phrases. */
    public Recipe recipe(Corpus corpus, boolean isOnPhrases) {
        return switch (corpus) {
            case SST_2 ->
                isOnPhrases ? (this == CNN ? Recipe.cnnOnPhrases() : Recipe.biLstmOnPhrases()) : onSentences();
            // as many sentences of the same kind as the recipe of the BiLSTM was chosen for
            case MR -> this == CNN ? Recipe.cnnOnSmallSets() : onSentences();
            case CR, TREC -> this == CNN ? Recipe.cnnOnSmallSets() : Recipe.biLstmOnSmallSets();
        };
    }

    private Recipe onSentences() {
        return this == CNN ? Recipe.cnnOnSentences() : Recipe.biLstmOnSentences();
    }

    @Override
    public Vocabulary vocabulary(Dataset<List<String>> training) {
        return Vocabulary.build(training.inputs(), 1);
    }

    @Override
    public ComputationGraph untrained(Vocabulary vocabulary, int classes, Recipe recipe) {
        Sizes sizes = Sizes.of(vocabulary.size(), classes);
        ComputationGraph network = new ComputationGraph(
                this == CNN ? SentenceGraphs.cnn(sizes, recipe) : SentenceGraphs.biLstm(sizes, recipe));
        network.init();
        return network;
    }

    @Override
    public Reading<List<String>> reading(Vocabulary vocabulary) {
        return Reading.sentences(vocabulary);
    }

    @Override
    public Dl4jExtractor.Builder<List<String>> addLayers(Dl4jExtractor.Builder<List<String>> extractor) {
        return switch (this) {
            case CNN ->
                extractor.layer("pooled").layer("dense1").layer("dense2").layer("dense3");
            case BI_LSTM ->
                extractor
                        .layer("lstm1", Pooling.MAX_OVER_TIME)
                        .layer("lstm2", Pooling.MAX_OVER_TIME)
                        .layer("lstm3", Pooling.MAX_OVER_TIME);
        };
    }
}
