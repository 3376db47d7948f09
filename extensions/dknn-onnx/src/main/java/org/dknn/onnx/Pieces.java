package org.dknn.onnx;

import java.util.BitSet;
import java.util.List;

/**
 * The pieces of a text's words as a model reads them, between its begin and its end.
 *
 * @param ids their numbers
 * @param unseen words that hold an unknown piece, that are cut, or of which nothing is read
 */
record Pieces(List<Integer> ids, BitSet unseen) {

    int size() {
        return ids.size();
    }
}
