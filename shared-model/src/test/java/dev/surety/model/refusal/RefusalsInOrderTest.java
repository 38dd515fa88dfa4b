package dev.surety.model.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The closed list of refusals, as the API promises it. */
class RefusalsInOrderTest {
    /** The documented order of precedence; reasons that one function owns alone are left out of the shared list. */
    private static final String DOCUMENTED = """
            unauthenticated 401 · forbidden 403 · too_large 413 · malformed 400 · idempotency_key_missing 400
            not_found 404 · forbidden 403 · idempotency_key_reused 422 · idempotency_key_in_progress 409
            version_conflict 412 · invalid 422 · digest_mismatch 422 · terms_unsafe 422
            not_assigned 403 · conflicted 403
            capability_restricted 403 · blocked 403 · legal_hold 409 · paused 409
            limit_exceeded 422 · use_dispute 409 · transition_not_allowed 409 · bank_decides 409 · frozen_by_case 409
            frozen_changed 409 · refund_in_flight 409 · window_closed 409 · too_early 409 · evidence_locked 409
            upload_missing 409 · offer_not_standing 409 · offer_retreats 422 · already_published 409
            response_taken 409 · amount_exceeds 422 · debt_open 409 · method_not_usable 409
            insufficient_available 409 · void_unproved 409 · statement_gap 409 · items_open 409
            period_closed 409 · no_eligible_approver 409 · no_eligible_arbiter 409
            plan_stale 409
            hash_mismatch 409
            approver_is_maker 403 · approver_counted 409 · approval_expired 409 · warnings_unseen 409
            funding_short 409 · clock_not_sandbox 403 · rate_limited 429 · unavailable 503""";

    @Test
    void precedenceIsTheOrderOfTheList() {
        List<String> ours = Arrays.stream(CommonReason.values())
                .map(reason -> reason.code() + " " + reason.status())
                .toList();
        assertEquals(Arrays.asList(DOCUMENTED.split(" · |\\n")), ours);
    }

    @Test
    void everyReasonSaysOneSentence() {
        for (CommonReason reason : CommonReason.values()) {
            assertTrue(reason.title().matches("[A-Z].*\\."), reason.title());
            assertTrue(reason.code().matches("[a-z_]+"), reason.code());
            assertEquals(reason, reason.with("why").reason());
        }
    }

    @Test
    void aRefusalKeepsItsErrorsWhateverBecomesOfTheList() {
        List<FieldError> errors = new ArrayList<>(List.of(new FieldError("/amount", "bound")));
        Refusal refusal = Refusal.of(CommonReason.MALFORMED, errors);
        errors.clear();
        assertEquals(List.of(new FieldError("/amount", "bound")), refusal.errors());
        assertThrows(UnsupportedOperationException.class, () -> refusal.errors().clear());
    }
}
