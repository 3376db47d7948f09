package org.dknn.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/** Lucene's codec with a chosen format of vectors. What it writes is read by Lucene's own formats, found by their names. */
final class GraphCodec extends Lucene912Codec {

    private final KnnVectorsFormat format;

    GraphCodec(KnnVectorsFormat format) {
        this.format = new WideFormat(format);
    }

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return format;
    }

    /** A format that takes wider vectors. */
    private static final class WideFormat extends KnnVectorsFormat {

        private final KnnVectorsFormat format;

        WideFormat(KnnVectorsFormat format) {
            super(format.getName());
            this.format = format;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return format.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return format.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return GraphForm.MOST_COLUMNS;
        }
    }
}
