package org.dknn.nlp.encode;

import org.dknn.Prediction;

/** Planted: encoders know predictions. */
record PlantedInEncode(Prediction known) {}
