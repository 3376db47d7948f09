package org.dknn.nlp.text;

/** Planted: prints. */
record PlantedPrinting() {

    void print() {
        System.out.println();
    }
}
