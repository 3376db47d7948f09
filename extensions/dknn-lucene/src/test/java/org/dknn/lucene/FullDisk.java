package org.dknn.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;

/** A disk with room for so many bytes. */
final class FullDisk implements DirectoryOpener {

    private final AtomicLong room;

    FullDisk(long room) {
        this.room = new AtomicLong(room);
    }

    void free(long bytes) {
        room.set(bytes);
    }

    @Override
    public Directory open(Path folder) throws IOException {
        return new FilterDirectory(new MMapDirectory(folder)) {
            @Override
            public IndexOutput createOutput(String name, IOContext context) throws IOException {
                return new Limited(super.createOutput(name, context));
            }
        };
    }

    private final class Limited extends FilterIndexOutput {

        Limited(IndexOutput out) {
            super("limited " + out, out.getName(), out);
        }

        private void take(long bytes) throws IOException {
            if (room.addAndGet(-bytes) < 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void writeByte(byte value) throws IOException {
            take(1);
            super.writeByte(value);
        }

        @Override
        public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
            take(length);
            super.writeBytes(bytes, offset, length);
        }
    }
}
