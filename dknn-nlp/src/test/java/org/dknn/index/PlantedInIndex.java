package org.dknn.index;

import org.dknn.activation.Activations;

/** Planted: indexes know activations. */
record PlantedInIndex(Activations known) {}
