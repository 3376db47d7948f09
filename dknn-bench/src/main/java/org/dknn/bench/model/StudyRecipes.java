package org.dknn.bench.model;

import org.dknn.bench.data.Corpus;
import org.dknn.cli.train.Recipe;

/**
 * How the networks of the accuracy study are trained. Recipes were compared on the dev sets of SST-2 and TREC, never on a test
 * set; that of the BiLSTM on small sets was compared with no other.
 */
final class StudyRecipes {

    private StudyRecipes() {}

    /** Phrases have labels of their own in the Stanford Sentiment Treebank alone. */
    static boolean onPhrases(Corpus corpus) {
        return corpus == Corpus.SST_2;
    }

    /** For SST-2 without its phrases. */
    static Recipe onSentences(NetworkKind kind) {
        return kind == NetworkKind.CNN ? Recipe.cnnOnSentences() : Recipe.biLstmOnSentences();
    }

    static Recipe of(Corpus corpus, NetworkKind kind) {
        return kind == NetworkKind.CNN ? cnn(corpus) : biLstm(corpus);
    }

    private static Recipe cnn(Corpus corpus) {
        return corpus == Corpus.SST_2 ? Recipe.cnnOnPhrases() : Recipe.cnnOnSmallSets();
    }

    private static Recipe biLstm(Corpus corpus) {
        return switch (corpus) {
            case SST_2 -> Recipe.biLstmOnPhrases();
            case MR -> Recipe.biLstmOnSentences(); // as many sentences of the same kind as it was chosen for
            case CR, TREC -> Recipe.biLstmOnSmallSets();
        };
    }
}
