package org.dknn.nlp.attribution;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sets that grow unit by unit in drawn orders and their reverses; at least two units. */
final class DrawnOrders implements Coalitions {

    private final List<List<Integer>> orders = new ArrayList<>();
    private final Map<BitSet, Integer> places = new LinkedHashMap<>();

    /**
     * Draws orders.
     *
     * @param budget number of sets that may be asked for, but for the first pair of orders
     */
    DrawnOrders(int units, int budget, long seed) {
        Random random = new Random(seed);
        // the empty set is common to all orders, the whole set is known
        int pairs = Math.max(1, (budget - 1) / (2 * (units - 1)));
        List<Integer> order = IntStream.range(0, units).boxed().collect(Collectors.toCollection(ArrayList::new));
        for (int pair = 0; pair < pairs; pair++) {
            Collections.shuffle(order, random);
            List<Integer> reverse = new ArrayList<>(order);
            Collections.reverse(reverse);
            add(List.copyOf(order));
            add(List.copyOf(reverse));
        }
    }

    private void add(List<Integer> order) {
        orders.add(order);
        BitSet present = new BitSet();
        for (int unit : order) {
            places.putIfAbsent((BitSet) present.clone(), places.size());
            present.set(unit);
        }
    }

    @Override
    public List<BitSet> asked() {
        return List.copyOf(places.keySet());
    }

    @Override
    public double[] values(double all, double[] scores) {
        double[] values = new double[orders.get(0).size()];
        for (List<Integer> order : orders) {
            BitSet present = new BitSet();
            double before = score(present, all, scores);
            for (int unit : order) {
                present.set(unit);
                double after = score(present, all, scores);
                values[unit] += (after - before) / orders.size();
                before = after;
            }
        }
        return values;
    }

    private double score(BitSet present, double all, double[] scores) {
        Integer place = places.get(present);
        return place == null ? all : scores[place];
    }
}
