package org.dknn.internal;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file held open for reading: what is verified is what is read, even if the file is replaced or deleted meanwhile. An
 * interrupt does not close it. Safe for use by many threads.
 */
public final class OpenFile implements Closeable {

    private static final int MOST_AT_ONCE = 1 << 16;

    private final Path path;
    private final Source source;

    private OpenFile(Path path, Source source) {
        this.path = path;
        this.source = source;
    }

    private interface Source extends Closeable {

        long size() throws IOException;

        int read(long position, ByteBuffer target) throws IOException;
    }

    /**
     * Opens a file.
     *
     * @throws NoSuchFileException if there is none
     */
    public static OpenFile of(Path path) throws IOException {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            return new OpenFile(path, new Channel(Files.newByteChannel(path)));
        }
        try {
            return new OpenFile(path, new Local(new RandomAccessFile(path.toFile(), "r")));
        } catch (FileNotFoundException e) {
            if (Files.notExists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            throw e;
        }
    }

    /**
     * A file that is open already.
     *
     * @param channel closed with it, and used by nobody else; an interrupt must not close it
     */
    public static OpenFile of(Path path, SeekableByteChannel channel) {
        return new OpenFile(path, new Channel(channel));
    }

    /** A file of the default file system. A channel would be closed by an interrupt. */
    private record Local(RandomAccessFile file) implements Source {

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            file.seek(position);
            if (target.hasArray()) {
                int count = file.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
                target.position(target.position() + Math.max(0, count));
                return count;
            }
            byte[] bytes = new byte[Math.min(target.remaining(), MOST_AT_ONCE)];
            int count = file.read(bytes);
            target.put(bytes, 0, Math.max(0, count));
            return count;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private record Channel(SeekableByteChannel channel) implements Source {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            return channel.position(position).read(target);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Where the file was opened. */
    public Path path() {
        return path;
    }

    /** Length in bytes. */
    public synchronized long size() throws IOException {
        return source.size();
    }

    /**
     * Reads bytes from a position on into a buffer, and moves the buffer's position.
     *
     * @return their number, at least 1 if there is room, and -1 at the end of the file
     */
    public synchronized int read(long position, ByteBuffer target) throws IOException {
        return source.read(position, target);
    }

    /** The bytes {@code [start, start + length)}, less if the file ends before. Closing the stream has no effect. */
    public InputStream bytes(long start, long length) {
        return new Bytes(start, start + length);
    }

    private final class Bytes extends InputStream {

        private final long end;
        private long next;

        Bytes(long start, long end) {
            this.next = start;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (next >= end) {
                return -1;
            }
            int most = (int) Math.min(length, end - next);
            int count = OpenFile.this.read(next, ByteBuffer.wrap(bytes, offset, most));
            next += Math.max(count, 0);
            return count;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.max(0, Math.min(count, end - next));
            next += skipped;
            return skipped;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        source.close();
    }
}
