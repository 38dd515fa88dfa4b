package dev.surety.disputes.domain.statement;

import dev.surety.disputes.domain.dispute.Finding;
import dev.surety.disputes.domain.statement.Statement.Section;
import dev.surety.model.Invariants;
import dev.surety.model.money.Money;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Renders statements of reasons. Each finding has sentences of its own. A decision without reasons has no statement:
 * {@link #refusal} says what is missing, and rendering it all the same is a breach.
 */
public final class Statements {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** A complaint against a restriction is taken for so long. */
    private static final int COMPLAINT_MONTHS = 6;

    private Statements() {}

    /** The parts of the reasons that are empty. */
    public static Optional<Refusal> refusal(DecisionReasons of) {
        List<FieldError> wrong = new ArrayList<>();
        if (of.finding().isAutomated() != of.facts().isEmpty()) {
            wrong.add(new FieldError("/facts", of.facts().isEmpty() ? "empty" : "of_no_person"));
        }
        for (int i = 0; i < of.facts().size(); i++) {
            blank("/facts/" + i + "/words", of.facts().get(i).words(), wrong);
        }
        return refused(wrong);
    }

    /** The parts of the reasons that are empty. */
    public static Optional<Refusal> refusal(RestrictionReasons of) {
        List<FieldError> wrong = new ArrayList<>();
        if (of.kind().takesSome() && of.taken().isEmpty()) {
            wrong.add(new FieldError("/taken", "empty"));
        }
        blank("/reason", of.reason(), wrong);
        if (!Restrictions.isSecret(of.reason())) {
            blank("/facts", of.facts(), wrong);
        }
        blank("/contact", of.contact(), wrong);
        return refused(wrong);
    }

    private static void blank(String at, String text, List<FieldError> wrong) {
        if (text.isBlank()) {
            wrong.add(new FieldError(at, "empty"));
        }
    }

    private static Optional<Refusal> refused(List<FieldError> wrong) {
        return wrong.isEmpty() ? Optional.empty() : Optional.of(Refusal.of(CommonReason.INVALID, wrong));
    }

    public static Statement of(DecisionReasons of) {
        Invariants.hold(refusal(of).isEmpty(), "reasons-given: no decision without reasons");
        return new Statement(
                "Statement of reasons",
                List.of(
                        new Section("Decision", decision(of)),
                        new Section("Who decided", decider(of)),
                        new Section("Finding", List.of(Findings.of(of))),
                        new Section("Facts", facts(of)),
                        new Section("Rule", rule(of)),
                        new Section("Appeal", appeal(of)),
                        new Section("Outside the marketplace", outside(of.bodies()))));
    }

    private static List<String> decision(DecisionReasons of) {
        String name = of.reference().isBlank() ? of.escrow().value() : of.reference();
        return List.of(
                "This decides the dispute " + of.dispute() + " about the sale " + name + ".",
                "Of the disputed " + of.division().sum() + " the payee gets " + part(of.division().toPayee())
                        + " and the payer gets " + part(of.division().toPayer()) + ".",
                "The amounts are parts of the price, before fees.");
    }

    private static String part(Money money) {
        return money.isZero() ? "nothing" : money.toString();
    }

    private static List<String> decider(DecisionReasons of) {
        List<String> lines = new ArrayList<>();
        String when = " on " + TIME.format(of.decidedAt()) + ", in entry " + of.entry() + " of the dispute.";
        if (of.finding().isAutomated()) {
            lines.add("No person decided this. The terms did" + when);
            lines.add("The decision was automated.");
        } else {
            lines.add((of.instance() == DecisionReasons.Instance.APPEAL ? "The arbiter of the appeal" : "An arbiter")
                    + " decided this" + when);
            if (of.isConfirmed()) {
                lines.add("A second arbiter read the reasons and confirmed the decision.");
            }
            lines.add("No part of the decision was automated.");
        }
        return lines;
    }

    private static List<String> facts(DecisionReasons of) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < of.facts().size(); i++) {
            FoundFact fact = of.facts().get(i);
            lines.add((i + 1) + ". " + fact.words() + " "
                    + (fact.evidence().isEmpty()
                            ? "(No item of evidence shows this; it follows from what the sides have said.)"
                            : "(Evidence: " + String.join(", ", fact.evidence()) + ".)"));
        }
        if (of.finding() == Finding.NO_RESPONSE) {
            of.noticeAt().ifPresent(at -> lines.add(
                    side(of) + " had notice of the dispute on " + TIME.format(at) + " and did not answer in time."));
        }
        if (of.moved().isPositive()) {
            lines.add("Outages had moved deadlines of this dispute by " + length(of.moved()) + " in all.");
        }
        if (lines.isEmpty()) {
            lines.add("The decision follows from the terms and the course of the dispute alone.");
        }
        return lines;
    }

    static String side(DecisionReasons of) {
        return "The " + of.respondent().code();
    }

    private static String length(Duration time) {
        long hours = time.plusHours(1).minusNanos(1).toHours();
        return hours == 1 ? "1 hour" : hours + " hours";
    }

    private static List<String> rule(DecisionReasons of) {
        return List.of(
                "The sale was made under the terms " + of.rule().preset() + ", version " + of.rule().terms() + ".",
                "The dispute was decided under the terms of disputes in version " + of.rule().settings()
                        + " of the marketplace's settings.");
    }

    private static List<String> appeal(DecisionReasons of) {
        return of.appealUntil()
                .map(until -> List.of(
                        "Either side may appeal once, until " + TIME.format(until) + ".",
                        "The appeal goes to another arbiter, who has had no part in this dispute."))
                .orElseGet(() -> List.of("This decision is final within the marketplace."));
    }

    private static List<String> outside(List<String> bodies) {
        List<String> lines = new ArrayList<>();
        bodies.forEach(body -> lines.add("- " + body));
        lines.add("The right to go to a court is not affected.");
        return lines;
    }

    public static Statement of(RestrictionReasons of) {
        Invariants.hold(refusal(of).isEmpty(), "reasons-given: no restriction without reasons");
        List<String> facts = new ArrayList<>(List.of(Restrictions.reason(of.reason())));
        if (!Restrictions.isSecret(of.reason())) {
            facts.add(of.facts());
        }
        return new Statement(
                "Statement of reasons",
                List.of(
                        new Section("Decision", restriction(of)),
                        new Section(
                                "Who decided",
                                List.of(
                                        "A member of the marketplace's staff decided this on "
                                                + TIME.format(of.decidedAt()) + ".",
                                        "No part of the decision was automated.")),
                        new Section("Facts", facts),
                        new Section(
                                "Rule",
                                List.of("It was decided under version " + of.rule()
                                        + " of the marketplace's settings.")),
                        new Section("Complaint", complaint(of)),
                        new Section("Outside the marketplace", outside(of.bodies()))));
    }

    private static List<String> restriction(RestrictionReasons of) {
        String end = of.until().map(until -> "It ends on " + TIME.format(until) + ".").orElse(
                of.kind() == RestrictionReasons.Kind.REJECTED ? "It has no end." : "It has no fixed end.");
        return List.of(Restrictions.sentence(of.kind(), of.taken()), end);
    }

    private static List<String> complaint(RestrictionReasons of) {
        Instant until =
                of.decidedAt().atOffset(ZoneOffset.UTC).plusMonths(COMPLAINT_MONTHS).toInstant();
        return List.of(
                "You may complain until " + TIME.format(until) + ". Another person than the one who decided answers.",
                "Write to " + of.contact() + ".");
    }
}
