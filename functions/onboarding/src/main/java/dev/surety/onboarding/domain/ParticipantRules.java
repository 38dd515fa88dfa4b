package dev.surety.onboarding.domain;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.domain.Decided.Changed;
import dev.surety.onboarding.domain.Decided.Refused;
import dev.surety.onboarding.domain.Decision.Kind;
import dev.surety.onboarding.domain.ParticipantEvent.Blocked;
import dev.surety.onboarding.domain.ParticipantEvent.CapabilityChanged;
import dev.surety.onboarding.domain.ParticipantEvent.Reinstated;
import dev.surety.onboarding.domain.ParticipantEvent.Rejected;
import dev.surety.onboarding.domain.ParticipantEvent.Restricted;
import dev.surety.onboarding.domain.ParticipantEvent.Suspended;
import dev.surety.onboarding.domain.ParticipantEvent.TermsAccepted;
import dev.surety.onboarding.domain.ParticipantEvent.Unblocked;
import dev.surety.onboarding.domain.ParticipantEvent.Updated;
import dev.surety.onboarding.domain.ParticipantState.Account;
import dev.surety.onboarding.domain.ParticipantState.Terms;
import dev.surety.onboarding.domain.closing.ClosingRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides the commands about a participant. {@link Verification} then judges the state after each. */
public final class ParticipantRules {
    public static final String INFLOW = "inflow";
    public static final String OUTFLOW = "outflow";

    private ParticipantRules() {}

    /**
     * A profile given anew.
     *
     * @param changed its members that changed, by name
     */
    public record Given(String words, List<String> codes, List<String> changed) {
        public Given {
            codes = List.copyOf(codes);
            changed = List.copyOf(changed);
        }

        private boolean isOfNames() {
            return changed.contains("name") || changed.contains("birthDate") || changed.contains("registration");
        }

        /** A thief would change them first, so every payout method waits after it. */
        private boolean isOfContacts() {
            return changed.contains("email") || changed.contains("phone");
        }
    }

    public static Decided update(ParticipantState state, Given given, Instant now) {
        if (state.isClosing()) {
            return closing(state);
        }
        if (state.isRejected()) {
            return refused("A rejected participant keeps its profile.");
        }
        ParticipantState known = given.isOfContacts()
                ? state.withMethods(state.methods().contactsChanged(state.words(), now))
                : state;
        ParticipantState named = given.isOfNames() ? known.renamed(now).unproven(Codes.DOCUMENT, now) : known;
        return new Changed(new Updated(given.changed()), named.given(given.words(), given.codes()));
    }

    private static Refused closing(ParticipantState state) {
        return new Refused(ClosingRules.refusesNew(state).orElseThrow());
    }

    public static Decided acceptTerms(ParticipantState state, Terms terms) {
        if (state.isClosing()) {
            return closing(state);
        }
        return state.isRejected()
                ? refused("A rejected participant accepts no terms.")
                : new Changed(new TermsAccepted(terms.version()), state.accepted(terms));
    }

    public static Decided change(
            ParticipantState state, String name, Optional<Boolean> requested, Optional<Boolean> enabled) {
        if (state.isClosing()) {
            return closing(state);
        }
        Capability before = state.capability(name);
        Capability after = before.requesting(requested.orElse(before.requested()))
                .enabling(enabled.orElse(before.enabled()));
        return new Changed(new CapabilityChanged(name), state.with(state.capabilities().with(name, after)));
    }

    /** Suspends, restricts or rejects. A later decision takes the place of a former one; a rejection is the last. */
    public static Decided decide(ParticipantState state, Decision decision) {
        if (isOver(decision.until(), decision.at())) {
            return inThePast();
        }
        if (state.isClosed()) {
            return closing(state);
        }
        Account account = state.account();
        if (state.isRejected()) {
            return refused("A rejection is the last decision about a participant.");
        }
        if (decision.kind() == Kind.RESTRICTED && account == Account.SUSPENDED) {
            return refused("A suspended participant is restricted already; reinstate it first.");
        }
        ParticipantEvent event =
                switch (decision.kind()) {
                    case SUSPENDED -> new Suspended(decision.reason());
                    case REJECTED -> new Rejected(decision.reason());
                    case RESTRICTED, BLOCKED -> new Restricted(decision.reason(), decision.restricts());
                };
        return new Changed(event, state.decided(Optional.of(decision)));
    }

    public static Decided reinstate(ParticipantState state) {
        if (state.isClosed()) {
            return closing(state);
        }
        if (state.decision().isEmpty()) {
            return refused("No decision of the marketplace stands against this participant.");
        }
        return state.isRejected()
                ? refused("A rejection is the last decision about a participant.")
                : new Changed(new Reinstated(), state.decided(Optional.empty()));
    }

    public static Decided block(ParticipantState state, List<String> flows, Decision decision) {
        if (state.isClosed()) {
            return closing(state);
        }
        return isOver(decision.until(), decision.at())
                ? inThePast()
                : new Changed(
                        new Blocked(decision.reason(), flows), blocked(state, flows, Optional.of(decision)));
    }

    public static Decided unblock(ParticipantState state, List<String> flows) {
        if (state.isClosed()) {
            return closing(state);
        }
        boolean isBlocked = flows.stream().anyMatch(flow -> block(state, flow).isPresent());
        return isBlocked
                ? new Changed(new Unblocked(flows), blocked(state, flows, Optional.empty()))
                : refused("Nothing of this is blocked.");
    }

    private static Optional<Decision> block(ParticipantState state, String flow) {
        return flow.equals(INFLOW) ? state.inflow() : state.outflow();
    }

    private static ParticipantState blocked(ParticipantState state, List<String> flows, Optional<Decision> decision) {
        return state.blocked(
                flows.contains(INFLOW) ? decision : state.inflow(),
                flows.contains(OUTFLOW) ? decision : state.outflow());
    }

    /** The next thing that time brings; nothing if nothing is due. One entry tells one thing. */
    public static Optional<Changed> due(ParticipantState state, Instant now) {
        if (state.isClosed()) {
            return Optional.empty();
        }
        if (state.decision().filter(of -> isOver(of.until(), now)).isPresent()) {
            return Optional.of(new Changed(new Reinstated(), state.decided(Optional.empty())));
        }
        List<String> over = new ArrayList<>();
        for (String flow : List.of(INFLOW, OUTFLOW)) {
            if (block(state, flow).filter(of -> isOver(of.until(), now)).isPresent()) {
                over.add(flow);
            }
        }
        return over.isEmpty()
                ? RequirementTimers.due(state, now)
                : Optional.of(new Changed(new Unblocked(over), blocked(state, over, Optional.empty())));
    }

    private static boolean isOver(Optional<Instant> until, Instant now) {
        return until.filter(at -> !at.isAfter(now)).isPresent();
    }

    private static Refused inThePast() {
        return new Refused(Refusal.of(CommonReason.INVALID, List.of(new FieldError("/until", "in_the_past"))));
    }

    private static Refused refused(String detail) {
        return new Refused(CommonReason.TRANSITION_NOT_ALLOWED.with(detail));
    }
}
