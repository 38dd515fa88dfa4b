package dev.surety.ledger.app.period;

import dev.surety.ledger.app.Present;
import dev.surety.ledger.app.books.BookChains;
import dev.surety.ledger.app.period.BankBooks.Shown;
import dev.surety.ledger.app.report.ReadTrialBalance;
import dev.surety.ledger.domain.account.Accounts;
import dev.surety.ledger.domain.account.Lines;
import dev.surety.ledger.domain.books.BookSpan;
import dev.surety.ledger.domain.period.Period;
import dev.surety.ledger.domain.period.PeriodRules;
import dev.surety.ledger.domain.period.Readiness;
import dev.surety.ledger.domain.posting.ParkedEntries;
import dev.surety.model.calendar.BankDays;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.ledger.LedgerAccount;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut.BankAccount;
import dev.surety.model.marketplace.MoneyOut.StaffMember;
import dev.surety.model.marketplace.MoneyOut;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** Looks up what the close of a period depends on. */
public final class PeriodFacts {
    private final BookChains chains;
    private final BankBooks banks;
    private final Accounts accounts;
    private final Lines lines;
    private final ParkedEntries parked;
    private final ReadTrialBalance trialBalance;
    private final Present present;

    public PeriodFacts(
            BookChains chains,
            BankBooks banks,
            Accounts accounts,
            Lines lines,
            ParkedEntries parked,
            ReadTrialBalance trialBalance,
            Present present) {
        this.chains = chains;
        this.banks = banks;
        this.accounts = accounts;
        this.lines = lines;
        this.parked = parked;
        this.trialBalance = trialBalance;
        this.present = present;
    }

    Readiness of(MarketplaceId marketplace, YearMonth month, BookSpan span, String maker) {
        return new Readiness() {
            @Override
            public Instant now() {
                return present.now(marketplace);
            }

            @Override
            public Instant settledAt() {
                return PeriodRules.settled(span.until());
            }

            @Override
            public Optional<String> gap() {
                return missing(marketplace, month, span);
            }

            @Override
            public Optional<String> open() {
                return left(marketplace, month, span);
            }

            @Override
            public boolean hasApprover() {
                return eligible(present.settings(marketplace).map(MarketplaceSettings::moneyOut), maker);
            }
        };
    }

    /** Accounts that the settings named before the period ended, and of which statements can tell. */
    private Optional<String> missing(MarketplaceId marketplace, YearMonth month, BookSpan span) {
        List<BankAccount> named = banks.settings(marketplace, span.until())
                .map(settings -> settings.moneyOut().bankAccounts())
                .orElse(List.of());
        return named.stream()
                .filter(account -> account.iban().isPresent() || account.number().isPresent())
                .flatMap(account -> gap(account, month, banks.statements(marketplace, account.name())).stream())
                .findFirst();
    }

    private static Optional<String> gap(BankAccount account, YearMonth month, List<Shown> shown) {
        LocalDate last = BankDays.of(account.currencies()).preceding(month.atEndOfMonth());
        for (int i = 1; i < shown.size(); i++) {
            LocalDate after = shown.get(i - 1).to();
            if (after.isBefore(last)) {
                return Optional.of("Statements of the account %s are missing from %s to %s."
                        .formatted(account.name(), after, shown.get(i).from()));
            }
        }
        return shown.isEmpty() || shown.getLast().to().isBefore(last)
                ? Optional.of("The account %s has no statement of %s, the last bank day of the period."
                        .formatted(account.name(), last))
                : Optional.empty();
    }

    private Optional<String> left(MarketplaceId marketplace, YearMonth month, BookSpan span) {
        if (parked.any(marketplace)) {
            return Optional.of("An entry could not be posted: GET /v1/ledger/parked lists it.");
        }
        Optional<String> line = banks.parkedLine(marketplace, span.from());
        if (line.isPresent()) {
            return Optional.of("The bank line " + line.get() + " waits for an explanation.");
        }
        String former = month.minusMonths(1).toString();
        boolean isFormerClosed = chains.last(BookChains.period(marketplace, former))
                .map(BookChains::period)
                .filter(period -> period.state() == Period.State.CLOSED)
                .isPresent();
        if (!isFormerClosed && hasLinesBefore(marketplace, span.from())) {
            return Optional.of("The period " + former + " is not closed.");
        }
        return trialBalance.of(marketplace, Optional.of(span.until())).balance().isZeroInSum()
                ? Optional.empty()
                : Optional.of("The books do not sum to zero yet.");
    }

    /** The first money of a marketplace comes over an account of the platform's, so we look at no other. */
    private boolean hasLinesBefore(MarketplaceId marketplace, Instant from) {
        return accounts.all(marketplace).stream()
                .filter(account -> !account.kind().isParticipants())
                .anyMatch(account -> hasLine(account, from));
    }

    private boolean hasLine(LedgerAccount account, Instant from) {
        return lines.before(account, from).lines() > 0;
    }

    /** Where the settings name no staff, each other person with the scope may approve. */
    private static boolean eligible(Optional<MoneyOut> settings, String maker) {
        MoneyOut known = settings.orElse(MoneyOut.SHIPPED);
        return known.staff().isEmpty()
                || known.staff().stream()
                        .map(StaffMember::person)
                        .anyMatch(person -> known.counts(person, PeriodRules.SCOPE)
                                && !known.isSamePerson(person, maker));
    }
}
