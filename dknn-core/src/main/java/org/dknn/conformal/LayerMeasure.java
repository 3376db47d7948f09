package org.dknn.conformal;

/** Nonconformities of one layer that look at distances. */
enum LayerMeasure {
    MARGIN("margin", true) {
        @Override
        double of(LayerStatistics evidence, int label) {
            return evidence.meanDistance(label) - evidence.meanDistanceOfOthers(label);
        }
    },
    LOG_RATIO("log-ratio", false) {
        @Override
        double of(LayerStatistics evidence, int label) {
            return Math.log(evidence.meanDistance(label) + TINY)
                    - Math.log(evidence.meanDistanceOfOthers(label) + TINY);
        }
    },
    TRUST("trust-score", false) {
        @Override
        double of(LayerStatistics evidence, int label) {
            double own = evidence.nearestDistance(label);
            double sum = own + evidence.nearestDistanceOfOthers(label);
            return sum == 0 ? 0.5 : own / sum;
        }
    },
    KTH_DISTANCE("kth-distance", true) {
        @Override
        double of(LayerStatistics evidence, int label) {
            return evidence.kthDistance();
        }
    },
    CLASS_DISTANCE("class-distance", true) {
        @Override
        double of(LayerStatistics evidence, int label) {
            return evidence.meanDistance(label);
        }
    };

    /** As in the published code of the trust score: keeps the logarithm of a distance of 0 finite. */
    private static final double TINY = 1e-12;

    private final String text;
    private final boolean scaled;

    LayerMeasure(String text, boolean scaled) {
        this.text = text;
        this.scaled = scaled;
    }

    /** How strange a label is; larger is stranger. */
    abstract double of(LayerStatistics evidence, int label);

    /** Name of the kind. */
    String text() {
        return text;
    }

    /** Whether it is a distance, to be divided by what is typical of the layer. */
    boolean isScaled() {
        return scaled;
    }
}
