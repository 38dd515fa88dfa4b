package dev.surety.local.http;

import dev.surety.local.Door;
import dev.surety.local.template.Trigger.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The API's routes. A written segment wins over a variable one at the first place where two routes differ. */
final class RouteTable {
    record Match(Route route, Door door, Map<String, String> pathParameters) {}

    private record Entry(Route route, Door door, List<String> segments) {}

    private final List<Entry> entries = new ArrayList<>();

    RouteTable(Iterable<Door> doors) {
        for (Door door : doors) {
            door.spec().triggers().forEach(trigger -> {
                if (trigger instanceof Route route) {
                    entries.add(new Entry(route, door, segments(route.path())));
                }
            });
        }
        entries.sort(Comparator.comparing(RouteTable::rank));
    }

    /** Finds by the path as it was written: it splits segments first and decodes them then. */
    Optional<Match> find(String method, String rawPath) throws Call.Unacceptable {
        List<String> actual = new ArrayList<>();
        for (String segment : segments(rawPath)) {
            actual.add(Call.decodePath(segment));
        }
        return entries.stream()
                .filter(e -> e.route().method().equals(method) && matches(e.segments(), actual))
                .findFirst()
                .map(e -> new Match(e.route(), e.door(), parameters(e.segments(), actual)));
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static boolean variable(String segment) {
        return segment.startsWith("{");
    }

    /** Sorts written segments before variable ones, from left to right. */
    private static String rank(Entry entry) {
        StringBuilder rank = new StringBuilder();
        entry.segments().forEach(segment -> rank.append(variable(segment) ? '1' : '0'));
        return rank.toString();
    }

    private static boolean matches(List<String> pattern, List<String> actual) {
        return pattern.size() == actual.size()
                && IntStream.range(0, pattern.size())
                        .allMatch(i -> variable(pattern.get(i))
                                ? !actual.get(i).isEmpty()
                                : pattern.get(i).equals(actual.get(i)));
    }

    private static Map<String, String> parameters(List<String> pattern, List<String> actual) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String segment = pattern.get(i);
            if (variable(segment)) {
                parameters.put(segment.substring(1, segment.length() - 1), actual.get(i));
            }
        }
        return parameters;
    }
}
