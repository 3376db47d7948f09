package org.dknn.nlp.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dknn.ProgressListener;
import org.dknn.nlp.corpus.ScoredSource.ScoredText;

/**
 * Gathers statistics of all words of a source, in memory that does not grow with the number of texts. Can continue a run that was
 * interrupted. Immutable.
 */
public final class CorpusAnalysis {

    private final Optional<Path> state;
    private final int every;
    private final ProgressListener listener;

    private CorpusAnalysis(Optional<Path> state, int every, ProgressListener listener) {
        this.state = state;
        this.every = every;
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /** An analysis that keeps nothing on disk and reports no progress. */
    public static CorpusAnalysis inMemory() {
        return new CorpusAnalysis(Optional.empty(), Integer.MAX_VALUE, ProgressListener.silent());
    }

    /**
     * An analysis that keeps its state in a file and continues from it if it exists. The results are those of a run that was not
     * interrupted.
     *
     * @param every number of texts after which the state is written, at least 1
     */
    public CorpusAnalysis resumable(Path state, int every) {
        if (every < 1) {
            throw new IllegalArgumentException("the state is written after at least 1 text, got " + every);
        }
        return new CorpusAnalysis(Optional.of(state), every, listener);
    }

    /** An analysis that reports its progress, text by text. */
    public CorpusAnalysis progress(ProgressListener listener) {
        return new CorpusAnalysis(state, every, listener);
    }

    /**
     * Runs, or continues.
     *
     * @param methods names of the methods that score each text, in their order
     * @throws org.dknn.internal.DknnFormatException if the state is damaged
     * @throws IllegalArgumentException if the state is of another source, other classes or other methods
     * @throws IOException if the state cannot be read or written
     */
    public CorpusStatistics run(ScoredSource source, List<String> methods) throws IOException {
        CorpusStatistics statistics = start(source, methods);
        long total = source.size();
        try (Stream<ScoredText> stream = source.from(statistics.texts())) {
            Iterator<ScoredText> texts = stream.iterator();
            while (texts.hasNext()) {
                statistics.add(texts.next());
                listener.onProgress("scored texts", statistics.texts(), total);
                if (statistics.texts() % every == 0) {
                    save(statistics);
                }
            }
        }
        save(statistics);
        return statistics;
    }

    private CorpusStatistics start(ScoredSource source, List<String> methods) throws IOException {
        CorpusStatistics fresh = CorpusStatistics.none(source.name(), source.labelSet(), methods);
        if (state.isEmpty() || !Files.exists(state.get())) {
            return fresh;
        }
        CorpusStatistics kept = CorpusStatistics.load(state.get());
        boolean isSame = kept.source().equals(fresh.source())
                && kept.labelSet().equals(fresh.labelSet())
                && kept.methods().equals(fresh.methods());
        if (!isSame) {
            throw new IllegalArgumentException(state.get() + " is the state of " + kept + ", and this is " + fresh
                    + "; delete it or choose another file");
        }
        return kept;
    }

    private void save(CorpusStatistics statistics) throws IOException {
        if (state.isPresent()) {
            statistics.save(state.get());
        }
    }
}
