package org.dknn.nlp.json;

import org.dknn.nlp.render.Renderer;

/** Planted: what writes knows what renders. */
record PlantedInJson(Renderer known) {}
