package org.dknn.onnx;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dknn.internal.DknnFormatException;

/** Makes pieces of words. Immutable, thread-safe. */
final class PieceReader {

    private final WordPiece wordPiece;
    private final int most;
    private final int begin;
    private final int end;
    private final int padding;

    /**
     * A reader.
     *
     * @param most pieces of a text, begin and end included
     */
    PieceReader(WordPiece wordPiece, int most) throws DknnFormatException {
        this.wordPiece = wordPiece;
        this.most = most;
        this.begin = wordPiece.id("[CLS]");
        this.end = wordPiece.id("[SEP]");
        this.padding = wordPiece.id("[PAD]");
    }

    int padding() {
        return padding;
    }

    int most() {
        return most;
    }

    Pieces read(List<String> words) {
        List<Integer> ids = new ArrayList<>(List.of(begin));
        BitSet unseen = new BitSet();
        for (int i = 0; i < words.size(); i++) {
            List<Integer> pieces = wordPiece.pieces(words.get(i));
            int room = most - 1 - ids.size();
            if (pieces.isEmpty() || pieces.size() > room || pieces.contains(wordPiece.unknown())) {
                unseen.set(i);
            }
            ids.addAll(pieces.subList(0, Math.min(room, pieces.size())));
        }
        ids.add(end);
        return new Pieces(List.copyOf(ids), unseen);
    }
}
