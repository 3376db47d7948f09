package org.dknn.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks where the links of documents lead. Those to other places than the project are not followed. */
final class Links {

    private final Path root;
    private final Map<Path, Document> documents;

    Links(Path root, List<Document> documents) {
        this.root = root;
        this.documents = documents.stream().collect(Collectors.toMap(Document::path, Function.identity()));
    }

    /** One line for each link that leads nowhere. */
    List<String> broken() {
        return documents.values().stream()
                .flatMap(document -> document.destinations().stream()
                        .filter(destination -> !isElsewhere(destination) && !leadsSomewhere(document, destination))
                        .map(destination -> document.path() + " links to " + destination + ", which is not there"))
                .sorted()
                .toList();
    }

    static boolean isElsewhere(String destination) {
        return destination.contains("://") || destination.startsWith("mailto:");
    }

    private boolean leadsSomewhere(Document document, String destination) {
        int hash = destination.indexOf('#');
        String file = hash < 0 ? destination : destination.substring(0, hash);
        Path target = file.isEmpty()
                ? document.path()
                : document.path().resolveSibling(file).normalize();
        if (!Files.exists(root.resolve(target))) {
            return false;
        }
        Document other = documents.get(target);
        return hash < 0 || (other != null && other.anchors().contains(destination.substring(hash + 1)));
    }
}
