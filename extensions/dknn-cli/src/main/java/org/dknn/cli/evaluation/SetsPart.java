package org.dknn.cli.evaluation;

import java.util.Comparator;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;

/**
 * What the sets of labels hold, by each nonconformity.
 *
 * @param judged the predictions
 * @param level of the sets
 */
record SetsPart(JudgedTexts judged, double level) {

    void addTo(Page page) {
        Table table = new Table("nonconformity", "accuracy", "true label is in the set", "labels in a set");
        Nonconformity.all().stream()
                .map(judged::by)
                .sorted(Comparator.comparingDouble(by -> -by.accuracy()))
                .forEach(by -> addRow(table, by));
        page.heading("Prediction sets at the level " + level).table(table);
    }

    private void addRow(Table table, JudgedTexts by) {
        JudgedTexts.Sets sets = by.sets(level);
        table.row(
                by.dknn().nonconformity().name(),
                Figures.share(by.accuracy()),
                Figures.share(sets.coverage()),
                Figures.hundredths(sets.size()));
    }
}
