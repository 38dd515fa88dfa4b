package dev.surety.payouts.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.Way;
import dev.surety.payouts.domain.payout.Payout;
import dev.surety.payouts.domain.payout.PayoutAttention;
import dev.surety.payouts.domain.payout.PayoutCommand;
import dev.surety.payouts.domain.payout.PayoutDecision;
import dev.surety.payouts.domain.payout.PayoutEvent;
import dev.surety.payouts.domain.payout.PayoutEvent.Credit;
import dev.surety.payouts.domain.payout.PayoutEvent.Debit;
import dev.surety.payouts.domain.payout.PayoutFold;
import dev.surety.payouts.domain.payout.PayoutFold.Dated;
import dev.surety.payouts.domain.payout.PayoutOrder;
import dev.surety.payouts.domain.payout.PayoutPostings;
import dev.surety.payouts.domain.payout.PayoutRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each command in each state of a payout, and its outcome: the table is the state chart. */
class PayoutChartTest {
    private static final Instant BEGUN = Instant.parse("2026-11-23T10:00:00Z");
    /** Later than all of a payout's times but its approval's. */
    private static final Instant NOW = BEGUN.plus(Duration.ofHours(2));

    /**
     * {@code -}: nothing. {@code !}: refused. {@code ~}: too soon. A state: the payout has moved there. A state with
     * {@code +}: the fact is noted; {@code $}: and moves money; {@code ?}: and opens or closes a place in a work queue.
     */
    private static final String ON_ITS_WAY =
            """
            command    | awaiting_approval   | scheduled   | sending  | unknown  | sent     | refused  | paid
            approve    | scheduled?          | !           | !        | !        | !        | !        | !
            agree      | !                   | !           | !        | !        | !        | failed$  | !
            reject     | cancelled$?         | !           | !        | !        | !        | !        | !
            cancel     | cancelled$?         | cancelled$  | !        | !        | !        | !        | !
            give up    | cancelled$?         | cancelled$  | -        | -        | -        | -        | -
            expire     | -                   | -           | -        | -        | -        | -        | -
            send       | -                   | sending     | -        | -        | -        | -        | -
            wait       | -                   | scheduled+  | -        | -        | -        | -        | -
            accepted   | awaiting_approval+? | scheduled+? | sent     | sent     | sent+    | sent+    | -
            declined   | -                   | -           | failed$  | failed$  | sent+    | sent+    | -
            duplicate  | -                   | -           | unknown? | unknown? | sent+    | sent+    | -
            no answer  | -                   | -           | unknown  | unknown+ | sent+    | sent+    | -
            not found  | -                   | -           | sending+ | unknown+ | sent+    | sent+    | -
            void       | -                   | -           | failed$  | failed$  | failed$  | failed$  | -
            booked     | awaiting_approval+? | scheduled+? | sent     | sent     | paid     | paid     | paid+?
            returned   | awaiting_approval+? | scheduled+? | ~        | ~        | ~        | ~        | returned
            too early  | awaiting_approval+  | scheduled+  | sent     | sent     | returned | returned | returned$
            recredited | awaiting_approval+  | scheduled+  | ~        | ~        | ~        | failed$  | paid+?
            waits      | awaiting_approval+  | scheduled+  | sending+ | unknown+ | sent+    | sent+    | paid+
            reported   | awaiting_approval+  | scheduled+  | sending+ | unknown+ | sent+    | sent+    | paid+
            refused    | awaiting_approval+  | scheduled+  | sending+ | unknown+ | sent+    | sent+    | paid+
            repeated   | awaiting_approval+  | scheduled+  | unknown? | unknown? | unknown? | unknown? | paid+
            shown      | -                   | -           | -        | -        | -        | failed$  | -
            stayed     | -                   | -           | -        | -        | -        | sent+?   | -
            noticed    | -                   | -           | sending+? | unknown+? | sent+?  | sent+?   | paid+?
            """;

    private static final String AFTERWARDS =
            """
            command    | disputed  | returned   | backwards  | failed   | late
            approve    | !         | !          | !          | !        | !
            agree      | !         | !          | !          | !        | !
            reject     | !         | !          | !          | !        | !
            cancel     | !         | !          | !          | !        | !
            give up    | -         | -          | -          | -        | -
            expire     | -         | -          | -          | -        | -
            send       | -         | -          | -          | -        | -
            wait       | -         | -          | -          | -        | -
            accepted   | -         | -          | -          | failed+? | failed+?
            declined   | -         | -          | -          | -        | -
            duplicate  | -         | -          | -          | -        | -
            no answer  | -         | -          | -          | -        | -
            not found  | -         | -          | -          | -        | -
            void       | -         | -          | -          | -        | -
            booked     | paid+?    | returned+? | returned+$ | failed+  | failed+
            returned   | returned  | returned+? | returned+? | failed+? | failed+?
            too early  | returned$ | returned+? | returned+? | failed+  | failed+?
            recredited | paid+?    | returned+? | returned+? | failed+  | failed+?
            waits      | paid+     | returned+  | returned+  | failed+  | failed+
            reported   | paid+     | returned+  | returned+  | failed+  | failed+
            refused    | paid+     | returned+  | returned+  | failed+  | failed+
            repeated   | paid+     | returned+  | returned+  | failed+  | failed+
            shown      | -         | -          | -          | -        | -
            stayed     | paid+?    | -          | returned+? | -        | -
            noticed    | paid+?    | returned+? | returned+? | -        | -
            """;

    private static final String NEVER_SENT =
            """
            command    | cancelled   | excluded   | taken_out
            approve    | !           | !          | !
            agree      | !           | !          | !
            reject     | !           | !          | !
            cancel     | !           | !          | !
            give up    | -           | -          | -
            expire     | -           | -          | -
            send       | -           | -          | -
            wait       | -           | -          | -
            accepted   | cancelled+? | excluded+? | taken_out+?
            declined   | -           | -          | -
            duplicate  | -           | -          | -
            no answer  | -           | -          | -
            not found  | -           | -          | -
            void       | -           | -          | -
            booked     | cancelled+? | excluded+? | taken_out+?
            returned   | cancelled+? | excluded+? | taken_out+?
            too early  | cancelled+  | excluded+  | taken_out+
            recredited | cancelled+  | excluded+  | taken_out+
            waits      | cancelled+  | excluded+  | taken_out+
            reported   | cancelled+  | excluded+  | taken_out+
            refused    | cancelled+  | excluded+  | taken_out+
            repeated   | cancelled+  | excluded+  | taken_out+
            shown      | -           | -          | -
            stayed     | -           | -          | -
            noticed    | -           | -          | -
            """;

    private static final PayoutOrder ORDER = PlayedPayouts.order("EUR", "sandbox", "sandbox");

    private static final Debit DEBIT = new Debit("bl_debit", LocalDate.of(2026, 11, 23));

    private static Credit credit(Way way) {
        Money amount = Money.of(25_000, "EUR");
        return new Credit("bl_credit", LocalDate.of(2026, 11, 26), amount, amount, "AC06", way);
    }

    private static Payout after(PayoutEvent... events) {
        return PlayedPayouts.after(BEGUN, Stream.of(events));
    }

    private static Map<String, Payout> states() {
        var scheduled = new PayoutEvent.Scheduled(ORDER);
        var sending = new PayoutEvent.Sending();
        var sent = new PayoutEvent.Sent("trace");
        var paid = new PayoutEvent.Paid(PayoutEvent.PaidBasis.BOOKED, DEBIT);
        Map<String, Payout> states = new LinkedHashMap<>();
        states.put(
                "awaiting_approval",
                after(new PayoutEvent.Requested(ORDER, "staff:maker", 1, Money.of(25_000, "EUR"))));
        states.put("scheduled", after(scheduled));
        states.put("sending", after(scheduled, sending));
        states.put("unknown", after(scheduled, sending, new PayoutEvent.Unknown("no_answer")));
        states.put("sent", after(scheduled, sending, sent));
        var refusal = new PayoutEvent.RefusalAnnounced("AC04", "uploader");
        states.put("refused", after(scheduled, sending, sent, refusal));
        states.put("paid", after(scheduled, sending, sent, paid));
        states.put("disputed", after(scheduled, sending, sent, paid, refusal));
        states.put(
                "returned",
                after(scheduled, sending, sent, paid, new PayoutEvent.Returned(credit(Way.RETURNED))));
        states.put(
                "backwards",
                after(scheduled, sending, sent, new PayoutEvent.Returned(credit(Way.BEFORE_ITS_DEBIT))));
        var failed = new PayoutEvent.Failed("AC04");
        states.put("failed", after(scheduled, sending, failed));
        var late = new PayoutEvent.StatusNoted("accepted_late", Optional.empty(), Optional.empty());
        states.put("late", after(scheduled, sending, failed, late));
        states.put("cancelled", after(scheduled, new PayoutEvent.Cancelled("cancelled")));
        states.put("excluded", after(new PayoutEvent.Excluded(ORDER, "debt")));
        states.put("taken_out", after(new PayoutEvent.TakenOut(ORDER)));
        return states;
    }

    static Map<String, PayoutCommand> commands() {
        Map<String, PayoutCommand> commands = new LinkedHashMap<>();
        commands.put("approve", new PayoutCommand.Approve("checker"));
        commands.put("agree", new PayoutCommand.AgreeToRefusal("checker", "AC04"));
        commands.put("reject", new PayoutCommand.Reject());
        commands.put("cancel", new PayoutCommand.Cancel());
        commands.put("give up", new PayoutCommand.GiveUp("method_changed"));
        commands.put("expire", new PayoutCommand.Expire());
        commands.put("send", new PayoutCommand.Send());
        commands.put("wait", new PayoutCommand.Wait());
        commands.put("accepted", new PayoutCommand.Accepted("trace"));
        commands.put("declined", new PayoutCommand.Declined("AC04", true));
        commands.put("duplicate", new PayoutCommand.Declined("AM05", false));
        commands.put("no answer", new PayoutCommand.NoAnswer());
        commands.put("not found", new PayoutCommand.NotFound());
        commands.put("void", new PayoutCommand.MakeVoid());
        commands.put("booked", new PayoutCommand.Booked(DEBIT));
        commands.put("returned", new PayoutCommand.Credited(credit(Way.RETURNED)));
        commands.put("too early", new PayoutCommand.Credited(credit(Way.BEFORE_ITS_DEBIT)));
        commands.put("recredited", new PayoutCommand.Credited(credit(Way.RECREDITED)));
        commands.put("waits", new PayoutCommand.Credited(credit(Way.WAITS)));
        commands.put("reported", new PayoutCommand.Reported("ACSP", "", false, "uploader"));
        commands.put("refused", new PayoutCommand.Reported("RJCT", "AC04", true, "uploader"));
        commands.put("repeated", new PayoutCommand.Reported("RJCT", "AM05", false, "uploader"));
        commands.put("shown", new PayoutCommand.RefusalShown());
        commands.put("stayed", new PayoutCommand.StayedAway());
        commands.put("noticed", new PayoutCommand.NoticeChange("C01", "account", "words", "uploader"));
        return commands;
    }

    static String outcome(Payout before, PayoutCommand command) {
        var context = new PayoutRules.Context(NOW, MoneyOut.SHIPPED);
        return switch (PayoutRules.decide(before, command, context)) {
            case PayoutDecision.Nothing _ -> "-";
            case PayoutDecision.Refused _ -> "!";
            case PayoutDecision.TooSoon _ -> "~";
            case PayoutDecision.Append(var event) -> {
                Payout after = PayoutFold.next(before, new Dated(event, NOW));
                yield after.state()
                        + (isNote(event) ? "+" : "")
                        + (PayoutPostings.of(Optional.of(before), event).isEmpty() ? "" : "$")
                        + (PayoutAttention.of(Optional.of(before), event).isEmpty() ? "" : "?");
            }
        };
    }

    private static boolean isNote(PayoutEvent event) {
        return event instanceof PayoutEvent.StatusNoted
                || event instanceof PayoutEvent.RefusalAnnounced
                || event instanceof PayoutEvent.ChangeNoticed;
    }

    /** The tables side by side. */
    private static List<List<String>> rows() {
        List<List<List<String>>> tables = Stream.of(ON_ITS_WAY, AFTERWARDS, NEVER_SENT)
                .map(StateChart::cells)
                .toList();
        return IntStream.range(0, tables.getFirst().size())
                .mapToObj(row -> Stream.concat(
                                Stream.of(tables.getFirst().get(row).getFirst()),
                                tables.stream().flatMap(table -> table.get(row).stream().skip(1)))
                        .toList())
                .toList();
    }

    @TestFactory
    List<DynamicTest> everyCommandInEveryStateHasOneOutcome() {
        return StateChart.tests(rows(), states(), commands(), PayoutChartTest::outcome);
    }

    @Test
    void everyCommandAndEveryStateIsInTheTable() {
        Set<Class<?>> commands = Stream.concat(
                        Arrays.stream(PayoutCommand.class.getPermittedSubclasses()),
                        Arrays.stream(PayoutCommand.Wish.class.getPermittedSubclasses()))
                .filter(type -> !type.isInterface())
                .collect(Collectors.toSet());
        assertEquals(commands, types(commands().values()));
        assertEquals(
                Arrays.stream(Payout.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                types(states().values()));
    }

    private static Set<Class<?>> types(Collection<?> of) {
        return of.stream().map(Object::getClass).collect(Collectors.toSet());
    }
}
