package org.dknn.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dknn.examples.data.HighlightedPair;
import org.dknn.examples.data.PairData;
import org.dknn.examples.data.PairSources;
import org.dknn.examples.data.SnliPart;
import org.dknn.examples.network.Recipe;

/**
 * How well the saliencies of the network of {@link SnliPairs} match the words that people marked in those contradictions of
 * SNLI's dev set (e-SNLI) that nothing was learned from, of so many pairs as the argument says, 300 if there is none.
 */
public final class SnliHighlights {

    private static final int PAIRS = 300;
    private static final long SEED = 1;

    private SnliHighlights() {}

    /** Runs the study. */
    public static void main(String[] arguments) throws IOException {
        PairData data = PairSources.find(System.out::println);
        Optional<Path> file = PairSources.highlights();
        if (data.isMadeUp() || file.isEmpty()) {
            System.out.println("Needs SNLI's pairs and the highlights of e-SNLI in the data directory.");
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
