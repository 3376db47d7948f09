package org.dknn.index.faiss;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dknn.index.GroupedNeighbors;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/**
 * Exact index whose vectors are in native memory, searched together with others of its kind by {@link TiledSearch}.
 *
 * <p>{@link #close} frees the memory when the searches that run have ended.
 */
final class TiledIndex implements NeighborIndex {

    private final IndexSpec spec;
    private final TiledVectors vectors;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Takes ownership of the vectors.
     *
     * @param spec of a flat index
     */
    TiledIndex(IndexSpec spec, TiledVectors vectors) {
        this.spec = spec;
        this.vectors = vectors;
    }

    @Override
    public int size() {
        return vectors.size();
    }

    @Override
    public int dimension() {
        return vectors.columns();
    }

    @Override
    public Metric metric() {
        return vectors.metric();
    }

    /** The description of a flat index, as files have it. */
    IndexSpec spec() {
        return spec;
    }

    TiledVectors vectors() {
        return vectors;
    }

    /**
     * {@inheritDoc}
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; it stays interrupted
     */
    @Override
    public List<Neighbors> search(FloatMatrix queries, int k) {
        return alone(TiledSearch.answer(List.of(List.of(new Question(this, queries, k))))
                .get(0));
    }

    /** Answers to groups of one question. */
    private static List<Neighbors> alone(List<GroupedNeighbors> answers) {
        return answers.stream().map(answer -> answer.group(0)).toList();
    }

    /**
     * {@inheritDoc}
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; it stays interrupted
     */
    @Override
    public List<List<Neighbors>> searchJointly(List<Question> questions) {
        Iterator<List<GroupedNeighbors>> answered = TiledSearch.answer(questions.stream()
                        .filter(question -> question.index() instanceof TiledIndex)
                        .map(List::of)
                        .toList())
                .iterator();
        List<List<Neighbors>> answers = new ArrayList<>(questions.size());
        for (Question question : questions) {
            answers.add(
                    question.index() instanceof TiledIndex
                            ? alone(answered.next())
                            : question.index().search(question.queries(), question.k()));
        }
        return answers;
    }

    /**
     * {@inheritDoc}
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; it stays interrupted
     */
    @Override
    public List<List<GroupedNeighbors>> searchGroups(List<List<Question>> groups) {
        boolean own =
                groups.stream().flatMap(List::stream).allMatch(question -> question.index() instanceof TiledIndex);
        return own ? TiledSearch.answer(groups) : NeighborIndex.super.searchGroups(groups);
    }

    @Override
    public Optional<FloatMatrix> vectors(int... ordinals) {
        return Optional.of(vectors.matrix(ordinals));
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            vectors.close();
        }
    }

    @Override
    public String toString() {
        return "TiledIndex[" + size() + " x " + dimension() + ", " + metric() + "]";
    }
}
