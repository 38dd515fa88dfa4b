package dev.surety.runtime.edge.http;

import dev.surety.runtime.json.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The bytes an HTTP API hands to a function (payload format 2.0), to be altered at will. */
public final class HttpBytes {
    public static final String KEY = "key-0123456789abcdef";

    private final ObjectNode event = Json.object();

    private HttpBytes(String method, String path) {
        event.put("version", "2.0").put("routeKey", method + " " + path).put("rawPath", path).put("rawQueryString", "");
        event.putObject("headers").put("content-type", "application/json").put("authorization", "Bearer of-the-caller");
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", "123456789012").put("requestId", "JKJaXmPLvHcESHA=").put("stage", "$default");
        context.putObject("http").put("method", method).put("path", path).put("sourceIp", "192.0.2.1");
        event.put("isBase64Encoded", false);
    }

    public static HttpBytes of(String method, String path) {
        return new HttpBytes(method, path)
                .header("idempotency-key", KEY)
                .claims(Map.of(
                        "iss", "https://issuer.example",
                        "sub", "demo-backend",
                        "client_id", "demo-backend",
                        "kind", "backend",
                        "marketplace", "demo",
                        "scope", "things:read things:write"));
    }

    public HttpBytes header(String name, String value) {
        ((ObjectNode) event.get("headers")).put(name, value);
        return this;
    }

    public HttpBytes without(String header) {
        ((ObjectNode) event.get("headers")).remove(header);
        return this;
    }

    public HttpBytes query(String name, String value) {
        event.withObject("queryStringParameters").put(name, value);
        return this;
    }

    public HttpBytes claims(Map<String, String> claims) {
        ObjectNode context = (ObjectNode) event.get("requestContext");
        ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
        claims.forEach(jwt.putObject("claims")::put);
        return this;
    }

    public HttpBytes claim(String name, String value) {
        claimNode().put(name, value);
        return this;
    }

    public HttpBytes withoutClaim(String name) {
        claimNode().remove(name);
        return this;
    }

    private ObjectNode claimNode() {
        return (ObjectNode) event.get("requestContext").get("authorizer").get("jwt").get("claims");
    }

    public HttpBytes anonymous() {
        ((ObjectNode) event.get("requestContext")).remove("authorizer");
        return this;
    }

    public HttpBytes body(String body) {
        event.put("body", body);
        return this;
    }

    public HttpBytes encodedBody(String base64) {
        event.put("body", base64).put("isBase64Encoded", true);
        return this;
    }

    /** The event itself, for what has no word here. */
    public ObjectNode event() {
        return event;
    }

    public InputStream stream() {
        return new ByteArrayInputStream(bytes());
    }

    public byte[] bytes() {
        return Json.text(event).getBytes(StandardCharsets.UTF_8);
    }
}
