package org.dknn.activation;

import org.dknn.index.Neighbors;

/** Planted: activations know neighbors. */
record PlantedInActivation(Neighbors known) {}
