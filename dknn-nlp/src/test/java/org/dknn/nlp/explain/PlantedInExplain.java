package org.dknn.nlp.explain;

import org.dknn.nlp.render.Renderer;

/** Planted: explanations know their rendering. */
record PlantedInExplain(Renderer known) {}
