package dev.surety.runtime.edge.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route of a path. A template's word in braces matches one segment; exact words go before. The gateway has
 * decoded the path once and nothing is decoded again, so that one resource has one path and a key one scope.
 */
final class Router {
    record Match(Route<?> route, Map<String, String> parameters) {}

    /** A route and the segments of its template, split once for all requests. */
    private record Template(Route<?> route, List<String> segments) {
        Template(Route<?> route) {
            this(route, List.of(route.template().split("/", -1)));
        }
    }

    private final List<Template> templates;

    Router(List<Route<?>> routes) {
        this.templates = routes.stream().map(Template::new).toList();
    }

    Optional<Match> find(String method, String path) {
        List<String> given = List.of(path.split("/", -1));
        Optional<Match> best = Optional.empty();
        for (Template template : templates) {
            Route<?> route = template.route();
            Optional<Map<String, String>> parameters =
                    route.method().equals(method) ? match(template.segments(), given) : Optional.empty();
            if (parameters.isPresent()
                    && (best.isEmpty()
                            || parameters.get().size() < best.get().parameters().size())) {
                best = Optional.of(new Match(route, parameters.get()));
            }
        }
        return best;
    }

    private static Optional<Map<String, String>> match(List<String> wanted, List<String> given) {
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String word = wanted.get(i);
            if (word.startsWith("{")) {
                parameters.put(word.substring(1, word.length() - 1), given.get(i));
            } else if (!word.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
