package dev.surety.reputation.domain.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surety.model.id.EscrowId;
import dev.surety.model.id.Id;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.refusal.FieldError;
import dev.surety.reputation.domain.review.ReviewDecision.Append;
import dev.surety.reputation.domain.review.ReviewDecision.Nothing;
import dev.surety.reputation.domain.review.ReviewDecision.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each state, each command, each actor: what comes of it. The table is the chart, and has a row for every pair. */
class ReviewChartTest {
    private static final Instant END = Instant.parse("2026-11-22T10:00:00Z");
    private static final String C = "0".repeat(40);
    private static final ReviewedSale SALE = new ReviewedSale(
            new EscrowId(Id.derive("esc", "one")),
            new ParticipantId(Id.derive("par", "payer")),
            new ParticipantId(Id.derive("par", "payee")),
            END,
            true);

    /** A review, and the time that it is then. */
    private record At(Review review, Instant now) {
        At then(ReviewCommand command) {
            if (ReviewRules.decide(review, command, context()) instanceof Append(var event)) {
                return new At(review.after(event, now), now);
            }
            throw new AssertionError(command + " does nothing to " + review);
        }

        At after(Duration time) {
            return new At(review, now.plus(time));
        }

        ReviewRules.Context context() {
            return new ReviewRules.Context(now, opinion(Side.PAYER), opinion(Side.PAYEE));
        }

        private Optional<Opinion> opinion(Side side) {
            return review.of(side).submission().map(_ -> side == Side.PAYER ? Opinion.GOOD : Opinion.BAD);
        }

        String says(ReviewCommand command) {
            return switch (ReviewRules.decide(review, command, context())) {
                case Append(var event) -> event.getClass()
                        .getSimpleName()
                        .replace("WindowClosed", "window_closed")
                        .toLowerCase(Locale.ROOT);
                case Refused(var refusal) -> refusal.reason().code();
                case Nothing _ -> "nothing";
            };
        }
    }

    private static ReviewCommand submit(Side side) {
        return new ReviewCommand.Submit(side, side == Side.PAYER ? Opinion.GOOD : Opinion.BAD, C, Optional.empty());
    }

    private static ReviewCommand flag(Side side) {
        return new ReviewCommand.Flag(side, Target.REVIEW, Rule.INSULT, Optional.empty());
    }

    private static final ReviewCommand KEEP = new ReviewCommand.Keep(Side.PAYER, Target.REVIEW, "mod");
    private static final ReviewCommand REMOVE =
            new ReviewCommand.Remove(Side.PAYER, Target.REVIEW, "mod", Rule.INSULT);
    private static final ReviewCommand RESTORE = new ReviewCommand.Restore(Side.PAYER, Target.REVIEW, "mod");

    private static Map<String, ReviewCommand> commands() {
        Map<String, ReviewCommand> commands = new LinkedHashMap<>();
        commands.put("submit payer", submit(Side.PAYER));
        commands.put("submit payee", submit(Side.PAYEE));
        commands.put("respond payee", new ReviewCommand.Respond(Side.PAYEE, C));
        commands.put("respond payer", new ReviewCommand.Respond(Side.PAYER, C));
        commands.put("flag payee", flag(Side.PAYEE));
        commands.put("flag payer", flag(Side.PAYER));
        commands.put("keep", KEEP);
        commands.put("remove", REMOVE);
        commands.put("restore", RESTORE);
        commands.put("time", new ReviewCommand.Time());
        return commands;
    }

    private static Map<String, At> states() {
        At open = new At(Review.opened(SALE, END), END);
        At sealed = open.then(submit(Side.PAYER));
        At both = sealed.then(submit(Side.PAYEE));
        At flagged = both.then(flag(Side.PAYEE));
        At spent = open;
        for (int i = 0; i < ReviewRules.MOST_ENTRIES; i++) {
            spent = spent.then(submit(Side.PAYER));
        }
        Map<String, At> states = new LinkedHashMap<>();
        states.put("open", open);
        states.put("sealed", sealed);
        states.put("sealed+", sealed.after(Review.WINDOW));
        states.put("open+", open.after(Review.WINDOW));
        states.put("closed", open.after(Review.WINDOW).then(new ReviewCommand.Time()));
        states.put("alone", sealed.after(Review.WINDOW).then(new ReviewCommand.Time()));
        states.put("both", both);
        states.put("both+", both.after(Review.RESPONSE));
        states.put("responded", both.then(new ReviewCommand.Respond(Side.PAYEE, C)));
        states.put("flagged", flagged);
        states.put("kept", flagged.then(KEEP));
        states.put("removed", flagged.then(REMOVE));
        states.put("restored", flagged.then(REMOVE).then(RESTORE));
        states.put("spent", spent);
        return states;
    }

    private static List<String[]> rows() {
        try (InputStream chart = ReviewChartTest.class.getResourceAsStream("/chart/review.chart")) {
            return new String(chart.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.strip().split(" *\\| *"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCommandInEveryState() {
        List<String> columns = List.of(rows().getFirst());
        return rows().stream().skip(1).flatMap(row -> commands().entrySet().stream()
                .filter(of -> !isOfTheSpentSide(row[0], of.getKey()))
                .map(of -> DynamicTest.dynamicTest(
                        row[0] + ": " + of.getKey(),
                        () -> assertEquals(
                                row[columns.indexOf(of.getKey())],
                                states().get(row[0]).says(of.getValue())))));
    }

    /** Only the payer has spent its entries there. */
    private static boolean isOfTheSpentSide(String state, String command) {
        return state.equals("spent") && command.endsWith("payee") && !command.startsWith("submit");
    }

    @Test
    void everyStateHasARowAndEveryCommandAColumn() {
        Set<String> columns = new TreeSet<>(List.of(rows().getFirst()));
        columns.remove("state");
        assertEquals(new TreeSet<>(commands().keySet()), columns);
        assertEquals(
                states().keySet(),
                new LinkedHashSet<>(rows().stream().skip(1).map(row -> row[0]).toList()));
    }

    @Test
    void beforeThePublicationNoAnswerDependsOnTheOtherSide() {
        At open = states().get("open");
        At sealed = states().get("sealed");
        for (ReviewCommand ofPayee : List.of(new ReviewCommand.Respond(Side.PAYEE, C), flag(Side.PAYEE))) {
            assertEquals(refusal(open, ofPayee), refusal(sealed, ofPayee));
        }
        assertEquals(open.review().state(), sealed.review().state());
        assertEquals(open.review().due(), sealed.review().due());
    }

    private static String refusal(At at, ReviewCommand command) {
        return ReviewRules.decide(at.review(), command, at.context()).toString();
    }

    @Test
    void aBudgetNamesItsBound() {
        At spent = states().get("spent");
        if (!(ReviewRules.decide(spent.review(), submit(Side.PAYER), spent.context()) instanceof Refused(var of))) {
            throw new AssertionError("not refused");
        }
        assertEquals(Optional.of(new FieldError.Bound(10, 11)), of.errors().getFirst().bound());
    }

    @Test
    void aReplacedReviewOpensOnlyItsLastCommitment() {
        At at = states().get("open")
                .then(new ReviewCommand.Submit(Side.PAYER, Opinion.BAD, "a".repeat(40), Optional.empty()))
                .then(new ReviewCommand.Submit(Side.PAYER, Opinion.GOOD, "b".repeat(40), Optional.empty()))
                .then(submit(Side.PAYEE));
        assertEquals("b".repeat(40), at.review().payer().submission().orElseThrow().sealed());
        assertEquals(Optional.of(Opinion.GOOD), at.review().payer().opinion());
        assertEquals(Optional.of(Opinion.BAD), at.review().payee().opinion());
    }

    @Test
    void wordsThatWereErasedBeforeThePublicationAreNoOpinionAndNoSilence() {
        Review sealed = states().get("sealed").review();
        Instant end = END.plus(Review.WINDOW);
        var context = ReviewRules.Context.at(end);
        assertEquals(
                new Append(new ReviewEvent.WindowClosed()),
                ReviewRules.decide(sealed, new ReviewCommand.Time(), context));
        assertEquals(Optional.empty(), sealed.after(new ReviewEvent.WindowClosed(), end).due());
    }

    @Test
    void weightsAreDueTwoHoursAfterThePublicationAndTombstonesAtOnce() {
        At both = states().get("both");
        assertEquals(Optional.of(END.plus(Duration.ofHours(2))), both.review().due());
        Instant weighed = END.plus(Duration.ofHours(2));
        Review counted = both.review()
                .after(new ReviewEvent.Counted(Half.Weight.COUNTED, Half.Weight.COUNTED), weighed);
        assertEquals(Optional.empty(), counted.due());
        Instant later = END.plus(Duration.ofDays(3));
        At removed = new At(counted, later).then(flag(Side.PAYEE)).then(REMOVE);
        assertEquals(Optional.of(later), removed.review().due());
        assertEquals(Half.Weight.SUBTRACTED, removed.review().wanted(Side.PAYER));
        assertEquals(Half.Weight.COUNTED, removed.then(RESTORE).review().wanted(Side.PAYER));
    }

    @Test
    void onlyThePayersSilenceAfterACleanSaleIsAnOpinion() {
        Review closed = states().get("closed").review();
        assertEquals(Half.Weight.COUNTED, closed.wanted(Side.PAYER));
        assertEquals(Half.Weight.NONE, closed.wanted(Side.PAYEE));
        var soiled = new ReviewedSale(SALE.escrow(), SALE.payer(), SALE.payee(), END, false);
        Review other = Review.opened(soiled, END).after(new ReviewEvent.WindowClosed(), END.plus(Review.WINDOW));
        assertEquals(Half.Weight.NONE, other.wanted(Side.PAYER));
        assertEquals(Optional.empty(), other.due());
    }
}
