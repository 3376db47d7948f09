package org.dknn.conformal;

import static org.dknn.testkit.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NonconformityTest {

    /** k = 2; class 0 at 1 and 3, class 1 at 2 and 6: the nearest two are one of each. */
    private static final LayerStatistics FIRST =
            LayerStatistics.of(new int[] {0, 1}, new float[] {1, 2}, new float[] {1, 3}, new float[] {2, 6});

    /** Both neighbors are of class 1, the nearest a duplicate; class 0 is at 8 and 10. */
    private static final LayerStatistics SECOND =
            LayerStatistics.of(new int[] {1, 1}, new float[] {0, 4}, new float[] {8, 10}, new float[] {0, 4});

    private static final NeighborStatistics BOTH = NeighborStatistics.of(List.of(FIRST, SECOND));

    private static Stream<Nonconformity> fitted() {
        return Nonconformity.all().stream().map(kind -> kind.fittedTo(List.of(BOTH), new int[] {1}));
    }

    @Test
    void counts_by_hand() {
        assertEquals(3, Nonconformity.count().of(BOTH, 0)); // 1 + 2
        assertEquals(1, Nonconformity.count().of(BOTH, 1)); // 1 + 0
        assertEquals(2, Nonconformity.lastLayerCount().of(BOTH, 0));
        assertEquals(0, Nonconformity.lastLayerCount().of(BOTH, 1));
    }

    @Test
    void margin_by_hand() {
        // typical are the distances of the second neighbor, 2 and 4; the class means are 2 and 4, then 9 and 2
        Nonconformity margin = Nonconformity.margin().fittedTo(List.of(BOTH), new int[] {1});

        assertEquals(List.of(2.0, 4.0), margin.parameters());
        assertEquals((2 - 4) / 2.0 + (9 - 2) / 4.0, margin.of(BOTH, 0), 1e-12);
        assertEquals((4 - 2) / 2.0 + (2 - 9) / 4.0, margin.of(BOTH, 1), 1e-12);
    }

    @Test
    void log_ratio_by_hand() {
        assertEquals(
                Math.log(2 / 4.0) + Math.log(9 / 2.0), Nonconformity.logRatio().of(BOTH, 0), 1e-9);
    }

    @Test
    void trust_score_by_hand() {
        assertEquals(1 / (1 + 2.0) + 8 / (8 + 0.0), Nonconformity.trustScore().of(BOTH, 0), 1e-12);
        LayerStatistics twins =
                LayerStatistics.of(new int[] {0, 1}, new float[] {0, 0}, new float[] {0}, new float[] {0});
        assertEquals(0.5, Nonconformity.trustScore().of(NeighborStatistics.of(List.of(twins)), 0));
    }

    @Test
    void weighted_votes_by_hand() {
        // widths 2 and 4; in the first layer the weights are 1 and exp(-(4 - 1) / 8)
        Nonconformity votes = Nonconformity.weightedVotes().fittedTo(List.of(BOTH), new int[] {1});
        double far = Math.exp(-3 / 8.0);

        assertEquals(far / (1 + far), votes.ofLayer(BOTH, 0, 0), 1e-12);
        assertEquals(1, votes.ofLayer(BOTH, 1, 0));
        assertEquals(0, votes.ofLayer(BOTH, 1, 1));
    }

    @Test
    void distances_by_hand() {
        Nonconformity kth = Nonconformity.kthDistance().fittedTo(List.of(BOTH), new int[] {1});
        Nonconformity own = Nonconformity.classDistance().fittedTo(List.of(BOTH), new int[] {1});

        assertEquals(1 + 1, kth.of(BOTH, 0));
        assertEquals(kth.of(BOTH, 0), kth.of(BOTH, 1));
        assertEquals(2 / 2.0 + 9 / 4.0, own.of(BOTH, 0));
    }

    @Test
    void the_typical_distance_is_the_median_and_never_0() {
        LayerStatistics zero = LayerStatistics.of(new int[] {0}, new float[] {0}, new float[] {0}, new float[] {1});
        NeighborStatistics one = NeighborStatistics.of(List.of(zero));

        assertEquals(
                List.of(1.0),
                Nonconformity.margin().fittedTo(List.of(one), new int[] {0}).parameters());
        assertEquals(
                List.of(3.0),
                Nonconformity.margin()
                        .fittedTo(List.of(withKth(2), withKth(9), withKth(3), withKth(3)), new int[4])
                        .parameters());
    }

    private static NeighborStatistics withKth(float distance) {
        return NeighborStatistics.of(List.of(LayerStatistics.of(
                new int[] {0}, new float[] {distance}, new float[] {distance}, new float[] {distance + 1})));
    }

    @Test
    void an_unfitted_kind_says_so() {
        String message = assertThrows(IllegalStateException.class, () -> Nonconformity.margin()
                        .of(BOTH, 0))
                .getMessage();
        assertTrue(message.contains("margin must be fitted"), message);
    }

    @ParameterizedTest
    @MethodSource("fitted")
    void name_and_parameters_make_it_again(Nonconformity kind) {
        assertEquals(kind, Nonconformity.named(kind.name(), kind.parameters()));
        Nonconformity weighted = kind.weighted(List.of(0.5, 2.0));
        assertEquals(weighted, Nonconformity.named(weighted.name(), weighted.parameters()));
    }

    @ParameterizedTest
    @MethodSource("fitted")
    void layers_weigh_as_they_are_told(Nonconformity kind) {
        double expected = 0.25 * kind.ofLayer(BOTH, 0, 1) + 3 * kind.ofLayer(BOTH, 1, 1);

        assertEquals(expected, kind.weighted(List.of(0.25, 3.0)).of(BOTH, 1), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("fitted")
    void all_kinds_are_finite_on_odd_evidence(Nonconformity kind) {
        LayerStatistics lonely = LayerStatistics.of(
                new int[] {0, 0}, new float[] {0, Float.POSITIVE_INFINITY}, new float[] {0, 9}, new float[0]);
        NeighborStatistics odd = NeighborStatistics.of(List.of(lonely, lonely));

        assertTrue(Double.isFinite(kind.of(odd, 0)), kind.name());
        assertTrue(Double.isFinite(kind.of(odd, 1)), kind.name());
    }

    /** Moving the own class nearer, all else equal, never raises its nonconformity. */
    @ParameterizedTest
    @MethodSource("fitted")
    void nearer_own_examples_never_raise_nonconformity(Nonconformity kind) {
        Random random = new Random(5);
        for (int trial = 0; trial < 200; trial++) {
            float[] own = sorted(random);
            float[] other = sorted(random);
            float[] nearer = own.clone();
            for (int i = 0; i < nearer.length; i++) {
                nearer[i] *= 0.9f;
            }
            double before = kind.of(evidence(own, other), 0);
            double after = kind.of(evidence(nearer, other), 0);
            assertTrue(after <= before + 1e-9, "seed 5, trial " + trial + ", " + kind.name());
        }
    }

    private static float[] sorted(Random random) {
        float[] values = new float[4];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 + random.nextFloat();
        }
        Arrays.sort(values);
        return values;
    }

    /** Two equal layers with k = 4. */
    private static NeighborStatistics evidence(float[] first, float[] second) {
        int[] labels = new int[4];
        float[] distances = new float[4];
        int a = 0;
        int b = 0;
        for (int rank = 0; rank < 4; rank++) {
            boolean isFirst = first[a] <= second[b];
            labels[rank] = isFirst ? 0 : 1;
            distances[rank] = isFirst ? first[a++] : second[b++];
            a = Math.min(a, 3);
            b = Math.min(b, 3);
        }
        LayerStatistics layer = LayerStatistics.of(labels, distances, first, second);
        return NeighborStatistics.of(List.of(layer, layer));
    }

    @Test
    void graded_kinds_do_not_saturate_where_all_neighbors_agree() {
        NeighborStatistics near = NeighborStatistics.of(List.of(
                LayerStatistics.of(new int[] {0, 0}, new float[] {1, 2}, new float[] {1, 2}, new float[] {9, 9})));
        NeighborStatistics lessNear = NeighborStatistics.of(List.of(
                LayerStatistics.of(new int[] {0, 0}, new float[] {1, 2}, new float[] {1, 2}, new float[] {7, 8})));

        assertEquals(Nonconformity.count().of(near, 0), Nonconformity.count().of(lessNear, 0));
        assertTrue(
                Nonconformity.logRatio().of(near, 0) < Nonconformity.logRatio().of(lessNear, 0));
    }

    @Test
    void kinds_without_parameters_are_themselves_when_fitted() {
        Nonconformity ratio = Nonconformity.logRatio();
        assertSame(ratio, ratio.fittedTo(List.of(BOTH), new int[] {1}));
    }

    @Test
    void wrong_names_and_weights_are_refused() {
        assertRefused("there is no nonconformity \"cuont\"", () -> Nonconformity.named("cuont", List.of()));
        assertRefused("weights first", () -> Nonconformity.named("weighted count", List.of(5.0, 1.0)));
        assertRefused("0 or more", () -> Nonconformity.count().weighted(List.of(1.0, -1.0)));
        assertRefused("a weight above 0", () -> Nonconformity.count().weighted(List.of(0.0, 0.0)));
        assertRefused(
                "a weight for each of 2 layers",
                () -> Nonconformity.count().weighted(List.of(1.0)).of(BOTH, 0));
    }
}
