package dev.surety.payouts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.RunId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.marketplace.MoneyOut.Rail;
import dev.surety.model.money.Money;
import dev.surety.model.standing.Standing;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.model.standing.Standing.OpenRequirement;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.marketplace.Pauses.What;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A plan pays each payee what it has, or says why not, who acts and how. */
class WhoIsPaidTest {
    private static final String OTHER_ACCOUNT = "DE33900000000000000003";

    private final RunWorld world = new RunWorld();

    private String excluded(ParticipantId payee) {
        return world.exclusion(world.plan(""), payee);
    }

    private Standing standing(ParticipantId payee, String state, Set<String> active, boolean blocked) {
        var method = world.method(payee, PayoutWorld.ORDINARY, "verified", Optional.of("Name"));
        return new Standing(
                state,
                active,
                false,
                blocked,
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(method)),
                Optional.empty());
    }

    @Test
    void standingBarsAPayeeForItsOwnReason() {
        ParticipantId seller = world.payee("seller", 100_00);
        Set<String> all = Set.of("pay", "receive", "payout");
        world.standing(seller, standing(seller, "suspended", all, false));
        assertEquals("account_suspended", excluded(seller));
        world.standing(seller, standing(seller, "active", all, true));
        assertEquals("outflow_blocked", excluded(seller));
        world.standing(seller, standing(seller, "active", Set.of("pay"), false));
        assertEquals("kyc_pending", excluded(seller));
        var due = new OpenRequirement("bank_statement", "surety", "past_due", Optional.empty(), List.of("payout"));
        world.standing(
                seller,
                new Standing(
                        "active",
                        Set.of("pay"),
                        false,
                        false,
                        Optional.empty(),
                        Optional.of(List.of(due)),
                        Optional.empty(),
                        Optional.empty()));
        RunId run = world.plan("");
        assertEquals("kyc_past_due", world.exclusion(run, seller));
        assertEquals("surety", world.exclusions(run).getFirst().path("whoActs").asString(""));
    }

    @Test
    void aClosingPayeeIsPaidItsLastMoneyAndAClosedOneNothing() {
        ParticipantId seller = world.payee("seller", 3);
        String minimum = ",\"minimum\":{\"amount\":5000,\"currency\":\"EUR\"}";
        assertEquals("minimum", world.exclusion(world.plan(minimum), seller));
        world.standing(seller, standing(seller, "closing", Set.of("payout"), false));
        RunId run = world.plan(minimum);
        assertEquals("", world.exclusion(run, seller));
        assertEquals(3, world.items(run).getFirst().at("/amount/amount").asLong(0));
        world.standing(seller, standing(seller, "closing", Set.of(), false));
        assertEquals("kyc_pending", excluded(seller));
        world.standing(seller, standing(seller, "closed", Set.of(), false));
        assertEquals("account_suspended", excluded(seller));
    }

    @Test
    void theAccountBarsAPayeeForItsOwnReason() {
        ParticipantId seller = world.payee("seller", 100_00);
        world.standing(seller, Optional.empty());
        assertEquals("payout_method_missing", excluded(seller));
        world.standing(seller, Optional.of(changed(seller, "USD", "verified", Optional.empty(), Optional.empty())));
        assertEquals("currency_mismatch", excluded(seller));
        world.standing(seller, Optional.of(changed(seller, "EUR", "errored", Optional.empty(), Optional.empty())));
        assertEquals("payout_method_errored", excluded(seller));
        world.standing(
                seller, Optional.of(changed(seller, "EUR", "verified", Optional.of("no_match"), Optional.empty())));
        assertEquals("payee_name_mismatch", excluded(seller));
        world.standing(
                seller,
                Optional.of(changed(seller, "EUR", "verified", Optional.empty(), Optional.of(Duration.ofHours(72)))));
        assertEquals("cool_down", excluded(seller));
        world.standing(
                seller,
                Optional.of(world.method(seller, PayoutWorld.ORDINARY, "verified", Optional.empty())));
        assertEquals("name_unwritable", excluded(seller));
    }

    @Test
    void aPayeeWithoutAnAccountInForceIsToldToAddToReplaceOrToChooseOne() {
        ParticipantId seller = world.payee("seller", 100_00);
        for (List<String> each : List.of(
                List.of("payout_method.add", "payout_method_missing", "add_an_account"),
                List.of("payout_method.default", "payout_method_missing", "choose_an_account"),
                List.of("payout_method.replace", "payout_method_errored", "give_another_account"),
                List.of("payout_method.verify", "kyc_pending", "meet_the_requirement"))) {
            var open = new OpenRequirement(
                    each.getFirst(), "participant", "currently_due", Optional.empty(), List.of("payout"));
            world.standing(
                    seller,
                    new Standing(
                            "active",
                            Set.of("pay", "receive"),
                            false,
                            false,
                            Optional.empty(),
                            Optional.of(List.of(open)),
                            Optional.empty(),
                            Optional.empty()));
            JsonNode row = world.exclusions(world.plan("")).getFirst();
            assertEquals(each.get(1), row.path("reason").asString(""));
            assertEquals(each.get(2), row.path("nextStep").asString(""));
        }
    }

    private MethodInForce changed(
            ParticipantId seller,
            String currency,
            String state,
            Optional<String> nameCheck,
            Optional<Duration> coolDown) {
        var method = world.method(seller, PayoutWorld.ORDINARY, state, Optional.of("Name"));
        return new MethodInForce(
                method.id(),
                method.kind(),
                currency,
                method.fingerprint(),
                method.words(),
                state,
                method.since(),
                coolDown.map(world.payouts.clock.instant()::plus),
                nameCheck);
    }

    @Test
    void aNewAccountTakesOneFirstPayoutUpToALimit() {
        ParticipantId seller = world.payee("seller", PayoutWorld.ORDINARY, "new", 400_00);
        RunId run = world.approved("");
        assertEquals(250_00, world.items(run).getFirst().at("/amount/amount").asLong(0));
        world.hear();
        assertEquals(150_00, world.payouts.payable(seller));
        assertEquals("limit", excluded(seller));
    }

    @Test
    void aPayeeInDebtIsAnExclusionAndNoRailIsAsked() {
        ParticipantId seller = world.payee("seller", 10_00);
        world.owes(seller, 50_00);
        for (int i = 0; i < 10; i++) {
            assertEquals("debt", excluded(seller));
        }
        assertEquals(List.of(), world.payouts.rail.sent);
        assertEquals(0, world.payouts.payable(seller), "what there was is collected");
        assertEquals(-40_00, world.payouts.balance(Account.of(AccountKind.DEBT, seller)));
    }

    @Test
    void aDebtThatTheBalanceCoversIsCollectedFirstAndTheRowShowsTheRest() {
        ParticipantId seller = world.payee("seller", 100_00);
        ParticipantId small = world.payee("small", 50_00);
        world.owes(seller, 30_00);
        world.owes(small, 45_00);
        RunId run = world.approved(",\"minimum\":{\"amount\":1000,\"currency\":\"EUR\"}");
        assertEquals(70_00, world.items(run).getFirst().at("/amount/amount").asLong(0));
        assertEquals("minimum", world.exclusion(run, small));
        world.hear();
        assertEquals("executed", world.state(run));
        assertEquals(70_00, world.payouts.atBank().sum().amountMinor());
        world.check();
    }

    @Test
    void theStoredWishStaysAsItWasWhateverTheRailAsks() {
        ParticipantId seller = world.payee("seller", 10_00);
        world.settings(settings(List.of(Money.of(20_00, "EUR")), List.of()));
        RunId run = world.plan(",\"minimum\":{\"amount\":500,\"currency\":\"EUR\"}");
        assertEquals("minimum", world.exclusion(run, seller));
        assertEquals(20_00, world.exclusions(run).getFirst().at("/threshold/amount").asLong(0));
        assertEquals(10_00, world.exclusions(run).getFirst().at("/missing/amount").asLong(0));
        assertEquals(5_00, world.run(run).at("/wish/amount").asLong(0));
        world.settings(settings(List.of(), List.of()));
        RunId lower = world.plan(",\"minimum\":{\"amount\":500,\"currency\":\"EUR\"}");
        assertEquals("", world.exclusion(lower, seller));
        assertEquals(5_00, world.run(lower).at("/header/minimum/amount").asLong(0));
    }

    @Test
    void aRailHasAMaximum() {
        ParticipantId seller = world.payee("seller", 100_00);
        world.settings(settings(List.of(), List.of(Money.of(99_99, "EUR"))));
        assertEquals("above_rail_maximum", excluded(seller));
    }

    private static MoneyOut settings(List<Money> railsMinimums, List<Money> railsMaximums) {
        var rail = new Rail("sandbox", "sandbox", "sandbox", List.of("EUR"), railsMinimums, railsMaximums);
        return MoneyOut.SHIPPED.change()
                .rails(rail)
                .bankAccounts(new BankAccount("sandbox", List.of("EUR")))
                .build();
    }

    @Test
    void theMakersExclusionsShowTheMakersWords() {
        ParticipantId seller = world.payee("seller", 100_00);
        RunId run = world.plan(",\"exclude\":[{\"participant\":\"" + seller + "\",\"reason\":\"asked to wait\"}]");
        JsonNode row = world.exclusions(run).getFirst();
        assertEquals("excluded_by_maker", row.path("reason").asString(""));
        assertEquals("asked to wait", row.path("words").asString(""));
        assertTrue(world.file(run).stream().noneMatch(line -> line.contains("asked to wait")));
    }

    @Test
    void whileThePaymentsArePausedThePlanSaysSo() {
        ParticipantId seller = world.payee("seller", 100_00);
        world.pause(new What("rail:sandbox"), true);
        assertEquals("paused", excluded(seller));
    }

    @Test
    void aPlanPaysOnlyWhatWasThereAtItsCutoff() {
        ParticipantId seller = world.payee("seller", 100_00);
        String cutoff = Times.text(world.payouts.clock.instant());
        world.payouts.clock.set(world.payouts.clock.instant().plus(Duration.ofHours(1)));
        world.payouts.released(seller, 40_00);
        RunId run = world.plan(",\"cutoff\":\"" + cutoff + "\"");
        assertEquals(100_00, world.items(run).getFirst().at("/amount/amount").asLong(0));
        assertEquals(140_00, world.items(world.plan("")).getFirst().at("/amount/amount").asLong(0));
    }

    @Test
    void aPayeeOfARunThatWaitsOrRunsIsInNoOtherPlan() {
        ParticipantId seller = world.payee("seller", 100_00);
        RunId first = world.plan("");
        assertEquals("", excluded(seller), "a plan that is not submitted holds no payee");
        world.submit(first);
        RunId second = world.plan("");
        assertEquals("in_other_run", world.exclusion(second, seller));
        assertEquals(first.value(), world.exclusions(second).getFirst().path("run").asString(""));
        world.done(world.post(RunWorld.RUNS + "/" + first + "/abort", "{\"reason\":\"r\"}", RunWorld.CHECKER));
        assertEquals("", excluded(seller));
    }

    @Test
    void onlyNamedParticipantsArePlannedAndEachOfThemIsShown() {
        ParticipantId rich = world.payee("rich", 100_00);
        ParticipantId empty = world.payee("empty", 0);
        world.payee("other", 50_00);
        RunId run = world.plan(",\"participants\":[\"%s\",\"%s\"]".formatted(rich, empty));
        assertEquals(1, world.items(run).size());
        assertEquals("minimum", world.exclusion(run, empty));
        assertEquals(1, world.exclusions(run).size());
    }

    @Test
    void anApproverIsWarnedOfEachThingOutOfTheOrdinary() {
        ParticipantId changing = world.payee("changing", 100_00);
        ParticipantId rising = world.payee("rising", 100_00);
        world.approved("");
        world.hear();
        world.standing(
                changing, Optional.of(world.method(changing, OTHER_ACCOUNT, "verified", Optional.of("Name"))));
        world.payouts.released(changing, 50_00);
        world.payouts.released(rising, 1_000_01);
        ParticipantId large = world.payee("large", 2_000_01);
        ParticipantId twin = RunWorld.id("twin");
        MethodInForce shared = world.method(large, PayoutWorld.ORDINARY, "verified", Optional.of("Name"));
        var own = world.method(twin, PayoutWorld.ORDINARY, "verified", Optional.of("Name"));
        world.standing(
                twin,
                Optional.of(new MethodInForce(
                        own.id(), own.kind(), "EUR", shared.fingerprint(), own.words(), "verified", own.since(),
                        Optional.empty())));
        world.payouts.released(twin, 20_00);
        RunId run = world.plan("");
        List<String> kinds = world.run(run).path("warnings").valueStream()
                .map(warning -> warning.path("kind").asString("") + " "
                        + warning.path("count").asInt(0))
                .toList();
        assertEquals(
                List.of("changed_account 1", "large_first 1", "shared_account 2", "unusual_amount 1"), kinds);
        JsonNode summary = world.run(run).path("summary");
        assertEquals(1, summary.path("changedAccounts").asInt(0));
        assertEquals(2, summary.path("newPayees").asInt(0));
        assertEquals(2, summary.at("/sinceLastRun/items").asInt(0));
        assertEquals(2_870_02, summary.at("/sinceLastRun/sum/amount").asLong(0));
        assertEquals(large.value(), summary.at("/largest/0/payee").asString(""));
    }

    @Test
    void aPlanIsShortOfWhatTheBankDoesNotHold() {
        world.payee("seller", 100_00);
        world.moved(
                Account.of(AccountKind.GATEWAY, "sandbox"), Account.of(AccountKind.CAPITAL), 30_00);
        RunId run = world.plan("");
        JsonNode funding = world.run(run).path("funding");
        assertEquals(70_00, funding.at("/atBank/amount").asLong(0));
        assertEquals(100_00, funding.at("/needed/amount").asLong(0));
        assertTrue(funding.path("short").asBoolean(false));
        world.submit(run);
        String body = RunWorld.approval(world.run(run)).replace("\"evenIfShort\":true,", "");
        String at = RunWorld.RUNS + "/" + run + "/approve";
        assertEquals("funding_short", world.refused(at, body, RunWorld.CHECKER).reason());
        world.done(world.approve(run, RunWorld.CHECKER));
    }

    @Test
    void aPlanOfNobodyIsAPlan() {
        RunId run = world.plan("");
        assertEquals("planned", world.state(run));
        world.submit(run);
        world.done(world.approve(run, RunWorld.CHECKER));
        world.hear();
        assertEquals("executed", world.state(run));
    }
}
