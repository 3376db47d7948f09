package org.dknn.examples;

import org.dknn.examples.data.Corpus;
import org.dknn.examples.network.Recipe;

/** How the networks of the accuracy study are trained; chosen by accuracy on dev sets, never on test sets. */
final class StudyRecipes {

    private StudyRecipes() {}

    /** Phrases have labels of their own in the Stanford Sentiment Treebank alone. */
    static boolean onPhrases(Corpus corpus) {
        return corpus == Corpus.SST_2;
    }

    static Recipe of(Corpus corpus, NetworkKind kind) {
        return switch (kind) {
            case CNN -> onPhrases(corpus) ? Recipe.cnnOnPhrases() : Recipe.cnnOnSmallSets();
            case BI_LSTM -> onPhrases(corpus) ? Recipe.biLstmOnPhrases() : Recipe.biLstmOnSentences();
        };
    }
}
