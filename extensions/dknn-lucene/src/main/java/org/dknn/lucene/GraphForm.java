package org.dknn.lucene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;

/**
 * Form of the graphs of a Lucene index.
 *
 * @param links per vector, twice as many in the lowest layer, in {@code 1..512}
 * @param buildWidth vectors in view while a vector is added, in {@code 1..3200}
 * @param searchWidth vectors that a search compares exactly, at least; 1 or more
 * @param quantized whether graphs compare codes of one byte per value
 */
record GraphForm(int links, int buildWidth, int searchWidth, boolean quantized) {

    static final int LINKS = 16;
    static final int BUILD_WIDTH = 100;
    static final int SEARCH_WIDTH = 200;

    /** Widest vectors. Lucene itself stops at 1,024 by choice, not by need. */
    static final int MOST_COLUMNS = 4096;

    private static final int MOST_LINKS = 512;
    private static final int MOST_BUILD_WIDTH = 3200;

    /** Vectors that are kept in the heap before they are written. */
    private static final double BUFFER_MB = 128;

    static final GraphForm USUAL = new GraphForm(LINKS, BUILD_WIDTH, SEARCH_WIDTH, false);

    GraphForm {
        requireIn("links", links, MOST_LINKS);
        requireIn("buildWidth", buildWidth, MOST_BUILD_WIDTH);
        requireIn("searchWidth", searchWidth, Integer.MAX_VALUE);
    }

    private static void requireIn(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be in 1.." + most + ", got " + value);
        }
    }

    /** Refuses vectors that are too wide. */
    static void requireColumns(int columns, String what) {
        if (columns > MOST_COLUMNS) {
            throw new IllegalArgumentException(what + " must have at most " + MOST_COLUMNS
                    + " columns for a Lucene index, got " + columns
                    + "; pool the layer, choose another one, or use another index");
        }
    }

    /** Settings of a writer. Documents keep the order in which they are added; nothing runs on other threads. */
    IndexWriterConfig writerConfig() {
        return new IndexWriterConfig()
                .setMergePolicy(new LogDocMergePolicy())
                .setMergeScheduler(new SerialMergeScheduler())
                .setRAMBufferSizeMB(BUFFER_MB)
                .setUseCompoundFile(false)
                .setCommitOnClose(false)
                .setCodec(new GraphCodec(format()));
    }

    private KnnVectorsFormat format() {
        return quantized
                ? new Lucene99HnswScalarQuantizedVectorsFormat(links, buildWidth)
                : new Lucene99HnswVectorsFormat(links, buildWidth);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(links);
        out.writeInt(buildWidth);
        out.writeInt(searchWidth);
        out.writeBoolean(quantized);
    }

    static GraphForm read(DataInput in) throws IOException {
        return new GraphForm(in.readInt(), in.readInt(), in.readInt(), in.readBoolean());
    }
}
