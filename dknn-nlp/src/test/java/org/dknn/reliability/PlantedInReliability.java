package org.dknn.reliability;

import org.dknn.dl4j.Pooling;

/** Planted: what stands on predictions knows DL4J. */
record PlantedInReliability(Pooling known) {}
