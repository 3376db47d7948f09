package org.dknn.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.MMapDirectory;
import org.dknn.Dataset;
import org.dknn.DeepKnn;
import org.dknn.Prediction;
import org.dknn.ScoredExamples;
import org.dknn.index.IndexFactory.Context;
import org.dknn.index.NeighborIndex;

/**
 * Deep k-Nearest Neighbors classifier whose reference examples change while it serves: they are added and removed in a directory of
 * Lucene's, which holds their activations, labels and inputs.
 *
 * <p>All that is asked together is answered from one {@link Snapshot} of the examples: those before a change or those after it, in all
 * layers, never a mix. A change is on disk when its call returns, and is seen by whatever is asked afterwards. A change that fails,
 * on a full disk or because the directory is gone, leaves the examples of before, which are served on.
 *
 * <p>Calibration scores and typical distances are those of the classifier it was made with, so p-values keep their promise
 * approximately, as long as few examples have changed; {@link #recalibrate} makes them exact. Snapshots have no {@link
 * org.dknn.ood.OodScore}: {@link DeepKnn#ood} goes by the distances of neighbors.
 *
 * <p>Safe for use by many threads; changes follow each other. Each change costs the network's time for the new examples, a commit to disk,
 * and a pass over the labels of all examples: many are better added at a time. Inputs are in the heap, vectors and graphs are not.
 *
 * @param <I> type of the inputs
 * @since 0.1
 */
public final class LiveDeepKnn<I> implements AutoCloseable {

    private final DeepKnn<I> fitted;
    private final LuceneFactory factory;
    private final Object changes = new Object();

    /** The files and what is known of them; for the holder of {@code changes}. */
    private final ExampleStore store;

    private final Map<Long, I> inputs = new HashMap<>();

    private volatile Snapshot<I> current;
    private volatile boolean closed;

    private LiveDeepKnn(DeepKnn<I> fitted, LuceneFactory factory, ExampleStore store) throws IOException {
        this.fitted = fitted;
        this.factory = factory;
        this.store = store;
        DirectoryReader reader = store.firstReader();
        try {
            StoredExamples.read(reader)
                    .forEachInput((id, text) ->
                            inputs.put(id, fitted.extractor().codec().read(text)));
        } catch (IOException | RuntimeException | Error e) {
            reader.decRef();
            throw e;
        }
        current = snapshot(reader, fitted.calibrationScores());
    }

    /**
     * Writes the reference examples of a classifier into a directory, with their activations, which are computed anew.
     *
     * @param directory without reference examples; created if it is missing. No other process may change it meanwhile
     * @param fitted gives everything but the reference examples from now on; it may be closed after this call
     * @param form of the graphs
     * @throws org.dknn.internal.DknnFormatException if the directory has reference examples already
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if a layer is wider than 4,096
     */
    public static <I> LiveDeepKnn<I> create(Path directory, DeepKnn<I> fitted, LuceneFactory form, Graphs graphs)
            throws IOException {
        NewExamples<I> first = NewExamples.chunk(fitted, fitted.reference(), 0);
        StoreHeader header = StoreHeader.of(fitted, first.columns(), form.form(), graphs);
        return of(fitted, form, ExampleStore.create(directory, form.opener(), header, writer -> {
            first.write(writer, 0, header);
            int added = first.size();
            while (added < fitted.reference().size()) {
                NewExamples<I> chunk = NewExamples.chunk(fitted, fitted.reference(), added);
                chunk.write(writer, added, header);
                added += chunk.size();
            }
            writer.forceMerge(1);
            return added;
        }));
    }

    /**
     * Opens the reference examples of a directory.
     *
     * @param fitted a classifier of the network, layers, classes and distance that they were created with; gives everything but the
     *     reference examples, and may be closed after this call
     * @throws org.dknn.internal.DknnFormatException if there are none, or they were made for another network, other layers, other
     *     classes or another distance
     * @throws IOException if they cannot be read, or are open for changes elsewhere
     */
    public static <I> LiveDeepKnn<I> open(Path directory, DeepKnn<I> fitted) throws IOException {
        ExampleStore store = ExampleStore.open(directory, MMapDirectory::new);
        try {
            store.header().requireFor(fitted, directory);
        } catch (IOException e) {
            store.close();
            throw e;
        }
        return of(fitted, new LuceneFactory(), store);
    }

    private static <I> LiveDeepKnn<I> of(DeepKnn<I> fitted, LuceneFactory factory, ExampleStore store)
            throws IOException {
        try {
            return new LiveDeepKnn<>(fitted, factory, store);
        } catch (IOException | RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /**
     * Runs a function on the reference examples as they are now. They stay the same for it, whatever changes meanwhile; explainers are
     * made and used within it.
     *
     * @return what the function returns
     * @throws IllegalStateException after {@link #close}
     */
    public <R> R with(Function<Snapshot<I>, R> function) {
        Snapshot<I> held = held();
        try {
            return function.apply(held);
        } finally {
            held.release();
        }
    }

    private Snapshot<I> held() {
        while (true) {
            requireOpen();
            Snapshot<I> now = current;
            if (now.hold()) {
                return now;
            }
            // it was replaced, and closed, since it was read here
        }
    }

    /** Predicts one input by {@link DeepKnn#predict}. Ordinals of its neighbors are those of its snapshot: see {@link #with}. */
    public Prediction predict(I input) {
        return with(snapshot -> snapshot.classifier().predict(input));
    }

    /** Predicts inputs by {@link DeepKnn#predictAll}, all from one snapshot. */
    public List<Prediction> predictAll(List<I> inputs) {
        return with(snapshot -> snapshot.classifier().predictAll(inputs));
    }

    /** Number of reference examples. */
    public int size() {
        return with(snapshot -> snapshot.classifier().reference().size());
    }

    /**
     * Adds reference examples, all at once.
     *
     * @param more with the labels that they vote for
     * @return their numbers, in the same order
     * @throws IllegalArgumentException if the classes differ, the network cannot read one, or an activation cannot be compared
     * @throws IOException if they cannot be written; nothing has changed then
     * @throws IllegalStateException after {@link #close}
     */
    public List<Long> add(Dataset<I> more) throws IOException {
        NewExamples<I> examples = NewExamples.of(fitted, more);
        synchronized (changes) {
            requireOpen();
            long first = store.nextId();
            store.change(writer -> {
                examples.write(writer, first, store.header());
                return examples.size();
            });
            List<Long> ids =
                    LongStream.range(first, first + examples.size()).boxed().toList();
            for (int i = 0; i < ids.size(); i++) {
                inputs.put(ids.get(i), more.inputs().get(i));
            }
            publish(current.classifier().calibrationScores());
            return ids;
        }
    }

    /**
     * Removes reference examples, all at once. Numbers of no example are passed over.
     *
     * @param ids numbers of examples
     * @return how many were removed
     * @throws IllegalArgumentException if fewer than k examples would stay
     * @throws IOException if that cannot be written; nothing has changed then
     * @throws IllegalStateException after {@link #close}
     */
    public int remove(Collection<Long> ids) throws IOException {
        synchronized (changes) {
            requireOpen();
            Set<Long> known = new HashSet<>(ids);
            known.retainAll(inputs.keySet());
            int left = inputs.size() - known.size();
            if (left < fitted.neighbors()) {
                throw new IllegalArgumentException("at least k = " + fitted.neighbors()
                        + " reference examples must stay, got " + left + " of " + inputs.size());
            }
            if (!known.isEmpty()) {
                long[] removed = known.stream().mapToLong(Long::longValue).toArray();
                store.change(writer -> {
                    writer.deleteDocuments(ExampleDocument.anyOf(removed));
                    return 0;
                });
                inputs.keySet().removeAll(known);
                publish(current.classifier().calibrationScores());
            }
            return known.size();
        }
    }

    /**
     * Finds the neighbors of calibration examples among the reference examples of now, and compares with these from now on. They are
     * kept in memory, not in the directory; {@link DeepKnn#save} of a snapshot's classifier keeps them.
     *
     * @param calibration as for {@link org.dknn.DeepKnnBuilder#fit}
     * @throws IllegalArgumentException if the classes differ, there are none, or the network cannot read one
     * @throws IOException if the reference examples cannot be read
     */
    public void recalibrate(Dataset<I> calibration) throws IOException {
        synchronized (changes) {
            publish(with(snapshot -> snapshot.classifier().score(calibration)));
        }
    }

    /** Shows the examples of the last commit to whoever asks from now on. */
    private void publish(ScoredExamples scores) throws IOException {
        Snapshot<I> before = current;
        current = snapshot(store.reader(before.reader()), scores);
        before.release();
    }

    private Snapshot<I> snapshot(DirectoryReader reader, ScoredExamples scores) throws IOException {
        try {
            StoredExamples examples = StoredExamples.read(reader);
            List<I> ordered =
                    Arrays.stream(examples.ids()).mapToObj(inputs::get).toList();
            Dataset<I> reference = Dataset.of(ordered, examples.labels(), fitted.labelSet());
            Map<Context, NeighborIndex> indexes = examples.indexes(store.header());
            return new Snapshot<>(reader, examples.ids(), fitted.withReference(reference, indexes, factory, scores));
        } catch (IOException | RuntimeException | Error e) {
            reader.decRef();
            throw e;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the classifier is closed");
        }
    }

    /**
     * Closes the directory. What is being predicted goes on to its end. A second call has no effect.
     *
     * @throws UncheckedIOException if a file cannot be closed
     */
    @Override
    public void close() {
        synchronized (changes) {
            if (!closed) {
                closed = true;
                try (store) {
                    current.release();
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot close " + this + ": " + e.getMessage(), e);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "LiveDeepKnn[" + store + "]";
    }
}
