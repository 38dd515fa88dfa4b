package dev.surety.local.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The response as it goes over the wire. */
@SuppressWarnings("ArrayRecordComponent") // Answers are sent, never compared.
record Reply(int status, Map<String, List<String>> headers, byte[] body) {
    /** The API gateway's body when it answers by itself. */
    static Reply gateway(int status, String message) {
        return of(status, "application/json", "{\"message\":\"" + message + "\"}");
    }

    static Reply of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply of(int status, String contentType, byte[] body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("content-type", List.of(contentType));
        return new Reply(status, headers, body);
    }

    static Reply empty(int status) {
        return new Reply(status, new LinkedHashMap<>(), new byte[0]);
    }

    Reply with(String header, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(header, List.of(value));
        return new Reply(status, more, body);
    }

    Reply with(Map<String, String> more) {
        Reply answer = this;
        for (Map.Entry<String, String> header : more.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
