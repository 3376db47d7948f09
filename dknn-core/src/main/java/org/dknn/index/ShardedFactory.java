package org.dknn.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.dknn.internal.ContainerFile;
import org.dknn.internal.Utf16;
import org.dknn.vector.FloatMatrix;
import org.dknn.vector.Metric;
import org.dknn.vector.VectorSource;

/**
 * Factory of {@link ShardedIndex}. Its file holds the number of shards, and for each its length and what the factory of the shards
 * saved.
 *
 * @param shard the factory of the shards
 * @param shards their number
 */
record ShardedFactory(IndexFactory shard, int shards) implements IndexFactory {

    private static final String KIND = "sharded-index";
    private static final int VERSION = 1;

    ShardedFactory {
        Objects.requireNonNull(shard, "shard");
        if (shards < 1) {
            throw new IllegalArgumentException("the number of shards must be at least 1, got " + shards);
        }
    }

    @Override
    public String name() {
        return "sharded-" + shard.name();
    }

    @Override
    public String artifact() {
        return shard.artifact();
    }

    @Override
    public NeighborIndex build(FloatMatrix vectors, Metric metric) {
        return build(vectors.rows(), (number, from, to) -> shard.build(vectors.rows(from, to), metric));
    }

    @Override
    public NeighborIndex build(Context context, VectorSource vectors, Metric metric) {
        Objects.requireNonNull(context, "context");
        return build(
                vectors.rows(),
                (number, from, to) -> shard.build(of(context, number), new SourceRows(vectors, from, to), metric));
    }

    /** A name of its own for each shard, as indexes that are stored elsewhere name their store by it. */
    private static Context of(Context whole, int number) {
        return new Context(whole.model(), whole.layer(), whole.label() + ", shard " + number);
    }

    /** Builds a shard of the rows {@code [from, to)}. */
    @FunctionalInterface
    private interface ShardBuilder {
        NeighborIndex build(int number, int from, int to);
    }

    private NeighborIndex build(int rows, ShardBuilder builder) {
        if (rows == 0) {
            throw new IllegalArgumentException("an index needs at least one vector, got none");
        }
        int count = Math.min(shards, rows);
        List<NeighborIndex> built = new ArrayList<>(count);
        try {
            for (int number = 0; number < count; number++) {
                int from = (int) ((long) rows * number / count);
                int to = (int) ((long) rows * (number + 1) / count);
                built.add(builder.build(number, from, to));
            }
            return ShardedIndex.of(built);
        } catch (RuntimeException | Error e) {
            built.forEach(NeighborIndex::close);
            throw e;
        }
    }

    private static ShardedIndex sharded(NeighborIndex index) {
        if (Objects.requireNonNull(index, "index") instanceof ShardedIndex sharded) {
            return sharded;
        }
        throw new IllegalArgumentException("the factory of sharded indexes takes a ShardedIndex, got " + index);
    }

    @Override
    public void save(NeighborIndex index, Path file) throws IOException {
        ShardedIndex sharded = sharded(index);
        sharded.requireOpen();
        Path absolute = file.toAbsolutePath();
        Path beside = absolute.resolveSibling(absolute.getFileName() + "." + UUID.randomUUID() + ".shard");
        try {
            ContainerFile.write(file, KIND, VERSION, out -> write(sharded, beside, out));
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void write(ShardedIndex index, Path beside, DataOutputStream out) throws IOException {
        out.writeInt(index.shards().size());
        for (NeighborIndex each : index.shards()) {
            shard.save(each, beside);
            out.writeLong(Files.size(beside));
            Files.copy(beside, out);
        }
    }

    /** {@inheritDoc} Drops every shard, also where dropping another one fails. */
    @Override
    public void drop(NeighborIndex index) throws IOException {
        ShardedIndex sharded = sharded(index);
        sharded.close();
        IOException failed = null;
        for (NeighborIndex each : sharded.shards()) {
            try {
                shard.drop(each);
            } catch (IOException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public NeighborIndex load(Path file) throws IOException {
        return ContainerFile.read(file, KIND, VERSION, (in, version) -> read(in));
    }

    private NeighborIndex read(DataInputStream in) throws IOException {
        int count = Utf16.readCount(in);
        List<NeighborIndex> loaded = new ArrayList<>();
        try {
            for (int number = 0; number < count; number++) {
                loaded.add(readShard(in));
            }
            return ShardedIndex.of(loaded);
        } catch (IOException | RuntimeException | Error e) {
            loaded.forEach(NeighborIndex::close);
            throw e;
        }
    }

    private NeighborIndex readShard(DataInputStream in) throws IOException {
        Path file = Files.createTempFile("dknn-shard", ".index");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                copy(in, in.readLong(), out);
            }
            return shard.load(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void copy(DataInputStream in, long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (long left = length; left > 0; ) {
            int count = (int) Math.min(buffer.length, left);
            in.readFully(buffer, 0, count);
            out.write(buffer, 0, count);
            left -= count;
        }
    }
}
