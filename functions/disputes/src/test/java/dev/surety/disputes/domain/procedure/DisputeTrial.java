package dev.surety.disputes.domain.procedure;

import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.DisputeEvent;
import dev.surety.disputes.domain.dispute.Enforcement;
import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.dispute.Judgement.Fact;
import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.disputes.domain.dispute.Role;
import dev.surety.disputes.domain.dispute.Side;
import dev.surety.disputes.domain.dispute.Stage;
import dev.surety.disputes.domain.evidence.EvidenceItem;
import dev.surety.disputes.domain.evidence.EvidenceKind;
import dev.surety.files.AnnouncedFile;
import dev.surety.files.FileType;
import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.dispute.DisputedMoney;
import dev.surety.model.dispute.Division;
import dev.surety.model.id.DisputeId;
import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.model.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A dispute that is played by hand: its clock, its people and its entries. */
final class DisputeTrial {
    static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    static final Money SMALL = eur(60_00);
    static final Money MIDDLE = eur(600_00);
    static final Money LARGE = eur(6_000_00);
    static final Fact A_FACT = new Fact("words", List.of());

    Dispute dispute;
    Instant now = START;
    List<String> eligible = List.of("arb_1", "arb_2", "arb_3", "arb_4", "arb_5", "arb_6", "arb_7");
    Set<String> conflicted = Set.of();
    final List<Context.Outage> outages = new ArrayList<>();
    final List<DisputeEvent> events = new ArrayList<>();

    private DisputeTrial(Money claim, DisputeTerms terms) {
        dispute = Dispute.opened(opening(claim, terms), START);
    }

    static DisputeTrial of(Money claim) {
        return new DisputeTrial(claim, DisputeTerms.SHIPPED);
    }

    static DisputeTrial of(Money claim, DisputeTerms terms) {
        return new DisputeTrial(claim, terms);
    }

    static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }

    static Division lines(long toPayee, long toPayer) {
        return new Division(eur(toPayee), eur(toPayer));
    }

    static Opening opening(Money claim, DisputeTerms terms) {
        var marketplace = new MarketplaceId("demo");
        var escrow = new EscrowId(Id.derive(EscrowId.PREFIX, "sale"));
        return new Opening(
                DisputeId.of(marketplace, escrow, 1),
                escrow,
                1,
                "order-1042",
                "goods",
                1,
                new ParticipantId(Id.derive(ParticipantId.PREFIX, "payer")),
                new ParticipantId(Id.derive(ParticipantId.PREFIX, "payee")),
                Side.PAYER,
                START,
                DisputeReason.DAMAGED,
                Optional.empty(),
                Division.allToPayer(claim),
                claim,
                1,
                terms);
    }

    DisputeTrial copy() {
        var copy = new DisputeTrial(dispute.opening().claim(), dispute.opening().terms());
        copy.dispute = dispute;
        copy.now = now;
        copy.eligible = eligible;
        copy.conflicted = conflicted;
        copy.outages.addAll(outages);
        return copy;
    }

    Context context() {
        return new Context(now, eligible, conflicted, outages);
    }

    DisputeTrial wait(Duration time) {
        now = now.plus(time);
        return this;
    }

    DisputeTrial days(int days) {
        return wait(Duration.ofDays(days));
    }

    DisputeDecision decide(DisputeCommand command) {
        return DisputeRules.decide(dispute, command, context());
    }

    /** The event's name, the refusal's code, or {@code nothing}; an event is appended. */
    String says(DisputeCommand command) {
        return switch (decide(command)) {
            case DisputeDecision.Append(var event) -> {
                append(event);
                yield name(event);
            }
            case DisputeDecision.Nothing _ -> "nothing";
            case DisputeDecision.Refused(var refusal) -> refusal.reason().code();
        };
    }

    void append(DisputeEvent event) {
        dispute = dispute.after(event, now);
        events.add(event);
    }

    static String name(DisputeEvent event) {
        String name = event.getClass().getSimpleName();
        return name.replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The command must be accepted. */
    DisputeTrial does(DisputeCommand command) {
        DisputeDecision decision = decide(command);
        if (!(decision instanceof DisputeDecision.Append(var event))) {
            throw new AssertionError(command + " in " + dispute.state() + " gives " + decision);
        }
        append(event);
        return this;
    }

    /** Timers do all that is due or can be done at once. */
    DisputeTrial settle() {
        for (int i = 0; i < 20; i++) {
            if (!(decide(new DisputeCommand.Time()) instanceof DisputeDecision.Append(var event))) {
                return this;
            }
            append(event);
        }
        throw new AssertionError("a timer never rests in " + dispute.state());
    }

    /** Waits until the stage's deadline. */
    DisputeTrial toDeadline() {
        now = dispute.deadline().orElseThrow();
        return this;
    }

    DisputeTrial pass() {
        return toDeadline().settle();
    }

    /** The escrow's word on the money. */
    DisputeCommand.HearEscrow open(long left, long drawn) {
        return new DisputeCommand.HearEscrow(money(left, drawn, Optional.empty()), Optional.empty());
    }

    DisputeCommand.HearEscrow ended(
            DisputedMoney.How how, Optional<DisputedMoney.Refund> refund, Optional<Integer> ours) {
        var end = new DisputedMoney.End(how, now, "key", refund);
        return new DisputeCommand.HearEscrow(money(0, 0, Optional.of(end)), ours);
    }

    private DisputedMoney money(long left, long drawn, Optional<DisputedMoney.End> end) {
        Opening opening = dispute.opening();
        return new DisputedMoney(
                opening.id(),
                opening.openedAt(),
                opening.reason(),
                Optional.empty(),
                opening.asks(),
                opening.claim(),
                eur(left),
                eur(drawn),
                Optional.empty(),
                Duration.ZERO,
                end);
    }

    static EvidenceItem words(String of) {
        return EvidenceItem.ofWords(id(of), EvidenceKind.WORDS, "commitment", START);
    }

    static EvidenceItem file(String of) {
        return file(of, of, 1_000);
    }

    static EvidenceItem file(String of, String content, long bytes) {
        var announced = new AnnouncedFile(FileType.PDF, bytes, "digest of " + content);
        return EvidenceItem.awaiting(id(of), EvidenceKind.PHOTO, announced, Optional.empty(), START);
    }

    static String id(String of) {
        return Id.derive(EvidenceItem.PREFIX, of);
    }

    /** A dispute of the middle amount at a point of its procedure. */
    DisputeTrial respond() {
        return does(new DisputeCommand.Reject(Side.PAYEE));
    }

    DisputeTrial toEvidence() {
        return respond().days(1).does(new DisputeCommand.Escalate(Side.PAYER)).settle();
    }

    DisputeTrial toRebuttal() {
        return toEvidence()
                .does(new DisputeCommand.SubmitEvidence(Side.PAYER, Optional.empty()))
                .does(new DisputeCommand.SubmitEvidence(Side.PAYEE, Optional.empty()));
    }

    /** In mediation, or in ruling for a small amount. */
    DisputeTrial toPeople() {
        return toRebuttal()
                .does(new DisputeCommand.SubmitEvidence(Side.PAYER, Optional.of("words")))
                .does(new DisputeCommand.SubmitEvidence(Side.PAYEE, Optional.of("words")))
                .settle();
    }

    DisputeTrial toRuling() {
        toPeople();
        return dispute.stage() == Stage.RULING
                ? this
                : does(new DisputeCommand.Escalate(Side.PAYEE)).settle();
    }

    String person(Role role) {
        return dispute.bench().person(role).orElse("arb_none");
    }

    DisputeCommand.Rule rule(Division division) {
        Role role = dispute.interrupted() == Stage.APPEAL ? Role.APPEAL_ARBITER : Role.ARBITER;
        return new DisputeCommand.Rule(person(role), division, Finding.CLAIM_PARTLY_PROVED, List.of(A_FACT));
    }

    DisputeCommand.Confirm agree(Role role, int draft) {
        return new DisputeCommand.Confirm(
                person(role), dispute.judgement().drafts().get(draft).hash(), Optional.empty());
    }

    DisputeCommand.Confirm differ(Role role, Division division) {
        return new DisputeCommand.Confirm(
                person(role),
                dispute.judgement().drafts().getFirst().hash(),
                Optional.of(new DisputeCommand.Other(division, Finding.CLAIM_PROVED, List.of(A_FACT))));
    }

    Enforcement enforcement() {
        return dispute.enforcement().orElseThrow();
    }
}
