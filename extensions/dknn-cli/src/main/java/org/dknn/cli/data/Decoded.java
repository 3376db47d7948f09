package org.dknn.cli.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Bytes as text. A byte order mark decides on the encoding; without one it is what the user says, or UTF-8.
 *
 * @param lines of the text, without a byte order mark
 * @param encoding its name, and whether there was a mark
 * @param problems lines with bytes that are not of the encoding, and nothing else
 */
record Decoded(Lines lines, String encoding, Problems problems) {

    /** Share of zero bytes that no text has unless it is UTF-16. */
    private static final int ONE_IN = 5;

    private static final int BEGINNING = 2_000;
    private static final int SHOWN_BEFORE = 12;

    /** Bytes that tell an encoding, the longer ones first. */
    private record Mark(String encoding, String hex) {

        static final List<Mark> ALL = List.of(
                new Mark("UTF-32LE", "fffe0000"),
                new Mark("UTF-32BE", "0000feff"),
                new Mark("UTF-8", "efbbbf"),
                new Mark("UTF-16LE", "fffe"),
                new Mark("UTF-16BE", "feff"));

        static Optional<Mark> of(byte[] bytes) {
            String first = HexFormat.of().formatHex(bytes, 0, Math.min(4, bytes.length));
            return ALL.stream().filter(mark -> first.startsWith(mark.hex)).findFirst();
        }

        int length() {
            return hex.length() / 2;
        }
    }

    /**
     * Decodes a file.
     *
     * @param source its name, for messages
     * @throws IllegalArgumentException if the user says another encoding than the mark, or it looks like UTF-16 without a mark
     */
    static Decoded of(String source, byte[] bytes, Optional<Charset> said) {
        Optional<Mark> mark = Mark.of(bytes);
        if (mark.isPresent()) {
            String encoding = mark.get().encoding();
            if (said.isPresent() && !encoding.startsWith(said.get().name())) {
                throw new IllegalArgumentException(source + " has the byte order mark of " + encoding
                        + "; leave out --encoding " + said.get().name());
            }
            ByteBuffer rest = ByteBuffer.wrap(
                    bytes, mark.get().length(), bytes.length - mark.get().length());
            return decode(source, rest, Charset.forName(encoding), encoding + " with a byte order mark");
        }
        Charset charset = said.orElse(StandardCharsets.UTF_8);
        if (charset.equals(StandardCharsets.UTF_8)) {
            refuseZeros(source, bytes);
        }
        return decode(source, ByteBuffer.wrap(bytes), charset, charset.name());
    }

    private static void refuseZeros(String source, byte[] bytes) {
        int[] zeros = new int[2];
        int length = Math.min(BEGINNING, bytes.length);
        for (int i = 0; i < length; i++) {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }
        if (length > 0 && (zeros[0] + zeros[1]) * ONE_IN > length) {
            throw new IllegalArgumentException(
                    source + " is not UTF-8: every other byte is zero, as in UTF-16 without a"
                            + " byte order mark; name its encoding, such as --encoding "
                            + (zeros[0] > zeros[1] ? "UTF-16BE" : "UTF-16LE"));
        }
    }

    private static Decoded decode(String source, ByteBuffer bytes, Charset charset, String name) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out =
                CharBuffer.allocate((int) Math.ceil((double) decoder.maxCharsPerByte() * bytes.remaining()) + 2);
        List<Integer> places = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        CoderResult result = decoder.decode(bytes, out, true);
        while (result.isError()) {
            places.add(out.position());
            wrong.add(hex(bytes, result.length()));
            out.put('\uFFFD');
            result = decoder.decode(bytes, out, true);
        }
        decoder.flush(out);
        Lines lines = new Lines(out.flip().toString());
        return new Decoded(lines, name, problems(source, lines, name, places, wrong));
    }

    /** Reads some bytes. */
    private static String hex(ByteBuffer bytes, int length) {
        byte[] wrong = new byte[Math.min(length, bytes.remaining())];
        bytes.get(wrong);
        return "0x" + HexFormat.of().formatHex(wrong).toUpperCase(Locale.ROOT);
    }

    private static Problems problems(
            String source, Lines lines, String encoding, List<Integer> places, List<String> wrong) {
        Problems problems = new Problems(source);
        for (int i = 0; i < places.size(); i++) {
            int line = lines.lineAt(places.get(i));
            int from = Math.max(lines.start(line), places.get(i) - SHOWN_BEFORE);
            problems.add(
                    line + 1,
                    "not " + encoding + ": " + wrong.get(i) + " behind "
                            + Problems.quoted(lines.text().substring(from, places.get(i)))
                            + "; if the file is in another encoding, name it, such as --encoding windows-1252");
        }
        return problems;
    }
}
