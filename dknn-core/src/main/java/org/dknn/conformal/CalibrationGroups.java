package org.dknn.conformal;

/** Which calibration examples a label is judged against. */
public enum CalibrationGroups {
    /** All of them: the papers' choice, and the default. What is promised holds on average over the classes. */
    MARGINAL,

    /**
     * Those of the label's own class, so that what is promised holds for each class by itself, however rare. A class without a
     * calibration example gets p-value 1: nothing speaks against it.
     *
     * <p>Source: Vovk, Gammerman and Shafer (2005), Algorithmic Learning in a Random World, section 4.5 (Mondrian).
     */
    CLASS_CONDITIONAL
}
