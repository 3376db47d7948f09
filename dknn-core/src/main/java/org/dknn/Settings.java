package org.dknn;

import org.dknn.conformal.PValueKind;
import org.dknn.index.IndexFactory;
import org.dknn.vector.Metric;

/** What a {@link DeepKnn} was asked to be. */
record Settings(int k, Metric metric, IndexFactory index, PValueKind pValueKind, ReferenceLabels labels, long seed) {}
