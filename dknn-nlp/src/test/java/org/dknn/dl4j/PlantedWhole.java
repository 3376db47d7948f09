package org.dknn.dl4j;

import org.dknn.Prediction;

/** Planted: a part knows the whole. */
record PlantedWhole(Prediction known) {}
