package dev.surety.onboarding.app.identity;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.onboarding.app.CreateParticipant;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.ParticipantEntries;
import dev.surety.onboarding.app.RulesInForce;
import dev.surety.onboarding.app.identity.IdentityProvider.Answer;
import dev.surety.onboarding.app.identity.IdentityProvider.Order;
import dev.surety.onboarding.app.identity.IdentityProvider.Person;
import dev.surety.onboarding.app.identity.IdentityProvider.Purpose;
import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.domain.ParticipantEvent.Proved;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Verification;
import dev.surety.onboarding.domain.business.PersonCode;
import dev.surety.onboarding.domain.identity.CheckAnswer;
import dev.surety.onboarding.domain.identity.CheckEvent;
import dev.surety.onboarding.domain.identity.CheckRules;
import dev.surety.onboarding.domain.identity.IdentityCheck;
import dev.surety.onboarding.domain.proof.Proof;
import dev.surety.onboarding.domain.proof.ProofError;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.vault.Vault;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows checks to their result. The request that began one calls this, a notice calls it, and a timer calls it as
 * long as something is waited for. A result is appended to the check first, then to the participant; a crash anywhere
 * delays it, and loses none.
 */
public final class WatchIdentityCheck {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final IdentityProviders providers;
    private final Clocks worlds;

    public WatchIdentityCheck(
            Journal journal, Marketplaces marketplaces, Vault vault, IdentityProviders providers, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.providers = providers;
        this.worlds = worlds;
    }

    private record Loaded(StateChain chain, IdentityCheck check, MarketplaceSettings settings, Instant now) {
        ChainId id() {
            return chain.id();
        }

        ChainId participant() {
            return CreateParticipant.chain(id().marketplace(), check.participant());
        }

        int number() {
            return chain.last().orElseThrow().number();
        }
    }

    private Optional<Loaded> load(ChainId id) {
        StateChain chain = journal.state(id);
        return chain.last().map(last -> {
            MarketplaceSettings settings = marketplaces.find(id.marketplace()).orElseThrow();
            Instant now = worlds.now(id.marketplace(), settings.mode()).truncatedTo(ChronoUnit.MILLIS);
            return new Loaded(chain, IdentityChecks.from(last), settings, now);
        });
    }

    /**
     * Does what time brings to a check.
     *
     * @param number of the entry that left the deadline; 0 names none, and hints at news
     * @return false if the wake came too early, and must come again
     */
    public boolean wake(ChainId id, int number) {
        Optional<Loaded> found = load(id);
        if (found.isEmpty()) {
            return true;
        }
        if (number > 0) {
            Optional<Entry.Due> due =
                    found.get().chain().last().filter(last -> last.number() == number).flatMap(Entry::due);
            if (due.isEmpty()) {
                return true;
            }
            if (found.get().now().isBefore(due.get().at())) {
                return false;
            }
        }
        look(id);
        return true;
    }

    /** Asks the provider about a check that its notice names. A notice is a hint: only the answer is believed. */
    public boolean hear(MarketplaceId marketplace, String provider, String id) {
        Optional<Entry> found = IdentityChecks.find(journal, marketplace, id)
                .filter(last -> IdentityChecks.from(last).provider().equals(provider));
        found.ifPresent(last -> look(last.chain()));
        return found.isPresent();
    }

    /** Begins a check whose intent was just written. Its second entry is what the provider answered. */
    public void begin(ChainId id) {
        if (journal.find(id, 2).isEmpty()) {
            look(id);
        }
    }

    /** Asks the provider once, and tells the participant what follows. */
    public void look(ChainId id) {
        Contention.retry("an identity check", () -> load(id).map(this::step).orElse(Optional.of(true)));
        Contention.retry("an identity check", () -> load(id).map(this::tell).orElse(Optional.of(true)));
    }

    private Optional<Boolean> step(Loaded of) {
        if (!of.check().told()) {
            return Optional.of(true);
        }
        return CheckRules.answered(of.check(), judged(of, ask(of)), of.now())
                .map(changed -> append(of, changed.event(), changed.after()))
                .orElse(Optional.of(true));
    }

    private Optional<Boolean> append(Loaded of, CheckEvent event, IdentityCheck after) {
        var key = CommandKey.ofFact("identity check", of.id().toString(), Integer.toString(of.number()));
        var draft = IdentityChecks.draft(
                of.chain(), event, after, of.settings().mode(), of.now(), Actor.TIMER, key);
        return journal.append(of.chain(), draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }

    /** A first start is sent at once. A later one only once the provider says that it knows of none. */
    private Answer ask(Loaded of) {
        Optional<IdentityProvider> provider = providers.named(of.check().provider());
        if (provider.isEmpty()) {
            return new Answer.Unknown();
        }
        boolean isFirst = of.number() == 1;
        Answer found = isFirst
                ? new Answer.NotFound()
                : provider.get().find(of.id().marketplace(), of.id().id(), of.check().reference());
        return found instanceof Answer.NotFound && CheckRules.isStartable(of.check(), of.now())
                ? order(of)
                        .map(provider.get()::start)
                        // The words about the person were destroyed, so no provider checks that person any more.
                        .orElseGet(() -> new Answer.Declined("erased"))
                : found;
    }

    private Optional<Order> order(Loaded of) {
        return person(of)
                .flatMap(person -> returnUrl(of)
                        .map(url -> new Order(of.id().marketplace(), of.id().id(), person, Purpose.DOCUMENT, url)));
    }

    private Optional<String> returnUrl(Loaded of) {
        String kept = of.check().returnUrl();
        // A former entry has the address itself, and no commitment has a colon.
        return kept.contains(":")
                ? Optional.of(kept)
                : vault.find(of.id(), kept).map(words -> words.path(IdentityChecks.RETURN_URL).asString(""));
    }

    private Optional<Person> person(Loaded of) {
        return Participant.find(journal, of.participant())
                .flatMap(participant -> participant.profile(vault, of.check().person()))
                .map(WatchIdentityCheck::person);
    }

    private static Person person(ObjectNode profile) {
        return new Person(
                profile.path("name").asString(""),
                profile.path("birthDate").stringValueOpt().map(LocalDate::parse));
    }

    /** A document of another person proves nothing about this one. */
    private CheckAnswer judged(Loaded of, Answer answer) {
        return switch (answer) {
            case Answer.Waits(var reference, var _, var expiresAt) -> new CheckAnswer.Waits(reference, expiresAt);
            case Answer.Processes(var reference) -> new CheckAnswer.Processes(reference);
            case Answer.Verified(var reference, var seen) ->
                person(of)
                        .flatMap(person -> SamePerson.mismatch(person, seen))
                        .<CheckAnswer>map(error -> new CheckAnswer.Failed(reference, error))
                        .orElseGet(() -> new CheckAnswer.Verified(reference));
            case Answer.Failed(var reference, var error) -> new CheckAnswer.Failed(reference, error);
            case Answer.Revoked(var reference) -> new CheckAnswer.Revoked(reference);
            case Answer.Declined _ -> new CheckAnswer.Declined();
            case Answer.NotFound _ -> new CheckAnswer.NotFound();
            case Answer.Unknown _ -> new CheckAnswer.Unknown();
        };
    }

    /** Appends a result to the participant, once, and notes in the check that it has it. */
    private Optional<Boolean> tell(Loaded of) {
        if (of.check().told()) {
            return Optional.of(true);
        }
        String code = PersonCode.of(of.check().person(), Codes.DOCUMENT);
        Proof proof = of.check().proof(code, of.id().id(), of.now());
        Contention.retry("a participant", () -> tell(of, proof));
        return append(of, new CheckEvent.Told(), of.check().toldOf());
    }

    private Optional<Boolean> tell(Loaded of, Proof proof) {
        StateChain chain = journal.state(of.participant());
        ParticipantState state = Participant.of(journal, chain.last().orElseThrow()).state();
        boolean isKnown = state.proven().find(proof.id()).filter(known -> isSame(known, proof)).isPresent();
        // A person who was removed meanwhile has nothing to prove any more.
        if (isKnown || !state.hasPerson(of.check().person())) {
            return Optional.of(true);
        }
        ParticipantState judged =
                Verification.judge(state.proved(proof), RulesInForce.context(of.settings(), of.now()));
        var key = CommandKey.ofFact("identity check told", of.id().toString(), Integer.toString(of.number()));
        var draft = ParticipantEntries.draft(
                of.participant(), new Proved(proof.id(), proof.status()), state, judged, of.now(), Actor.EVENT, key);
        return journal.append(chain, draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }

    private static boolean isSame(Proof known, Proof proof) {
        Optional<ProofError> error = known.error();
        return known.is(proof.status()) && error.equals(proof.error());
    }

    /**
     * The provider's page for the person, asked for anew each time: the address works once and is stored nowhere.
     *
     * @return nothing if the person has nothing to do there any more
     */
    public Optional<URI> page(Entry last) {
        IdentityCheck check = IdentityChecks.from(last);
        if (check.state() != IdentityCheck.State.WAITING) {
            return Optional.empty();
        }
        ChainId id = last.chain();
        return switch (providers.named(check.provider())
                .map(provider -> provider.find(id.marketplace(), id.id(), check.reference()))
                .orElseGet(Answer.Unknown::new)) {
            case Answer.Waits(var _, var page, var _) -> Optional.of(page);
            case Answer.Unknown _, Answer.NotFound _ ->
                throw new Outage("the provider does not answer");
            case Answer.Processes _, Answer.Verified _, Answer.Failed _, Answer.Revoked _, Answer.Declined _ -> {
                look(id);
                yield Optional.empty();
            }
        };
    }
}
