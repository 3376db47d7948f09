package org.dknn.vector;

import org.dknn.index.NeighborIndex;

/** Planted: vectors know indexes, which know vectors. */
record PlantedInVector(NeighborIndex known) {}
