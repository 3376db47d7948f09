package org.dknn.nlp.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.dknn.Dataset;

/** Names of sources: what a user calls the data and the network, then how many texts there are, and a checksum of them. */
final class SourceName {

    static final String TEXTS = "texts";
    static final String PREMISES = "premises";
    static final String HYPOTHESES = "hypotheses";

    private static final Pattern END =
            Pattern.compile(", \\d+ (" + TEXTS + "|" + PREMISES + "|" + HYPOTHESES + "), [0-9a-f]{8}$");

    private SourceName() {}

    /**
     * The name of a data set.
     *
     * @param what of it is explained
     */
    static String of(String name, String what, Dataset<?> data) {
        return name + ", " + data.size() + " " + what + ", " + checksum(data);
    }

    private static String checksum(Dataset<?> data) {
        CRC32C checksum = new CRC32C();
        for (int i = 0; i < data.size(); i++) {
            checksum.update((data.label(i) + " " + data.inputs().get(i) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }

    /** A name without number and checksum, which tell apart data sets of one name; of pairs with the segment. */
    static String forReaders(String source) {
        Matcher end = END.matcher(source);
        if (!end.find()) {
            return source;
        }
        String name = source.substring(0, end.start());
        return end.group(1).equals(TEXTS) ? name : name + ", " + end.group(1);
    }
}
