package dev.surety.runtime.edge.http;

import dev.surety.runtime.tokens.Caller;
import java.time.Duration;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one line that each request leaves in the log: the id in its answer leads to its outcome. It has the route, never
 * the path; the kind of caller, never the caller; and the subject's id, if it is one of ours. Nothing else of it comes
 * from the request.
 */
final class RequestLine {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLine.class);
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9=_.-]{1,64}");
    private static final Pattern OURS = Pattern.compile("[a-z]{2,4}_[a-z2-7]{26}");

    private final long began = System.nanoTime();
    private String requestId = "unknown";
    private String route = "";
    private String caller = "none";
    private String reason = "";
    private String chain = "";
    private boolean isForm;

    /** The request's id, as the API gave it; nothing else may stand for it. */
    void of(HttpEvent event) {
        if (REQUEST_ID.matcher(event.requestId()).matches()) {
            requestId = event.requestId();
        }
    }

    void matched(Router.Match match) {
        route = match.route().method() + " " + match.route().template();
        isForm = match.route().effect() == Route.Effect.TAKES_FORM;
        subject(match.parameters().getOrDefault("id", ""));
    }

    void by(Caller known) {
        caller = known.kind().word();
    }

    void refused(String why) {
        reason = why;
    }

    /** Notes the id of a resource that the request created. */
    void answered(ObjectNode body) {
        subject(body.path("id").asString(""));
    }

    private void subject(String id) {
        if (chain.isEmpty() && OURS.matcher(id).matches()) {
            chain = id;
        }
    }

    String requestId() {
        return requestId;
    }

    boolean isForm() {
        return isForm;
    }

    void write(int status) {
        LOG.atInfo()
                .addKeyValue("requestId", requestId)
                .addKeyValue("route", route)
                .addKeyValue("caller", caller)
                .addKeyValue("status", status)
                .addKeyValue("reason", reason)
                .addKeyValue("millis", Duration.ofNanos(System.nanoTime() - began).toMillis())
                .addKeyValue("chain", chain)
                .log("request");
    }
}
