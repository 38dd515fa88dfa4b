package dev.surety.onboarding.app.identity;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.DailyLimit;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.ParticipantState.Account;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.closing.ClosingRules;
import dev.surety.onboarding.domain.identity.CheckEvent;
import dev.surety.onboarding.domain.identity.IdentityCheck;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.ReturnUrls;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Begins a check: its first entry is the intent, after which the provider is asked. */
public final class StartIdentityCheck {
    static final int MOST_A_DAY = 10;

    /** It has up to twenty persons. */
    static final int MOST_OF_A_BUSINESS = 40;

    private final Journal journal;
    private final JournalIndexes hints;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final IdentityProviders providers;
    private final Clocks worlds;
    private final String ownPage;

    /** @param ownPage where a person may return besides: our onboarding page; empty if its address is not known */
    public StartIdentityCheck(
            Journal journal,
            JournalIndexes hints,
            Marketplaces marketplaces,
            Vault vault,
            IdentityProviders providers,
            Clocks worlds,
            String ownPage) {
        this.journal = journal;
        this.hints = hints;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.providers = providers;
        this.worlds = worlds;
        this.ownPage = ownPage;
    }

    /** @param person of the business who is to be checked; empty for the participant */
    public record StartRequest(String returnUrl, Optional<String> person) {}

    public Outcome<Entry> start(CommandEnvelope envelope, String participant, StartRequest wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        Optional<Participant> found =
                Participant.find(journal, CreateParticipant.chain(marketplace, participant));
        if (found.isEmpty()) {
            return Outcome.refuse(CommonReason.NOT_FOUND);
        }
        ChainId id = IdentityChecks.chain(
                marketplace, Id.derive(IdentityCheck.PREFIX, envelope.key().hash()));
        return CommandLoop.run(
                "an identity check",
                envelope,
                new StateCommand(journal, id, chain -> decided(chain, envelope, found.get(), wanted)));
    }

    private Verdict<Draft> decided(StateChain chain, CommandEnvelope envelope, Participant of, StartRequest wanted) {
        MarketplaceSettings settings =
                marketplaces.find(chain.id().marketplace()).orElseThrow();
        String returnUrl = wanted.returnUrl();
        boolean isOurs = !ownPage.isEmpty() && returnUrl.equals(ownPage);
        if (!isOurs && settings.returnUrls().stream().noneMatch(prefix -> ReturnUrls.isUnder(prefix, returnUrl))) {
            return new Verdict.Denied<>(Refusal.of(
                    CommonReason.INVALID, List.of(new FieldError("/returnUrl", "not_of_this_marketplace"))));
        }
        if (!of.state().hasPerson(wanted.person())) {
            return new Verdict.Denied<>(Refusal.of(
                    CommonReason.INVALID, List.of(new FieldError("/person", "not_of_this_participant"))));
        }
        Optional<Refusal> closing = ClosingRules.refusesNew(of.state());
        if (closing.isPresent()) {
            return new Verdict.Denied<>(closing.get());
        }
        Instant now = worlds.now(chain.id().marketplace(), settings.mode());
        String participant = of.entry().chain().id();
        int most = of.state().kind() == Kind.BUSINESS ? MOST_OF_A_BUSINESS : MOST_A_DAY;
        Optional<Refusal> tooMany = limit(most)
                .exceeded(hints, IdentityChecks.owner(chain.id().marketplace(), participant), now);
        if (tooMany.isPresent()) {
            return new Verdict.Denied<>(tooMany.get());
        }
        if (of.state().account() == Account.REJECTED) {
            return denied("A rejected participant is not checked.");
        }
        if (of.state().kind() == Kind.BUSINESS && wanted.person().isEmpty()) {
            return denied("A provider checks people. Name a person of the business, or show it by a document.");
        }
        Optional<IdentityProvider> provider = providers.of(settings.mode());
        if (provider.isEmpty()) {
            return denied("This stack has no provider of identity checks; upload a document instead.");
        }
        // An address of the marketplace may name a person, in its query or its path.
        String kept = vault.keepPerson(chain.id(), Json.object().put(IdentityChecks.RETURN_URL, wanted.returnUrl()));
        IdentityCheck check =
                IdentityCheck.intended(participant, wanted.person(), provider.get().name(), kept, now);
        return new Verdict.Allowed<>(IdentityChecks.draft(
                chain, new CheckEvent.Asked(), check, settings.mode(), now, envelope.caller().actor(), envelope.key()));
    }

    private static DailyLimit limit(int most) {
        return new DailyLimit(
                "identity_checks_a_day",
                most,
                "A participant starts at most " + most + " identity checks in a day.");
    }

    private static Verdict<Draft> denied(String detail) {
        return new Verdict.Denied<>(CommonReason.TRANSITION_NOT_ALLOWED.with(detail));
    }
}
