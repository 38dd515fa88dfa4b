package dev.surety.disputes.domain.chargeback;

import dev.surety.disputes.domain.chargeback.ChargebackEvent.Turn;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.model.dispute.ChargebackAnswer;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A case about a chargeback in its present state; each entry of its chain carries it.
 *
 * @param openedAt when we heard of it
 * @param wish of a person, to whom another has to agree
 * @param answers how many answers the case has begun
 * @param answer the last one
 * @param isDue whether people were told that evidence is due
 * @param lostBy why it was lost; stays when it is won after all
 * @param attention the kinds of work that are open
 */
public record ChargebackCase(
        ChargebackFacts facts,
        Instant openedAt,
        State state,
        List<Item> evidence,
        Optional<Wish> wish,
        int answers,
        Optional<Answer> answer,
        boolean isDue,
        Optional<LostBy> lostBy,
        Set<String> attention) {
    /** The bank must have evidence so much before the gateway's own deadline. */
    public static final Duration AHEAD = Duration.ofHours(24);

    public ChargebackCase {
        evidence = List.copyOf(evidence);
        attention = Set.copyOf(attention);
    }

    public enum State {
        WARNING_NEEDS_RESPONSE,
        WARNING_UNDER_REVIEW,
        WARNING_CLOSED,
        NEEDS_RESPONSE,
        /** Whether the gateway has the evidence is not known. */
        SUBMITTING,
        UNDER_REVIEW,
        /** We give it up; whether the gateway knows, the answer tells. */
        ACCEPTED,
        /** No answer was given in time. */
        EXPIRED,
        WON,
        LOST;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the bank has ended it. */
        boolean isOver() {
            return this == WARNING_CLOSED || this == WON || this == LOST;
        }

        public boolean isAnswerable() {
            return this == WARNING_NEEDS_RESPONSE || this == NEEDS_RESPONSE;
        }
    }

    public boolean isOver() {
        return state.isOver();
    }

    public enum LostBy {
        /** The bank has weighed our evidence. */
        DECISION,
        ACCEPTANCE,
        NO_RESPONSE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param by the principal that added it
     * @param of our dispute that holds it; empty if this case does
     */
    public record Item(String by, Optional<DisputeId> of, EvidenceItem item) {}

    public record Wish(String by, String hash, Instant at) {}

    /**
     * An answer to the bank.
     *
     * @param hash of the set of evidence; empty for an acceptance
     * @param file that the bank gets
     * @param sent how often the command was sent again
     * @param isStuck whether people were told that the outcome stays unknown
     * @param outcome empty while it is unknown
     */
    public record Answer(
            int n,
            ChargebackAnswer.Kind kind,
            Optional<String> hash,
            String by,
            Instant at,
            Optional<ChargebackEvent.CaseFile> file,
            int sent,
            boolean isStuck,
            Optional<Outcome> outcome) {
        Answer again(boolean stuck) {
            return new Answer(n, kind, hash, by, at, file, sent + 1, isStuck || stuck, outcome);
        }

        Answer with(Outcome known) {
            return new Answer(n, kind, hash, by, at, file, sent, isStuck, Optional.of(known));
        }
    }

    /** @param declined the gateway's code; empty if it has the answer */
    public record Outcome(Optional<String> declined) {}

    public static ChargebackCase opened(ChargebackFacts facts, Instant at) {
        State state =
                switch (facts.told().phase()) {
                    case WARNING_NEEDS_RESPONSE -> State.WARNING_NEEDS_RESPONSE;
                    case WARNING_UNDER_REVIEW -> State.WARNING_UNDER_REVIEW;
                    case WARNING_CLOSED -> State.WARNING_CLOSED;
                    case NEEDS_RESPONSE -> State.NEEDS_RESPONSE;
                    case UNDER_REVIEW -> State.UNDER_REVIEW;
                    case WON -> State.WON;
                    case LOST -> State.LOST;
                };
        Optional<LostBy> lost = state == State.LOST ? Optional.of(LostBy.DECISION) : Optional.empty();
        return new ChargebackCase(
                facts, at, state, List.of(), Optional.empty(), 0, Optional.empty(), false, lost, Set.of());
    }

    /** The gateway takes evidence before this. */
    public Optional<Instant> dueBy() {
        return facts.told().evidenceDueBy();
    }

    /** Evidence that is complete by then goes by itself. */
    public Optional<Instant> submitBy() {
        return dueBy().map(due -> due.minus(AHEAD));
    }

    /** The items that count. */
    public List<EvidenceItem> attached() {
        return evidence.stream().map(Item::item).filter(EvidenceItem::isAttached).toList();
    }

    public EvidenceNeeds.Missing missing(EvidenceNeeds needs) {
        Set<EvidenceKind> kinds = attached().stream().map(EvidenceItem::kind).collect(Collectors.toSet());
        return needs.missing(kinds);
    }

    public boolean isComplete(EvidenceNeeds needs) {
        return missing(needs).isNothing();
    }

    /** Names the set of evidence as it is attached now: another set has another hash. */
    public String setHash() {
        Set<String> words = new TreeSet<>();
        attached().forEach(item -> words.add(item.id() + " "
                + item.file().map(file -> file.sha256()).orElse("") + " " + item.words().orElse("")));
        return Id.derive("set", words.toArray(String[]::new));
    }

    /** The answer whose outcome is not known. */
    public Optional<Answer> pending() {
        return answer.filter(of -> of.outcome().isEmpty())
                .filter(_ -> state == State.SUBMITTING || state == State.ACCEPTED);
    }

    public ChargebackCase after(ChargebackEvent event, Instant at) {
        return switch (event) {
            case ChargebackEvent.Opened(var of) -> opened(of, at);
            case ChargebackEvent.EvidenceAdded(var by, var of, var items) -> added(by, of, items);
            case ChargebackEvent.EvidenceChecked(var item) -> checked(item);
            case ChargebackEvent.SubmitAsked(var by, var hash) ->
                with(state, evidence, Optional.of(new Wish(by, hash, at)), answer);
            case ChargebackEvent.Submitting(int n, var hash, var by, var file) ->
                answering(n, ChargebackAnswer.Kind.EVIDENCE, Optional.of(hash), by, at, file);
            case ChargebackEvent.Accepting(int n, var by) ->
                answering(n, ChargebackAnswer.Kind.ACCEPTANCE, Optional.empty(), by, at, Optional.empty());
            case ChargebackEvent.SentAgain(boolean stuck) ->
                with(state, evidence, wish, answer.map(of -> of.again(stuck)));
            case ChargebackEvent.EvidenceDue _ -> due();
            case ChargebackEvent.Expired _ -> with(State.EXPIRED, evidence, Optional.empty(), answer);
            case ChargebackEvent.Told(var turn, var of) -> told(turn, of);
            case ChargebackEvent.Looked _ -> this;
        };
    }

    /** Another set is not what the first person saw. */
    private ChargebackCase added(String by, Optional<DisputeId> of, List<EvidenceItem> items) {
        List<Item> more = new ArrayList<>(evidence);
        items.forEach(item -> more.add(new Item(by, of, item)));
        boolean isSameSet = items.stream().noneMatch(EvidenceItem::isAttached);
        return with(state, more, isSameSet ? wish : Optional.empty(), answer);
    }

    private ChargebackCase checked(EvidenceItem item) {
        List<Item> all = evidence.stream()
                .map(of -> of.item().id().equals(item.id()) ? new Item(of.by(), of.of(), item) : of)
                .toList();
        return with(state, all, item.isAttached() ? Optional.empty() : wish, answer);
    }

    private ChargebackCase answering(
            int n,
            ChargebackAnswer.Kind kind,
            Optional<String> hash,
            String by,
            Instant at,
            Optional<ChargebackEvent.CaseFile> file) {
        State next = kind == ChargebackAnswer.Kind.EVIDENCE ? State.SUBMITTING : State.ACCEPTED;
        var begun = new Answer(n, kind, hash, by, at, file, 0, false, Optional.empty());
        return new ChargebackCase(
                facts, openedAt, next, evidence, Optional.empty(), n, Optional.of(begun), isDue, lostBy, attention);
    }

    private ChargebackCase due() {
        return new ChargebackCase(
                facts, openedAt, state, evidence, wish, answers, answer, true, lostBy, attention);
    }

    private ChargebackCase told(Turn turn, ChargebackFacts of) {
        boolean isWarning = of.told().phase().isWarning();
        Optional<Answer> known = of.told().answer()
                .flatMap(said -> answer.filter(ours -> ours.n() == said.n())
                        .map(ours -> ours.with(new Outcome(said.declined()))))
                .or(() -> answer);
        Optional<LostBy> lost = turn == Turn.LOST ? Optional.of(lostBy(known)) : lostBy;
        State next =
                switch (turn) {
                    case NOTICED -> noticed(of.told().phase());
                    case OPENED -> State.NEEDS_RESPONSE;
                    case SUBMITTED -> isWarning ? State.WARNING_UNDER_REVIEW : State.UNDER_REVIEW;
                    case ACCEPTED -> State.ACCEPTED;
                    case ANSWER_DECLINED -> isWarning ? State.WARNING_NEEDS_RESPONSE : State.NEEDS_RESPONSE;
                    case WARNING_CLOSED -> State.WARNING_CLOSED;
                    case WON -> State.WON;
                    case LOST -> State.LOST;
                };
        boolean isUrgent = turn == Turn.ANSWER_DECLINED || (turn != Turn.OPENED && isDue);
        return new ChargebackCase(
                of,
                openedAt,
                next,
                evidence,
                next.isAnswerable() ? wish : Optional.empty(),
                answers,
                turn == Turn.OPENED ? Optional.empty() : known,
                isUrgent,
                lost,
                attention);
    }

    /** An answer that was given at the gateway itself leaves us nothing to do. */
    private State noticed(Phase phase) {
        if (!state.isAnswerable()) {
            return state;
        }
        return switch (phase) {
            case WARNING_UNDER_REVIEW -> State.WARNING_UNDER_REVIEW;
            case UNDER_REVIEW -> State.UNDER_REVIEW;
            case WARNING_NEEDS_RESPONSE, WARNING_CLOSED, NEEDS_RESPONSE, WON, LOST -> state;
        };
    }

    private LostBy lostBy(Optional<Answer> known) {
        if (known.filter(of -> of.kind() == ChargebackAnswer.Kind.ACCEPTANCE).isPresent()
                && state == State.ACCEPTED) {
            return LostBy.ACCEPTANCE;
        }
        boolean isAnswered = known.flatMap(Answer::outcome)
                .filter(of -> of.declined().isEmpty())
                .isPresent();
        return isAnswered || state == State.UNDER_REVIEW || state == State.WON
                ? LostBy.DECISION
                : LostBy.NO_RESPONSE;
    }

    private ChargebackCase with(
            State next, List<Item> items, Optional<Wish> asked, Optional<Answer> given) {
        return new ChargebackCase(
                facts, openedAt, next, items, asked, answers, given, isDue, lostBy, attention);
    }

    ChargebackCase attending(Set<String> kinds) {
        return new ChargebackCase(
                facts, openedAt, state, evidence, wish, answers, answer, isDue, lostBy, kinds);
    }
}
