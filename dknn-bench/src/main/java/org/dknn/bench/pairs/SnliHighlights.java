package org.dknn.bench.pairs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dknn.bench.data.HighlightedPair;
import org.dknn.bench.data.PairData;
import org.dknn.bench.data.PairSources;
import org.dknn.bench.data.SnliPart;
import org.dknn.bench.model.ConsoleProgress;
import org.dknn.cli.train.Recipe;

/**
 * How well the saliencies of the network of the pairs example match the words that people marked in those contradictions of
 * SNLI's dev set (e-SNLI) that nothing was learned from, of so many pairs as the argument says, 300 if there is none.
 */
public final class SnliHighlights {

    private static final int PAIRS = 300;
    private static final long SEED = 1;

    private SnliHighlights() {}

    /** Runs the study. */
    public static void main(String[] arguments) throws IOException {
        PairData data = PairSources.find();
        Optional<Path> file = PairSources.highlights();
        if (file.isEmpty()) {
            System.out.println("Needs the highlights of e-SNLI in the data directory.");
            return;
        }
        int count = arguments.length == 0 || arguments[0].isBlank() ? PAIRS : Integer.parseInt(arguments[0]);
        List<HighlightedPair> pairs = new ArrayList<>(HighlightedPair.read(file.get()).stream()
                .filter(pair -> SnliPart.of(pair.id()) == SnliPart.UNSEEN)
                .toList());
        Collections.shuffle(pairs, new Random(SEED));
        ConsoleProgress progress = new ConsoleProgress(System.out);
        try (TrainedPairs model = new PairStore(data, Recipe.pairs(), progress).loadOrFit()) {
            System.out.println(
                    new HighlightStudy(model, progress, SEED).run(pairs.subList(0, Math.min(count, pairs.size()))));
        }
    }
}
