package dev.surety.payouts.domain.statement;

import static dev.surety.payouts.domain.statement.Told.day;
import static dev.surety.payouts.domain.statement.Told.euro;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.payouts.domain.bank.GroupDebit;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.domain.bank.LineRules.FeeOfReturn;
import dev.surety.payouts.domain.bank.MatchedBy;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.payout.BankReference;
import dev.surety.payouts.domain.statement.MatchFacts.Explained;
import dev.surety.payouts.domain.statement.MatchFacts.Known;
import dev.surety.payouts.domain.statement.ToldLine.Detail;
import dev.surety.payouts.store.ShippedReasons;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which line is about which payout, by what, and what it posts. */
class MatchRulesTest {
    private static final ParticipantId PAYEE = new ParticipantId(Id.derive(ParticipantId.PREFIX, "payee"));
    private static final Account PAYABLE = Account.of(AccountKind.PAYABLE, PAYEE);
    private static final MarketplaceId DEMO = new MarketplaceId("demo");
    private static final String ONE = Id.derive(PayoutId.PREFIX, "one");
    private static final String TWO = Id.derive(PayoutId.PREFIX, "two");
    private static final String REF1 = BankReference.of(DEMO, new PayoutId(ONE));
    private static final String REF2 = BankReference.of(DEMO, new PayoutId(TWO));
    private static final Standing CHAINED =
            new Standing(true, false, true, euro(1_000_000), FeeOfReturn.OURS);
    private static final Optional<Explained> FEE =
            Optional.of(new Explained(LineClass.FEE, Account.of(AccountKind.COSTS, "bank")));

    private final MatchRules rules = new MatchRules(new LineRules(ShippedReasons.get()));

    private static PayoutFacts payout(long minor, boolean isDebited, String refused) {
        return new PayoutFacts(
                euro(minor),
                "main",
                PAYABLE,
                false,
                isDebited ? Optional.of("bl_debit") : Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(refused).filter(code -> !code.isEmpty()),
                false,
                Optional.empty());
    }

    private static MatchFacts known(PayoutFacts one, PayoutFacts two) {
        return new MatchFacts(
                Map.of(REF1, new Known(ONE, one, false), REF2, new Known(TWO, two, false)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static MatchFacts sent() {
        return known(payout(32_956, false, ""), payout(10_000, false, ""));
    }

    private static MatchFacts paid() {
        return known(payout(32_956, true, ""), payout(10_000, true, ""));
    }

    private static MatchFacts and(MatchFacts facts, Optional<GroupFacts> group, Optional<GroupFacts> bySum) {
        return new MatchFacts(facts.byReference(), group, bySum, FEE);
    }

    private static GroupFacts group(long open, long outstanding, long refused) {
        return new GroupFacts(
                "pf_1",
                "G01",
                "main",
                open,
                open,
                euro(outstanding),
                refused == 0 ? List.of() : List.of(TWO),
                euro(refused));
    }

    private static Detail detail(String reference, long minor, String code) {
        return new Detail(List.of(reference), euro(minor), code, "", "", List.of());
    }

    private static ToldLine line(long effect, long charge, List<String> words, Detail... details) {
        return new ToldLine(
                day(2),
                effect < 0,
                false,
                euro(Math.abs(effect)),
                euro(charge),
                euro(0),
                "B1",
                "",
                "",
                Optional.empty(),
                List.of(),
                words,
                List.of(details));
    }

    private Matched decide(ToldLine line, MatchFacts facts) {
        return decide(line, facts, CHAINED);
    }

    private Matched decide(ToldLine line, MatchFacts facts, Standing standing) {
        return rules.decide("main", line, Instant.EPOCH, facts, standing);
    }

    private static void is(LineClass as, MatchedBy by, String postings, Matched matched) {
        String text = matched.booking().postings().stream()
                .map(posting -> posting.account().toString().replace(PAYEE.value(), "payee") + " "
                        + posting.money().amountMinor())
                .collect(Collectors.joining(", "));
        assertEquals(List.of(as, by, postings), List.of(matched.as(), matched.by(), text));
    }

    private static String parts(Matched matched) {
        return matched.booking().parts().stream()
                .map(part -> (part.payout().equals(ONE) ? "one" : part.payout().equals(TWO) ? "two" : part.payout())
                        + " " + part.amountMinor() + " " + part.as())
                .collect(Collectors.joining(", "));
    }

    @Test
    void eachDetailIsAPaymentAndTheyAddUp() {
        Matched matched = decide(
                line(-42_956, 0, List.of(), detail(REF1, 32_956, ""), detail(REF2, 10_000, "")), sent());
        is(LineClass.DEBIT, MatchedBy.REFERENCE, "bank:main 42956, transit:main -42956", matched);
        assertEquals("one 32956 DEBITED, two 10000 DEBITED", parts(matched));
    }

    @Test
    void detailsWithoutAmountsTakeThoseOfOurPayouts() {
        Matched matched =
                decide(line(-42_956, 0, List.of(), detail(REF1, 0, ""), detail(REF2, 0, "")), sent());
        is(LineClass.DEBIT, MatchedBy.REFERENCE, "bank:main 42956, transit:main -42956", matched);
    }

    @Test
    void aDebitWithAChargeInIt() {
        Matched matched = decide(line(-33_006, 50, List.of(), detail(REF1, 0, "")), sent());
        is(LineClass.DEBIT, MatchedBy.REFERENCE, "bank:main 33006, transit:main -32956, costs:bank -50", matched);
    }

    @Test
    void anAmountAloneNeverMatches() {
        Matched matched = decide(line(-32_956, 0, List.of("payout to a friend")), sent());
        is(LineClass.UNMATCHED, MatchedBy.NOTHING, "bank:main 32956, suspense -32956", matched);
    }

    @Test
    void aReferenceWithAnotherAmountDoesNotMatch() {
        is(
                LineClass.UNMATCHED,
                MatchedBy.NOTHING,
                "bank:main 32955, suspense -32955",
                decide(line(-32_955, 0, List.of(), detail(REF1, 32_955, ""), detail("OTHER", 0, "")), sent()));
    }

    @Test
    void aTokenIsFoundInEachHabitOfBanks() {
        String split = REF1.substring(0, 8) + " " + REF1.substring(8);
        for (String words : List.of(
                "EREF+" + REF1,
                "transfer " + split + " thanks",
                REF1.toLowerCase(Locale.ROOT),
                "/ROC/" + REF1 + "//")) {
            Matched matched = decide(line(-32_956, 0, List.of(words)), sent());
            is(LineClass.DEBIT, MatchedBy.TOKEN, "bank:main 32956, transit:main -32956", matched);
        }
    }

    @Test
    void twoTokensAreNoHit() {
        Matched matched = decide(line(-32_956, 0, List.of(REF1 + " and " + REF2)), sent());
        is(LineClass.UNMATCHED, MatchedBy.NOTHING, "bank:main 32956, suspense -32956", matched);
    }

    @Test
    void aGroupIsDebitedWholeOrLessItsRefused() {
        ToldLine gross = line(-42_956, 0, List.of());
        Matched whole = decide(gross, and(sent(), Optional.of(group(2, 42_956, 0)), Optional.empty()));
        is(LineClass.BATCH, MatchedBy.GROUP, "bank:main 42956, transit:main -42956", whole);
        assertEquals(Optional.of(new GroupDebit("pf_1", "G01", List.of(), false)), whole.group());
        Matched withRefused = decide(gross, and(sent(), Optional.of(group(2, 42_956, 10_000)), Optional.empty()));
        assertEquals(Optional.of(new GroupDebit("pf_1", "G01", List.of(TWO), false)), withRefused.group());
        Matched net = decide(
                line(-32_956, 0, List.of()), and(sent(), Optional.of(group(2, 42_956, 10_000)), Optional.empty()));
        is(LineClass.BATCH, MatchedBy.GROUP, "bank:main 32956, transit:main -32956", net);
        assertEquals(Optional.of(new GroupDebit("pf_1", "G01", List.of(TWO), true)), net.group());
        Matched charged = decide(
                line(-43_000, 44, List.of()), and(sent(), Optional.of(group(2, 42_956, 0)), Optional.empty()));
        is(LineClass.BATCH, MatchedBy.GROUP, "bank:main 43000, transit:main -42956, costs:bank -44", charged);
    }

    @Test
    void anotherPartOfAGroupIsNotGuessed() {
        for (Optional<GroupFacts> of : List.of(
                Optional.of(group(2, 42_956, 0)), Optional.of(group(0, 0, 0)), Optional.<GroupFacts>empty())) {
            Matched matched = decide(
                    line(-10_000, 0, List.of()),
                    new MatchFacts(Map.of(), of, Optional.empty(), Optional.empty()));
            is(LineClass.UNMATCHED, MatchedBy.NOTHING, "bank:main 10000, suspense -10000", matched);
        }
    }

    @Test
    void onePaymentOfAGroupIsThatPayout() {
        Matched matched = decide(
                line(-10_000, 0, List.of(), detail(REF2, 10_000, "")),
                and(sent(), Optional.of(group(2, 10_000, 0)), Optional.empty()));
        is(LineClass.DEBIT, MatchedBy.REFERENCE, "bank:main 10000, transit:main -10000", matched);
    }

    @Test
    void aGroupIsFoundByItsSumBeforeARuleIsAsked() {
        Matched matched = decide(
                line(-42_956, 0, List.of()),
                and(MatchFacts.NONE, Optional.empty(), Optional.of(group(2, 42_956, 0))));
        is(LineClass.BATCH, MatchedBy.GROUP_SUM, "bank:main 42956, transit:main -42956", matched);
        Matched ruled = decide(line(-250, 0, List.of()), and(sent(), Optional.empty(), Optional.empty()));
        is(LineClass.FEE, MatchedBy.RULE, "bank:main 250, costs:bank -250", ruled);
        Matched interest = decide(line(250, 0, List.of()), and(sent(), Optional.empty(), Optional.empty()));
        is(LineClass.FEE, MatchedBy.RULE, "bank:main -250, costs:bank 250", interest);
    }

    @Test
    void aReturnCreditsItsPayeeFromAStatementThatChains() {
        ToldLine line = line(32_956, 0, List.of(), detail(REF1, 32_956, "AC04"));
        is(LineClass.RETURN, MatchedBy.REFERENCE, "bank:main -32956, payable:payee 32956", decide(line, paid()));
        var unchained = new Standing(false, false, true, euro(1_000_000), FeeOfReturn.OURS);
        is(LineClass.GAP, MatchedBy.NOTHING, "", decide(line, paid(), unchained));
    }

    @Test
    void aReturnWaitsForPeopleIfItIsLargeOrLateOrGivesNothingBack() {
        ToldLine line = line(32_956, 0, List.of(), detail(REF1, 32_956, "AC04"));
        var large = new Standing(true, false, true, euro(32_956), FeeOfReturn.OURS);
        String posted = "bank:main -32956, suspense 32956";
        is(LineClass.RETURN_WAITS, MatchedBy.REFERENCE, posted, decide(line, paid(), large));
        var late = new Standing(true, true, true, euro(1_000_000), FeeOfReturn.OURS);
        is(LineClass.RETURN_WAITS, MatchedBy.REFERENCE, posted, decide(line, paid(), late));
        ToldLine duplicate = line(32_956, 0, List.of(), detail(REF1, 32_956, "AM05"));
        is(
                LineClass.RETURN_WAITS,
                MatchedBy.REFERENCE,
                "bank:main -32956, suspense 32956",
                decide(duplicate, paid()));
    }

    @Test
    void aBatchOfReturnsGoesThroughTransit() {
        ToldLine line =
                line(42_956, 0, List.of(), detail(REF1, 32_956, "AC04"), detail(REF2, 10_000, "AC06"));
        Matched matched = decide(line, paid());
        is(LineClass.RETURN, MatchedBy.REFERENCE, "bank:main -42956, transit:main 42956", matched);
        assertEquals("one 32956 BEFORE_ITS_DEBIT, two 10000 BEFORE_ITS_DEBIT", parts(matched));
        ToldLine twice =
                line(65_912, 0, List.of(), detail(REF1, 32_956, "AC04"), detail(REF1, 32_956, "AC04"));
        is(LineClass.UNMATCHED, MatchedBy.NOTHING, "bank:main -65912, suspense 65912", decide(twice, paid()));
    }

    @Test
    void whatWasRefusedIsCreditedAgainToTransit() {
        MatchFacts facts = known(payout(32_956, false, "AC04"), payout(10_000, false, ""));
        ToldLine line = line(32_956, 0, List.of(), detail(REF1, 32_956, ""));
        Matched matched = decide(line, facts);
        is(LineClass.RECREDIT, MatchedBy.REFERENCE, "bank:main -32956, transit:main 32956", matched);
    }

    @Test
    void aReturnOfAPayoutThatWasNeverSentIsNotItsMoney() {
        var scheduled = new PayoutFacts(
                euro(32_956), "main", PAYABLE, false, Optional.empty(), Optional.empty(), true, Optional.empty(),
                false, Optional.empty());
        ToldLine line = line(32_956, 0, List.of(), detail(REF1, 32_956, "AC04"));
        Matched matched = decide(line, known(scheduled, scheduled));
        is(LineClass.UNMATCHED, MatchedBy.REFERENCE, "bank:main -32956, suspense 32956", matched);
        assertEquals(Optional.of(LineRules.UNMATCHED), matched.booking().attention());
    }

    @Test
    void anotherDestinationThanApprovedRaisesTheAlarmAndPaysNobody() {
        var facts = new MatchFacts(
                Map.of(REF1, new Known(ONE, payout(32_956, false, ""), true)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Matched matched = decide(line(-32_956, 0, List.of(), detail(REF1, 32_956, "")), facts);
        is(LineClass.DESTINATION, MatchedBy.REFERENCE, "bank:main 32956, suspense -32956", matched);
        assertEquals(Optional.of(MatchRules.DESTINATION), matched.booking().attention());
        assertEquals("one 32956 UNMATCHED", parts(matched));
    }

    @Test
    void aReversalWhoseDirectionNothingShowsBooksNothing() {
        var unsure = new Standing(false, false, false, euro(1_000_000), FeeOfReturn.OURS);
        Matched matched = decide(Told.reversal(2, 500), MatchFacts.NONE, unsure);
        is(LineClass.REVERSAL, MatchedBy.NOTHING, "", matched);
    }

    @Test
    void moreCandidatesThanTheLimitHideNoneOfTheFirst() {
        String noise = Stream.iterate(2, i -> i + 1)
                .limit(200)
                .map(i -> BankReference.of(DEMO, new PayoutId(Id.derive(PayoutId.PREFIX, "p" + i))))
                .collect(Collectors.joining(" "));
        var tokens = Tokens.in(List.of(REF1 + " " + noise));
        assertEquals(Tokens.MOST, tokens.size());
        assertEquals(REF1, tokens.iterator().next());
    }
}
