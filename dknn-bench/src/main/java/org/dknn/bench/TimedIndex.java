package org.dknn.bench;

import java.util.List;
import java.util.Optional;
import org.dknn.index.GroupedNeighbors;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;

/** An index whose searches are timed; a joint search of such indexes is one search of what they wrap. */
record TimedIndex(NeighborIndex timed, Stopwatch watch) implements NeighborIndex {

    @Override
    public int size() {
        return timed.size();
    }

    @Override
    public int dimension() {
        return timed.dimension();
    }

    @Override
    public Metric metric() {
        return timed.metric();
    }

    @Override
    public List<Neighbors> search(FloatMatrix queries, int k) {
        return watch.time(() -> timed.search(queries, k));
    }

    @Override
    public List<List<Neighbors>> searchJointly(List<Question> questions) {
        List<Question> wrapped = unwrapped(questions);
        return watch.time(() -> timed.searchJointly(wrapped));
    }

    @Override
    public List<List<GroupedNeighbors>> searchGroups(List<List<Question>> groups) {
        List<List<Question>> wrapped =
                groups.stream().map(TimedIndex::unwrapped).toList();
        return watch.time(() -> timed.searchGroups(wrapped));
    }

    private static List<Question> unwrapped(List<Question> questions) {
        return questions.stream()
                .map(question -> question.index() instanceof TimedIndex index
                        ? new Question(index.timed, question.queries(), question.k())
                        : question)
                .toList();
    }

    @Override
    public Optional<FloatMatrix> vectors(int... ordinals) {
        return timed.vectors(ordinals);
    }

    @Override
    public void close() {
        timed.close();
    }
}
