package dev.surety.onboarding.app;

import dev.surety.model.journal.Actor;
import dev.surety.model.journal.Attention;
import dev.surety.model.journal.ChainId;
import dev.surety.onboarding.domain.ParticipantEvent.Blocked;
import dev.surety.onboarding.domain.ParticipantEvent.CapabilityChanged;
import dev.surety.onboarding.domain.ParticipantEvent.Created;
import dev.surety.onboarding.domain.ParticipantEvent.LimitLooked;
import dev.surety.onboarding.domain.ParticipantEvent.LimitNear;
import dev.surety.onboarding.domain.ParticipantEvent.LimitReached;
import dev.surety.onboarding.domain.ParticipantEvent.Proved;
import dev.surety.onboarding.domain.ParticipantEvent.Reinstated;
import dev.surety.onboarding.domain.ParticipantEvent.Rejected;
import dev.surety.onboarding.domain.ParticipantEvent.RequirementDue;
import dev.surety.onboarding.domain.ParticipantEvent.RequirementOpened;
import dev.surety.onboarding.domain.ParticipantEvent.RequirementPastDue;
import dev.surety.onboarding.domain.ParticipantEvent.Restricted;
import dev.surety.onboarding.domain.ParticipantEvent.Suspended;
import dev.surety.onboarding.domain.ParticipantEvent.TermsAccepted;
import dev.surety.onboarding.domain.ParticipantEvent.Unblocked;
import dev.surety.onboarding.domain.ParticipantEvent.Updated;
import dev.surety.onboarding.domain.ParticipantEvent;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.business.PersonEvent;
import dev.surety.onboarding.domain.closing.ClosingEvent;
import dev.surety.onboarding.domain.method.MethodEvent;
import dev.surety.onboarding.domain.screening.ScreeningEvent;
import dev.surety.runtime.clock.Clocks;
import dev.surety.runtime.journal.CommandKey;
import dev.surety.runtime.journal.Draft;
import dev.surety.runtime.journal.EventTypes;
import dev.surety.runtime.json.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** The entries of participants' chains: the change, the whole state after it, and the standing for other functions. */
public final class ParticipantEntries {
    public static final String CREATED = "participant.created.v3";

    /** The work of people who look at documents, each at its own chain, or at a participant that took another name. */
    public static final String DOCUMENT_WAITS = "document_waits";

    /** A name stands for one shape for ever. */
    public static final EventTypes<ParticipantEvent> NAMES = new EventTypes<ParticipantEvent>()
            .event(CREATED, Created.class)
            .event("participant.updated.v1", Updated.class)
            .event("terms.accepted.v1", TermsAccepted.class)
            .event("capability.changed.v1", CapabilityChanged.class)
            .event("participant.suspended.v1", Suspended.class)
            .event("participant.restricted.v1", Restricted.class)
            .event("participant.reinstated.v1", Reinstated.class)
            .event("participant.rejected.v1", Rejected.class)
            .event("participant.blocked.v1", Blocked.class)
            .event("participant.unblocked.v1", Unblocked.class)
            .event("requirement.opened.v1", RequirementOpened.class)
            .event("requirement.due.v1", RequirementDue.class)
            .event("requirement.past_due.v1", RequirementPastDue.class)
            .event("limit.looked.v1", LimitLooked.class)
            .event("limit.near.v1", LimitNear.class)
            .event("limit.reached.v1", LimitReached.class)
            .event("participant.proved.v1", Proved.class)
            .event("person.added.v1", PersonEvent.Added.class)
            .event("person.changed.v1", PersonEvent.Changed.class)
            .event("person.removed.v1", PersonEvent.Removed.class)
            .event("participant.declared.v1", PersonEvent.Declared.class)
            .event("participant.closing.v1", ClosingEvent.Asked.class)
            .event("closing.looked.v1", ClosingEvent.Looked.class)
            .event("participant.closed.v1", ClosingEvent.Closed.class)
            .event("participant.erased.v1", ClosingEvent.Erased.class)
            .event("legal_hold.set.v1", ClosingEvent.HoldSet.class)
            .event("legal_hold.lifted.v1", ClosingEvent.HoldLifted.class)
            .event("payout_method.added.v1", MethodEvent.Added.class)
            .event("payout_method.changed.v1", MethodEvent.Changed.class)
            .event("payout_method.disabled.v1", MethodEvent.Disabled.class)
            .event("payout_method.checked.v1", MethodEvent.Checked.class)
            .event("payout_method.verified.v1", MethodEvent.Verified.class)
            .event("payout_method.paid.v1", MethodEvent.Paid.class)
            .event("payout_method.returned.v1", MethodEvent.Returned.class)
            .event("payout_method.errored.v1", MethodEvent.Errored.class)
            .event("payout_method.correction_noticed.v1", MethodEvent.CorrectionNoticed.class)
            .event("payout_method.corrected.v1", MethodEvent.Corrected.class)
            .event("payout_method.correction_rejected.v1", MethodEvent.CorrectionRejected.class)
            .event("screening.asked.v1", ScreeningEvent.Asked.class)
            .event("screening.looked.v1", ScreeningEvent.Looked.class)
            .event("screening.passed.v1", ScreeningEvent.Passed.class)
            .event("screening.matched.v1", ScreeningEvent.Matched.class)
            .event("screening.cleared.v1", ScreeningEvent.Cleared.class)
            .event("screening.confirmed.v1", ScreeningEvent.Confirmed.class);

    private ParticipantEntries() {}

    /** An accepted document whose participant has another name now waits for people as an uploaded one does. */
    public static Draft draft(
            ChainId chain,
            ParticipantEvent event,
            ParticipantState before,
            ParticipantState state,
            Instant now,
            Actor actor,
            CommandKey key) {
        Draft draft = draft(chain, event, state, now, actor, key);
        boolean didWait = before.proven().waitsForAnotherLook();
        boolean waits = state.proven().waitsForAnotherLook();
        if (didWait == waits) {
            return draft;
        }
        Attention change = waits ? Attention.opens(DOCUMENT_WAITS) : Attention.closes(DOCUMENT_WAITS);
        return draft.attention(change.toString());
    }

    /** @param chain the participant's id in its marketplace */
    public static Draft draft(
            ChainId chain,
            ParticipantEvent event,
            ParticipantState state,
            Instant now,
            Actor actor,
            CommandKey key) {
        var data = (ObjectNode) Json.tree(event);
        data.set(Participant.STATE, Json.tree(state));
        data.set(Participant.STANDING, Json.tree(state.standing()));
        data.putObject("tells").put("state", state.standing().state());
        return Draft.of(NAMES.name(event), data, now, actor, key)
                .due(state.nextDue().map(at -> Clocks.due(chain, state.mode(), now, at)));
    }
}
