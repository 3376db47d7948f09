package org.dknn.cli.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.dknn.cli.page.Figures;
import org.dknn.cli.page.Page;
import org.dknn.cli.page.Table;
import org.dknn.conformal.Nonconformity;

/**
 * Where a nonconformity has nothing more to say.
 *
 * @param judged the predictions
 */
record SaturationPart(JudgedTexts judged) {

    private static final List<String> SHOWN = List.of(
            Nonconformity.count().name(),
            Nonconformity.weightedVotes().name(),
            Nonconformity.logRatio().name());

    void addTo(Page page) {
        List<SaturationShares> kinds = Nonconformity.all().stream()
                .filter(kind -> !kind.name().equals(Nonconformity.kthDistance().name()))
                .map(judged.dknn()::fitted)
                .map(kind -> SaturationShares.of(kind, judged.predictions()))
                .toList();
        page.heading("Saturation")
                .say("Share of the texts whose predicted label's nonconformity is the smallest that occurs, over all"
                        + " layers and in each: what happens beyond it, no count can tell.")
                .table(table(kinds));
        page.picture(SaturationShares.overLayers("saturation over all layers", kinds))
                .picture(SaturationShares.byLayer(
                        "saturation by layer",
                        judged.dknn().layers(),
                        kinds.stream()
                                .filter(kind -> SHOWN.contains(kind.kind()))
                                .toList()));
    }

    private Table table(List<SaturationShares> kinds) {
        List<String> columns = new ArrayList<>(List.of("nonconformity", "over all layers"));
        columns.addAll(judged.dknn().layers());
        Table table = new Table(columns.toArray(String[]::new));
        for (SaturationShares kind : kinds) {
            List<String> cells = new ArrayList<>(List.of(kind.kind(), Figures.percent(kind.overLayers())));
            kind.byLayer().forEach(share -> cells.add(Figures.percent(share)));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }
}
