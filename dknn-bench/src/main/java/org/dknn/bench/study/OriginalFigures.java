package org.dknn.bench.study;

import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.NetworkKind;

/**
 * The original's figures, to stand beside ours.
 *
 * @param logs softmax accuracy in the training logs published with the code: best of the epochs on the test set, with three
 *     layers of 300
 * @param table "softmax / DkNN" in Table 1 of the paper as it is remembered; not confirmed from the paper's text
 * @see <a href="https://github.com/Eric-Wallace/deep-knn">the code, whose history holds the logs</a>
 */
record OriginalFigures(String logs, String table) {

    private static final String NONE = "none";

    static OriginalFigures of(Corpus corpus, NetworkKind kind) {
        boolean convolutions = kind == NetworkKind.CNN;
        return switch (corpus) {
            case SST_2 ->
                convolutions
                        ? new OriginalFigures("no vectors .8115, .8152; GloVe .8447 to .8526", ".857 / .858")
                        : new OriginalFigures("GloVe .8534, .8573", ".867 / .866");
            case CR -> new OriginalFigures(NONE, convolutions ? ".833 / .834" : ".827 / .825");
            case TREC ->
                convolutions
                        ? new OriginalFigures(NONE, ".928 / .924")
                        : new OriginalFigures("GloVe .9122", ".915 / .913");
            case MR -> new OriginalFigures(NONE, NONE);
        };
    }
}
