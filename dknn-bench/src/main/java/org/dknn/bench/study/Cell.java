package org.dknn.bench.study;

import java.util.ArrayList;
import java.util.List;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.NetworkKind;

/**
 * One network to train and to judge.
 *
 * @param seed at least 1
 */
record Cell(Corpus corpus, NetworkKind kind, int seed) {

    /** All cells, those of seed 1 first, so that a study that is broken off has one of each. */
    static List<Cell> all(List<Corpus> corpora, List<NetworkKind> kinds, int seeds) {
        List<Cell> cells = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            for (Corpus corpus : corpora) {
                for (NetworkKind kind : kinds) {
                    cells.add(new Cell(corpus, kind, seed));
                }
            }
        }
        return List.copyOf(cells);
    }

    @Override
    public String toString() {
        return corpus.title() + ", " + kind.title() + ", seed " + seed;
    }
}
