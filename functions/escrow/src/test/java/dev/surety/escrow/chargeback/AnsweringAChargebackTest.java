package dev.surety.escrow.chargeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.SuretyTables;
import dev.surety.dynamo.faults.EveryFault;
import dev.surety.dynamo.faults.Faults;
import dev.surety.escrow.app.payment.Gateway.ChargebackReply;
import dev.surety.escrow.app.payment.Gateway.GatewayChargeback;
import dev.surety.escrow.app.payment.Gateway;
import dev.surety.escrow.app.payment.GatewayResult;
import dev.surety.escrow.world.AroundGateway;
import dev.surety.escrow.world.EscrowWorld;
import dev.surety.escrow.world.FaultyGateway;
import dev.surety.escrow.world.GatewayBooks;
import dev.surety.model.dispute.ChargebackAnswer.Kind;
import dev.surety.model.dispute.ChargebackAnswer;
import dev.surety.model.dispute.EscrowDisputes;
import dev.surety.model.dispute.PaymentChargebacks.Phase;
import dev.surety.model.dispute.PaymentChargebacks.Told;
import dev.surety.model.dispute.PaymentChargebacks;
import dev.surety.model.id.ChargebackId;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PaymentId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.runtime.command.CausedCommand;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A case demands an answer at the gateway, over both chains. The gateway may be silent, or lie. */
class AnsweringAChargebackTest {
    private static final String HASH = "a".repeat(64);

    /** A paid escrow with a chargeback, and a case that demands an answer. */
    private static final class Bench {
        final EscrowWorld world;
        final GatewayBooks books;
        final String payment;
        final ChainId caseChain;
        final List<ChargebackReply> replies = new ArrayList<>();

        Bench(Faults faults, UnaryOperator<Gateway> around) {
            world = new EscrowWorld(faults, gateway -> around.apply(new Counted(gateway, replies)));
            books = new GatewayBooks(world);
            payment = books.payment(books.paid("card_ok", 1).getFirst());
            books.bank(payment, 1000, "drawn");
            books.heard(payment);
            var id = ChargebackId.of(EscrowWorld.DEMO, new PaymentId(payment), "cb_" + payment);
            caseChain = new ChainId("chargeback", EscrowWorld.DEMO, id.value());
        }

        Bench demands(int n, Kind kind) {
            Optional<String> hash = kind == Kind.EVIDENCE ? Optional.of(HASH) : Optional.empty();
            var answer = new ChargebackAnswer(
                    1, new PaymentId(payment), "cb_" + payment, n, kind, hash.map(_ -> "evidence/file"), hash);
            var data = Json.object();
            data.set(ChargebackAnswer.MEMBER, Json.tree(answer));
            var journal = new Journal(world.store, SuretyTables.JOURNAL);
            EscrowWorld.append(journal, caseChain, "chargeback.submitting.v1", data);
            return this;
        }

        int command(String name) {
            return command(name, last(caseChain));
        }

        int command(String name, Entry cause) {
            return world.message(CausedCommand.of(name, cause).body());
        }

        Entry last(ChainId chain) {
            return new Journal(world.store, SuretyTables.JOURNAL).last(chain).orElseThrow();
        }

        Told told() {
            var data = Json.object(last(new ChainId("payment", EscrowWorld.DEMO, payment)).data());
            return Json.shared(data.path(PaymentChargebacks.MEMBER), PaymentChargebacks.class, 1)
                    .chargebacks()
                    .getFirst();
        }

        long answered() {
            return world.chain("payment", payment).stream()
                    .filter(entry -> entry.event().equals("payment.chargeback_answered.v1"))
                    .count();
        }
    }

    private record Counted(Gateway gateway, List<ChargebackReply> replies) implements AroundGateway {
        @Override
        public GatewayResult answer(ChargebackReply reply) {
            replies.add(reply);
            return gateway.answer(reply);
        }
    }

    private final Bench bench = new Bench(Faults.none(), gateway -> gateway);

    @Test
    void aNoticeTellsAmountSharesReasonAndPhaseInEachLaterEntry() {
        Told told = bench.told();
        assertEquals(Phase.NEEDS_RESPONSE, told.phase());
        assertEquals(1000, told.amount().amountMinor());
        assertEquals(EscrowWorld.PAYEE, told.shares().getFirst().payee().value());
        bench.books.heard(bench.payment);
        long before = bench.world.entries();
        bench.books.heard(bench.payment);
        assertEquals(before, bench.world.entries(), "the same word again is no news");
    }

    /** The bus has lost the notice, and each message after it is lost, too. */
    @Test
    void aCaseThatIsNotMadeIsAskedForThreeTimesAndThenAPersonHasTo() {
        Instant noticed = bench.world.clock.instant();
        for (Duration after : List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(24))) {
            bench.world.clock.set(noticed.plus(after).minusMillis(1));
            bench.world.wakeDue();
            int asked = bench.world.commands.size();
            bench.world.clock.set(noticed.plus(after));
            bench.world.wakeDue();
            assertEquals(asked + 1, bench.world.commands.size(), after.toString());
            assertEquals(EscrowDisputes.OPEN, bench.world.commands.getLast().command());
        }
        assertTrue(bench.world.workOf("payment").contains("opens case_untold"));
        bench.world.clock.advance(Duration.ofDays(5));
        bench.world.wakeDue();
        assertEquals(3, bench.world.commands.size());

        bench.demands(1, Kind.EVIDENCE).command(ChargebackAnswer.SUBMIT);
        assertEquals("closes case_untold", bench.world.workOf("payment").getLast());
    }

    @Test
    void evidenceIsSubmittedOnceHoweverOftenTheCommandComes() {
        bench.demands(1, Kind.EVIDENCE);
        assertEquals(0, bench.command(ChargebackAnswer.SUBMIT));
        assertEquals(0, bench.command(ChargebackAnswer.SUBMIT));

        assertEquals(Phase.UNDER_REVIEW, bench.told().phase());
        assertEquals(Optional.empty(), bench.told().answer().orElseThrow().declined());
        assertEquals(1, bench.replies.size());
        assertEquals(HASH, bench.replies.getFirst().sha256().orElseThrow());
        assertEquals(1, bench.answered());
        bench.world.checkIdle();
    }

    @Test
    void aCommandWhoseCauseHasMovedOnDoesNothing() {
        bench.demands(1, Kind.EVIDENCE);
        Entry old = bench.last(bench.caseChain);
        bench.demands(1, Kind.EVIDENCE);
        assertEquals(0, bench.command(ChargebackAnswer.SUBMIT, old));
        assertEquals(0, bench.replies.size());
    }

    @Test
    void aCauseThatDemandsNothingDoesNothing() {
        var journal = new Journal(bench.world.store, SuretyTables.JOURNAL);
        EscrowWorld.append(journal, bench.caseChain, "chargeback.opened.v1", Json.object());
        assertEquals(0, bench.command(ChargebackAnswer.SUBMIT));
        assertEquals(0, bench.command(ChargebackAnswer.ACCEPT));
        assertEquals(0, bench.replies.size());
    }

    @Test
    void anAcceptanceLosesItAtOnce() {
        bench.demands(1, Kind.ACCEPTANCE);
        assertEquals(0, bench.command(ChargebackAnswer.ACCEPT));
        assertEquals(Phase.LOST, bench.told().phase());
        assertEquals(Kind.ACCEPTANCE, bench.told().answer().orElseThrow().kind());
        assertEquals(0, bench.world.balance("dispute"), "the money is booked, too");
        bench.world.checkIdle();
    }

    @Test
    void aRefusalIsRecordedAndTheNextNumberMayTryAgain() {
        bench.books.bank(bench.payment, 1000, "won");
        bench.demands(1, Kind.EVIDENCE);
        assertEquals(0, bench.command(ChargebackAnswer.SUBMIT));
        assertEquals("not_open", bench.told().answer().orElseThrow().declined().orElseThrow());
        assertEquals(Phase.WON, bench.told().phase());

        bench.demands(2, Kind.EVIDENCE);
        assertEquals(0, bench.command(ChargebackAnswer.SUBMIT));
        assertEquals(2, bench.told().answer().orElseThrow().n());
        assertEquals(2, bench.replies.size());
    }

    /** "Accepted" three times, and nothing happens: it stays unknown until the gateway shows it. */
    @Test
    void aGatewayThatOnlySaysYesIsNotBelieved() {
        var lies = new int[] {3};
        var at = new Bench(Faults.none(), gateway -> new AroundGateway() {
            @Override
            public Gateway gateway() {
                return gateway;
            }

            @Override
            public GatewayResult answer(ChargebackReply reply) {
                return lies[0]-- > 0 ? new GatewayResult.Done("yes") : gateway.answer(reply);
            }
        });
        for (int i = 0; i < 3; i++) {
            at.demands(1, Kind.ACCEPTANCE);
            assertEquals(0, at.command(ChargebackAnswer.ACCEPT));
            assertEquals(Optional.empty(), at.told().answer());
            assertEquals(Phase.NEEDS_RESPONSE, at.told().phase());
        }
        at.demands(1, Kind.ACCEPTANCE);
        assertEquals(0, at.command(ChargebackAnswer.ACCEPT));
        assertEquals(Phase.LOST, at.told().phase());
        assertEquals(1, at.replies.size(), "accepted once");
        assertEquals(1, at.answered());
    }

    @Test
    void anAnswerGivenAtTheGatewayItselfLeavesNoRoomForOurs() {
        var at = new Bench(Faults.none(), gateway -> new AroundGateway() {
            @Override
            public Gateway gateway() {
                return gateway;
            }

            @Override
            public List<GatewayChargeback> chargebacks(
                    MarketplaceId marketplace, PaymentId reference) {
                return gateway.chargebacks(marketplace, reference).stream()
                        .map(of -> new GatewayChargeback(
                                of.id(), of.amount(), Phase.UNDER_REVIEW, "", Optional.empty(), Optional.of("theirs")))
                        .toList();
            }
        });
        at.demands(1, Kind.EVIDENCE);
        assertEquals(0, at.command(ChargebackAnswer.SUBMIT));
        assertEquals("already_answered", at.told().answer().orElseThrow().declined().orElseThrow());
        assertEquals(0, at.replies.size());
    }

    @Test
    void whatWasLostAndIsWonAfterAllLiesInSuspenseForAPerson() {
        bench.books.bank(bench.payment, 1000, "lost");
        bench.books.heard(bench.payment);
        bench.books.bank(bench.payment, 1000, "won");
        bench.books.heard(bench.payment);
        bench.books.heard(bench.payment);

        assertEquals(1000, bench.world.balance("suspense"));
        assertEquals(0, bench.world.balance("dispute"));
        assertEquals(Phase.WON, bench.told().phase());
        assertEquals("opens late_money", bench.world.workOf("payment").getLast());
        bench.world.check();
    }

    @Test
    void aWarningMovesNoMoneyAndMayComeTrue() {
        var at = new Bench(Faults.none(), gateway -> gateway);
        String other = at.books.payment(at.world.paidWith("card_ok", 2000, "create-000000009"));
        at.books.bank(other, 2000, "warned");
        at.books.heard(other);
        assertEquals(-1000, at.world.balance("dispute"), "of the other payment only");
        at.books.bank(other, 2000, "drawn");
        at.books.heard(other);
        assertEquals(-3000, at.world.balance("dispute"));
        List<String> events = at.world.chain("payment", other).stream().map(Entry::event).toList();
        assertTrue(events.indexOf("payment.chargeback_noticed.v2") < events.indexOf("chargeback.drawn.v1"));
        at.world.checkIdle();
    }

    /** Every call of store and gateway lost, kept, and followed by a death; then the case sends its command again. */
    @Test
    void everyFaultOfSubmittingLeavesOneAnswer() {
        int schedules = EveryFault.<Bench>of(
                        "submit evidence",
                        faults -> new Bench(faults, gateway -> new FaultyGateway(gateway, faults))
                                .demands(1, Kind.EVIDENCE),
                        at -> at.command(ChargebackAnswer.SUBMIT))
                .recovering(at -> {
                    int _ = at.demands(1, Kind.EVIDENCE).command(ChargebackAnswer.SUBMIT);
                    int _ = at.books.tell(at.payment);
                })
                .checking(at -> {
                    assertEquals(Phase.UNDER_REVIEW, at.told().phase());
                    assertEquals(1, at.answered());
                    assertEquals(
                            1,
                            at.replies.stream().map(ChargebackReply::reference).distinct().count());
                    at.world.checkIdle();
                })
                .withDeaths()
                .orEndingWith(Outage.class)
                .run();
        assertTrue(schedules >= 20, "schedules: " + schedules);
    }
}
