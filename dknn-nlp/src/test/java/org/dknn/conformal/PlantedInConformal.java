package org.dknn.conformal;

import org.dknn.vector.FloatMatrix;

/** Planted: statistics know vectors. */
record PlantedInConformal(FloatMatrix known) {}
