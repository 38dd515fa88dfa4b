package dev.surety.onboarding;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.surety.testkit.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser at the hosted page: it keeps cookies, follows redirects to the page and sends its forms. */
final class Browser {
    static final String PAGE = "/onboarding";

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final OnboardingWorld world;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    final Map<String, String> headers = new HashMap<>(Map.of("sec-fetch-site", "same-origin"));

    /** The page as it was shown last. */
    Response shown;

    Browser(OnboardingWorld world) {
        this.world = world;
    }

    /** The path of a new link for this participant. */
    static String link(OnboardingWorld world, String participant, String collect, String key) {
        Response made = make(world, participant, collect, key);
        if (made.status() != 201) {
            throw new AssertionError(made.bytes());
        }
        return made.text("url").substring(IdentityDoors.PUBLIC.length());
    }

    static Response make(OnboardingWorld world, String participant, String collect, String key) {
        return world.call(
                "POST",
                OnboardingWorld.PARTICIPANTS + "/" + participant + "/onboarding-links",
                body(collect),
                key,
                OnboardingWorld.backend(OnboardingWorld.DEMO),
                Map.of());
    }

    static String body(String collect) {
        return "{\"returnUrl\":\"https://shop.example/back\",\"refreshUrl\":\"https://shop.example/again\","
                + "\"collect\":\"" + collect + "\"}";
    }

    /** As the API hands cookies on to a browser: among the headers. */
    static APIGatewayV2HTTPResponse withCookies(APIGatewayV2HTTPResponse answer) {
        if (answer.getCookies() != null) {
            Map<String, String> headers = new HashMap<>(answer.getHeaders());
            headers.put("Set-Cookie", String.join(", ", answer.getCookies()));
            answer.setHeaders(headers);
        }
        return answer;
    }

    Response get(String path) {
        return followed(call("GET", path, ""));
    }

    /** The answer itself, also where it sends the browser on. */
    Response call(String method, String path, String form) {
        Map<String, String> sent = new HashMap<>(headers);
        if (!cookies.isEmpty()) {
            sent.put("cookie", cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        if (method.equals("POST")) {
            sent.put("content-type", "application/x-www-form-urlencoded");
        }
        Response answer = world.call(method, path, form, "", Map.of(), sent);
        String set = answer.headers().getOrDefault("Set-Cookie", "");
        if (!set.isEmpty()) {
            String[] pair = set.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return answer;
    }

    private Response followed(Response answer) {
        String location = answer.headers().getOrDefault("Location", "");
        shown = location.startsWith("/") ? followed(call("GET", location, "")) : answer;
        return shown;
    }

    /** The form's hidden fields, as the page that was shown has them. */
    Map<String, String> hidden() {
        Map<String, String> hidden = new LinkedHashMap<>();
        Matcher found = HIDDEN.matcher(shown.bytes());
        while (found.find()) {
            hidden.put(found.group(1), found.group(2));
        }
        return hidden;
    }

    String form(Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("key", hidden().getOrDefault("key", ""));
        all.putAll(values);
        return encoded(all);
    }

    static String encoded(Map<String, String> all) {
        return all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Sends the form of a step with these values, and goes where the answer leads. */
    Response send(String step, Map<String, String> values) {
        return followed(call("POST", PAGE + "/" + step, form(values)));
    }

    boolean shows(String text) {
        return shown.bytes().contains(text);
    }
}
