package org.dknn.nlp.render;

import org.dknn.nlp.encode.TokenIdEncoder;

/** Planted: renderers know encoders. */
record PlantedInRender(TokenIdEncoder known) {}
