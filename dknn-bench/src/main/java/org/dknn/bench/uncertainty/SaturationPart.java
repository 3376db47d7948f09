package org.dknn.bench.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.dknn.Prediction;
import org.dknn.ScoreFunction;
import org.dknn.cli.evaluation.SaturationShares;
import org.dknn.cli.page.Axis;
import org.dknn.cli.page.Chart;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;

/** How often a nonconformity has nothing more to say: scores that are as good as can be, and leave-one-out maps of zeros. */
final class SaturationPart {

    /** Texts whose shortened forms go through the network together. */
    private static final int TOGETHER = 50;

    private final Subject subject;
    private final int maps;

    /** Looks at leave-one-out maps of so many test texts. */
    SaturationPart(Subject subject, int maps) {
        this.subject = subject;
        this.maps = Math.min(maps, subject.test().size());
    }

    void addTo(Page page) {
        List<Nonconformity> kinds = subject.ofLabels();
        List<SaturationShares> all = kinds.stream()
                .map(kind -> SaturationShares.of(kind, subject.test()))
                .toList();
        double[] empty = emptyMaps(kinds);
        List<String> columns = new ArrayList<>(List.of("nonconformity", "saturated", "all-zero maps"));
        columns.addAll(subject.dknn().layers());
        Table table = new Table(columns.toArray(String[]::new));
        for (int kind = 0; kind < kinds.size(); kind++) {
            SaturationShares shares = all.get(kind);
            List<String> cells = new ArrayList<>(
                    List.of(shares.kind(), Figures.percent(shares.overLayers()), Figures.percent(empty[kind])));
            shares.byLayer().forEach(share -> cells.add(Figures.percent(share)));
            table.row(cells.toArray(String[]::new));
        }
        page.say(subject.title() + ", " + subject.dknn().metric() + " distance: share of the "
                        + subject.test().size()
                        + " test inputs whose predicted label's nonconformity is the smallest that occurs, over all"
                        + " layers and in each; share of leave-one-out maps of the first " + maps
                        + " test inputs that are zero everywhere.")
                .table(table);
        page.picture(saturation(all, empty)).picture(layers(all));
    }

    /** Share of maps, a kind, in which leaving out any word changes nothing. */
    private double[] emptyMaps(List<Nonconformity> kinds) {
        List<ScoreFunction> scores = kinds.stream().map(ScoreFunction::of).toList();
        double[] empty = new double[kinds.size()];
        for (int start = 0; start < maps; start += TOGETHER) {
            int end = Math.min(maps, start + TOGETHER);
            List<List<String>> texts = subject.testSet().inputs().subList(start, end);
            List<List<String>> shortened =
                    texts.stream().flatMap(text -> shortened(text).stream()).toList();
            List<Prediction> predictions = subject.dknn().predictAll(shortened);
            int from = 0;
            for (int i = 0; i < texts.size(); i++) {
                List<Prediction> own =
                        predictions.subList(from, from + texts.get(i).size());
                from += own.size();
                Prediction whole = subject.test().get(start + i);
                for (int kind = 0; kind < empty.length; kind++) {
                    empty[kind] += isEmpty(scores.get(kind), whole, own) ? 1.0 / maps : 0;
                }
            }
        }
        return empty;
    }

    private static boolean isEmpty(ScoreFunction score, Prediction whole, List<Prediction> shortened) {
        double value = score.score(whole, whole.label());
        return shortened.stream().allMatch(prediction -> score.score(prediction, whole.label()) == value);
    }

    private static List<List<String>> shortened(List<String> text) {
        List<List<String>> all = new ArrayList<>();
        for (int left = 0; left < text.size(); left++) {
            List<String> rest = new ArrayList<>(text);
            rest.remove(left);
            all.add(List.copyOf(rest));
        }
        return all;
    }

    private Chart saturation(List<SaturationShares> kinds, double[] empty) {
        double[] all = kinds.stream().mapToDouble(SaturationShares::overLayers).toArray();
        double largest = DoubleStream.concat(Arrays.stream(all), Arrays.stream(empty))
                .max()
                .orElse(1);
        Axis places = Axis.named(
                "nonconformity", kinds.stream().map(SaturationShares::kind).toList());
        return new Chart(title("saturation"), places, Axis.upTo("share", largest * 1.3))
                .bars("saturated scores", all, new Chart.Slot(0, 2))
                .bars("all-zero maps", empty, new Chart.Slot(1, 2));
    }

    private String title(String what) {
        return subject.title() + ": " + what + ", " + subject.dknn().metric();
    }

    private Chart layers(List<SaturationShares> kinds) {
        List<SaturationShares> shown = kinds.stream()
                .filter(kind -> List.of("count", "weighted-votes", "log-ratio").contains(kind.kind()))
                .toList();
        return SaturationShares.byLayer(
                title("saturation by layer"), subject.dknn().layers(), shown);
    }
}
