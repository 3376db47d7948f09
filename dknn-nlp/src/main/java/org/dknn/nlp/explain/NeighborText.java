package org.dknn.nlp.explain;

/**
 * A training text near the explained one.
 *
 * @param ordinal its place in the training set, from 0
 * @param text its words, with spaces between them
 * @param label the label it votes for
 * @param distance in the layer, in the metric of the neighbors
 */
public record NeighborText(int ordinal, String text, int label, double distance) {}
