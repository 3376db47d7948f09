package org.dknn.vector;

/** Planted: throws an exception that says nothing. */
record PlantedException() {

    void fail() {
        throw new RuntimeException("bare");
    }
}
