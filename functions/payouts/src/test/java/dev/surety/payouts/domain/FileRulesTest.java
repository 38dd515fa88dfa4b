package dev.surety.payouts.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.Id;
import dev.surety.model.id.PayoutId;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.payouts.domain.file.FileAttention;
import dev.surety.payouts.domain.file.FileCommand;
import dev.surety.payouts.domain.file.FileDecision;
import dev.surety.payouts.domain.file.FileEvent;
import dev.surety.payouts.domain.file.FileOrder.Part;
import dev.surety.payouts.domain.file.FileOrder;
import dev.surety.payouts.domain.file.FileRules;
import dev.surety.payouts.domain.file.FileTimes;
import dev.surety.payouts.domain.file.PayoutFile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each command in each state of a file, and its outcome. */
class FileRulesTest {
    private static final Instant BEGUN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant NOW = BEGUN.plus(Duration.ofHours(2));
    private static final String HASH = "0".repeat(64);
    private static final PayoutId PAYOUT = new PayoutId(Id.derive(PayoutId.PREFIX, "one"));

    /**
     * {@code -}: nothing. {@code !}: not allowed in this state. A state: the file is in it now; {@code ?}: with a place
     * in a work queue. Else the refusal.
     */
    private static final String TABLE =
            """
            command      |composing|written  |linked   |handed   |verified |answered |refused  |wished   |voided
            download     |!        |written  |written  |handed   |verified |answered |!        |!        |!
            by its maker |!        |forbidden|forbidden|forbidden|forbidden|forbidden|forbidden|forbidden|forbidden
            hand over    |!        |handed?  |handed?  |!        |verified?|answered?|refused? |handed?  |!
            another hash |!        |hash     |hash     |hash     |hash     |hash     |hash     |hash     |hash
            in the future|!        |invalid  |invalid  |invalid  |invalid  |invalid  |invalid  |invalid  |invalid
            void         |!        |written? |unproved |unproved |unproved |unproved |refused? |!        |!
            void, proved |!        |written? |written? |handed?  |verified?|unproved |refused? |!        |!
            approve void |!        |!        |!        |!        |!        |!        |!        |voided?  |!
            by its asker |!        |!        |!        |!        |!        |!        |!        |maker    |!
            of another   |!        |!        |!        |!        |!        |!        |!        |hash     |!
            reject void  |!        |!        |!        |!        |!        |!        |!        |written? |!
            verified     |-        |verified |verified |verified |-        |answered |refused  |verified |-
            accepted     |-        |answered?|answered?|answered |answered?|-        |-        |answered?|-
            refused      |-        |refused? |refused? |refused? |refused? |refused? |-        |refused? |-
            our figures  |-        |-        |-        |-        |-        |-        |-        |-        |-
            another sum  |-        |written? |written? |handed?  |verified?|answered?|refused? |written? |voided?
            another count|-        |written? |written? |handed?  |verified?|answered?|refused? |written? |voided?
            """;

    private static PayoutFile after(FileEvent... events) {
        var order = new FileOrder(
                Optional.empty(),
                Optional.of(PAYOUT),
                "sepa",
                "main",
                "EUR",
                false,
                List.of(new Part(0, 0, 1)),
                List.of("maker"));
        PayoutFile file = PayoutFile.begun(order, BEGUN);
        for (FileEvent event : events) {
            file = file.after(event, BEGUN);
        }
        return file;
    }

    private static PayoutFile written(FileEvent... more) {
        Money sum = Money.of(100_00, "EUR");
        List<FileEvent> events = new ArrayList<>(List.of(
                new FileEvent.PageComposed(0, 2, List.of(new FileEvent.Payment(PAYOUT, sum))),
                new FileEvent.Composed(BEGUN, LocalDate.parse("2026-11-24"), 1),
                new FileEvent.Written("pf.xml", HASH, 1_000, 1, sum)));
        events.addAll(List.of(more));
        return after(events.toArray(FileEvent[]::new));
    }

    private static Map<String, PayoutFile> states() {
        var linked = new FileEvent.Linked("treasurer", HASH);
        var handed = new FileEvent.HandedOver(BEGUN, HASH, "treasurer");
        Map<String, PayoutFile> states = new LinkedHashMap<>();
        states.put("composing", after());
        states.put("written", written());
        states.put("linked", written(linked));
        states.put("handed", written(linked, handed));
        states.put("verified", written(new FileEvent.VerificationReported()));
        states.put("answered", written(new FileEvent.Answered("ACCP", "")));
        states.put("refused", written(linked, new FileEvent.Refused("RJCT", "FF01")));
        states.put("wished", written(new FileEvent.VoidAsked("treasurer")));
        states.put("voided", written(new FileEvent.VoidAsked("treasurer"), new FileEvent.Voided("checker")));
        return states;
    }

    private static Map<String, FileCommand> commands() {
        Map<String, FileCommand> commands = new LinkedHashMap<>();
        commands.put("download", new FileCommand.Download("treasurer"));
        commands.put("by its maker", new FileCommand.Download("maker"));
        commands.put("hand over", new FileCommand.HandOver(HASH, NOW, "treasurer"));
        commands.put("another hash", new FileCommand.HandOver("1".repeat(64), NOW, "treasurer"));
        commands.put("in the future", new FileCommand.HandOver(HASH, NOW.plus(Duration.ofHours(1)), "treasurer"));
        commands.put("void", new FileCommand.AskVoid("treasurer", false));
        commands.put("void, proved", new FileCommand.AskVoid("treasurer", true));
        commands.put("approve void", new FileCommand.ApproveVoid("checker", HASH, false));
        commands.put("by its asker", new FileCommand.ApproveVoid("treasurer", HASH, false));
        commands.put("of another", new FileCommand.ApproveVoid("checker", "1".repeat(64), false));
        commands.put("reject void", new FileCommand.RejectVoid("checker"));
        commands.put("verified", new FileCommand.Verified());
        commands.put("accepted", new FileCommand.Answer("ACCP", "", false));
        commands.put("refused", new FileCommand.Answer("RJCT", "FF01", true));
        Optional<BigDecimal> sum = Optional.of(new BigDecimal("100.0"));
        commands.put("our figures", new FileCommand.Compare(Optional.empty(), Optional.of(1L), sum));
        Optional<BigDecimal> less = Optional.of(new BigDecimal("99.99"));
        commands.put("another sum", new FileCommand.Compare(Optional.empty(), Optional.empty(), less));
        commands.put("another count", new FileCommand.Compare(Optional.of(0), Optional.of(2L), sum));
        return commands;
    }

    private static String outcome(PayoutFile before, FileCommand command, Optional<Refusal> paused) {
        var context = new FileRules.Context(NOW, MoneyOut.SHIPPED, paused);
        return switch (FileRules.decide(before, command, context)) {
            case FileDecision.Nothing _ -> "-";
            case FileDecision.Refused(var refusal) -> refused(refusal.reason().code());
            case FileDecision.Append(var event) -> {
                PayoutFile after = before.after(event, NOW);
                yield state(after) + (FileAttention.of(event, after).isEmpty() ? "" : "?");
            }
        };
    }

    private static String state(PayoutFile file) {
        return file.state().replaceAll("(verifi)cation_reported", "$1ed").replace("handed_over", "handed");
    }

    private static String refused(String code) {
        return switch (code) {
            case "transition_not_allowed" -> "!";
            case "hash_mismatch" -> "hash";
            case "void_unproved" -> "unproved";
            case "approver_is_maker" -> "maker";
            default -> code;
        };
    }

    @TestFactory
    List<DynamicTest> everyCommandInEveryStateHasOneOutcome() {
        return StateChart.tests(
                StateChart.cells(TABLE),
                states(),
                commands(),
                (file, command) -> outcome(file, command, Optional.empty()));
    }

    @Test
    void everyCommandIsInTheTable() {
        Set<Class<?>> all = Arrays.stream(FileCommand.class.getPermittedSubclasses()).collect(Collectors.toSet());
        assertEquals(
                all, commands().values().stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void whileMoneyOutIsPausedNoLinkIsGiven() {
        Refusal paused = CommonReason.PAUSED.with("Paused by an operator.");
        assertEquals(
                "paused", outcome(written(), new FileCommand.Download("treasurer"), Optional.of(paused)));
    }

    @Test
    void aLaterLinkMovesTheDayByWhichStatementsProveSomething() {
        assertEquals(LocalDate.parse("2026-11-27"), FileTimes.provenBy(written()));
        PayoutFile late = written()
                .after(new FileEvent.Linked("treasurer", HASH), Instant.parse("2026-12-01T10:00:00Z"));
        assertEquals(LocalDate.parse("2026-12-04"), FileTimes.provenBy(late));
    }

    @Test
    void theBankHasFiveDaysOfTargetToBookIt() {
        assertEquals(Instant.parse("2026-12-02T00:00:00Z"), FileTimes.answerBy(written()));
    }
}
