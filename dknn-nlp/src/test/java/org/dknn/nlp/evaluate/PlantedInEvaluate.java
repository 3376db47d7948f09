package org.dknn.nlp.evaluate;

import org.dknn.nlp.render.Renderer;

/** Planted: metrics know rendering. */
record PlantedInEvaluate(Renderer known) {}
