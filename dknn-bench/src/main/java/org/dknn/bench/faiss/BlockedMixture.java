package org.dknn.bench.faiss;

import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.VectorSource;

/**
 * The mixture of {@link PeerBenchmark} for sets that no heap holds: 50 clusters on 40 latent dimensions with noise, made block by block, each
 * block from a seed of its own. Safe for use by many threads.
 */
final class BlockedMixture implements VectorSource {

    private static final int LATENT = 40;
    private static final int CLUSTERS = 50;
    private static final int BLOCK = 4096;

    private final int rows;
    private final int columns;
    private final long seed;
    private final float[] axes;
    private final float[] centers;

    /**
     * Describes vectors, and makes none.
     *
     * @param seed of the vectors; axes and clusters are the same for all seeds
     */
    BlockedMixture(int rows, int columns, long seed) {
        this.rows = rows;
        this.columns = columns;
        this.seed = seed;
        Random random = new Random(1);
        this.axes = PeerBenchmark.normal(random, LATENT * columns);
        this.centers = PeerBenchmark.normal(random, CLUSTERS * LATENT);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public int blockRows() {
        return BLOCK;
    }

    @Override
    public FloatMatrix rows(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        float[] values = FloatMatrix.allocate(to - from, columns);
        for (int row = from; row < to; ) {
            int end = Math.min(to, (row / BLOCK + 1) * BLOCK);
            FloatMatrix block = block(row / BLOCK, (end - 1) % BLOCK + 1);
            block.copyRows(row % BLOCK, block.rows(), values, (row - from) * columns);
            row = end;
        }
        return FloatMatrix.wrap(to - from, columns, values);
    }

    /** The first rows of a block. */
    private FloatMatrix block(int number, int count) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        float[] values = new float[count * columns];
        for (int row = 0; row < count; row++) {
            fill(values, row * columns, random);
        }
        return FloatMatrix.wrap(count, columns, values);
    }

    private void fill(float[] values, int start, SplittableRandom random) {
        int cluster = random.nextInt(CLUSTERS);
        for (int c = 0; c < columns; c++) {
            values[start + c] = 0.3f * (float) random.nextGaussian();
        }
        for (int l = 0; l < LATENT; l++) {
            float latent = 2 * centers[cluster * LATENT + l] + (float) random.nextGaussian();
            for (int c = 0; c < columns; c++) {
                values[start + c] += latent * axes[l * columns + c];
            }
        }
    }
}
