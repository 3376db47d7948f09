package org.dknn.nlp.render;

/** Planted: a name that says nothing. */
record PlantedUtil() {}
