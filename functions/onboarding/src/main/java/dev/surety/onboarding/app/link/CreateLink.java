package dev.surety.onboarding.app.link;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.ParticipantState.Account;
import dev.surety.onboarding.domain.closing.ClosingRules;
import dev.surety.onboarding.domain.link.OnboardingLink.Collect;
import dev.surety.onboarding.domain.link.OnboardingLink;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.CommandLoop;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.command.StateCommand;
import dev.surety.runtime.command.Verdict;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.marketplace.ReturnUrls;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates a link to the onboarding page for one participant. */
public final class CreateLink {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Clocks worlds;

    public CreateLink(Journal journal, Marketplaces marketplaces, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.worlds = worlds;
    }

    public record LinkRequest(String returnUrl, String refreshUrl, Collect collect) {}

    public Outcome<Entry> create(CommandEnvelope envelope, String participant, LinkRequest wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        Optional<Participant> found =
                Participant.find(journal, CreateParticipant.chain(marketplace, participant));
        if (found.isEmpty()) {
            return Outcome.refuse(CommonReason.NOT_FOUND);
        }
        ChainId id = OnboardingLinks.chain(
                marketplace, Id.derive(OnboardingLink.PREFIX, envelope.key().hash()));
        return CommandLoop.run(
                "an onboarding link",
                envelope,
                new StateCommand(journal, id, _ -> decided(envelope, found.get(), wanted)));
    }

    private Verdict<Draft> decided(CommandEnvelope envelope, Participant of, LinkRequest wanted) {
        MarketplaceId marketplace = envelope.caller().marketplace();
        MarketplaceSettings settings = marketplaces.find(marketplace).orElseThrow();
        List<FieldError> wrong = new ArrayList<>();
        if (isForeign(settings, wanted.returnUrl())) {
            wrong.add(new FieldError("/returnUrl", "not_of_this_marketplace"));
        }
        if (isForeign(settings, wanted.refreshUrl())) {
            wrong.add(new FieldError("/refreshUrl", "not_of_this_marketplace"));
        }
        if (!wrong.isEmpty()) {
            return new Verdict.Denied<>(Refusal.of(CommonReason.INVALID, wrong));
        }
        Optional<Refusal> closing = ClosingRules.refusesNew(of.state());
        if (closing.isPresent()) {
            return new Verdict.Denied<>(closing.get());
        }
        if (of.state().account() == Account.REJECTED) {
            return new Verdict.Denied<>(
                    CommonReason.TRANSITION_NOT_ALLOWED.with("A rejected participant has nothing to hand in."));
        }
        Instant now = worlds.now(marketplace, settings.mode()).truncatedTo(ChronoUnit.MILLIS);
        OnboardingLink link = OnboardingLink.created(
                of.entry().chain().id(), wanted.returnUrl(), wanted.refreshUrl(), wanted.collect(), now);
        return new Verdict.Allowed<>(
                OnboardingLinks.first(marketplace, link, now, envelope.caller().actor(), envelope.key()));
    }

    private static boolean isForeign(MarketplaceSettings settings, String url) {
        return settings.returnUrls().stream().noneMatch(prefix -> ReturnUrls.isUnder(prefix, url));
    }
}
