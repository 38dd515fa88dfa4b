package dev.surety.escrow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.surety.escrow.world.EscrowWorld;
import dev.surety.model.standing.Standing.OpenRequirement;
import dev.surety.model.standing.Standing;
import dev.surety.testkit.http.HttpWorld;
import dev.surety.testkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Funding asks whether the payer may pay and the payee may receive, and says what is missing. */
class RestrictedPartiesTest {
    private static final String KEY = "fund-000000000001";

    private EscrowWorld world;
    private String id;

    @BeforeEach
    void anEscrow() {
        world = new EscrowWorld();
        id = world.created(6000, "sale-0000000000001");
    }

    private void standing(String participant, String state, Set<String> active, boolean inflow, String... open) {
        List<OpenRequirement> requirements = List.of(open).stream()
                .map(code -> new OpenRequirement(
                        code, "participant", "past_due", Optional.empty(), List.of("pay", "receive")))
                .toList();
        var standing = new Standing(
                state, active, inflow, false, Optional.empty(), Optional.of(requirements), Optional.empty(),
                Optional.of(Standing.NO_LIST));
        EscrowWorld.participant(world.journal, EscrowWorld.DEMO, participant, standing);
    }

    private Response fund(Map<String, String> caller) {
        return HttpWorld.refused(
                world.store::everything,
                () -> world.call("POST", "/v1/escrows/" + id + "/fund", "{\"method\":\"card_ok\"}", KEY, caller));
    }

    @Test
    void aPayerLearnsWhatItHasToGive() {
        standing(EscrowWorld.PAYER, "restricted", Set.of("receive"), false, "profile.phone");

        Response answer = fund(EscrowWorld.participant(EscrowWorld.PAYER));

        assertEquals(403, answer.status());
        assertEquals("capability_restricted", answer.reason());
        assertEquals("profile.phone", answer.body().at("/requirements/0/code").asString(""));
        assertEquals("past_due", answer.body().at("/requirements/0/status").asString(""));
    }

    @Test
    void theMarketplaceLearnsWhatItsPayeeHasToGiveAndThePayerDoesNot() {
        standing(EscrowWorld.PAYEE, "restricted", Set.of("pay"), false, "profile.address");

        assertEquals("profile.address", fund(EscrowWorld.backend()).body().at("/requirements/0/code").asString(""));
        Response toPayer = fund(EscrowWorld.participant(EscrowWorld.PAYER));
        assertEquals("capability_restricted", toPayer.reason());
        assertFalse(toPayer.bytes().contains("profile.address"), toPayer.bytes());
    }

    @Test
    void aSuspendedPayeeIsNotPaidFor() {
        standing(EscrowWorld.PAYEE, "suspended", Set.of(), false);

        assertEquals("capability_restricted", fund(EscrowWorld.backend()).reason());
    }

    @Test
    void noMoneyComesInForABlockedParty() {
        standing(EscrowWorld.PAYEE, "active", Set.of("pay", "receive"), true);

        assertEquals("blocked", fund(EscrowWorld.backend()).reason());
    }
}
