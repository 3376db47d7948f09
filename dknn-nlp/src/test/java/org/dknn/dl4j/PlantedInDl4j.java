package org.dknn.dl4j;

import org.dknn.conformal.LabelVotes;

/** Planted: networks know statistics. */
record PlantedInDl4j(LabelVotes known) {}
