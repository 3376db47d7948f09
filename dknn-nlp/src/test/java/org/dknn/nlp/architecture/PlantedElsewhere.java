package org.dknn.nlp.architecture;

/** Planted: a package without a layer. */
record PlantedElsewhere() {}
