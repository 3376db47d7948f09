package org.dknn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dknn.index.GroupedNeighbors;
import org.dknn.index.Neighbors;
import org.dknn.internal.Utf16;
import org.dknn.vector.FloatMatrix;

/**
 * File format of what was found for inputs: number of inputs; for each the number of layers, for each of these the number of classes, and
 * for each class its neighbors; then the network's probabilities. Neighbors are their number, ordinals and distances, the
 * number of other rows at the last distance, and whether all rows were compared.
 */
final class FoundFormat {

    private FoundFormat() {}

    static void write(List<NeighborSearch.Found> all, DataOutputStream out) throws IOException {
        out.writeInt(all.size());
        for (NeighborSearch.Found found : all) {
            out.writeInt(found.layers().size());
            for (ClasswiseIndex.Found layer : found.layers()) {
                List<Neighbors> classes = layer.byLabel();
                out.writeInt(classes.size());
                for (Neighbors neighbors : classes) {
                    write(neighbors, out);
                }
            }
            found.probabilities().write(out);
        }
    }

    private static void write(Neighbors neighbors, DataOutputStream out) throws IOException {
        out.writeInt(neighbors.size());
        for (int rank = 0; rank < neighbors.size(); rank++) {
            out.writeInt(neighbors.ordinal(rank));
            out.writeFloat(neighbors.distance(rank));
        }
        out.writeInt(neighbors.others());
        out.writeBoolean(neighbors.countsAll());
    }

    /**
     * Reads what was written.
     *
     * @param k of the classifier
     */
    static List<NeighborSearch.Found> read(DataInputStream in, int k) throws IOException {
        int inputs = Utf16.readCount(in);
        List<NeighborSearch.Found> all = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            int count = Utf16.readCount(in);
            List<ClasswiseIndex.Found> layers = new ArrayList<>();
            for (int layer = 0; layer < count; layer++) {
                layers.add(ClasswiseIndex.Found.of(GroupedNeighbors.of(classes(in)), k));
            }
            all.add(NeighborSearch.Found.of(layers, FloatMatrix.read(in)));
        }
        return all;
    }

    private static List<Neighbors> classes(DataInputStream in) throws IOException {
        int count = Utf16.readCount(in);
        List<Neighbors> classes = new ArrayList<>();
        for (int label = 0; label < count; label++) {
            classes.add(neighbors(in));
        }
        return classes;
    }

    private static Neighbors neighbors(DataInputStream in) throws IOException {
        int size = Utf16.readCount(in);
        int[] ordinals = new int[size];
        float[] distances = new float[size];
        for (int rank = 0; rank < size; rank++) {
            ordinals[rank] = in.readInt();
            distances[rank] = in.readFloat();
        }
        Neighbors neighbors = Neighbors.wrap(ordinals, distances);
        int others = in.readInt();
        return in.readBoolean() ? neighbors.withOthers(others) : neighbors.withOtherCandidates(others);
    }
}
