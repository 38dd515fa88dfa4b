package dev.surety.messages.camt;

import dev.surety.messages.xml.Elements;
import dev.surety.messages.xml.Notes;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one {@code TxDtls}. Nothing in it refuses an entry. */
final class DetailReader {
    private static final Pattern UETR =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    /** Of more texts, the first tell enough. */
    private static final int MOST_TEXTS = 50;

    private final Elements in;
    private final Notes notes;
    private final Structures structures;

    DetailReader(Elements in, Notes notes, Structures structures) {
        this.in = in;
        this.notes = notes;
        this.structures = structures;
    }

    Detail read(boolean entryIsDebit, Currency entryCurrency) throws IOException {
        References references = References.NONE;
        Optional<Money> amount = Optional.empty();
        Optional<Money> paid = Optional.empty();
        boolean isDebit = entryIsDebit;
        Sides sides = new Sides();
        Optional<Return> returned = Optional.empty();
        List<String> remittance = new ArrayList<>();
        List<Charge> charges = new ArrayList<>();
        Optional<String> text = Optional.empty();
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "Refs" -> references = references();
                case "Amt" -> amount = structures.amount("NtryDtls/TxDtls/Amt");
                case "CdtDbtInd" -> isDebit = structures.isDebit().orElse(entryIsDebit);
                case "AmtDtls" -> paid = paid(entryCurrency);
                case "RltdPties" -> sides.read();
                case "RtrInf" -> returned = Optional.of(returned());
                case "RmtInf" -> remittance(remittance);
                case "Chrgs" -> structures.charges(charges);
                case "AddtlTxInf" -> text = in.find();
                default -> in.skip();
            }
        }
        Optional<Money> own = own(amount);
        return new Detail(
                references,
                own.isPresent() ? own : own(paid),
                isDebit,
                sides.debtor(),
                sides.creditor(),
                returned,
                remittance,
                text,
                charges);
    }

    /** Some banks write zero for an amount that they do not tell. */
    private Optional<Money> own(Optional<Money> amount) {
        if (amount.isPresent() && amount.get().isZero()) {
            notes.remark("NtryDtls/TxDtls/Amt", "is zero; left out");
            return Optional.empty();
        }
        return amount;
    }

    /** Before version .04 the amount stands here only. An instructed amount of another currency is not the paid one. */
    private Optional<Money> paid(Currency entryCurrency) throws IOException {
        Optional<Money> transaction = Optional.empty();
        Optional<Money> instructed = Optional.empty();
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "TxAmt" -> transaction = within("NtryDtls/TxDtls/AmtDtls/TxAmt/Amt");
                case "InstdAmt" -> instructed = within("NtryDtls/TxDtls/AmtDtls/InstdAmt/Amt");
                default -> in.skip();
            }
        }
        Optional<Money> otherwise = instructed.filter(amount -> amount.currency().equals(entryCurrency));
        return transaction.or(() -> otherwise);
    }

    private Optional<Money> within(String field) throws IOException {
        Optional<Money> amount = Optional.empty();
        for (String name = in.child(); name != null; name = in.child()) {
            if (name.equals("Amt")) {
                amount = structures.amount(field);
            } else {
                in.skip();
            }
        }
        return amount;
    }

    private References references() throws IOException {
        Optional<String> endToEndId = Optional.empty();
        Optional<String> instructionId = Optional.empty();
        Optional<String> uetr = Optional.empty();
        Optional<String> messageId = Optional.empty();
        Optional<String> paymentInformationId = Optional.empty();
        Optional<String> transactionId = Optional.empty();
        Optional<String> servicerReference = Optional.empty();
        Optional<String> mandateId = Optional.empty();
        Optional<String> clearingReference = Optional.empty();
        List<String> proprietary = new ArrayList<>();
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "EndToEndId" -> endToEndId = in.find().filter(id -> !id.equals("NOTPROVIDED"));
                case "InstrId" -> instructionId = in.find();
                case "UETR" -> uetr = uetr();
                case "MsgId" -> messageId = in.find();
                case "PmtInfId" -> paymentInformationId = in.find();
                case "TxId" -> transactionId = in.find();
                case "AcctSvcrRef" -> servicerReference = in.find();
                case "MndtId" -> mandateId = in.find();
                case "ClrSysRef" -> clearingReference = in.find();
                case "Prtry" -> texts("Ref", proprietary);
                default -> in.skip();
            }
        }
        return new References(
                endToEndId,
                instructionId,
                uetr,
                messageId,
                paymentInformationId,
                transactionId,
                servicerReference,
                mandateId,
                clearingReference,
                proprietary);
    }

    private Optional<String> uetr() throws IOException {
        Optional<String> uetr = in.find();
        if (uetr.isPresent() && !UETR.matcher(uetr.get()).matches()) {
            notes.schema("NtryDtls/TxDtls/Refs/UETR", "is no UUID of version 4; taken all the same");
        }
        return uetr;
    }

    private Return returned() throws IOException {
        Optional<String> code = Optional.empty();
        List<String> texts = new ArrayList<>();
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "Rsn" -> code = in.find();
                case "AddtlInf" -> add(texts);
                default -> in.skip();
            }
        }
        return new Return(code, texts);
    }

    /** Texts of the payer, references of the payee and numbers of documents, wherever they stand within. */
    private void remittance(List<String> texts) throws IOException {
        int open = in.depth();
        while (in.depth() >= open) {
            String name = in.child();
            if (name != null) {
                switch (name) {
                    case "Ustrd", "Ref", "AddtlRmtInf", "Nb" -> add(texts);
                    case "Strd", "CdtrRefInf", "RfrdDocInf" -> {}
                    default -> in.skip();
                }
            }
        }
    }

    private void texts(String element, List<String> texts) throws IOException {
        for (String name = in.child(); name != null; name = in.child()) {
            if (name.equals(element)) {
                add(texts);
            } else {
                in.skip();
            }
        }
    }

    private void add(List<String> texts) throws IOException {
        Optional<String> text = in.find();
        if (texts.size() < MOST_TEXTS) {
            text.ifPresent(texts::add);
        }
    }

    /** The two sides of a payment. From version .08 on a name stands one element deeper. */
    private final class Sides {
        private Optional<String> debtorName = Optional.empty();
        private Optional<AccountNumber> debtorAccount = Optional.empty();
        private Optional<String> creditorName = Optional.empty();
        private Optional<AccountNumber> creditorAccount = Optional.empty();

        void read() throws IOException {
            for (String name = in.child(); name != null; name = in.child()) {
                switch (name) {
                    case "Dbtr" -> debtorName = name();
                    case "DbtrAcct" -> debtorAccount = account();
                    case "Cdtr" -> creditorName = name();
                    case "CdtrAcct" -> creditorAccount = account();
                    default -> in.skip();
                }
            }
        }

        private Optional<String> name() throws IOException {
            Optional<String> found = Optional.empty();
            int open = in.depth();
            while (in.depth() >= open) {
                String name = in.child();
                if (name != null) {
                    switch (name) {
                        case "Nm" -> {
                            Optional<String> text = in.find();
                            found = found.or(() -> text);
                        }
                        case "Pty", "Agt", "FinInstnId" -> {}
                        default -> in.skip();
                    }
                }
            }
            return found;
        }

        private Optional<AccountNumber> account() throws IOException {
            Optional<AccountNumber> account = Optional.empty();
            for (String name = in.child(); name != null; name = in.child()) {
                if (name.equals("Id")) {
                    account = structures.account();
                } else {
                    in.skip();
                }
            }
            return account;
        }

        Party debtor() {
            return party(debtorName, debtorAccount);
        }

        Party creditor() {
            return party(creditorName, creditorAccount);
        }

        private Party party(Optional<String> name, Optional<AccountNumber> account) {
            return name.isEmpty() && account.isEmpty() ? Party.UNKNOWN : new Party(name, account);
        }
    }
}
