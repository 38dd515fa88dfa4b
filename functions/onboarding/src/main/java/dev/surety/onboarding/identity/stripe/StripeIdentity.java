package dev.surety.onboarding.identity.stripe;

import dev.surety.model.id.MarketplaceId;
import dev.surety.onboarding.app.identity.IdentityProvider;
import dev.surety.onboarding.domain.proof.ProofError;
import dev.surety.onboarding.identity.stripe.StripeCalls.Said;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.secrets.Secrets;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Stripe Identity: a check is a VerificationSession, and our id of the check is its {@code client_reference_id} and its
 * idempotency key. We send no word about the person. Where Stripe tells what the document said, the caller compares.
 *
 * @see <a href="https://docs.stripe.com/api/identity/verification_sessions">Stripe's reference</a>
 */
public final class StripeIdentity implements IdentityProvider {
    public static final String NAME = "stripe";
    public static final URI LIVE = URI.create("https://api.stripe.com");

    private static final String SESSIONS = "/v1/identity/verification_sessions";

    /** Stripe's page takes a person for 48 hours; we say less. */
    private static final Duration OPEN = Duration.ofHours(24);

    private static final Map<String, ProofError> ERRORS = Map.ofEntries(
            Map.entry("consent_declined", ProofError.CONSENT_DECLINED),
            Map.entry("country_not_supported", ProofError.COUNTRY_NOT_SUPPORTED),
            Map.entry("device_not_supported", ProofError.CHECK_ABANDONED),
            Map.entry("document_expired", ProofError.DOCUMENT_EXPIRED),
            Map.entry("document_type_not_supported", ProofError.DOCUMENT_KIND_NOT_ACCEPTED),
            Map.entry("document_unverified_other", ProofError.DOCUMENT_NOT_VERIFIED),
            Map.entry("email_unverified_other", ProofError.EMAIL_MISMATCH),
            Map.entry("email_verification_declined", ProofError.CONSENT_DECLINED),
            Map.entry("id_number_insufficient_document_data", ProofError.DOCUMENT_INCOMPLETE),
            Map.entry("id_number_mismatch", ProofError.ID_NUMBER_MISMATCH),
            Map.entry("id_number_unverified_other", ProofError.ID_NUMBER_INVALID),
            Map.entry("phone_unverified_other", ProofError.PHONE_MISMATCH),
            Map.entry("phone_verification_declined", ProofError.CONSENT_DECLINED),
            Map.entry("selfie_document_missing_photo", ProofError.DOCUMENT_WITHOUT_PHOTO),
            Map.entry("selfie_face_mismatch", ProofError.SELFIE_MISMATCH),
            Map.entry("selfie_manipulated", ProofError.SELFIE_MISMATCH),
            Map.entry("selfie_unverified_other", ProofError.SELFIE_UNREADABLE),
            Map.entry("under_supported_age", ProofError.UNDER_AGE));

    private final StripeCalls calls;

    /**
     * @param silence how long one call may take
     * @param pause waits before a call is sent again
     */
    public StripeIdentity(URI base, Duration silence, Secrets secrets, Consumer<Duration> pause) {
        this.calls = new StripeCalls(base, silence, secrets, pause);
    }

    public StripeIdentity(Secrets secrets) {
        this(LIVE, Limits.IDENTITY_CALL, secrets, StripeIdentity::sleep);
    }

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Outage("interrupted between two calls", e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    /** A refusal of the request itself is certain. A refused key of ours is an outage, which people have to mend. */
    @Override
    public Answer start(Order order) {
        Map<String, String> form = new TreeMap<>();
        form.put("type", "document");
        form.put("client_reference_id", order.check());
        form.put("metadata[marketplace]", order.marketplace().value());
        form.put("options[document][require_matching_selfie]", "true");
        form.put("return_url", order.returnUrl());
        Said said = calls.post(SESSIONS, form(form), order.check());
        return said.isSpent() ? startedAnew(order, form(form)) : started(said, order);
    }

    private static Answer started(Said said, Order order) {
        return switch (said.status()) {
            case 400, 402, 422 -> declined(said);
            default -> said.isDone() ? answer(said.body(), order.check()) : refused(said);
        };
    }

    /**
     * Stripe failed at an earlier start, and repeats that for a day under the same key. A session may have come of
     * it all the same. So Stripe is asked for one first, and only then for another, under the next key.
     */
    private Answer startedAnew(Order order, String form) {
        Answer known = find(order.marketplace(), order.check(), Optional.empty());
        if (!(known instanceof Answer.NotFound)) {
            return known;
        }
        for (String key : List.of(order.check() + "-2", order.check() + "-3")) {
            Said said = calls.post(SESSIONS, form, key);
            if (!said.isSpent()) {
                return started(said, order);
            }
        }
        throw new Outage("Stripe has failed at each start of this check");
    }

    /** A refusal of another form under the same key leaves open whether a check began. */
    private static Answer declined(Said said) {
        String type = said.body().at("/error/type").asString("");
        return type.isEmpty() || type.equals("idempotency_error")
                ? refused(said)
                : new Answer.Declined(said.body().at("/error/code").asString(type));
    }

    /** By Stripe's id where we have it, else by ours: the answer to the start may have been lost. */
    @Override
    public Answer find(MarketplaceId marketplace, String check, Optional<String> reference) {
        if (reference.isPresent()) {
            Said said = calls.get(SESSIONS + "/" + encoded(reference.get())
                    + "?expand%5B%5D=verified_outputs&expand%5B%5D=verified_outputs.dob");
            return said.status() == 404 ? new Answer.NotFound() : found(said, said.body(), check);
        }
        Said said = calls.get(SESSIONS + "?limit=1&client_reference_id=" + encoded(check)
                + "&expand%5B%5D=data.verified_outputs&expand%5B%5D=data.verified_outputs.dob");
        JsonNode first = said.body().path("data").path(0);
        return said.isDone() && first.isMissingNode() ? new Answer.NotFound() : found(said, first, check);
    }

    private static Answer found(Said said, JsonNode session, String check) {
        return said.isDone() ? answer(session, check) : refused(said);
    }

    private static Answer refused(Said said) {
        String hint = said.status() == 401 || said.status() == 403 ? ": look at the key in the secret stripe" : "";
        throw new Outage("Stripe refuses our call with " + said.status() + hint);
    }

    private static Answer answer(JsonNode session, String check) {
        String reference = session.path("id").asString("");
        boolean isOurs = session.path("client_reference_id").asString("").equals(check);
        if (reference.isEmpty() || !isOurs) {
            throw new Outage("Stripe answers about another check");
        }
        String error = session.path("last_error").path("code").asString("");
        return switch (session.path("status").asString("")) {
            case "processing" -> new Answer.Processes(reference);
            case "verified" -> verified(session, reference);
            case "canceled" -> new Answer.Failed(reference, ProofError.CHECK_ABANDONED);
            // Who left the page without submitting can still come back to it.
            case "requires_input" ->
                error.isEmpty() || error.equals("abandoned")
                        ? waits(session, reference)
                        : new Answer.Failed(
                                reference, ERRORS.getOrDefault(error, ProofError.DOCUMENT_NOT_VERIFIED));
            default -> new Answer.Unknown();
        };
    }

    /**
     * We sent no name. A yes without one would be a yes to any person's document. Where Stripe was asked to forget the
     * person, other words stand in the place of the name, and say nothing about a former yes.
     */
    private static Answer verified(JsonNode session, String reference) {
        Seen seen = seen(session.path("verified_outputs"));
        return session.hasNonNull("redaction") || seen.name().isEmpty()
                ? new Answer.Unknown()
                : new Answer.Verified(reference, seen);
    }

    private static Answer waits(JsonNode session, String reference) {
        String page = session.path("url").asString("");
        return page.startsWith("https://")
                ? new Answer.Waits(
                        reference,
                        URI.create(page),
                        Instant.ofEpochSecond(session.path("created").asLong(0)).plus(OPEN))
                : new Answer.Unknown();
    }

    private static Seen seen(JsonNode outputs) {
        String name = Stream.of("first_name", "last_name")
                .map(part -> outputs.path(part).asString(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return new Seen(Optional.of(name).filter(text -> !text.isEmpty()), date(outputs.path("dob")));
    }

    private static Optional<LocalDate> date(JsonNode dob) {
        try {
            return dob.hasNonNull("year") && dob.hasNonNull("month") && dob.hasNonNull("day")
                    ? Optional.of(LocalDate.of(
                            dob.path("year").asInt(0),
                            dob.path("month").asInt(0),
                            dob.path("day").asInt(0)))
                    : Optional.empty();
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static String form(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> encoded(member.getKey()) + "=" + encoded(member.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
