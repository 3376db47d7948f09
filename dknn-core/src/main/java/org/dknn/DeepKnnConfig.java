package org.dknn;

import org.dknn.DeepKnnBuilder.LabelSource;
import org.dknn.conformal.CalibrationGroups;
import org.dknn.conformal.Nonconformity;
import org.dknn.conformal.PValueKind;
import org.dknn.index.IndexFactory;
import org.dknn.vector.Metric;

/** Choices of a {@link DeepKnn}, as its builder collected them. */
record DeepKnnConfig(
        int k,
        Metric metric,
        IndexFactory index,
        Nonconformity nonconformity,
        CalibrationGroups groups,
        PValueKind pValueKind,
        LabelSource labels,
        long seed) {

    DeepKnnConfig with(Nonconformity other) {
        return new DeepKnnConfig(k, metric, index, other, groups, pValueKind, labels, seed);
    }

    DeepKnnConfig with(CalibrationGroups other) {
        return new DeepKnnConfig(k, metric, index, nonconformity, other, pValueKind, labels, seed);
    }

    DeepKnnConfig with(IndexFactory other) {
        return new DeepKnnConfig(k, metric, other, nonconformity, groups, pValueKind, labels, seed);
    }
}
