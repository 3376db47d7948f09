package org.dknn.index.faiss;

import org.dknn.activation.Activations;

/** Planted: an index knows activations. */
record PlantedInFaiss(Activations known) {}
