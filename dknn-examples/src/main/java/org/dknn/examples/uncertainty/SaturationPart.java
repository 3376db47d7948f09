package org.dknn.examples.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dknn.ClassScore;
import org.dknn.Prediction;
import org.dknn.conformal.Nonconformity;
import org.dknn.examples.page.Axis;
import org.dknn.examples.page.Chart;
import org.dknn.examples.page.Figures;
import org.dknn.examples.page.Page;
import org.dknn.examples.page.Table;
import org.dknn.reliability.Saturation;

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
        List<Double> all = kinds.stream().map(this::overLayers).toList();
        double[] empty = emptyMaps(kinds);
        List<String> columns = new ArrayList<>(List.of("nonconformity", "saturated", "all-zero maps"));
        columns.addAll(subject.dknn().layers());
        Table table = new Table(columns.toArray(String[]::new));
        for (int kind = 0; kind < kinds.size(); kind++) {
            List<String> cells = new ArrayList<>(
                    List.of(kinds.get(kind).name(), Figures.percent(all.get(kind)), Figures.percent(empty[kind])));
            for (double share : byLayer(kinds.get(kind))) {
                cells.add(Figures.percent(share));
            }
            table.row(cells.toArray(String[]::new));
        }
        page.say(subject.title() + ", " + subject.dknn().metric() + " distance: share of the "
                        + subject.test().size()
                        + " test inputs whose predicted label's nonconformity is the smallest that occurs, over all"
                        + " layers and in each; share of leave-one-out maps of the first " + maps
                        + " test inputs that are zero everywhere.")
                .table(table);
        page.picture(saturation(kinds, all, empty)).picture(layers(kinds));
    }

    private double overLayers(Nonconformity kind) {
        return saturated(prediction -> kind.of(prediction.evidence(), prediction.label()));
    }

    private double[] byLayer(Nonconformity kind) {
        double[] shares = new double[subject.dknn().layers().size()];
        Arrays.setAll(
                shares,
                layer -> saturated(prediction -> kind.ofLayer(prediction.evidence(), layer, prediction.label())));
        return shares;
    }

    private double saturated(ToDoubleFunction<Prediction> score) {
        return Saturation.share(Subject.scores(subject.test(), score));
    }

    /** Share of maps, a kind, in which leaving out any word changes nothing. */
    private double[] emptyMaps(List<Nonconformity> kinds) {
        List<ClassScore> scores = kinds.stream().map(ClassScore::of).toList();
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

    private static boolean isEmpty(ClassScore score, Prediction whole, List<Prediction> shortened) {
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

    private Chart saturation(List<Nonconformity> kinds, List<Double> all, double[] empty) {
        Axis places = Axis.named(
                "nonconformity", kinds.stream().map(Nonconformity::name).toList());
        double largest = Math.max(
                all.stream().mapToDouble(share -> share).max().orElse(1),
                Arrays.stream(empty).max().orElse(1));
        return new Chart(title("saturation"), places, Axis.upTo("share", largest * 1.3))
                .bars(
                        "saturated scores",
                        all.stream().mapToDouble(share -> share).toArray(),
                        new Chart.Slot(0, 2))
                .bars("all-zero maps", empty, new Chart.Slot(1, 2));
    }

    private String title(String what) {
        return subject.title() + ": " + what + ", " + subject.dknn().metric();
    }

    private Chart layers(List<Nonconformity> kinds) {
        List<Nonconformity> shown = kinds.stream()
                .filter(kind -> List.of("count", "weighted-votes", "log-ratio").contains(kind.name()))
                .toList();
        double largest = shown.stream()
                .flatMapToDouble(kind -> Arrays.stream(byLayer(kind)))
                .max()
                .orElse(1);
        Axis places = Axis.named("layer", subject.dknn().layers());
        Chart chart = new Chart(title("saturation by layer"), places, Axis.upTo("share", largest * 1.3));
        for (int i = 0; i < shown.size(); i++) {
            chart.bars(shown.get(i).name(), byLayer(shown.get(i)), new Chart.Slot(i, shown.size()));
        }
        return chart;
    }
}
