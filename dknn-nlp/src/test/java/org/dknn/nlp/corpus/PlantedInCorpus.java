package org.dknn.nlp.corpus;

import org.dknn.nlp.render.Renderer;

/** Planted: statistics know their rendering. */
record PlantedInCorpus(Renderer known) {}
