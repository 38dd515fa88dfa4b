package dev.surety.local.http;

import dev.surety.local.Events;
import dev.surety.local.http.Authorizer.Verdict.Admitted;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An HTTP call as Lambda gets it from the HTTP API, payload format 2.0, and the function's answer back. */
final class HttpEvent {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final Pattern TEXT = Pattern.compile(
            "(text/.*|application/(json|xml|javascript|[^;]*\\+json|[^;]*\\+xml))\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

    private HttpEvent() {}

    static byte[] of(Call call, RouteTable.Match match, Optional<Admitted> caller, String requestId)
            throws Call.Unacceptable {
        JsonMapper json = JsonMapper.shared();
        String routeKey = match.route().method() + " " + match.route().path();
        ObjectNode event = json.createObjectNode()
                .put("version", "2.0")
                .put("routeKey", routeKey)
                .put("rawPath", call.path())
                .put("rawQueryString", call.rawQuery());
        if (!call.cookies().isEmpty()) {
            call.cookies().forEach(event.putArray("cookies")::add);
        }
        ObjectNode headers = event.putObject("headers");
        call.headers().forEach(headers::put);
        headers.put("x-forwarded-for", call.remote())
                .put("x-forwarded-proto", "http")
                .put("x-amzn-trace-id", "Root=1-" + requestId);
        Map<String, String> query = call.query();
        if (!query.isEmpty()) {
            query.forEach(event.putObject("queryStringParameters")::put);
        }
        event.set("requestContext", context(call, routeKey, caller, requestId));
        if (!match.pathParameters().isEmpty()) {
            match.pathParameters().forEach(event.putObject("pathParameters")::put);
        }
        // Bytes that are no text are sent as they are, so that the function can see and refuse them.
        boolean text = TEXT.matcher(call.header("content-type").orElse("")).matches()
                && call.body().filter(body -> !isUtf8(body)).isEmpty();
        call.body()
                .ifPresent(body -> event.put(
                        "body",
                        text ? new String(body, StandardCharsets.UTF_8) : Base64.getEncoder().encodeToString(body)));
        event.put("isBase64Encoded", call.body().isPresent() && !text);
        return json.writeValueAsBytes(event);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static ObjectNode context(Call call, String routeKey, Optional<Admitted> caller, String requestId) {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        ObjectNode context = JsonMapper.shared()
                .createObjectNode()
                .put("accountId", Events.ACCOUNT)
                .put("apiId", "local")
                .put("domainName", call.header("host").orElse("localhost"))
                .put("domainPrefix", "local")
                .put("requestId", requestId)
                .put("routeKey", routeKey)
                .put("stage", "$default")
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toInstant().toEpochMilli());
        caller.ifPresent(admitted -> {
            ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
            admitted.claims().forEach(jwt.putObject("claims")::put);
            admitted.scopes().forEach(jwt.putArray("scopes")::add);
        });
        context.putObject("http")
                .put("method", call.method())
                .put("path", call.path())
                .put("protocol", call.protocol())
                .put("sourceIp", call.remote())
                .put("userAgent", call.header("user-agent").orElse(""));
        return context;
    }

    /** The function's answer; one the gateway cannot read becomes its 500, one without a status its 200. */
    static Reply answer(byte[] bytes) {
        try {
            JsonNode answer = JsonMapper.shared().readTree(bytes);
            if (!answer.isObject() || !answer.has("statusCode")) {
                return Reply.of(200, "application/json", bytes);
            }
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
                if (!header.getValue().isNull()) {
                    headers.put(header.getKey().toLowerCase(Locale.ROOT), List.of(header.getValue().asString()));
                }
            }
            List<String> cookies = new ArrayList<>();
            answer.path("cookies").forEach(cookie -> cookies.add(cookie.asString()));
            if (!cookies.isEmpty()) {
                headers.put("set-cookie", cookies);
            }
            String body = answer.path("body").isString() ? answer.path("body").stringValue() : "";
            headers.putIfAbsent("content-type", List.of("application/json"));
            byte[] content = answer.path("isBase64Encoded").asBoolean(false)
                    ? Base64.getDecoder().decode(body)
                    : body.getBytes(StandardCharsets.UTF_8);
            return new Reply(answer.path("statusCode").asInt(), headers, content);
        } catch (JacksonException | IllegalArgumentException e) {
            return Reply.gateway(500, "Internal Server Error");
        }
    }
}
