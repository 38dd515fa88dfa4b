package dev.surety.local.http;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;

import dev.surety.local.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Cross-origin answers, given by the API itself: functions' own headers of this kind are dropped. */
record Cors(List<String> origins, String methods, String headers, String exposed, String maxAge) {
    static Cors from(Template template, List<String> origins) {
        Map<String, Object> api = template.resources("AWS::Serverless::HttpApi").values().stream()
                .findFirst()
                .orElse(Map.of());
        Map<String, Object> cors = map(template.chosen(api.get("CorsConfiguration")));
        return new Cors(
                List.copyOf(origins),
                joined(cors, "AllowMethods"),
                joined(cors, "AllowHeaders"),
                joined(cors, "ExposeHeaders"),
                String.valueOf(cors.getOrDefault("MaxAge", 0)));
    }

    private static String joined(Map<String, Object> cors, String name) {
        List<String> values = new ArrayList<>();
        list(cors.get(name)).forEach(value -> values.add(value.toString()));
        return String.join(",", values);
    }

    /** The answer to a preflight, if this call is one. */
    Optional<Reply> preflight(Call call) {
        boolean asks = call.method().equals("OPTIONS")
                && call.header("origin").isPresent()
                && call.header("access-control-request-method").isPresent();
        if (!asks) {
            return Optional.empty();
        }
        Map<String, String> more = new LinkedHashMap<>();
        allowed(call).ifPresent(origin -> {
            more.put("access-control-allow-origin", origin);
            more.put("access-control-allow-methods", methods);
            more.put("access-control-allow-headers", headers);
            more.put("access-control-max-age", maxAge);
        });
        return Optional.of(Reply.empty(204).with(more));
    }

    Reply dress(Call call, Reply answer) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        answer.headers().forEach((name, values) -> {
            if (!name.toLowerCase(Locale.ROOT).startsWith("access-control-")) {
                kept.put(name, values);
            }
        });
        Reply plain = new Reply(answer.status(), kept, answer.body());
        return allowed(call)
                .map(origin -> plain.with("access-control-allow-origin", origin)
                        .with("access-control-expose-headers", exposed)
                        .with("vary", "origin"))
                .orElse(plain);
    }

    private Optional<String> allowed(Call call) {
        return call.header("origin").filter(origin -> origins.contains(origin) || origins.contains("*"));
    }
}
