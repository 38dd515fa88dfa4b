package dev.surety.onboarding.app;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.journal.Posting;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.onboarding.domain.Capability;
import dev.surety.onboarding.domain.Decided.Changed;
import dev.surety.onboarding.domain.ParticipantEvent.CapabilityChanged;
import dev.surety.onboarding.domain.ParticipantEvent.RequirementOpened;
import dev.surety.onboarding.domain.ParticipantEvent;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Requirement;
import dev.surety.onboarding.domain.Verification;
import dev.surety.onboarding.domain.VolumeRules.Use;
import dev.surety.onboarding.domain.VolumeRules;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at a participant's volumes when money has moved or a sale was counted, and daily while a limit is reached. It
 * sums stored lines and payments, and appends only if a limit or a capability changes by it.
 */
public final class WatchVolumes {
    private static final String PAYMENT = "payment";
    private static final String CAPTURED = "payment.captured";
    private static final Set<AccountKind> OF_A_PAYEE =
            Set.of(AccountKind.PAYABLE, AccountKind.ON_HOLD, AccountKind.RESERVE);

    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Movements movements;
    private final Clocks worlds;
    private final SalesOf sales;

    public WatchVolumes(Journal journal, Marketplaces marketplaces, Movements movements, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.movements = movements;
        this.worlds = worlds;
        this.sales = new SalesOf(journal);
    }

    /**
     * Looks at all whose money an entry moved.
     *
     * @return false if the ledger has not posted the entry yet, so that the message must come again
     */
    public boolean moved(ChainId chain, int number) {
        boolean isRuled = marketplaces.find(chain.marketplace()).flatMap(RulesInForce::of).isPresent();
        Optional<Entry> found = isRuled && number > 0 ? journal.find(chain, number) : Optional.empty();
        if (found.isEmpty()) {
            return true;
        }
        boolean isWhole = true;
        for (String id : parties(found.get())) {
            ChainId participant = CreateParticipant.chain(chain.marketplace(), id);
            boolean isPosted = movements.isPosted(found.get(), participant);
            isWhole = isWhole && isPosted;
            if (isPosted) {
                look(participant);
            }
        }
        return isWhole;
    }

    private Set<String> parties(Entry entry) {
        Set<String> parties = new TreeSet<>();
        entry.postings().stream()
                .map(Posting::account)
                .filter(account -> OF_A_PAYEE.contains(account.kind()))
                .map(Account::holder)
                .forEach(parties::add);
        if (entry.chain().type().equals(PAYMENT) && entry.event().startsWith(CAPTURED)) {
            journal.find(entry.chain(), 1)
                    .map(first -> first.index().owner())
                    .map(owner -> owner.substring(owner.lastIndexOf('#') + 1))
                    .ifPresent(parties::add);
        }
        return parties;
    }

    /** Does nothing if no limit is nearer or farther than its mark says. */
    public void look(ChainId participant) {
        Contention.retry("a participant", () -> step(participant));
    }

    private Optional<Boolean> step(ChainId id) {
        StateChain chain = journal.state(id);
        Optional<MarketplaceSettings> settings = marketplaces.find(id.marketplace());
        Optional<OnboardingRules> rules = settings.flatMap(RulesInForce::of);
        if (chain.last().isEmpty() || rules.isEmpty()) {
            return Optional.of(false);
        }
        Instant now = worlds.now(id.marketplace(), settings.get().mode());
        ParticipantState state = Participant.of(journal, chain.last().get()).state();
        if (state.isClosed()) {
            return Optional.of(false);
        }
        ParticipantState counted = sales.counted(id, state, rules);
        Optional<Changed> looked = VolumeRules.looked(counted, uses(id, counted, rules.get(), now), now);
        ParticipantState judged = Verification.judge(
                looked.map(Changed::state).orElse(counted), RulesInForce.context(settings.get(), now));
        Optional<ParticipantEvent> event = looked.map(Changed::event)
                .or(() -> changed(state, judged))
                .or(() -> opened(state, judged));
        if (event.isEmpty()) {
            return Optional.of(false);
        }
        var key = CommandKey.ofFact("volumes", id.toString(), Integer.toString(chain.version()));
        var draft = ParticipantEntries.draft(id, event.get(), judged, now, Actor.EVENT, key);
        return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }

    /** The capability that enough sales allow now. */
    private static Optional<ParticipantEvent> changed(ParticipantState before, ParticipantState after) {
        return Capability.ALL.stream()
                .filter(name -> before.status(name) != after.status(name))
                .findFirst()
                .map(CapabilityChanged::new);
    }

    /** The requirements of rules that are newer than the participant's last entry. */
    private static Optional<ParticipantEvent> opened(ParticipantState before, ParticipantState after) {
        List<String> codes = after.requirements().stream()
                .filter(open -> !before.requirements().contains(open))
                .map(Requirement::code)
                .toList();
        return Optional.of(codes).filter(of -> !of.isEmpty()).map(RequirementOpened::new);
    }

    /** The limits of a participant and what it has used of each. */
    public List<Use> uses(ChainId id, ParticipantState state, OnboardingRules rules, Instant now) {
        Instant from = now.minus(VolumeRules.WINDOW);
        return VolumeRules.limits(state, rules).stream()
                .map(limit -> new Use(
                        limit,
                        movements.since(id, limit.capability(), limit.max().currency(), from)))
                .toList();
    }
}
