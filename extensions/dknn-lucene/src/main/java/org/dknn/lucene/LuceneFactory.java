package org.dknn.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.MMapDirectory;
import org.dknn.index.IndexFactory;
import org.dknn.index.NeighborIndex;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.PreparedVectors;
import org.dknn.vector.VectorSource;

/**
 * Factory of approximate indexes by Lucene's HNSW graphs. Vectors and graphs stay on disk and are mapped into memory; the
 * heap has eight bytes per vector. The graph proposes candidates, exact distances of the stored vectors decide: what is found
 * has the distances of {@link Metric}, but some neighbors may be missed. If k is half of the set or more, or a query has no
 * direction, all vectors are compared.
 *
 * <p>An index is built in a folder of its own, which is deleted when it is closed; a JVM that is killed leaves it. A saved
 * index is one file and is searched in this file: it must not be changed in place, cut or removed from a disk that is taken
 * away, while the index is open, or the JVM may end with a bus error; its size and checksum are checked at loading. Saving
 * replaces files and is safe. Where the JVM runs with {@code --add-modules jdk.incubator.vector} (JDK 21), Lucene compares
 * vectors faster. Where Java assertions are on, Lucene ends with an {@link AssertionError} at vectors whose squared distances
 * overflow, some 10^19 and more; {@code -da:org.apache.lucene...} turns its own off, and such vectors are searched as well.
 *
 * <p>Immutable, safe for use by many threads. {@link java.util.ServiceLoader} finds it, so {@link org.dknn.DeepKnn#load(Path,
 * org.dknn.activation.ActivationExtractor)} reads a model with these indexes.
 *
 * @see <a href="https://arxiv.org/abs/1603.09320">Malkov and Yashunin (2016), Hierarchical Navigable Small World graphs</a>
 */
public final class LuceneFactory implements IndexFactory {

    private final GraphForm form;
    private final Optional<Path> parent;
    private final DirectoryOpener opener;

    /** A factory with 16 links, build width 100, search width 200, in the system's temporary folder, not quantized. */
    public LuceneFactory() {
        this(GraphForm.USUAL, Optional.empty(), MMapDirectory::new);
    }

    LuceneFactory(GraphForm form, Optional<Path> parent, DirectoryOpener opener) {
        this.form = form;
        this.parent = parent;
        this.opener = opener;
    }

    private LuceneFactory with(GraphForm other) {
        return new LuceneFactory(other, parent, opener);
    }

    /**
     * Sets the number of links per vector. More links find more of the true neighbors and take more space and time. Default:
     * {@value GraphForm#LINKS}.
     *
     * @param links in {@code 1..512}, as Lucene takes
     */
    public LuceneFactory links(int links) {
        return with(new GraphForm(links, form.buildWidth(), form.searchWidth(), form.quantized()));
    }

    /**
     * Sets the number of vectors in view while one is added to a graph. More make better graphs and take more time to build.
     * Default: {@value GraphForm#BUILD_WIDTH}.
     *
     * @param vectors in {@code 1..3200}, as Lucene takes
     */
    public LuceneFactory buildWidth(int vectors) {
        return with(new GraphForm(form.links(), vectors, form.searchWidth(), form.quantized()));
    }

    /**
     * Sets the least number of vectors that a search keeps in view and compares exactly. More find more of the true neighbors
     * and take more time. A search for k neighbors has at least k and a quarter in view. Default: {@value
     * GraphForm#SEARCH_WIDTH}.
     *
     * @param vectors 1 or more
     */
    public LuceneFactory searchWidth(int vectors) {
        return with(new GraphForm(form.links(), form.buildWidth(), vectors, form.quantized()));
    }

    /**
     * Lets graphs compare codes of one byte per value, so that a search touches a quarter of the memory. The vectors are stored
     * as well, for the exact distances: the files grow by a quarter.
     */
    public LuceneFactory quantized() {
        return with(new GraphForm(form.links(), form.buildWidth(), form.searchWidth(), true));
    }

    /** Builds indexes in folders within this one, which is created if it is missing. Default: the system's temporary folder. */
    public LuceneFactory in(Path folder) {
        return new LuceneFactory(form, Optional.of(folder), opener);
    }

    /** How folders are opened. */
    DirectoryOpener opener() {
        return opener;
    }

    /** The form of graphs. */
    GraphForm form() {
        return form;
    }

    @Override
    public String name() {
        return "lucene";
    }

    @Override
    public String artifact() {
        return "org.dknn:dknn-lucene";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if the vectors have more than 4,096 columns, or are more than Lucene takes
     * @throws UncheckedIOException if the folder cannot be written; what was written is deleted
     * @throws CancellationException if the calling thread is interrupted; it stays interrupted
     */
    @Override
    public NeighborIndex build(FloatMatrix vectors, Metric metric) {
        return build("vectors of an index", vectors, metric);
    }

    /** {@inheritDoc} Reads block by block and makes no matrix of all. */
    @Override
    public NeighborIndex build(Context context, VectorSource vectors, Metric metric) {
        return build("vectors of layer " + context.layer() + ", class " + context.label(), vectors, metric);
    }

    private NeighborIndex build(String what, VectorSource vectors, Metric metric) {
        Objects.requireNonNull(metric, "metric");
        if (vectors.rows() == 0 || vectors.rows() > IndexWriter.MAX_DOCS) {
            throw new IllegalArgumentException(
                    what + " must be 1 to " + IndexWriter.MAX_DOCS + " for a Lucene index, got " + vectors.rows());
        }
        GraphForm.requireColumns(vectors.columns(), what);
        try {
            return new IndexBuilder(form, parent, opener)
                    .build(
                            new StoredSpace(metric, vectors.columns()),
                            vectors.rows(),
                            vectors.blockRows(),
                            (from, to) -> PreparedVectors.of(
                                    vectors.rows(from, to).requireFinite(what + ", counted from row " + from + ","),
                                    metric));
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) { // Lucene may hide that this is the cause
                CancellationException cancelled =
                        new CancellationException("interrupted while a Lucene index was built");
                cancelled.initCause(e);
                throw cancelled;
            }
            throw new UncheckedIOException(
                    "cannot write a Lucene index of the " + what + " in "
                            + parent.map(Path::toString).orElse("the system's temporary folder") + ": " + e.getMessage()
                            + "; free space, or choose a folder by LuceneFactory.in",
                    e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws java.nio.file.NoSuchFileException if somebody has removed the files of the index
     */
    @Override
    public void save(NeighborIndex index, Path file) throws IOException {
        Objects.requireNonNull(index, "index");
        Objects.requireNonNull(file, "file");
        if (!(index instanceof LuceneIndex lucene)) {
            throw new IllegalArgumentException("a LuceneFactory saves Lucene indexes only, got " + index);
        }
        lucene.use((store, segments) -> {
            if (store.isPresent()) {
                LuceneFile.write(lucene, store.get(), file);
                return file;
            }
            try (LuceneIndex copy = new IndexBuilder(lucene.form(), parent, opener).copy(lucene.space(), segments)) {
                save(copy, file);
            }
            return file;
        });
    }

    @Override
    public NeighborIndex load(Path file) throws IOException {
        return LuceneFile.read(Objects.requireNonNull(file, "file"));
    }

    @Override
    public String toString() {
        return "LuceneFactory[" + form + "]";
    }
}
