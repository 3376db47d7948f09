package org.dknn.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** Standard output that remembers why it failed, which a {@link java.io.PrintWriter} does not tell. Not safe for use by many threads. */
final class StandardOutput extends FilterOutputStream {

    private Optional<IOException> failure = Optional.empty();

    /** Of what bytes are written to at last. */
    StandardOutput(OutputStream target) {
        super(new BufferedOutputStream(target));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            throw remember(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw remember(e);
        }
    }

    private IOException remember(IOException e) {
        failure = failure.or(() -> Optional.of(e));
        return e;
    }

    /**
     * Fails if a write has failed.
     *
     * @throws ClosedPipeException if the reader has gone
     */
    void check() throws IOException {
        if (failure.isEmpty()) {
            return;
        }
        IOException e = failure.get();
        if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
            throw new ClosedPipeException(e);
        }
        throw new IOException("could not write all to standard output: " + e.getMessage(), e);
    }
}
