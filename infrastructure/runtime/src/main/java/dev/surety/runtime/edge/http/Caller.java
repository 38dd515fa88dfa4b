package dev.surety.runtime.edge.http;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Who sent a request, as the authorizer found it in the access token. A token belongs to one marketplace and is a
 * participant's own, a named member of staff's, or the marketplace's back end's.
 *
 * @param id the participant's id, the person's id, or the client's id
 */
public record Caller(MarketplaceId marketplace, Kind kind, String id, Set<String> scopes) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public enum Kind {
        BACKEND,
        STAFF,
        PARTICIPANT
    }

    /** The caller that verified claims name; nothing if they name none of ours. */
    static Optional<Caller> from(JsonNode claims) {
        String marketplace = text(claims, "marketplace");
        String participant = text(claims, "participant");
        String person = text(claims, "person");
        String client = text(claims, "client_id").isEmpty() ? text(claims, "sub") : text(claims, "client_id");
        Set<String> scopes = Set.copyOf(List.of(text(claims, "scope").trim().split(" +")));
        if (!MarketplaceId.isWellFormed(marketplace)) {
            return Optional.empty();
        }
        var of = new MarketplaceId(marketplace);
        if (!participant.isEmpty()) {
            return Id.isWellFormed(ParticipantId.PREFIX, participant)
                    ? Optional.of(new Caller(of, Kind.PARTICIPANT, participant, scopes))
                    : Optional.empty();
        }
        String id = person.isEmpty() ? client : person;
        return PLAIN.matcher(id).matches()
                ? Optional.of(new Caller(of, person.isEmpty() ? Kind.BACKEND : Kind.STAFF, id, scopes))
                : Optional.empty();
    }

    public boolean has(String scope) {
        return scopes.contains(scope);
    }

    public boolean isParticipant() {
        return kind == Kind.PARTICIPANT;
    }

    public boolean is(ParticipantId participant) {
        return isParticipant() && id.equals(participant.value());
    }

    /** The scope of idempotency keys within a marketplace. */
    public String principal() {
        return switch (kind) {
            case BACKEND -> "backend";
            case STAFF -> "operator";
            case PARTICIPANT -> id;
        };
    }

    public Actor actor() {
        return switch (kind) {
            case BACKEND -> Actor.of("backend:" + id);
            case STAFF -> Actor.of("staff:" + id);
            case PARTICIPANT -> Actor.of("participant:" + id);
        };
    }

    private static String text(JsonNode claims, String name) {
        JsonNode claim = claims.get(name);
        return claim != null && claim.isString() ? claim.stringValue() : "";
    }
}
