package org.dknn.index.faiss;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.dknn.vector.Metric;

/** Maps vectors, makes their file shorter in place, reads one behind the new end, and says what came of it. Argument: a file. */
final class ShortenedFile {

    private static final int ROWS = 100_000;

    private ShortenedFile() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Files.write(Path.of(arguments[0]), new byte[ROWS * 8 * Float.BYTES]);
        MappedVectors mapped;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            mapped = MappedVectors.map(channel, 0, MappedVectors.Shape.of(ROWS, 8), Metric.EUCLIDEAN, Optional.empty());
        }
        try (RandomAccessFile shortened = new RandomAccessFile(file.toFile(), "rw")) {
            shortened.setLength(8 * Float.BYTES);
        }
        float[] row = new float[8];
        mapped.copyRows(0, 1, row, 0);
        try {
            mapped.copyRows(ROWS - 1, ROWS, row, 0);
            System.out.println("read");
        } catch (InternalError e) {
            System.out.println("InternalError");
        }
    }
}
