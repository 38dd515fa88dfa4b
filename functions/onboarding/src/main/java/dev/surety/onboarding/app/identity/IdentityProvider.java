package dev.surety.onboarding.app.identity;

import dev.surety.model.id.MarketplaceId;
import dev.surety.onboarding.domain.proof.ProofError;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The port to a provider of identity checks. Every call carries our reference as its key: a repeated start is the same
 * check. A hostile provider can name a wrong person. It can move no money and sees no account.
 */
public interface IdentityProvider {
    String name();

    /** Asks for a check. The same reference again is the same check, for at least a day. */
    Answer start(Order order);

    /** Asks for a check by our reference, or by the provider's own if we have it. */
    Answer find(MarketplaceId marketplace, String check, Optional<String> reference);

    enum Purpose {
        /** A document that shows who the person is. */
        DOCUMENT
    }

    record Person(String name, Optional<LocalDate> birthDate) {}

    /** @param check our id of the check, which is its key */
    record Order(MarketplaceId marketplace, String check, Person person, Purpose purpose, String returnUrl) {}

    /** The words on the document, as far as the provider tells them. */
    record Seen(Optional<String> name, Optional<LocalDate> birthDate) {
        public static final Seen NOTHING = new Seen(Optional.empty(), Optional.empty());
    }

    sealed interface Answer {
        /** @param page the provider's page for the person; used at once and never stored */
        record Waits(String reference, URI page, Instant expiresAt) implements Answer {}

        record Processes(String reference) implements Answer {}

        record Verified(String reference, Seen seen) implements Answer {}

        record Failed(String reference, ProofError error) implements Answer {}

        record Revoked(String reference) implements Answer {}

        /** It did not begin, and never will under this reference. */
        record Declined(String why) implements Answer {}

        /** It is not known, which proves nothing. */
        record NotFound() implements Answer {}

        record Unknown() implements Answer {}
    }
}
