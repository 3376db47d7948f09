package org.dknn.internal;

import org.dknn.vector.FloatMatrix;

/** Planted: files know vectors. */
record PlantedInFormat(FloatMatrix known) {}
