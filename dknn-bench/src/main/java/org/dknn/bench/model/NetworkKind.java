package org.dknn.bench.model;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.dknn.bench.data.Corpus;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.cli.train.Sizes;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.Pooling;

/**
 * The two kinds of network for sentences, with their layers and their recipes. Recipes were compared on the dev sets of SST-2 and
 * TREC, never on a test set; that of the BiLSTM on small sets was compared with no other.
 */
public enum NetworkKind {

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

    /** The recipe for a set; that of SST-2 is for its phrases. */
    Recipe recipe(Corpus corpus) {
        return switch (corpus) {
            case SST_2 -> this == CNN ? Recipe.cnnOnPhrases() : Recipe.biLstmOnPhrases();
            case CR, TREC -> this == CNN ? Recipe.cnnOnSmallSets() : Recipe.biLstmOnSmallSets();
            // as many sentences of the same kind as the recipe of the BiLSTM was chosen for
            case MR -> this == CNN ? Recipe.cnnOnSmallSets() : Recipe.biLstmOnSentences();
        };
    }

    /** The recipe for SST-2 without its phrases. */
    Recipe onSentences() {
        return this == CNN ? Recipe.cnnOnSentences() : Recipe.biLstmOnSentences();
    }

    ComputationGraphConfiguration graph(Sizes sizes, Recipe recipe) {
        return this == CNN ? SentenceGraphs.cnn(sizes, recipe) : SentenceGraphs.biLstm(sizes, recipe);
    }

    /** Adds the layers whose neighbors are looked for to an extractor of a network of this kind. */
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
