package org.dknn.conformal;

/** Nonconformities of one layer that depend on distances. */
enum LayerMeasure {
    MARGIN("margin", true) {
        @Override
        double of(LayerStatistics statistics, int label) {
            return statistics.meanDistance(label) - statistics.meanDistanceOfOthers(label);
        }
    },
    LOG_RATIO("log-ratio", false) {
        @Override
        double of(LayerStatistics statistics, int label) {
            return Math.log(statistics.meanDistance(label) + TINY)
                    - Math.log(statistics.meanDistanceOfOthers(label) + TINY);
        }
    },
    TRUST("trust-score", false) {
        @Override
        double of(LayerStatistics statistics, int label) {
            double own = statistics.nearestDistance(label);
            double sum = own + statistics.nearestDistanceOfOthers(label);
            return sum == 0 ? 0.5 : own / sum;
        }
    },
    KTH_DISTANCE("kth-distance", true) {
        @Override
        double of(LayerStatistics statistics, int label) {
            return statistics.kthDistance();
        }
    },
    CLASS_DISTANCE("class-distance", true) {
        @Override
        double of(LayerStatistics statistics, int label) {
            return statistics.meanDistance(label);
        }
    };

    /** As in the published code of the trust score; keeps the logarithm of 0 finite. */
    private static final double TINY = 1e-12;

    private final String text;
    private final boolean scaled;

    LayerMeasure(String text, boolean scaled) {
        this.text = text;
        this.scaled = scaled;
    }

    /** The nonconformity of a label; larger means less conforming. */
    abstract double of(LayerStatistics statistics, int label);

    /** Name of the kind. */
    String text() {
        return text;
    }

    /** Whether it is a distance, to be divided by the layer's typical distance. */
    boolean isScaled() {
        return scaled;
    }
}
