package dev.surety.onboarding.app.screening;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.ScreeningRules;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.ParticipantEntries;
import dev.surety.onboarding.app.RulesInForce;
import dev.surety.onboarding.app.screening.NameComparison.NamedHit;
import dev.surety.onboarding.app.screening.NameComparison.Result;
import dev.surety.onboarding.app.screening.NameScreening.Query;
import dev.surety.onboarding.app.screening.Names.Named;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.Verification;
import dev.surety.onboarding.domain.screening.CaseRules;
import dev.surety.onboarding.domain.screening.Evidence;
import dev.surety.onboarding.domain.screening.Screened;
import dev.surety.onboarding.domain.screening.ScreeningCase;
import dev.surety.onboarding.domain.screening.ScreeningEvent;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.command.Contention;
import dev.surety.runtime.journal.Append;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.StateChain;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.marketplace.Marketplaces;
import dev.surety.runtime.secrets.Digests;
import dev.surety.runtime.vault.Vault;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares participants with the lists of sanctioned parties. An entry that says {@code pending} is the intent. The
 * request that wrote it calls this, and a timer calls it again as long as the state says that something is due. A hit
 * opens the participant's case before the participant's entry names it, so a crash between delays and loses nothing.
 */
public final class ScreenParticipants {
    private final Journal journal;
    private final Marketplaces marketplaces;
    private final Vault vault;
    private final NameScreening lists;
    private final Clocks worlds;

    public ScreenParticipants(
            Journal journal, Marketplaces marketplaces, Vault vault, NameScreening lists, Clocks worlds) {
        this.journal = journal;
        this.marketplaces = marketplaces;
        this.vault = vault;
        this.lists = lists;
        this.worlds = worlds;
    }

    /** A participant as its chain has it now. */
    private record Loaded(StateChain chain, Participant participant, MarketplaceSettings settings, Instant now) {
        ChainId id() {
            return chain.id();
        }

        ParticipantState state() {
            return participant.state();
        }

        Screened screened() {
            return state().screening().orElseThrow();
        }

        ScreeningRules rules() {
            return ScreeningRules.orShipped(settings.screening());
        }
    }

    /**
     * Saves the second entry of a participant whom no list names, which is nearly every one: it is compared before its
     * own entry. A hit, or lists that cannot be read, leave it pending.
     *
     * @param state with the comparison that its rules ask for
     * @param profile as the command gives it
     */
    public ParticipantState early(
            ChainId chain, ParticipantState state, ObjectNode profile, MarketplaceSettings settings) {
        return state.screening().filter(Screened::isFresh).isPresent()
                ? early(state, settings, Names.of(chain, state, profile, vault))
                : state;
    }

    private ParticipantState early(ParticipantState state, MarketplaceSettings settings, List<Named> names) {
        ScreeningRules rules = ScreeningRules.orShipped(settings.screening());
        return NameComparison.of(lists, names, rules) instanceof Result.Clear(var index)
                ? state.screened(state.screening().orElseThrow().passed(index))
                : state;
    }

    /** The same for a participant whose profile the vault has already. */
    public ParticipantState early(ChainId chain, ParticipantState state, MarketplaceSettings settings) {
        return state.screening().filter(Screened::isFresh).isPresent()
                ? Names.of(chain, state, vault)
                        .map(names -> early(state, settings, names))
                        .orElse(state)
                : state;
    }

    /** Compares a participant at once whom its entry left pending. If this fails, a timer does it. */
    public void lookAfter(Entry entry) {
        boolean isPending = Participant.of(journal, entry)
                .state()
                .screening()
                .filter(now -> now.status() == Screened.Status.PENDING)
                .isPresent();
        if (isPending) {
            look(entry.chain());
        }
    }

    /** Compares a participant if that is pending and its time has come. */
    public void look(ChainId participant) {
        Contention.retry("a participant", () -> load(participant)
                .filter(of -> of.state().screening().filter(now -> now.isToAsk(of.now())).isPresent())
                .map(this::step)
                .orElse(Optional.of(true)));
    }

    /**
     * Has a participant compared anew, because a list has entries that may name it. Once for each cause, however often
     * it is called. A marketplace that verifies at once compares no names.
     */
    public void again(ChainId participant, String cause) {
        var key = CommandKey.ofFact("screening asked", participant.toString(), cause);
        Contention.retry("a participant", () -> load(participant)
                .filter(of -> RulesInForce.of(of.settings()).isPresent())
                .filter(of -> journal.seen(of.chain(), key).isEmpty())
                .map(of -> append(of, new ScreeningEvent.Asked(cause), askedAgain(of), Actor.EVENT, key))
                .orElse(Optional.of(true)));
        look(participant);
    }

    private static Screened askedAgain(Loaded of) {
        return of.state().screening().map(known -> known.again(of.now())).orElseGet(() -> Screened.toAsk(of.now()));
    }

    private Optional<Loaded> load(ChainId id) {
        StateChain chain = journal.state(id);
        Optional<Participant> open =
                chain.last().map(last -> Participant.of(journal, last)).filter(of -> !of.state().isClosed());
        return open.map(participant -> {
            MarketplaceSettings settings = marketplaces.find(id.marketplace()).orElseThrow();
            Instant now = worlds.now(id.marketplace(), participant.state().mode()).truncatedTo(ChronoUnit.MILLIS);
            return new Loaded(chain, participant, settings, now);
        });
    }

    /** Nothing if another entry took the place. */
    private Optional<Boolean> step(Loaded of) {
        Optional<List<Named>> names = Names.of(of.id(), of.state(), vault);
        if (names.isEmpty()) {
            return compared(of, new ScreeningEvent.Looked(), of.screened().nothingToAsk());
        }
        return switch (NameComparison.of(lists, names.get(), of.rules())) {
            case Result.NotPossible _ ->
                compared(of, new ScreeningEvent.Looked(), of.screened().unanswered(of.now()));
            case Result.Clear(var index) -> compared(of, index, journal.last(caseChain(of)).map(ScreeningCases::from));
            case Result.Matched found ->
                compared(of, found.index(), Optional.of(matched(of, names.get().getFirst().query(), found)));
        };
    }

    private static ChainId caseChain(Loaded of) {
        return ScreeningCases.chain(of.id().marketplace(), of.id().id());
    }

    /** An open case stays open although new names are clear: a participant cannot free itself by another name. */
    private Optional<Boolean> compared(Loaded of, String index, Optional<ScreeningCase> found) {
        if (found.isEmpty()) {
            return compared(of, new ScreeningEvent.Passed(index), of.screened().passed(index));
        }
        String id = caseChain(of).id();
        ScreeningEvent event = switch (found.get().state()) {
            case POTENTIAL -> new ScreeningEvent.Matched(id);
            case CLEARED_UNTIL_LIST_CHANGES -> new ScreeningEvent.Cleared(id);
            case CONFIRMED -> new ScreeningEvent.Confirmed(id);
        };
        return compared(of, event, of.screened().of(found.get().status(), index, id));
    }

    private Optional<Boolean> compared(Loaded of, ScreeningEvent event, Screened after) {
        Screened before = of.screened();
        var key = CommandKey.ofFact(
                "screened",
                of.id().toString(),
                Integer.toString(before.round()),
                Integer.toString(before.asked()));
        return append(of, event, after, Actor.TIMER, key);
    }

    private Optional<Boolean> append(Loaded of, ScreeningEvent event, Screened after, Actor actor, CommandKey key) {
        ParticipantState judged = Verification.judge(
                of.state().screened(after), RulesInForce.context(of.settings(), of.now()));
        var draft = ParticipantEntries.draft(of.id(), event, judged, of.now(), actor, key);
        return journal.append(of.chain(), draft) instanceof Append.Done ? Optional.of(true) : Optional.empty();
    }

    /** The case after the hit; a clearance that covers the hit stands. */
    private ScreeningCase matched(Loaded of, Query own, Result.Matched found) {
        ChainId id = caseChain(of);
        Evidence evidence = evidence(of, own, found, id);
        String hash = Digests.sha256Hex(Json.canonical(evidence));
        var key = CommandKey.ofFact(
                "screening matched", of.id().toString(), Integer.toString(of.screened().round()));
        return Contention.retry("a screening case", () -> {
            StateChain chain = journal.state(id);
            Optional<ScreeningCase> before = chain.last().map(ScreeningCases::from);
            boolean isKnown = before.filter(known -> known.isClearedFor(evidence)).isPresent()
                    || journal.seen(chain, key).isPresent();
            if (isKnown) {
                return before;
            }
            CaseRules.Decided.Changed changed =
                    CaseRules.match(before, of.id().id(), evidence, hash, of.now());
            var draft = ScreeningCases.draft(
                    chain, changed.event(), changed.after(), of.settings().mode(), of.now(), Actor.EVENT, key);
            return journal.append(chain, draft) instanceof Append.Done(Entry entry, var _)
                    ? Optional.of(ScreeningCases.from(entry))
                    : Optional.empty();
        });
    }

    /** Names of persons that no entry is near to are not kept: a clearance does not rest on them. */
    private Evidence evidence(Loaded of, Query own, Result.Matched found, ChainId id) {
        List<NamedHit> hits = found.hits();
        ObjectNode explained = Json.object();
        var each = explained.putArray("hits");
        hits.forEach(named -> each.addObject()
                .put("list", named.hit().list())
                .put("entry", named.hit().entry())
                .put("alias", named.hit().alias())
                .set("explanation", named.hit().explanation()));
        List<Evidence.OfPerson> persons = found.found().stream()
                .flatMap(seen -> seen.named().person().stream().map(person -> new Evidence.OfPerson(
                        person,
                        vault.keepPerson(id, (ObjectNode) Json.tree(seen.named().query())),
                        seen.review())))
                .toList();
        return new Evidence(
                of.screened().round(),
                found.index(),
                vault.keepPerson(id, (ObjectNode) Json.tree(own)),
                vault.keepPerson(id, explained),
                hits.stream().map(hit -> kept(of, hit)).toList(),
                found.found().stream()
                        .filter(seen -> seen.named().person().isEmpty())
                        .flatMap(seen -> seen.review().stream())
                        .findFirst(),
                Optional.of(persons).filter(some -> !some.isEmpty()));
    }

    private static Evidence.Hit kept(Loaded of, NamedHit named) {
        NameScreening.Hit hit = named.hit();
        boolean isStrong =
                hit.score() >= of.rules().of(hit.list(), named.named().query().kind()).strong();
        return new Evidence.Hit(
                hit.list(), hit.entry(), hit.contentHash(), hit.score(), isStrong, named.named().person());
    }
}
