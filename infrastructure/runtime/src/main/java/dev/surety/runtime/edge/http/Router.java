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
    private record Template(Route<?> route, String[] segments) {
        Template(Route<?> route) {
            this(route, route.template().split("/", -1));
        }
    }

    private final List<Template> templates;

    Router(List<Route<?>> routes) {
        this.templates = routes.stream().map(Template::new).toList();
    }

    Optional<Match> find(String method, String path) {
        String[] given = path.split("/", -1);
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

    private static Optional<Map<String, String>> match(String[] wanted, String[] given) {
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                parameters.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
