package dev.surety.payouts.app.statement;

import static dev.surety.payouts.statement.TroubledMonth.DEMO;

import dev.surety.messages.BankMessage;
import dev.surety.messages.camt.AccountNumber;
import dev.surety.messages.camt.Entry;
import dev.surety.messages.camt.StatementHead;
import dev.surety.messages.camt.StatementPart;
import dev.surety.messages.camt.StatementReader;
import dev.surety.messages.xml.Limits;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.PayoutId;
import dev.surety.model.journal.Account;
import dev.surety.model.journal.AccountKind;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.app.bank.LinePayouts;
import dev.surety.payouts.domain.bank.BookedCredit;
import dev.surety.payouts.domain.bank.BookedDebit;
import dev.surety.payouts.domain.bank.BookedLine;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.bank.LineRules;
import dev.surety.payouts.domain.bank.LineRules.FeeOfReturn;
import dev.surety.payouts.domain.bank.Part.As;
import dev.surety.payouts.domain.bank.PayoutFacts;
import dev.surety.payouts.domain.bank.Way;
import dev.surety.payouts.domain.statement.AccountBook;
import dev.surety.payouts.domain.statement.LineKey;
import dev.surety.payouts.domain.statement.MatchFacts.Explained;
import dev.surety.payouts.domain.statement.MatchRules;
import dev.surety.payouts.domain.statement.Matched;
import dev.surety.payouts.domain.statement.Occurrences;
import dev.surety.payouts.domain.statement.Standing;
import dev.surety.payouts.domain.statement.StatementFile.Part;
import dev.surety.payouts.domain.statement.ToldLine;
import dev.surety.payouts.statement.TroubledMonth;
import dev.surety.payouts.store.ShippedReasons;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads statements by the rules of the product, and keeps lines, payouts and books in maps instead of the journal. A
 * test of ten thousand lines would take minutes with the journal.
 */
final class LinesInMemory implements LinePayouts, KnownPayouts, OwnAccounts, PaymentGroups {
    /** @param matched the last decision about it */
    record Had(String reference, ToldLine told, Part part, Matched matched) {
        private Had decided(Part now, Matched other) {
            return new Had(reference, told, now, other);
        }
    }

    /** The lines by their identity, in the order in which they came. */
    final Map<String, Had> lines = new LinkedHashMap<>();

    final Map<PayoutId, PayoutFacts> payouts = new HashMap<>();
    private final Map<String, PayoutId> references = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<String, List<PayoutId>> members = new HashMap<>();
    private final SurveyFile surveying = new SurveyFile(this);
    private final LineFacts facts = new LineFacts(this, this, this, this, 1);
    private final MatchRules rules = new MatchRules(new LineRules(ShippedReasons.get()));
    private AccountBook book = AccountBook.EMPTY;

    LinesInMemory(TroubledMonth month) {
        for (TroubledMonth.Owed owed : month.payouts) {
            PayoutId id = TroubledMonth.id(owed.name());
            references.put(TroubledMonth.reference(owed.name()), id);
            payouts.put(
                    id,
                    new PayoutFacts(
                            owed.amount(),
                            "main",
                            Account.of(AccountKind.CAPITAL),
                            false,
                            Optional.empty(),
                            Optional.empty()));
        }
        for (TroubledMonth.Group group : month.groups) {
            groups.put(
                    group.id(),
                    new Group("pf_one", group.id(), "main", group.on(), group.names().size(), group.sum()));
            members.put(group.id(), group.names().stream().map(TroubledMonth::id).toList());
        }
    }

    /** Reads a file, and books what waited for it. Returns the words by which people are told of the whole file. */
    Set<String> read(byte[] bytes) {
        Set<String> problems = new TreeSet<>();
        try {
            SurveyFile.Surveyed surveyed = surveying.survey(DEMO, new ByteArrayInputStream(bytes));
            if (!(surveyed instanceof SurveyFile.Surveyed.Read(_, var parts, _, var found))) {
                throw new AssertionError("unreadable: " + surveyed);
            }
            found.forEach(problem -> problems.add(problem.what()));
            Part part = joined(parts.getFirst(), problems);
            if (part.isRead()) {
                entries(bytes, part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.replaceAll(this::unparked);
        return problems;
    }

    private Part joined(Part part, Set<String> problems) {
        if (!part.isRead()) {
            return part;
        }
        AccountBook.Joined joined = book.join(part.span().orElseThrow());
        book = joined.book();
        Part after = part.joined(joined.relation(), joined.chained(), joined.covered());
        after.refused().ifPresent(problems::add);
        joined.found().forEach(_ -> problems.add("gap"));
        return after;
    }

    private void entries(byte[] bytes, Part part) throws IOException {
        StatementReader reader = ((BankMessage.Statements)
                        BankMessage.open(new ByteArrayInputStream(bytes), Limits.STANDARD))
                .reader();
        StatementHead head = (StatementHead) reader.next().orElseThrow();
        var occurrences = new Occurrences();
        for (Optional<StatementPart> next = reader.next(); next.isPresent(); next = reader.next()) {
            if (next.get() instanceof Entry entry) {
                ToldLine told = ToldLines.of(head, entry).orElseThrow();
                ToldLine line = part.turned() && entry.isReversal() ? told.turned() : told;
                LineKey key = LineKey.of("main", line);
                String id = key.id(occurrences.next(key));
                if (!lines.containsKey(id)) {
                    Matched matched = decided(id, line, part);
                    lines.put(id, new Had(line.reference(), line, part, matched));
                }
            }
        }
    }

    private Had unparked(String id, Had had) {
        boolean waits = had.matched().as() == LineClass.GAP
                && book.shows(had.part().span().orElseThrow().from(), had.part().span().orElseThrow().to());
        return waits ? had.decided(had.part().chainedNow(), decided(id, had.told(), had.part().chainedNow())) : had;
    }

    private Matched decided(String id, ToldLine line, Part part) {
        boolean isLate = part.covered()
                .filter(covered -> !line.bookedOn().isAfter(covered))
                .isPresent();
        Currency currency = line.amount().currency();
        var standing =
                new Standing(part.chained(), isLate, part.sure(), alone(DEMO, currency), FeeOfReturn.OURS);
        Matched matched = rules.decide("main", line, Instant.EPOCH, facts.find(DEMO, "main", line).facts(), standing);
        tell(id, matched);
        return matched;
    }

    private void tell(String id, Matched matched) {
        BookedLine booked = BookedLine.of(matched.booking());
        matched.group().ifPresent(group -> members.get(group.group())
                .forEach(payout -> booked(DEMO, payout, new BookedDebit(id, booked.bookedOn(), booked.at()))));
        booked.parts().forEach(part -> {
            if (part.as() == As.DEBITED) {
                booked(DEMO, new PayoutId(part.payout()), new BookedDebit(id, booked.bookedOn(), booked.at()));
            }
            booked.credit(id, part).ifPresent(credit -> credited(DEMO, new PayoutId(part.payout()), credit));
        });
    }

    /** Whether the bank's chained statements show each of the days. */
    boolean shows(LocalDate from, LocalDate to) {
        return book.shows(from, to);
    }

    @Override
    public Optional<PayoutFacts> find(MarketplaceId marketplace, PayoutId payout) {
        return Optional.ofNullable(payouts.get(payout));
    }

    @Override
    public void booked(MarketplaceId marketplace, PayoutId payout, BookedDebit debit) {
        payouts.computeIfPresent(payout, (_, of) -> new PayoutFacts(
                of.amount(), of.bankAccount(), of.source(), of.ended(), Optional.of(debit.line()), of.credit()));
    }

    @Override
    public void credited(MarketplaceId marketplace, PayoutId payout, BookedCredit credit) {
        if (credit.way() != Way.WAITS) {
            payouts.computeIfPresent(payout, (_, of) -> new PayoutFacts(
                    of.amount(), of.bankAccount(), of.source(), of.ended(), of.debit(), Optional.of(credit.line())));
        }
    }

    @Override
    public Optional<PayoutId> find(MarketplaceId marketplace, String reference) {
        return Optional.ofNullable(references.get(reference));
    }

    @Override
    public boolean goesElsewhere(MarketplaceId marketplace, PayoutId payout, String number) {
        return !number.equals(TroubledMonth.FILED);
    }

    @Override
    public Optional<String> find(MarketplaceId marketplace, AccountNumber number) {
        return Optional.of("main").filter(_ -> number.number().equals(TroubledMonth.OURS));
    }

    @Override
    public boolean holds(MarketplaceId marketplace, String account, Currency currency) {
        return currency.code().equals("EUR");
    }

    @Override
    public Optional<Explained> rule(MarketplaceId marketplace, String account, ToldLine line) {
        return Optional.empty();
    }

    @Override
    public Money alone(MarketplaceId marketplace, Currency currency) {
        return Money.of(TroubledMonth.ALONE, currency);
    }

    @Override
    public FeeOfReturn fee(MarketplaceId marketplace) {
        return FeeOfReturn.OURS;
    }

    @Override
    public Optional<Group> find(MarketplaceId marketplace, String id, String message) {
        return Optional.ofNullable(groups.get(id));
    }

    @Override
    public List<Group> executedOn(MarketplaceId marketplace, String account, LocalDate date) {
        return groups.values().stream()
                .filter(group -> group.executionDate().equals(date))
                .toList();
    }

    @Override
    public Page payouts(MarketplaceId marketplace, Group group, Optional<String> from) {
        return new Page(members.get(group.id()), Optional.empty());
    }

    @Override
    public void miscounted(MarketplaceId marketplace, Group group, long count, String line, Instant at) {
        throw new AssertionError("no line counts other payments");
    }

    @Override
    public void answered(MarketplaceId marketplace, FileAnswer answer) {
        throw new AssertionError("a statement answers no file");
    }
}
