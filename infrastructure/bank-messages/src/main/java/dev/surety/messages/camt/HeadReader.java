package dev.surety.messages.camt;

import dev.surety.messages.xml.Dates;
import dev.surety.messages.xml.Elements;
import dev.surety.messages.xml.Notes;
import dev.surety.model.money.Currency;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a statement holds beside its entries. An object reads one statement. */
final class HeadReader {
    /** A statement has some balances; of a hostile one's the first are enough. */
    private static final int MOST_BALANCES = 100;

    private final Elements in;
    private final Notes notes;
    private final Structures structures;
    private final int line;

    private boolean told;
    private String id = "";
    private Optional<Long> electronicSequence = Optional.empty();
    private Optional<Long> legalSequence = Optional.empty();
    private Optional<LocalDateTime> createdAt = Optional.empty();
    private Optional<Pages> pages = Optional.empty();
    private Optional<LocalDate> from = Optional.empty();
    private Optional<LocalDate> to = Optional.empty();
    private Optional<AccountNumber> account = Optional.empty();
    private boolean isOfOneAccount = true;
    private Optional<Currency> currency = Optional.empty();
    private final List<Balance> balances = new ArrayList<>();
    private Optional<Long> counted = Optional.empty();

    HeadReader(Elements in, Notes notes) {
        this.in = in;
        this.notes = notes;
        this.structures = new Structures(in, notes);
        this.line = in.line();
    }

    void field(String name) throws IOException {
        switch (name) {
            case "Id" -> id = in.text();
            case "ElctrncSeqNb" -> electronicSequence = structures.count("ElctrncSeqNb");
            case "LglSeqNb" -> legalSequence = structures.count("LglSeqNb");
            case "CreDtTm" -> createdAt = Dates.time(in.text(), notes, "CreDtTm");
            case "StmtPgntn", "RptPgntn", "NtfctnPgntn" -> pages = Optional.of(Pages.read(in, notes, name));
            case "FrToDt" -> period();
            case "Acct" -> account();
            case "Bal" -> balance();
            case "TxsSummry" -> summary();
            default -> in.skip();
        }
    }

    boolean isTold() {
        return told;
    }

    private void period() throws IOException {
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "FrDtTm", "FrDt" -> from = Dates.date(in.text(), notes, "FrToDt/" + name);
                case "ToDtTm", "ToDt" -> to = Dates.date(in.text(), notes, "FrToDt/" + name);
                default -> in.skip();
            }
        }
    }

    private void account() throws IOException {
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "Id" -> account(structures.account());
                case "Ccy" -> {
                    String code = in.text();
                    currency = Currency.find(code);
                    if (currency.isEmpty()) {
                        notes.schema("Acct/Ccy", "is no currency of ISO 4217; left out");
                    }
                }
                default -> in.skip();
            }
        }
    }

    /** A statement of two accounts is of none. */
    private void account(Optional<AccountNumber> found) {
        isOfOneAccount &= account.isEmpty() || account.equals(found);
        account = found;
    }

    private void balance() throws IOException {
        Optional<Balance> balance = structures.balance();
        if (balances.size() < MOST_BALANCES) {
            balance.ifPresent(balances::add);
        } else {
            notes.remark("Bal", "stands more than " + MOST_BALANCES + " times; others left out");
        }
    }

    /** Only the count of all entries: the sums have no currency, and the balances tell more. */
    private void summary() throws IOException {
        for (String name = in.child(); name != null; name = in.child()) {
            if (name.equals("TtlNtries")) {
                for (String of = in.child(); of != null; of = in.child()) {
                    if (of.equals("NbOfNtries")) {
                        counted = structures.count("TxsSummry/TtlNtries/NbOfNtries");
                    } else {
                        in.skip();
                    }
                }
            } else {
                in.skip();
            }
        }
    }

    /** The head, or the refusal of the whole statement. */
    StatementPart tell(String messageId, Optional<LocalDateTime> messageCreatedAt, Pages messagePages) {
        told = true;
        if (!isOfOneAccount) {
            return new StatementPart.RefusedStatement(line, id, "Acct/Id", "names one account");
        }
        if (account.isEmpty()) {
            return new StatementPart.RefusedStatement(line, id, "Acct/Id", "is an IBAN or another number");
        }
        if (id.isEmpty()) {
            notes.schema("Id", "is missing");
        }
        Pages page = pages.orElse(messagePages);
        return new StatementHead(
                messageId, createdAt.or(() -> messageCreatedAt), id, electronicSequence, legalSequence, page.page(),
                page.isLast(), account.get(), currency, from, to, balances, notes.take());
    }

    StatementEnd end(Family family, int entries, int refused) {
        if (counted.isPresent() && counted.get() != entries) {
            notes.remark("TxsSummry/TtlNtries/NbOfNtries", "is " + counted.get() + "; read: " + entries);
        }
        if (family == Family.CAMT_053) {
            // The day before's balance opens a statement as well; pages begin and end with interim ones.
            missing("OPBD", Set.of("OPBD", "PRCD", "ITBD"));
            missing("CLBD", Set.of("CLBD", "ITBD"));
        }
        return new StatementEnd(id, balances, entries, refused, notes.take());
    }

    private void missing(String type, Set<String> taken) {
        if (balances.stream().map(Balance::type).noneMatch(taken::contains)) {
            notes.remark("Bal", type + " is missing");
        }
    }
}
