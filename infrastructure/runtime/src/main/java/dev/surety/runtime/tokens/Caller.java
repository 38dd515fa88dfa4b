package dev.surety.runtime.tokens;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.journal.Actor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The sender of a request, as the authorizer found it in the access token. A token belongs to one marketplace. It is a
 * participant's own ({@code participant}) or a named member of staff's ({@code person}). Only with {@code kind:
 * backend} is it the marketplace's back end's: a token that says nothing never gets the most rights.
 *
 * @param id the participant's id, the person's id, or the client's id
 */
public record Caller(MarketplaceId marketplace, Kind kind, String id, Set<String> scopes) {
    private static final String BACKEND = "backend";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    /** A participant's own token lies in a browser or a phone, so we refuse one that its issuer lets live longer. */
    private static final BigDecimal LONGEST_LIFE_SECONDS = BigDecimal.valueOf(15 * 60);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public enum Kind {
        BACKEND,
        STAFF,
        PARTICIPANT;

        /** As the log names it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The caller that verified claims name. Nothing if they name no caller of ours, or any claim is malformed. */
    public static Optional<Caller> from(JsonNode claims) {
        String marketplace = text(claims, "marketplace");
        boolean isReadable = MarketplaceId.isWellFormed(marketplace)
                && (!claims.has("person") || isPlain(claims, "person"))
                && (!claims.has("client_id") || isPlain(claims, "client_id"))
                && (!claims.has("kind") || text(claims, "kind").equals(BACKEND));
        boolean isSomebodys = claims.has("participant") || claims.has("person");
        // A token cannot be the back end's and a person's: an issuer that says both has not decided whose it is.
        if (!isReadable || isSomebodys == claims.has("kind")) {
            return Optional.empty();
        }
        Set<String> scopes = Set.copyOf(List.of(text(claims, "scope").trim().split(" +")));
        var of = new MarketplaceId(marketplace);
        if (claims.has("participant")) {
            String participant = text(claims, "participant");
            return Id.isWellFormed(ParticipantId.PREFIX, participant) && isShortLived(claims)
                    ? Optional.of(new Caller(of, Kind.PARTICIPANT, participant, scopes))
                    : Optional.empty();
        }
        if (claims.has("person")) {
            return Optional.of(new Caller(of, Kind.STAFF, text(claims, "person"), scopes));
        }
        String client = claims.has("client_id") ? "client_id" : "sub";
        return isPlain(claims, client)
                ? Optional.of(new Caller(of, Kind.BACKEND, text(claims, client), scopes))
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

    /**
     * The scope of idempotency keys within a marketplace. For staff it is the person. Two of them with the same key are
     * two callers; otherwise the first one's answer would stand for the second one's decision.
     */
    public String principal() {
        return switch (kind) {
            case BACKEND -> BACKEND;
            case STAFF -> "person:" + id;
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

    /** Whether the token has a beginning and an end, and the time between is short. */
    private static boolean isShortLived(JsonNode claims) {
        Optional<BigDecimal> until = ClaimedTime.parse(text(claims, "exp"));
        return ClaimedTime.parse(text(claims, "iat"))
                .flatMap(from -> until.map(end -> end.subtract(from)))
                .filter(life -> life.signum() > 0 && life.compareTo(LONGEST_LIFE_SECONDS) <= 0)
                .isPresent();
    }

    private static boolean isPlain(JsonNode claims, String name) {
        return PLAIN.matcher(text(claims, name)).matches();
    }

    private static String text(JsonNode claims, String name) {
        JsonNode claim = claims.get(name);
        return claim != null && claim.isString() ? claim.stringValue() : "";
    }
}
