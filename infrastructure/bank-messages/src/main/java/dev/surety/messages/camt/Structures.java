package dev.surety.messages.camt;

import dev.surety.messages.xml.Amounts;
import dev.surety.messages.xml.Dates;
import dev.surety.messages.xml.Elements;
import dev.surety.messages.xml.Notes;
import dev.surety.messages.xml.UnreadableField;
import dev.surety.model.money.Money;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads the structures that heads, entries and details share. Each method reads the open element to its end. */
final class Structures {
    /** An entry has few charges and groups; a stranger chooses how many it writes. */
    static final int MOST = 20;

    private final Elements in;
    private final Notes notes;

    Structures(Elements in, Notes notes) {
        this.in = in;
        this.notes = notes;
    }

    /** The number of an account, from its {@code Id}. */
    Optional<AccountNumber> account() throws IOException {
        Optional<AccountNumber> account = Optional.empty();
        for (String name = in.child(); name != null; name = in.child()) {
            boolean isIban = name.equals("IBAN");
            if (isIban || name.equals("Othr")) {
                Optional<AccountNumber> number = number(isIban);
                account = account.or(() -> number);
            } else {
                in.skip();
            }
        }
        return account;
    }

    /** Of another number than an IBAN, the first element within is its {@code Id}. */
    private Optional<AccountNumber> number(boolean isIban) throws IOException {
        return in.find().map(number -> new AccountNumber(number, isIban));
    }

    /** The sign; empty if it is none. */
    Optional<Boolean> isDebit() throws IOException {
        return switch (in.text()) {
            case "DBIT" -> Optional.of(true);
            case "CRDT" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** An amount; noted and empty if it cannot be read. */
    Optional<Money> amount(String field) throws IOException {
        int open = in.depth();
        try {
            return Optional.of(Amounts.of(in, field));
        } catch (UnreadableField e) {
            in.closeTo(open - 1);
            notes.schema(e.field(), e.rule() + "; left out: " + e.shown());
            return Optional.empty();
        }
    }

    /** A count; noted and empty if it cannot be read. */
    Optional<Long> count(String field) throws IOException {
        String text = in.text();
        if (text.matches("\\d{1,15}")) {
            return Optional.of(Long.parseLong(text));
        }
        notes.schema(field, "is no count; left out");
        return Optional.empty();
    }

    /** A balance; noted and empty if its amount cannot be read. Without a sign it is a credit. */
    Optional<Balance> balance() throws IOException {
        String type = "";
        Optional<Money> amount = Optional.empty();
        Optional<Boolean> isDebit = Optional.empty();
        Optional<LocalDate> on = Optional.empty();
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "Tp" -> type = in.text();
                case "Amt" -> amount = amount("Bal/Amt");
                case "CdtDbtInd" -> isDebit = isDebit();
                case "Dt" -> on = Dates.choice(in, notes, "Bal/Dt");
                default -> in.skip();
            }
        }
        if (isDebit.isEmpty()) {
            notes.schema("Bal/CdtDbtInd", "is missing; read as a credit");
        }
        boolean negative = isDebit.orElse(false);
        String of = type;
        Optional<LocalDate> day = on;
        return amount.map(value -> new Balance(of, negative ? value.negated() : value, day));
    }

    BankCode bankCode() throws IOException {
        Optional<String> domain = Optional.empty();
        Optional<String> family = Optional.empty();
        Optional<String> subFamily = Optional.empty();
        Optional<String> proprietary = Optional.empty();
        int open = in.depth();
        // The standard nests the three codes; their names tell them apart at any depth but for Cd.
        String path = "";
        while (in.depth() >= open) {
            String name = in.child();
            if (name == null) {
                continue;
            }
            switch (name) {
                case "Domn", "Fmly", "Prtry" -> path = name;
                case "SubFmlyCd" -> subFamily = in.find();
                case "Cd" -> {
                    switch (path) {
                        case "Domn" -> domain = in.find();
                        case "Fmly" -> family = in.find();
                        default -> proprietary = in.find();
                    }
                }
                default -> in.skip();
            }
        }
        return new BankCode(domain, family, subFamily, proprietary);
    }

    /** Before version .04 each charge has an element of its own; later one holds their records. */
    void charges(List<Charge> charges) throws IOException {
        Optional<Money> amount = Optional.empty();
        boolean isDebit = true;
        Optional<Boolean> isIncluded = Optional.empty();
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "Rcrd" -> charges(charges);
                case "Amt" -> amount = amount("Chrgs/Amt");
                case "CdtDbtInd" -> isDebit = isDebit().orElse(true);
                case "ChrgInclInd" -> isIncluded = Optional.of(isTrue());
                default -> in.skip();
            }
        }
        if (amount.isPresent() && charges.size() < MOST) {
            charges.add(new Charge(amount.get(), isDebit, isIncluded));
        } else if (amount.isPresent()) {
            notes.remark("Chrgs", "stand more than " + MOST + " times; others left out");
        }
    }

    boolean isTrue() throws IOException {
        String text = in.text();
        return text.equals("true") || text.equals("1");
    }

    Batch batch() throws IOException {
        Optional<String> messageId = Optional.empty();
        Optional<String> paymentInformationId = Optional.empty();
        Optional<Long> count = Optional.empty();
        Optional<Money> sum = Optional.empty();
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "MsgId" -> messageId = in.find();
                case "PmtInfId" -> paymentInformationId = in.find();
                case "NbOfTxs" -> count = count("NtryDtls/Btch/NbOfTxs");
                case "TtlAmt" -> sum = amount("NtryDtls/Btch/TtlAmt");
                default -> in.skip();
            }
        }
        return new Batch(messageId, paymentInformationId, count, sum);
    }
}
