package org.dknn.conformal;

/** Groups of calibration examples that labels are compared with. */
public enum CalibrationGroups {
    /** All examples: the papers' choice and the default. Coverage holds on average over the classes. */
    MARGINAL,

    /**
     * The examples of the label's own class, so that coverage holds for each class, however rare. A class without
     * calibration examples gets p-value 1, because nothing speaks against it.
     *
     * <p>Source: Vovk, Gammerman and Shafer (2005), Algorithmic Learning in a Random World, section 4.5 (Mondrian).
     */
    CLASS_CONDITIONAL
}
