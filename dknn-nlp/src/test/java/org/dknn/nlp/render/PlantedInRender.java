package org.dknn.nlp.render;

import org.dknn.nlp.encode.TokenIds;

/** Planted: renderers know encoders. */
record PlantedInRender(TokenIds known) {}
