package org.dknn.index;

import org.bytedeco.javacpp.Pointer;

/** Planted: native code outside its package. */
record PlantedPointer(Pointer known) {}
