package org.dknn.nlp.evaluate;

/** What a table says of a metric. */
record MetricColumn(String name, Direction direction) {}
