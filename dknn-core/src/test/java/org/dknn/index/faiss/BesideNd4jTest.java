package org.dknn.index.faiss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dknn.index.NeighborIndex;
import org.dknn.index.Neighbors;
import org.dknn.testkit.RandomVectors;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** FAISS and ND4J share OpenBLAS and libgomp in one process. */
@NeedsFaiss
@Timeout(120)
class BesideNd4jTest {

    private static final FloatMatrix VECTORS = RandomVectors.clustered(80, 3000, 50, 10);
    private static final FloatMatrix QUERIES = RandomVectors.clustered(81, 30, 50, 10);

    @Test
    void both_are_right_while_both_work() {
        INDArray left = Nd4j.rand(DataType.FLOAT, 64, 300);
        INDArray right = Nd4j.rand(DataType.FLOAT, 300, 64);
        INDArray product = left.mmul(right);
        try (NeighborIndex index = Faiss.flat().build(VECTORS, Metric.EUCLIDEAN)) {
            List<Neighbors> expected = index.search(QUERIES, 20);
            List<CompletableFuture<Void>> threads = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                threads.add(CompletableFuture.runAsync(() -> {
                    for (int round = 0; round < 30; round++) {
                        assertEquals(expected, index.search(QUERIES, 20));
                        assertEquals(
                                expected.get(0),
                                index.search(QUERIES.rows(0, 1), 20).get(0));
                        assertEquals(product, left.mmul(right));
                    }
                }));
            }
            threads.forEach(CompletableFuture::join);
        }
    }
}
