package org.dknn.bench.uncertainty;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dknn.activation.StepExtractor;
import org.dknn.bench.data.Corpus;
import org.dknn.bench.model.ModelDesign;
import org.dknn.bench.model.ModelStore;
import org.dknn.bench.model.NetworkKind;
import org.dknn.bench.model.TrainedModel;
import org.dknn.cli.page.Chart;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.ood.SequenceOodDetector;

/**
 * Measures how far neighbors can be relied on, for trained networks on real data. Whatever is learned here, such as a temperature, is
 * learned on dev sets; figures are of test sets. Not safe for use by many threads.
 */
public final class UncertaintyReport {

    private static final long TEXT_SEED = 11;

    private final ModelStore store;
    private final int seed;
    private final int explained;
    private final Page page = new Page("Uncertainty");
    private final Table strange = OodPart.table();
    private final Table coverage = CoveragePart.table();
    private final Table areas = SelectionPart.areas();
    private final Table errors = SelectionPart.errors();
    private final List<String> temperatures = new ArrayList<>();
    private final List<Chart> pictures = new ArrayList<>();

    /**
     * A report of no model.
     *
     * @param seed of models and splits, at least 1
     * @param explained number of test texts whose attributions are made, at least 1
     */
    public UncertaintyReport(ModelStore store, int seed, int explained) {
        this.store = store;
        this.seed = seed;
        this.explained = explained;
        page.say("Seed " + seed + ", k = 75 in each layer, by cosine; figures of test sets.")
                .heading("Saturation");
    }

    /** Measures a model; saturation and strange texts for SST-2 alone. */
    public void measure(Corpus corpus, NetworkKind kind) throws IOException {
        String title = corpus + " " + kind;
        store.out().println("Measures " + title);
        try (TrainedModel<List<String>> model =
                store.loadOrTrain(ModelDesign.of(store.folders(), corpus, kind, true, seed))) {
            Subject subject = Subject.of(
                    title, model.dknn(), model.data().dev(), model.data().test());
            temperatures.add(title + " " + Figures.share(subject.temperature().temperature()));
            new CoveragePart(subject, coverage).add();
            SelectionPart selection = new SelectionPart(subject);
            selection.addAreas(areas);
            selection.addErrors(errors);
            pictures.addAll(selection.pictures());
            if (corpus == Corpus.SST_2) {
                new SaturationPart(subject, explained).addTo(page);
                detect(subject, model, kind == NetworkKind.CNN ? "conv3" : "lstm1");
            }
        }
    }

    private void detect(Subject subject, TrainedModel<List<String>> model, String layer) throws IOException {
        List<List<String>> questions = Corpus.questions(store.folders()).inputs();
        try (SequenceOodDetector<List<String>> windows =
                        detector(model, model.steps("embedding").windows(3));
                SequenceOodDetector<List<String>> steps = detector(model, model.steps(layer))) {
            new OodPart(subject, List.of(windows, steps))
                    .addTo(strange, OodPart.strange(subject.testSet().inputs(), questions, TEXT_SEED));
        }
    }

    private static SequenceOodDetector<List<String>> detector(
            TrainedModel<List<String>> model, StepExtractor<List<String>> steps) {
        return SequenceOodDetector.fit(
                steps,
                model.data().training().inputs(),
                model.data().calibration().inputs());
    }

    /** What was measured; call it once, at the end. */
    public Page page() {
        page.heading("Prediction sets")
                .say(
                        "Share of test inputs whose prediction set includes the true label. Off by: in standard errors of two"
                                + " binomial samples, test and calibration.")
                .table(coverage)
                .heading("Texts that are no film reviews")
                .say(
                        "Out-of-distribution scores are those of whole texts by all layers, and step by step: how far windows"
                                + " of three vectors of the embedding, or what the first layer behind it makes of each word, are"
                                + " from the nearest of the training texts. The interval is a bootstrap one over the texts.")
                .table(strange)
                .heading("Selective answers")
                .say(
                        "Area under the risk-coverage curve, how much of it a perfect order of the same answers would spare, and"
                                + " the share of errors among the surest 80 %. Weights of layers are learned on dev sets.")
                .table(areas);
        pictures.forEach(page::picture);
        return page.heading("Calibration")
                .say("Temperatures: " + String.join(", ", temperatures) + ".")
                .table(errors);
    }
}
