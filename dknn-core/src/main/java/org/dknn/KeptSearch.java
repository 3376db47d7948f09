package org.dknn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.dknn.internal.PartFiles;

/**
 * A search that keeps what it finds in files, some inputs at a time, so that the same one, interrupted, goes on behind them.
 *
 * @param search for neighbors
 * @param parts opened with a key that tells apart classifiers and inputs
 * @param <I> type of the inputs
 */
record KeptSearch<I>(NeighborSearch<I> search, PartFiles parts) {

    /** Inputs of a part. */
    static final int PART = 1024;

    List<NeighborSearch.Found> find(List<I> inputs, IntConsumer progress) throws IOException {
        List<NeighborSearch.Found> all = new ArrayList<>(inputs.size());
        for (int from = 0; from < inputs.size(); from += PART) {
            List<I> some = inputs.subList(from, Math.min(inputs.size(), from + PART));
            int number = from / PART;
            if (number < parts.found()) {
                all.addAll(parts.read(number, (in, version) -> FoundFormat.read(in, search.k())));
                progress.accept(some.size());
            } else {
                List<NeighborSearch.Found> found = search.calls().run(some.size(), () -> search.find(some, progress));
                parts.write(number, out -> FoundFormat.write(found, out));
                all.addAll(found);
            }
        }
        return all;
    }
}
