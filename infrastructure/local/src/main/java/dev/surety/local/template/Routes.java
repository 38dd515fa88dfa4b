package dev.surety.local.template;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import dev.surety.local.template.Trigger.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The routes of the API's own document, by the function whose integration each of them names. */
final class Routes {
    private static final String INTEGRATION = "x-amazon-apigateway-integration";

    private Routes() {}

    static Map<String, List<Trigger>> byFunction(Template template) {
        Map<String, List<Trigger>> routes = new HashMap<>();
        template.resources("AWS::Serverless::HttpApi").values().forEach(api ->
                map(map(api.get("DefinitionBody")).get("paths")).forEach((path, operations) ->
                        map(template.chosen(operations)).forEach((method, operation) -> routes
                                .computeIfAbsent(function(map(operation)), _ -> new ArrayList<>())
                                .add(route(method, path, map(operation))))));
        return routes;
    }

    /** An integration is named after its function. */
    private static String function(Map<String, Object> operation) {
        String reference = String.valueOf(map(operation.get(INTEGRATION)).get("$ref"));
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** A route is open if its list of securities is written and empty; a route without a list is a mistake. */
    private static Route route(String method, String path, Map<String, Object> operation) {
        Object security = operation.get("security");
        if (security == null) {
            throw new IllegalArgumentException("The route " + method + " " + path + " does not say who may call it.");
        }
        List<String> scopes = list(security).stream()
                .flatMap(one -> map(one).values().stream())
                .flatMap(names -> list(names).stream())
                .map(String::valueOf)
                .toList();
        return new Route(method.toUpperCase(Locale.ROOT), path, scopes, list(security).isEmpty());
    }
}
