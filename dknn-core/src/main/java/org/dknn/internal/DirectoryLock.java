package org.dknn.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The sole right to change the files of a directory, among the threads of this process and among processes. While it is
 * held, it keeps a note in its file, {@code dknn.lock}, which outlives a process that is killed.
 *
 * <p>The system releases the lock of a process that ends. The file stays, because deleting it would free a waiting
 * process to lock a file that others no longer see. On file systems other than the default one, only threads are kept
 * apart.
 */
public final class DirectoryLock implements AutoCloseable {

    /** Name of the lock's file. */
    public static final String FILE = "dknn.lock";

    private static final long POLL_MILLIS = 5;

    /** Directories that threads of this process hold. The system locks for whole processes only. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path directory;

    /** Not a channel, which an interrupt would close. */
    private final Optional<RandomAccessFile> file;

    private DirectoryLock(Path directory, Optional<RandomAccessFile> file) {
        this.directory = directory;
        this.file = file;
    }

    /**
     * Locks an existing directory; waits while another thread or process holds it. Not reentrant.
     *
     * @throws InterruptedIOException if the thread is interrupted while it waits; it stays interrupted
     */
    public static DirectoryLock of(Path directory) throws IOException {
        Path real = directory.toRealPath();
        try {
            take(real);
        } catch (InterruptedException e) {
            throw interrupted(real);
        }
        try {
            return new DirectoryLock(real, lockedFile(real));
        } catch (IOException | RuntimeException | Error e) {
            release(real);
            throw e;
        }
    }

    private static void take(Path directory) throws InterruptedException {
        synchronized (HELD) {
            while (!HELD.add(directory)) {
                HELD.wait();
            }
        }
    }

    private static void release(Path directory) {
        synchronized (HELD) {
            HELD.remove(directory);
            HELD.notifyAll();
        }
    }

    private static Optional<RandomAccessFile> lockedFile(Path directory) throws IOException {
        if (!directory.getFileSystem().equals(FileSystems.getDefault())) {
            return Optional.empty();
        }
        RandomAccessFile file = new RandomAccessFile(directory.resolve(FILE).toFile(), "rw");
        try {
            while (!tryLock(file)) {
                Thread.sleep(POLL_MILLIS);
            }
            return Optional.of(file);
        } catch (InterruptedException e) {
            file.close();
            throw interrupted(directory);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    // asks again and again: where two processes wait for two directories each, the system may see a deadlock that is
    // none
    private static boolean tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this class under another class loader
        }
    }

    private static InterruptedIOException interrupted(Path directory) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for " + directory + ", which is being changed");
    }

    /** The note; of the last holder, until it is replaced. Empty if there is none. */
    public String note() throws IOException {
        if (file.isEmpty()) {
            return "";
        }
        byte[] bytes = new byte[(int) Math.min(file.get().length(), Integer.MAX_VALUE - 8)];
        file.get().seek(0);
        file.get().readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Replaces the note. */
    public void write(String note) throws IOException {
        if (file.isPresent()) {
            file.get().setLength(0);
            file.get().seek(0);
            file.get().write(note.getBytes(StandardCharsets.UTF_8));
            file.get().getFD().sync();
        }
    }

    /** Unlocks the directory. Call it once. */
    @Override
    public void close() throws IOException {
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } finally {
            release(directory);
        }
    }
}
