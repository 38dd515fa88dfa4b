package dev.surety.payouts.app.statement;

import dev.surety.messages.BankMessage;
import dev.surety.messages.camt.Balance;
import dev.surety.messages.camt.Entry;
import dev.surety.messages.camt.EntryStatus;
import dev.surety.messages.camt.Family;
import dev.surety.messages.camt.StatementEnd;
import dev.surety.messages.camt.StatementHead;
import dev.surety.messages.camt.StatementPart;
import dev.surety.messages.camt.StatementReader;
import dev.surety.messages.xml.Limits;
import dev.surety.messages.xml.Note;
import dev.surety.messages.xml.Unreadable;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.payouts.domain.statement.Equation;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.statement.StatementFile.Part;
import dev.surety.payouts.domain.statement.StatementHeader;
import dev.surety.payouts.domain.statement.Totals;
import dev.surety.payouts.domain.upload.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a file once from its first to its last byte, before anything of it is booked. Only the whole shows that it is
 * not cut off, that its balances add up, and which way its reversals are meant.
 */
final class SurveyFile {
    private static final int MOST_NOTES = 20;

    private final OwnAccounts accounts;

    SurveyFile(OwnAccounts accounts) {
        this.accounts = accounts;
    }

    sealed interface Surveyed {
        record Read(String kind, List<Part> parts, List<String> schemaErrors, List<Problem> problems)
                implements Surveyed {}

        record Unreadable(String what, String where) implements Surveyed {}
    }

    /** @throws IOException if the stream fails, which says nothing about the file */
    Surveyed survey(MarketplaceId marketplace, InputStream bytes) throws IOException {
        return switch (BankMessage.open(bytes, Limits.STANDARD)) {
            case BankMessage.Refused(var why) -> unreadable(why);
            case BankMessage.Nacha(var reader) ->
                ReadNotices.survey(reader)
                        .<Surveyed>map(SurveyFile::unreadable)
                        .orElseGet(() -> new Surveyed.Read(ReadNotices.KIND, List.of(), List.of(), List.of()));
            case BankMessage.StatusReport(var _, var reader) ->
                ReadReport.survey(reader)
                        .<Surveyed>map(SurveyFile::unreadable)
                        .orElseGet(() -> new Surveyed.Read(ReadReport.KIND, List.of(), List.of(), List.of()));
            case BankMessage.Statements(var family, var _, var reader) -> new Reading(marketplace, family).all(reader);
        };
    }

    private static Surveyed.Unreadable unreadable(Unreadable why) {
        return new Surveyed.Unreadable(
                why.rule() + (why.bound().isEmpty() ? "" : " " + why.bound()),
                "line " + why.line() + ", column " + why.column());
    }

    static String word(Family family) {
        return family.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private final class Reading {
        private final MarketplaceId marketplace;
        private final Family family;
        private final List<Part> parts = new ArrayList<>();
        private final List<String> schemaErrors = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private Optional<Open> open = Optional.empty();

        private Reading(MarketplaceId marketplace, Family family) {
            this.marketplace = marketplace;
            this.family = family;
        }

        private Surveyed all(StatementReader reader) throws IOException {
            for (Optional<StatementPart> next = reader.next(); next.isPresent(); next = reader.next()) {
                switch (next.get()) {
                    case StatementHead head -> open = Optional.of(new Open(head));
                    case Entry entry -> open.orElseThrow().add(entry);
                    case StatementPart.RefusedEntry refused -> open.orElseThrow().refuse(refused);
                    case StatementPart.RefusedStatement(var line, var id, var field, var rule) ->
                        refused(id, "unreadable_account", "line " + line + ", " + field + ": " + rule);
                    case StatementEnd end -> close(end);
                    case StatementPart.Broken(var why) -> {
                        return unreadable(why);
                    }
                }
                if (parts.size() > StatementFile.MOST_PARTS) {
                    return new Surveyed.Unreadable("too_many_statements", "more than " + StatementFile.MOST_PARTS);
                }
            }
            return new Surveyed.Read(word(family), parts, schemaErrors, problems);
        }

        private void refused(String id, String why, String where) {
            parts.add(Open.unread(id, Optional.empty(), Optional.of(why)));
            problems.add(new Problem(why, where));
        }

        private void note(List<Note> notes) {
            notes.stream()
                    .filter(note -> note.breaksSchema() && schemaErrors.size() < MOST_NOTES)
                    .forEach(note ->
                            schemaErrors.add("line " + note.line() + ", " + note.field() + ": " + note.text()));
        }

        private void close(StatementEnd end) {
            Open of = open.orElseThrow();
            note(of.head.notes());
            note(end.notes());
            Part part = family == Family.CAMT_053
                    ? of.closed(marketplace, end, accounts, problems)
                    : Open.unread(of.head.id(), Optional.empty(), Optional.of(StatementFile.NOTED));
            parts.add(part);
            open = Optional.empty();
        }
    }

    /** A statement of which the end has not come yet. */
    private static final class Open {
        private static final String INTERIM = "ITBD";

        private final StatementHead head;
        private Optional<Currency> currency;
        private Optional<Totals> totals = Optional.empty();
        private Optional<String> why = Optional.empty();
        private Optional<StatementPart.RefusedEntry> refused = Optional.empty();

        private Open(StatementHead head) {
            this.head = head;
            this.currency = head.currency().or(() -> head.balances().stream()
                    .map(balance -> balance.amount().currency())
                    .findFirst());
        }

        /** Sums up with what the head told of balances; the end may tell more. */
        private Totals totals(Currency of) {
            if (totals.isEmpty()) {
                totals = Optional.of(new Totals(new StatementHeader(
                        "", of, "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty())));
            }
            return totals.get();
        }

        private void add(Entry entry) {
            if (entry.status() != EntryStatus.BOOK) {
                return;
            }
            if (currency.isEmpty()) {
                currency = Optional.of(entry.amount().currency());
            }
            if (!entry.amount().currency().equals(currency.get())) {
                why = Optional.of("currency_mismatch");
                return;
            }
            ToldLines.of(head, entry).ifPresent(line -> {
                if (!totals(currency.orElseThrow()).add(line)) {
                    why = Optional.of("too_many_days");
                }
            });
        }

        private void refuse(StatementPart.RefusedEntry entry) {
            refused = refused.or(() -> Optional.of(entry));
        }

        static Part unread(String id, Optional<String> account, Optional<String> why) {
            return new Part(
                    id, account, false, false, Optional.empty(), Optional.empty(), false, Optional.empty(), why);
        }

        private Part closed(
                MarketplaceId marketplace, StatementEnd end, OwnAccounts accounts, List<Problem> problems) {
            Optional<String> account = accounts.find(marketplace, head.account());
            String where = "statement " + head.id();
            if (account.isEmpty()) {
                why = Optional.of("other_account");
            } else if (currency.isEmpty() || !accounts.holds(marketplace, account.get(), currency.get())) {
                why = Optional.of("currency_mismatch");
            }
            if (why.isPresent()) {
                problems.add(new Problem(why.get(), where));
                return unread(head.id(), account, why);
            }
            refused.ifPresent(entry -> problems.add(new Problem(
                    "unreadable_line", "line " + entry.line() + ", " + entry.field() + ": " + entry.rule())));
            Totals whole = totals(currency.get()).under(header(account.get(), currency.get(), end));
            return switch (whole.equation()) {
                case Equation.Holds(var turned) ->
                    new Part(
                            head.id(),
                            account,
                            turned,
                            true,
                            whole.span(turned),
                            Optional.empty(),
                            false,
                            Optional.empty(),
                            Optional.empty());
                case Equation.Unchecked _ -> {
                    problems.add(new Problem("balances_missing", where));
                    yield unread(head.id(), account, Optional.empty());
                }
                case Equation.Fails(var computed, var closing) -> {
                    problems.add(new Problem(
                            "equation_fails", where + ": its lines make " + computed + ", it says " + closing));
                    yield unread(head.id(), account, Optional.of("equation_fails"));
                }
            };
        }

        private StatementHeader header(String account, Currency of, StatementEnd end) {
            return new StatementHeader(
                    account,
                    of,
                    head.id(),
                    head.electronicSequence().or(head::legalSequence),
                    isFirstPage() ? head.from() : Optional.empty(),
                    head.isLastPage() ? head.to().or(head::date) : Optional.empty(),
                    balances(end, of, List.of("OPBD", "PRCD", INTERIM)).findFirst(),
                    closing(end, of),
                    isFirstPage() && head.isLastPage() ? Optional.empty() : head.page());
        }

        /** Of a statement in several pages, each tells the period of all. */
        private boolean isFirstPage() {
            return head.page().filter(page -> page > 1).isEmpty();
        }

        /** A page that is not the last ends with an interim balance. */
        private static Optional<Money> closing(StatementEnd end, Currency of) {
            List<Money> interim = balances(end, of, List.of(INTERIM)).toList();
            boolean opens = balances(end, of, List.of("OPBD", "PRCD")).findFirst().isEmpty();
            return balances(end, of, List.of("CLBD"))
                    .findFirst()
                    .or(() -> interim.size() > (opens ? 1 : 0) ? Optional.of(interim.getLast()) : Optional.empty());
        }

        private static Stream<Money> balances(StatementEnd end, Currency of, List<String> types) {
            return types.stream()
                    .flatMap(type -> end.balances().stream().filter(balance -> balance.type().equals(type)))
                    .map(Balance::amount)
                    .filter(amount -> amount.currency().equals(of));
        }
    }
}
