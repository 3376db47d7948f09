package org.dknn;

import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.index.IndexFactory;
import org.dknn.vector.Metric;

/** What a {@link DeepKnn} was asked to be. */
record Settings(
        int k,
        Metric metric,
        IndexFactory index,
        Nonconformity nonconformity,
        CalibrationGroups groups,
        PValueKind pValueKind,
        ReferenceLabels labels,
        long seed) {

    Settings with(Nonconformity other) {
        return new Settings(k, metric, index, other, groups, pValueKind, labels, seed);
    }

    Settings with(CalibrationGroups other) {
        return new Settings(k, metric, index, nonconformity, other, pValueKind, labels, seed);
    }
}
