package dev.surety.runtime.edge.http;

import java.util.Arrays;
import java.util.Optional;

/**
 * {@code If-None-Match} (RFC 9110, section 13.1.2): the versions of a resource that a caller knows. If the present one
 * is among them, the answer says only that. The caller needs the right to read the resource all the same.
 */
record IfNoneMatch(boolean isRead, Optional<String> known) {
    static IfNoneMatch of(HttpEvent event) {
        return new IfNoneMatch(
                event.method().equals("GET"), Optional.ofNullable(event.headers().get("if-none-match")));
    }

    boolean isOf(Response.Said said) {
        String version = said.headers().get("ETag");
        return isRead
                && said.status() == 200
                && version != null
                && known.filter(tags -> names(tags, version)).isPresent();
    }

    /** Compared weakly, as the section asks: our versions differ where anything does. */
    private static boolean names(String tags, String version) {
        return Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals(version) || tag.equals("*"));
    }
}
