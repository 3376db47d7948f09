package org.dknn.index.faiss;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of the default file system that Java and FAISS read by one descriptor. An interrupt does not close it. For one thread at a
 * time, as {@link org.dknn.internal.OpenFile} uses it.
 */
final class NativeFile implements SeekableByteChannel {

    private static final int MOST_AT_ONCE = 1 << 16;

    private final FaissNative.File file;
    private long position;

    private NativeFile(FaissNative.File file) {
        this.file = file;
    }

    /**
     * Opens a file. FAISS is available.
     *
     * @throws NoSuchFileException if there is none
     */
    static NativeFile open(Path path) throws IOException {
        try {
            return new NativeFile(new FaissNative.File(path.toFile().getPath()));
        } catch (FaissException e) {
            if (Files.notExists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            throw new IOException(e.getMessage(), e);
        } catch (UnsupportedOperationException e) {
            throw new IOException("FAISS reads files of the default file system, got " + path.toUri(), e);
        }
    }

    /** What FAISS reads from. */
    FaissNative.File pointer() {
        return file;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        if (!target.hasRemaining()) {
            return 0;
        }
        try {
            int count = target.isDirect() ? readDirectly(target) : readByArray(target);
            position += count;
            return count == 0 ? -1 : count;
        } catch (FaissException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private int readDirectly(ByteBuffer target) throws FaissException {
        int count = (int) file.read(position, target.slice(), target.remaining());
        target.position(target.position() + count);
        return count;
    }

    private int readByArray(ByteBuffer target) throws FaissException {
        byte[] bytes = new byte[Math.min(target.remaining(), MOST_AT_ONCE)];
        int count = (int) file.read(position, bytes, bytes.length);
        target.put(bytes, 0, count);
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public NativeFile position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        try {
            return file.size();
        } catch (FaissException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public NativeFile truncate(long size) {
        throw new NonWritableChannelException();
    }

    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return !file.isNull();
    }

    @Override
    public void close() {
        file.close();
    }
}
