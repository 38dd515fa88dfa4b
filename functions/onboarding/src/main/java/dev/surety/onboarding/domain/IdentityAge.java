package dev.surety.onboarding.domain;

import dev.surety.model.marketplace.OnboardingRules.CapabilityRule;
import dev.surety.model.marketplace.OnboardingRules.Reverification;
import dev.surety.model.marketplace.OnboardingRules.Tier;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.onboarding.domain.Decided.Changed;
import dev.surety.onboarding.domain.ParticipantEvent.RequirementOpened;
import dev.surety.onboarding.domain.Requirement.Awaiting;
import dev.surety.onboarding.domain.Requirement.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A proof of identity grows old. The rules say how old it may become; sixty days before, a newer one is asked for. One
 * that is past due takes what the proof gave: the capabilities and the tiers that need it.
 */
public final class IdentityAge {
    static final Duration NOTICE = Duration.ofDays(60);

    /** A timer may be late so long. A participant that is asked later has the whole notice from then on. */
    private static final Duration LATE = Duration.ofDays(1);

    private IdentityAge() {}

    /** The state, which knows when it has to be asked for a newer proof. */
    static ParticipantState noted(ParticipantState state, Optional<OnboardingRules> rules, Instant now) {
        if (state.proofs().isEmpty()) {
            return state;
        }
        Optional<Instant> next =
                rules.flatMap(of -> begins(state, of)).filter(at -> at.isAfter(now));
        return state.with(state.proven().askingAgain(next));
    }

    private static Optional<Instant> begins(ParticipantState state, OnboardingRules rules) {
        return due(state, rules).map(at -> at.minus(NOTICE));
    }

    /** When the proof that counts is too old; empty if nothing rests on it. */
    private static Optional<Instant> due(ParticipantState state, OnboardingRules rules) {
        Optional<Tier> reached = Verification.reached(state, rules);
        boolean isOfATier = reached.filter(tier -> below(tier, rules).anyMatch(Codes.DOCUMENT::equals)).isPresent();
        if (!isOfATier && restricts(state, rules).isEmpty()) {
            return Optional.empty();
        }
        Period after = after(reached, rules);
        return state.proven()
                .acceptedAt(Codes.DOCUMENT)
                .map(at -> at.atZone(ZoneOffset.UTC).plus(after).toInstant());
    }

    private static Period after(Optional<Tier> reached, OnboardingRules rules) {
        Reverification ages = rules.reverification().orElse(Reverification.SHIPPED);
        boolean isHighest = reached.filter(rules.tiers().getLast()::equals).isPresent();
        return isHighest ? ages.highestTierAfter() : ages.after();
    }

    private static Stream<String> below(Tier tier, OnboardingRules rules) {
        return rules.tiers().subList(0, rules.place(tier.tier()) + 1).stream()
                .flatMap(of -> of.requires().stream());
    }

    private static List<String> restricts(ParticipantState state, OnboardingRules rules) {
        return rules.capabilities().stream()
                .filter(rule -> state.capability(rule.capability()).requested())
                .filter(rule -> Verification.needed(state, rule, rules).contains(Codes.DOCUMENT))
                .map(CapabilityRule::capability)
                .toList();
    }

    /** The open requirements, sorted by code, with that for a newer proof if it is time. */
    static List<Requirement> with(
            List<Requirement> open, ParticipantState state, OnboardingRules rules, Instant now) {
        return requirement(state, rules, now)
                .map(newer -> Stream.concat(open.stream(), Stream.of(newer))
                        .sorted(Comparator.comparing(Requirement::code))
                        .toList())
                .orElse(open);
    }

    private static Optional<Requirement> requirement(ParticipantState state, OnboardingRules rules, Instant now) {
        Optional<Instant> due = due(state, rules);
        if (due.filter(at -> !at.minus(NOTICE).isAfter(now)).isEmpty()) {
            return Optional.empty();
        }
        Optional<Requirement> before = state.requirement(Codes.REVERIFY).filter(open -> isOf(open, state));
        boolean isPending = state.proven().isRenewing(Codes.DOCUMENT);
        boolean isLate = before.filter(of -> of.status() == Status.PAST_DUE).isPresent();
        Status current = isPending ? Status.PENDING : Status.CURRENTLY_DUE;
        return Optional.of(new Requirement(
                Codes.REVERIFY,
                isPending ? Verification.pendingAt(state, Codes.DOCUMENT) : Awaiting.PARTICIPANT,
                isLate ? Status.PAST_DUE : current,
                before.map(Requirement::opened).orElse(now),
                before.flatMap(Requirement::deadline).or(() -> Optional.of(deadline(due.get(), now))),
                before.map(Requirement::warned).orElse(0),
                restricts(state, rules),
                List.of()));
    }

    private static Instant deadline(Instant due, Instant now) {
        boolean isInTime = !due.minus(NOTICE).plus(LATE).isBefore(now);
        return isInTime ? due : now.plus(NOTICE);
    }

    /** Whether the requirement was opened for the proof that counts now, and not for a former one. */
    private static boolean isOf(Requirement open, ParticipantState state) {
        return state.proven().acceptedAt(Codes.DOCUMENT).filter(at -> at.isAfter(open.opened())).isEmpty();
    }

    /** Whether the proof that counts is too old, and the participant has let the deadline pass. */
    static boolean isPastDue(ParticipantState state) {
        return state.requirement(Codes.REVERIFY)
                .filter(open -> open.status() == Status.PAST_DUE && isOf(open, state))
                .isPresent();
    }

    /** Asks for a newer proof, at its time. Rules that were changed since may ask later: then nothing is opened. */
    public static Optional<Changed> due(ParticipantState state, Verification.Context context) {
        Instant now = context.now();
        return state.proven()
                .askAgainAt()
                .filter(at -> !at.isAfter(now))
                .map(_ -> context.rules().flatMap(rules -> requirement(state, rules, now)))
                .map(opened -> new Changed(
                        new RequirementOpened(opened.map(Requirement::code).stream().toList()), state));
    }
}
