package dev.surety.onboarding.http.page;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Requirement;
import dev.surety.onboarding.domain.link.OnboardingLink;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A request within a session: whose it is, and what is missing now.
 *
 * @param id of the link, whose session it is
 * @param name of the participant, read from the vault only where a form shows it
 * @param personName the same of a person of a business, by id
 */
record Visit(
        ChainId id,
        OnboardingLink link,
        Participant participant,
        MarketplaceSettings settings,
        Supplier<Optional<String>> name,
        Function<String, Optional<String>> personName,
        Words words) {
    MarketplaceId marketplace() {
        return id.marketplace();
    }

    ParticipantState state() {
        return participant.state();
    }

    /** The codes that the page asks the participant for. */
    List<String> missing() {
        return state().requirements().stream().filter(link::asksFor).map(Requirement::code).toList();
    }

    /** A form is shown for this version of the participant; the same form sent twice is one command. */
    String formKey() {
        return id.id() + "-" + participant.entry().number();
    }
}
