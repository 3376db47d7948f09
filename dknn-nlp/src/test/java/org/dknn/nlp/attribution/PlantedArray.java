package org.dknn.nlp.attribution;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Planted: ND4J outside its packages. */
record PlantedArray(INDArray known) {}
