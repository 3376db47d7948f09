package org.dknn.reliability;

import java.util.ArrayList;
import java.util.List;

/**
 * Risk-coverage curve: the error rate of the predictions with the highest scores, by the share of predictions that are
 * accepted. Independent of the scale of the scores. Immutable.
 *
 * <p>Predictions of equal score are accepted together, or a random part of them: between two points of the curve the
 * number of errors is interpolated linearly.
 *
 * @see <a href="https://arxiv.org/abs/1805.08206">Geifman, Uziel and El-Yaniv (2019), Bias-reduced uncertainty
 *     estimation</a>
 */
public final class RiskCoverage {

    private final List<Point> points;
    private final int size;

    private RiskCoverage(List<Point> points, int size) {
        this.points = List.copyOf(points);
        this.size = size;
    }

    /**
     * Point of the curve at a threshold.
     *
     * @param threshold the smallest accepted score
     * @param answered number of accepted predictions
     * @param errors number of errors among them
     */
    public record Point(double threshold, int answered, int errors) {

        /** Error rate of the accepted predictions, in {@code [0, 1]}. */
        public double risk() {
            return (double) errors / answered;
        }
    }

    /** The curve of selective predictions. */
    public static RiskCoverage of(SelectivePredictions predictions) {
        List<Point> points = new ArrayList<>();
        int[] order = predictions.highestFirst();
        int errors = 0;
        for (int i = 0; i < order.length; i++) {
            errors += predictions.isCorrect(order[i]) ? 0 : 1;
            double score = predictions.score(order[i]);
            if (i + 1 == order.length || predictions.score(order[i + 1]) != score) {
                points.add(new Point(score, i + 1, errors));
            }
        }
        return new RiskCoverage(points, order.length);
    }

    /** One point per distinct score, by falling score, so by rising coverage; the last accepts all. */
    public List<Point> points() {
        return points;
    }

    /** Share of all predictions that a point accepts, in {@code (0, 1]}. */
    public double coverage(Point point) {
        return (double) point.answered() / size;
    }

    /**
     * Error rate at a coverage.
     *
     * @param coverage in {@code (0, 1]}; rounded up to a whole number of predictions
     * @return in {@code [0, 1]}, expected over ties
     */
    public double riskAt(double coverage) {
        if (!(coverage > 0 && coverage <= 1)) {
            throw new IllegalArgumentException("the coverage must be in (0, 1], got " + coverage);
        }
        int wanted = (int) Math.max(1, Math.ceil(coverage * size - 1e-9));
        int answered = 0;
        int errors = 0;
        for (Point point : points) {
            if (point.answered() >= wanted) {
                double slope = (double) (point.errors() - errors) / (point.answered() - answered);
                return (errors + (wanted - answered) * slope) / wanted;
            }
            answered = point.answered();
            errors = point.errors();
        }
        throw new IllegalStateException("the last point answers all");
    }

    /**
     * Area under the curve: the mean of the risk over 1, 2, ... all predictions, in {@code [0, 1]}; smaller is better.
     */
    public double area() {
        double sum = 0;
        int answered = 0;
        int errors = 0;
        for (Point point : points) {
            double slope = (double) (point.errors() - errors) / (point.answered() - answered);
            for (int given = answered + 1; given <= point.answered(); given++) {
                sum += (errors + (given - answered) * slope) / given;
            }
            answered = point.answered();
            errors = point.errors();
        }
        return sum / size;
    }

    /** Smallest area for this number of errors: that of a score that ranks all errors last. */
    public double bestArea() {
        int right = size - points.get(points.size() - 1).errors();
        double sum = 0;
        for (int given = right + 1; given <= size; given++) {
            sum += (double) (given - right) / given;
        }
        return sum / size;
    }

    /** Area minus the smallest area, in {@code [0, 1]}: the part due to the ranking rather than to the errors. */
    public double excessArea() {
        return Math.max(0, area() - bestArea());
    }

    @Override
    public String toString() {
        return "RiskCoverage[" + size + " predictions, area " + area() + ", best " + bestArea() + "]";
    }
}
