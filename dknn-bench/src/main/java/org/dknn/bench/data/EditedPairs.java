package org.dknn.bench.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dknn.bench.data.DelimitedText.Row;
import org.dknn.nlp.attribution.Target;
import org.dknn.nlp.attribution.Variant;
import org.dknn.nlp.evaluate.AnnotatedText.HumanLabels;
import org.dknn.nlp.text.SentencePair;
import org.dknn.nlp.text.SentencePair.Side;

/**
 * Pairs of which people edited one side so that the label changes: the words that they put there are the reason for the new label.
 *
 * @see <a href="https://openreview.net/forum?id=Sklgs0NFvr">Kaushik, Hovy and Lipton (2020), Learning the difference that makes a
 *     difference with counterfactually-augmented data</a>
 */
public final class EditedPairs {

    private EditedPairs() {}

    /**
     * The pairs of the test part, of which {@link SnliPairs} learns nothing.
     *
     * @param edited the side that was edited; words of the other one are not marked
     * @return pairs with their new labels as targets, those whose edit only took words away left out
     * @throws FileNotFoundException if no data directory has them
     */
    public static List<MarkedTexts.Pair> test(Folders folders, Side edited) throws IOException {
        String name = edited == Side.HYPOTHESIS ? "revised_hypothesis" : "revised_premise";
        Path folder = folders.require(SnliPairs.COUNTERFACTUAL).resolve(SnliPairs.COUNTERFACTUAL);
        List<Row> before = DelimitedText.read(folder.resolve("original.test.tsv"));
        List<Row> after = DelimitedText.read(folder.resolve(name + ".test.tsv"));
        if (after.size() != 2 * before.size()) {
            throw new IOException(folder + " needs two pairs of " + name + " for each original, got " + after.size()
                    + " for " + before.size());
        }
        List<MarkedTexts.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            SentencePair original = SnliPairs.pair(before.get(i / 2));
            SentencePair pair = SnliPairs.pair(after.get(i));
            if (!original.words(other(edited)).equals(pair.words(other(edited)))) {
                throw new IOException(folder + ", " + name + ", pair " + (i + 1) + " is no edit of its original");
            }
            boolean[] marked = changed(original.words(edited), pair.words(edited));
            if (IntStream.range(0, marked.length).anyMatch(word -> marked[word])) {
                pairs.add(pair(name + " " + (i + 1), pair, label(after.get(i)), edited, marked));
            }
        }
        return pairs;
    }

    private static Side other(Side side) {
        return side == Side.HYPOTHESIS ? Side.PREMISE : Side.HYPOTHESIS;
    }

    private static Target label(Row row) {
        return Target.of(SnliPairs.LABELS.label(row.field("gold_label")));
    }

    private static MarkedTexts.Pair pair(String id, SentencePair pair, Target target, Side edited, boolean... marked) {
        HumanLabels edits = HumanLabels.rationale(marked);
        HumanLabels none =
                HumanLabels.rationale(new boolean[pair.words(other(edited)).size()]);
        Variant input = new Variant(List.of(pair.premise(), pair.hypothesis()));
        return edited == Side.PREMISE
                ? MarkedTexts.Pair.of(id, input, target, edits, none)
                : MarkedTexts.Pair.of(id, input, target, none, edits);
    }

    /** The words of a text that are not in a longest common subsequence with it as it was before; of equal ones the first counts. */
    static boolean[] changed(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        boolean[] changed = new boolean[after.size()];
        int i = 0;
        for (int j = 0; j < changed.length; j++) {
            while (i < before.size() && common[i + 1][j] == common[i][j]) {
                i++;
            }
            changed[j] = i == before.size() || !before.get(i).equals(after.get(j));
            i += changed[j] ? 0 : 1;
        }
        return changed;
    }
}
