package org.dknn.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Files that can be checked before they are believed.
 *
 * <pre>
 * magic            int     0x444B4E4E, "DKNN"
 * container        int     version of this layout, 1
 * kind             UTF     what the payload is, for example "exact-index"
 * version          int     version of the payload's layout
 * length           long    bytes of the payload
 * payload          length bytes
 * checksum         int     CRC-32C of the payload followed by all that stands before it
 * </pre>
 *
 * <p>Numbers are big endian. A file is written beside its place and moved there, so a failed write leaves the old one. All
 * methods are safe for use by many threads.
 */
public final class ContainerFile {

    private static final int MAGIC = 0x444B4E4E;
    private static final int CONTAINER_VERSION = 1;

    /** Bytes of a file that are checked at a time. */
    private static final int CHECKED = 1 << 18;

    private ContainerFile() {}

    /** Writes a payload. */
    @FunctionalInterface
    public interface Writer {
        /** Writes all of the payload; need not close the stream. */
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads a payload into an object. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads the payload.
         *
         * @param version the version it was written with, from 1 to the newest that the caller of {@code read} knows
         */
        T read(DataInputStream in, int version) throws IOException;
    }

    /**
     * A payload with a verified checksum.
     *
     * @param version the version it was written with
     * @param offset where it starts in its file, in bytes
     * @param length its length, in bytes
     * @param checksum of the file
     */
    public record Payload(int version, long offset, long length, int checksum) {}

    /**
     * Writes a file, replacing an existing one.
     *
     * @param kind what the payload is; {@code read} must ask for the same
     * @param version version of the payload's layout, from 1
     * @throws InterruptedIOException if the thread is interrupted; it stays interrupted
     */
    public static void write(Path file, String kind, int version, Writer writer) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        // not a temporary file of the platform, which only its owner may read
        Path beside = absolute.resolveSibling(absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            writeTo(beside, kind, version, writer);
            AtomicMove.replace(beside, absolute);
        } catch (ClosedByInterruptException e) {
            throw interrupted("interrupted while writing " + file + "; what was there before stays", e);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static InterruptedIOException interrupted(String message, ClosedByInterruptException cause) {
        InterruptedIOException interrupted = new InterruptedIOException(message);
        interrupted.initCause(cause);
        return interrupted;
    }

    private static void writeTo(Path file, String kind, int version, Writer writer) throws IOException {
        CRC32C checksum = new CRC32C();
        int headerLength = header(kind, version, 0).length;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            channel.position(headerLength);
            OutputStream checked = new CheckedOutputStream(Channels.newOutputStream(channel), checksum);
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, 1 << 16));
            writer.write(out);
            out.flush();
            byte[] header = header(kind, version, channel.position() - headerLength);
            checksum.update(header);
            writeFully(
                    channel,
                    ByteBuffer.allocate(Integer.BYTES)
                            .putInt((int) checksum.getValue())
                            .flip());
            channel.position(0);
            writeFully(channel, ByteBuffer.wrap(header));
            channel.force(true);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static byte[] header(String kind, int version, long length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(CONTAINER_VERSION);
        out.writeUTF(kind);
        out.writeInt(version);
        out.writeLong(length);
        return bytes.toByteArray();
    }

    /**
     * Checks a file, then reads its payload.
     *
     * @param newestVersion the newest layout of the payload that the reader knows
     * @throws DknnFormatException if the file is foreign, of another kind, newer, truncated or damaged
     */
    public static <T> T read(Path file, String kind, int newestVersion, Reader<T> reader) throws IOException {
        try (OpenFile open = OpenFile.of(file)) {
            return read(open, kind, newestVersion, reader);
        }
    }

    /** Checks a file that is open, then reads its payload, as {@link #read(Path, String, int, Reader)} does. */
    public static <T> T read(OpenFile open, String kind, int newestVersion, Reader<T> reader) throws IOException {
        Path file = open.path();
        try {
            Payload payload = verify(open, kind, newestVersion);
            DataInputStream in = new DataInputStream(
                    new BufferedInputStream(open.bytes(payload.offset(), payload.length()), 1 << 16));
            T content = reader.read(in, payload.version());
            if (in.read() >= 0) {
                throw new DknnFormatException(file + " holds more than a " + kind + " should");
            }
            return content;
        } catch (EOFException | IllegalArgumentException e) {
            throw new DknnFormatException(file + " does not hold a well-formed " + kind, e);
        }
    }

    /** The last four bytes of a file, unverified: its checksum. 0 if the file is missing or shorter. */
    public static int lastInt(Path file) throws IOException {
        try (OpenFile open = OpenFile.of(file)) {
            long start = open.size() - Integer.BYTES;
            return start < 0 ? 0 : new DataInputStream(open.bytes(start, Integer.BYTES)).readInt();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /**
     * The kind that a file declares, unverified; see {@link #verify}.
     *
     * @throws DknnFormatException if the file is foreign, newer, or its header is damaged
     */
    public static String kind(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (Files.size(file) < Integer.BYTES || in.readInt() != MAGIC) {
                throw new DknnFormatException(file + " is not a file of dknn");
            }
            requireAtMost(file, "container", in.readInt(), CONTAINER_VERSION);
            return in.readUTF();
        } catch (EOFException | java.io.UTFDataFormatException e) {
            throw new DknnFormatException(file + " is damaged: its header ends early or is garbled", e);
        }
    }

    /**
     * The checksum of all bytes of a file, as it follows from its header and its own checksum, which are read alone. It is CRC-32C of the
     * file if {@link #verify} accepts it; so whoever reads the file by this class need not read it once more to tell it from others.
     *
     * @return empty if the file is none of these
     */
    public static Optional<Integer> toldChecksum(OpenFile open) throws IOException {
        long size = open.size();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(open.bytes(0, size), 1 << 10))) {
            if (size < Integer.BYTES || in.readInt() != MAGIC || in.readInt() != CONTAINER_VERSION) {
                return Optional.empty();
            }
            String kind = in.readUTF();
            int version = in.readInt();
            long length = in.readLong();
            byte[] header = header(kind, version, length);
            if (length < 0 || size != header.length + length + Integer.BYTES) {
                return Optional.empty();
            }
            byte[] end = open.bytes(size - Integer.BYTES, Integer.BYTES).readNBytes(Integer.BYTES);
            int ofHeader = checksum(header);
            int ofPayload = JoinedChecksum.withoutEnd(ByteBuffer.wrap(end).getInt(), ofHeader, header.length);
            int withoutEnd = JoinedChecksum.of(ofHeader, ofPayload, length);
            return Optional.of(JoinedChecksum.of(withoutEnd, checksum(end), end.length));
        } catch (EOFException | java.io.UTFDataFormatException e) {
            return Optional.empty();
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    /** Checks a file as {@link #verify(OpenFile, String, int)} does. What is at the path later may be another file. */
    public static Payload verify(Path file, String kind, int newestVersion) throws IOException {
        try (OpenFile open = OpenFile.of(file)) {
            return verify(open, kind, newestVersion);
        }
    }

    /**
     * Checks a file from its first to its last byte.
     *
     * @param newestVersion the newest layout of the payload that the caller knows
     * @return position of the payload
     * @throws DknnFormatException if the file is foreign, of another kind, newer, truncated or damaged
     */
    public static Payload verify(OpenFile open, String kind, int newestVersion) throws IOException {
        Path file = open.path();
        long size = open.size();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(open.bytes(0, size), 1 << 10))) {
            if (size < Integer.BYTES || in.readInt() != MAGIC) {
                throw new DknnFormatException(file + " is not a file of dknn");
            }
            requireAtMost(file, "container", in.readInt(), CONTAINER_VERSION);
            String foundKind = in.readUTF();
            int version = in.readInt();
            long length = in.readLong();
            byte[] header = header(foundKind, version, length);
            requireWhole(file, size, header.length, length);
            int checksum = requireChecksum(open, header, length);
            if (!foundKind.equals(kind)) {
                throw new DknnFormatException(file + " should hold a " + kind + ", but holds a " + foundKind);
            }
            requireAtMost(file, kind, version, newestVersion);
            return new Payload(version, header.length, length, checksum);
        } catch (EOFException | java.io.UTFDataFormatException e) {
            throw new DknnFormatException(file + " is damaged: its header ends early or is garbled", e);
        }
    }

    private static void requireAtMost(Path file, String kind, int version, int newest) throws DknnFormatException {
        if (version < 1 || version > newest) {
            throw new DknnFormatException(file + " is written in version " + version + " of the " + kind
                    + " format; this release of dknn reads versions 1 to " + newest);
        }
    }

    private static void requireWhole(Path file, long size, int headerLength, long length) throws DknnFormatException {
        long wanted = headerLength + length + Integer.BYTES;
        if (length < 0 || size != wanted) {
            throw new DknnFormatException(file + " is " + (size < wanted ? "truncated" : "damaged") + ": it tells of "
                    + wanted + " bytes and has " + size);
        }
    }

    private static int requireChecksum(OpenFile open, byte[] header, long length) throws IOException {
        CRC32C checksum = new CRC32C();
        // direct, so that a large file is not copied on its way
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(CHECKED, length + Integer.BYTES));
        long end = header.length + length;
        for (long next = header.length; next < end; ) {
            readFully(open, next, buffer.clear().limit((int) Math.min(buffer.capacity(), end - next)));
            next += buffer.flip().remaining();
            checksum.update(buffer);
        }
        checksum.update(header);
        readFully(open, end, buffer.clear().limit(Integer.BYTES));
        if (buffer.flip().getInt() != (int) checksum.getValue()) {
            throw new DknnFormatException(open.path() + " is damaged: its checksum does not match its content");
        }
        return (int) checksum.getValue();
    }

    private static void readFully(OpenFile open, long position, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (open.read(position + target.position(), target) < 0) {
                throw new EOFException(open.path() + " was made shorter");
            }
        }
    }
}
