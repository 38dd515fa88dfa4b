package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.marketplace.SepaRail;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import dev.surety.payouts.world.Seeds;
import dev.surety.runtime.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A payee whom a file of SEPA payments could not name is an exclusion of the plan, so no file is refused for it. */
class WhoIsPaidBySepaTest {
    private static final String FRENCH = "FR1420041010050500013M02606";
    private static final String SWISS = "CH9300762011623852957";
    private static final String BRITISH = "GB33BUKB20201555555555";
    private static final String TURKISH = "TR330006100519786457841326";

    private final RunWorld world = new RunWorld();

    @BeforeEach
    void theMarketplacePaysByFiles() {
        var sepa = new SepaRail(
                new SepaRail.Debtor("Market GmbH", Optional.empty()),
                Optional.empty(),
                SepaRail.SHIPPED_CUT_OFF,
                true,
                List.of(),
                SepaRail.LARGEST_FILE,
                SepaRail.LARGEST_GROUP,
                Optional.empty(),
                false);
        var rail = new Rail(
                "house",
                MoneyOut.SEPA,
                "main",
                List.of("EUR"),
                List.of(),
                List.of(Money.of(SepaRail.LARGEST_PAYMENT_MINOR, "EUR")),
                Optional.of(sepa));
        var account = new BankAccount(
                "main", List.of("EUR"), Optional.of("DE89370400440532013000"), Optional.empty(), Optional.empty());
        world.settings(
                MoneyOut.SHIPPED.change().rails(rail).bankAccounts(account).build());
    }

    private ParticipantId payee(String iban, Optional<String> profile) {
        ParticipantId payee = world.payee("payee " + iban, iban, "verified", 100_00);
        profile.ifPresent(json -> lives(payee, iban, json));
        return payee;
    }

    /** Gives the payee the profile that onboarding keeps in the vault. */
    private void lives(ParticipantId payee, String iban, String profile) {
        String words = world.plainVault.keepPerson(Seeds.participant(payee), Json.object(profile));
        MethodInForce method = world.method(payee, iban, "verified", Optional.of("Ada"));
        world.standing(payee, Seeds.standing(method, Optional.of(words)));
    }

    private static Optional<String> livesIn(String city, String country) {
        String address = "{\"city\": \"%s\", \"country\": \"%s\"}".formatted(city, country);
        return Optional.of("{\"reference\": \"r\", \"profile\": {\"address\": " + address + "}}");
    }

    private RunId plan() {
        String wanted = "{\"currency\":\"EUR\",\"rail\":\"house\"}";
        RunId run = new RunId(world.done(world.post(RunWorld.RUNS, wanted, RunWorld.MAKER)).path("id").asString(""));
        world.hear();
        return run;
    }

    private String excluded(ParticipantId payee) {
        return world.exclusion(plan(), payee);
    }

    @Test
    void anAccountWithinTheEeaNeedsNoAddress() {
        assertEquals("", excluded(payee(FRENCH, Optional.empty())));
    }

    @Test
    void anAccountOutsideTheEeaNeedsATownAndACountry() {
        for (String iban : List.of(SWISS, BRITISH)) {
            ParticipantId payee = payee(iban, Optional.empty());
            JsonNode row = world.exclusions(plan()).getFirst();
            assertEquals("address_required", row.path("reason").asString(""));
            assertEquals("payee", row.path("whoActs").asString(""));
            assertEquals("complete_the_address", row.path("nextStep").asString(""));
            lives(payee, iban, "{\"reference\": \"r\", \"profile\": {\"name\": \"Ada\"}}");
            assertEquals("address_required", excluded(payee));
            lives(payee, iban, livesIn("\u5317\u4eac", "CN").orElseThrow());
            assertEquals("address_required", excluded(payee), "no bank takes that town");
            lives(payee, iban, livesIn("Z\u00fcrich", "CH").orElseThrow());
            assertEquals("", excluded(payee));
        }
    }

    @Test
    void anAccountThatSepaDoesNotReachIsOfAnotherRail() {
        assertEquals("rail_mismatch", excluded(payee(TURKISH, livesIn("Ankara", "TR"))));
    }

    @Test
    void anAccountOfAnotherKindIsOfAnotherRailAndASinglePayoutToItIsRefused() {
        ParticipantId payee = payee(FRENCH, Optional.empty());
        MethodInForce iban = world.method(payee, FRENCH, "verified", Optional.of("Ada"));
        var american = new MethodInForce(
                iban.id(), "us_account", "EUR", iban.fingerprint(), iban.words(), "verified", iban.since(),
                Optional.empty(), Optional.empty());
        world.standing(payee, Optional.of(american));
        assertEquals("rail_mismatch", excluded(payee));
        var refused = world.payouts.refused(
                "/v1/payouts", PayoutWorld.wanted(payee, 10_00), "a-key-of-a-payout-1", PayoutWorld.backend());
        assertEquals("method_not_usable", refused.body().path("reason").asString(""));
        assertEquals("rail_mismatch", refused.body().at("/errors/0/reason").asString(""));
    }

    @Test
    void anAmountThatTheSchemeForbidsIsTooLarge() {
        ParticipantId payee = payee(FRENCH, Optional.empty());
        world.payouts.released(payee, SepaRail.LARGEST_PAYMENT_MINOR);
        assertEquals("above_rail_maximum", excluded(payee));
    }
}
