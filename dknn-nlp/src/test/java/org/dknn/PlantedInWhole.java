package org.dknn;

import org.dknn.dl4j.Pooling;

/** Planted: the whole knows DL4J. */
record PlantedInWhole(Pooling known) {}
