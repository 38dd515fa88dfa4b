package dev.surety.payouts.domain.statement;

import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.journal.Postings;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.bank.GroupDebit;
import dev.surety.payouts.domain.bank.LineBooking;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.domain.bank.LineRules.FeeOfReturn;
import dev.surety.payouts.domain.bank.MatchedBy;
import dev.surety.payouts.domain.bank.Part;
import dev.surety.payouts.domain.bank.Part.As;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.bank.StatementLine;
import dev.surety.payouts.domain.bank.StatementLine.Payment;
import dev.surety.payouts.domain.statement.MatchFacts.Explained;
import dev.surety.payouts.domain.statement.MatchFacts.Known;
import dev.surety.payouts.domain.statement.ToldLine.Detail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Explains a line of a statement. It tries our reference, our group, a token in its texts, a group's sum, and a rule of
 * the settings, in this order. Then a person explains it. An amount alone never explains one.
 */
public final class MatchRules {
    public static final String DESTINATION = "destination_differs";

    /** A line with more payments than this, which no group explains, goes to a person. */
    static final int MOST_PARTS = 500;

    private static final Account SUSPENSE = Account.of(AccountKind.SUSPENSE);
    private static final Account COSTS = Account.of(AccountKind.COSTS, "bank");

    private final LineRules lines;

    public MatchRules(LineRules lines) {
        this.lines = lines;
    }

    /** @param payments the payouts that a line is about, with the amount of each */
    private record Found(MatchedBy by, List<Payment> payments, Map<String, Known> known) {
        boolean goesElsewhere() {
            return known.values().stream().anyMatch(Known::goesElsewhere);
        }

        Map<String, PayoutFacts> facts() {
            Map<String, PayoutFacts> facts = new TreeMap<>();
            known.forEach((payout, of) -> facts.put(payout, of.facts()));
            return facts;
        }
    }

    /** @param at when we read the line */
    public Matched decide(String account, ToldLine told, Instant at, MatchFacts facts, Standing standing) {
        var bare = bare(account, told, at);
        if (told.isReversal() && !standing.isSure()) {
            return parked(LineClass.REVERSAL, bare, List.of());
        }
        Matched matched = told.isDebit() ? debit(told, bare, facts, standing) : credit(told, bare, facts, standing);
        boolean isReturn = matched.as() == LineClass.RETURN || matched.as() == LineClass.RECREDIT;
        if (isReturn && !standing.chained()) {
            return parked(LineClass.GAP, bare, matched.booking().parts());
        }
        boolean needsPeople = standing.isLate() || told.amount().compareTo(standing.alone()) >= 0;
        return isReturn && needsPeople ? waiting(matched) : matched;
    }

    private Matched debit(ToldLine told, StatementLine bare, MatchFacts facts, Standing standing) {
        Optional<Matched> group = facts.group().flatMap(of -> group(MatchedBy.GROUP, told, bare, of, standing));
        if (group.isPresent() && told.details().size() != 1) {
            return group.get();
        }
        return byReferences(told, facts)
                .map(found -> debit(bare, found))
                .or(() -> group)
                .or(() -> byToken(told, facts).map(found -> debit(bare, found)))
                .or(() -> facts.bySum().flatMap(of -> group(MatchedBy.GROUP_SUM, told, bare, of, standing)))
                .or(() -> facts.rule().map(rule -> explained(bare, rule)))
                .orElseGet(() -> unmatched(bare));
    }

    private Matched debit(StatementLine bare, Found found) {
        LineBooking booking = lines.decide(with(bare, found), found.facts(), FeeOfReturn.OURS);
        return found.goesElsewhere()
                ? elsewhere(bare, found)
                : new Matched(
                        booking.attention().isPresent() ? LineClass.UNMATCHED : LineClass.DEBIT,
                        found.by(),
                        booking,
                        Optional.empty());
    }

    private Matched credit(ToldLine told, StatementLine bare, MatchFacts facts, Standing standing) {
        return byReferences(told, facts)
                .or(() -> byToken(told, facts))
                .map(found -> found.payments().size() == 1
                        ? one(bare, found, standing)
                        : several(told, bare, found, standing))
                .or(() -> facts.rule().map(rule -> explained(bare, rule)))
                .orElseGet(() -> unmatched(bare));
    }

    private Matched one(StatementLine bare, Found found, Standing standing) {
        LineBooking booking = lines.decide(with(bare, found), found.facts(), standing.fee());
        return new Matched(as(booking.parts()), found.by(), booking, Optional.empty());
    }

    private static LineClass as(List<Part> parts) {
        Set<As> all = new HashSet<>();
        parts.forEach(part -> all.add(part.as()));
        if (all.contains(As.UNMATCHED)) {
            return LineClass.UNMATCHED;
        }
        if (all.contains(As.WAITS)) {
            return LineClass.RETURN_WAITS;
        }
        return all.equals(Set.of(As.RECREDITED)) ? LineClass.RECREDIT : LineClass.RETURN;
    }

    /**
     * Several returns in one line. They go to {@code transit}, from where each payout's own entry brings its part to
     * its source; a line could not post to so many accounts. If one of them needs a person, all of the line does.
     */
    private Matched several(ToldLine told, StatementLine bare, Found found, Standing standing) {
        List<Part> parts = new ArrayList<>();
        Postings.Builder postings = Postings.building();
        Money sum = Money.zero(told.amount().currency());
        boolean isClear = true;
        for (int i = 0; i < found.payments().size(); i++) {
            Payment payment = found.payments().get(i);
            var single = new StatementLine(
                    bare.account(),
                    bare.reference(),
                    bare.bookedOn(),
                    bare.at(),
                    false,
                    payment.amount(),
                    Money.zero(payment.amount().currency()),
                    List.of(payment),
                    code(told, i));
            LineBooking one = lines.decide(single, found.facts(), standing.fee());
            Part part = one.parts().getFirst();
            isClear &= one.attention().isEmpty();
            Money credited = Money.of(part.amountMinor(), payment.amount().currency());
            postings.debit(bank(bare), payment.amount())
                    .debit(COSTS, credited.minus(payment.amount()))
                    .credit(transit(bare), credited);
            sum = sum.plus(payment.amount());
            parts.add(throughTransit(part));
        }
        boolean once = found.payments().stream().map(Payment::payout).distinct().count() == parts.size();
        if (!isClear || !once || !sum.equals(told.amount())) {
            return unmatched(bare);
        }
        var booking = new LineBooking(with(bare, found), parts, postings.build(), Optional.empty());
        return new Matched(as(parts), found.by(), booking, Optional.empty());
    }

    private static Part throughTransit(Part part) {
        return part.as() == As.RETURNED
                ? new Part(part.payout(), part.amountMinor(), As.BEFORE_ITS_DEBIT)
                : part;
    }

    private static String code(ToldLine told, int detail) {
        return detail < told.details().size() ? told.details().get(detail).code() : "";
    }

    /** Each payment names a payout of ours where the bank repeats our reference, and the amounts make the line's. */
    private static Optional<Found> byReferences(ToldLine told, MatchFacts facts) {
        List<Payment> payments = new ArrayList<>();
        Map<String, Known> known = new TreeMap<>();
        for (Detail detail : told.details()) {
            Optional<Known> payout = detail.references().stream()
                    .flatMap(reference -> Optional.ofNullable(facts.byReference().get(reference)).stream())
                    .findFirst();
            if (payout.isEmpty()) {
                return Optional.empty();
            }
            payments.add(new Payment(payout.get().payout(), amount(told, detail, payout.get())));
            known.put(payout.get().payout(), payout.get());
        }
        Money sum = payments.stream()
                .map(Payment::amount)
                .reduce(Money.zero(told.amount().currency()), Money::plus);
        boolean fits = !payments.isEmpty() && payments.size() <= MOST_PARTS && sum.equals(told.net());
        return fits ? Optional.of(new Found(MatchedBy.REFERENCE, payments, known)) : Optional.empty();
    }

    /** A bank that lists payments often leaves out the amount of the only one, and sometimes of all. */
    private static Money amount(ToldLine told, Detail detail, Known payout) {
        if (detail.amount().isPositive()) {
            return detail.amount();
        }
        return told.details().size() == 1 ? told.net() : payout.facts().amount();
    }

    private static Optional<Found> byToken(ToldLine told, MatchFacts facts) {
        List<Known> hits = Tokens.in(told.texts()).stream()
                .flatMap(token -> Optional.ofNullable(facts.byReference().get(token)).stream())
                .distinct()
                .toList();
        return hits.size() == 1 && hits.getFirst().facts().amount().equals(told.net())
                ? Optional.of(new Found(
                        MatchedBy.TOKEN,
                        List.of(new Payment(hits.getFirst().payout(), told.net())),
                        Map.of(hits.getFirst().payout(), hits.getFirst())))
                : Optional.empty();
    }

    /** The whole of what is not debited, or that less the refused; no other part of a group is guessed. */
    private static Optional<Matched> group(
            MatchedBy by, ToldLine told, StatementLine bare, GroupFacts group, Standing standing) {
        Money net = told.net();
        if (group.open() == 0
                || !group.account().equals(bare.account())
                || !group.outstanding().currency().equals(net.currency())) {
            return Optional.empty();
        }
        boolean isGross = net.equals(group.outstanding());
        boolean isNet = !group.refused().isEmpty()
                && net.isPositive()
                && net.equals(group.outstanding().minus(group.refusedSum()));
        if (!isGross && !isNet) {
            return Optional.empty();
        }
        Postings postings = Postings.building()
                .credit(bank(bare), told.amount())
                .debit(COSTS, told.charge())
                .debit(transit(bare), net)
                .build();
        var part = new Part(group.file() + " " + group.id(), net.amountMinor(), As.GROUP);
        return Optional.of(new Matched(
                LineClass.BATCH,
                by,
                new LineBooking(bare, List.of(part), postings, Optional.empty()),
                Optional.of(new GroupDebit(
                        group.file(), group.id(), group.refused(), !isGross && standing.chained()))));
    }

    private static Matched explained(StatementLine bare, Explained rule) {
        return new Matched(
                rule.as(),
                MatchedBy.RULE,
                new LineBooking(bare, List.of(), moved(bare, rule.other()), Optional.empty()),
                Optional.empty());
    }

    private static Matched unmatched(StatementLine bare) {
        return inSuspense(LineClass.UNMATCHED, MatchedBy.NOTHING, bare, List.of(), LineRules.UNMATCHED);
    }

    private static Matched elsewhere(StatementLine bare, Found found) {
        List<Part> parts = found.payments().stream()
                .map(payment -> new Part(payment.payout(), payment.amount().amountMinor(), As.UNMATCHED))
                .toList();
        return inSuspense(LineClass.DESTINATION, found.by(), bare, parts, DESTINATION);
    }

    /** A return that only people may credit. */
    private static Matched waiting(Matched matched) {
        List<Part> parts = matched.booking().parts().stream()
                .map(part -> new Part(part.payout(), part.amountMinor(), As.WAITS))
                .toList();
        return inSuspense(
                LineClass.RETURN_WAITS, matched.by(), matched.booking().line(), parts, LineRules.RETURN_WAITS);
    }

    private static Matched inSuspense(
            LineClass as, MatchedBy by, StatementLine line, List<Part> parts, String attention) {
        var booking = new LineBooking(line, parts, moved(line, SUSPENSE), Optional.of(attention));
        return new Matched(as, by, booking, Optional.empty());
    }

    private static Matched parked(LineClass as, StatementLine bare, List<Part> parts) {
        List<Part> waiting = parts.stream()
                .map(part -> new Part(part.payout(), part.amountMinor(), As.UNMATCHED))
                .toList();
        Optional<String> attention =
                as == LineClass.REVERSAL ? Optional.of(LineRules.UNMATCHED) : Optional.empty();
        return new Matched(
                as, MatchedBy.NOTHING, new LineBooking(bare, waiting, Postings.NONE, attention), Optional.empty());
    }

    /** The whole line against one account. */
    static Postings moved(StatementLine line, Account other) {
        Money credit = line.isDebit() ? line.amount() : line.amount().negated();
        return Postings.building().credit(bank(line), credit).debit(other, credit).build();
    }

    private static StatementLine bare(String account, ToldLine told, Instant at) {
        String code = told.details().stream()
                .map(Detail::code)
                .filter(of -> !of.isEmpty())
                .findFirst()
                .orElse("");
        return new StatementLine(
                account,
                told.reference(),
                told.bookedOn(),
                at,
                told.isDebit(),
                told.amount(),
                told.charge(),
                List.of(),
                code);
    }

    private static StatementLine with(StatementLine bare, Found found) {
        return new StatementLine(
                bare.account(),
                bare.reference(),
                bare.bookedOn(),
                bare.at(),
                bare.isDebit(),
                bare.amount(),
                bare.charge(),
                found.payments(),
                bare.code());
    }

    private static Account bank(StatementLine line) {
        return Account.of(AccountKind.BANK, line.account());
    }

    private static Account transit(StatementLine line) {
        return Account.of(AccountKind.TRANSIT, line.account());
    }
}
