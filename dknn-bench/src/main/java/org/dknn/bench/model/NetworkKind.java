package org.dknn.bench.model;

import java.util.List;
import java.util.Optional;
import org.dknn.bench.data.Corpus;
import org.dknn.cli.train.Recipe;
import org.dknn.cli.train.SentenceGraphs;
import org.dknn.dl4j.Dl4jExtractor;
import org.dknn.dl4j.Pooling;

/** The two kinds of network of the accuracy study, with the layers that count. */
public enum NetworkKind {

    /** Convolutions: their pooled maps and three dense layers, so four layers, as in the original. */
    CNN("CNN"),

    /** Three bidirectional LSTMs, each pooled by its maximum over time. */
    BI_LSTM("BiLSTM");

    private final String title;

    NetworkKind(String title) {
        this.title = title;
    }

    /** Its name in tables and messages. */
    public String title() {
        return title;
    }

    /** This kind, trained by the study's recipe for a set. */
    Classifier classifier(Corpus corpus, int seed) {
        Classifier onSentences = classifier(StudyRecipes.of(corpus, this).withSeed(seed));
        return StudyRecipes.onPhrases(corpus) ? onSentences.trainedOnPhrases() : onSentences;
    }

    /** This kind, trained on sentences by a recipe, from random vectors. */
    Classifier classifier(Recipe recipe) {
        return switch (this) {
            case CNN -> new Classifier(title, recipe, false, SentenceGraphs::cnn, this::addLayers, Optional.empty());
            case BI_LSTM ->
                new Classifier(title, recipe, false, SentenceGraphs::biLstm, this::addLayers, Optional.empty());
        };
    }

    /** Adds the layers that count to an extractor of a network of this kind. */
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
