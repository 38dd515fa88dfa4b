package dev.surety.messages.status;

import dev.surety.messages.xml.Dates;
import dev.surety.messages.xml.Elements;
import dev.surety.messages.xml.Notes;
import dev.surety.messages.xml.UnreadableFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a status report part by part, in memory for one part. The file's writer is a stranger: nothing that it writes
 * ends in an exception. Not for use by several threads.
 */
public final class StatusReader {
    /** Where the reader stands: in the report, in a group, at a group's first payment, or at the end. */
    private enum At {
        MESSAGE, PAYMENT, FIRST_TRANSACTION, END
    }

    /** Of more reasons or texts, the first tell enough. */
    private static final int MOST = 50;

    private final Elements in;
    private final Notes notes;

    private At at = At.MESSAGE;
    private String messageId = "";
    private Optional<LocalDateTime> createdAt = Optional.empty();
    private Facts payment = new Facts();
    private boolean isPaymentTold;

    /** Begins within the message's element, which has just been opened. */
    public StatusReader(Elements in, Notes notes) {
        this.in = in;
        this.notes = notes;
    }

    /** Whether an element is a status report's; version .02 names it otherwise. */
    public static boolean isMessage(String element) {
        return element.equals("CstmrPmtStsRpt") || element.equals("pain.002.001.02");
    }

    /**
     * The next part; empty after the last one.
     *
     * @throws IOException if the stream fails, which says nothing about the file
     */
    public Optional<StatusPart> next() throws IOException {
        try {
            return switch (at) {
                case MESSAGE -> nextOfMessage();
                case PAYMENT -> nextOfPayment();
                case FIRST_TRANSACTION -> {
                    at = At.PAYMENT;
                    yield Optional.of(transaction());
                }
                case END -> Optional.empty();
            };
        } catch (UnreadableFile e) {
            at = At.END;
            return Optional.of(new StatusPart.Broken(e.why()));
        }
    }

    private Optional<StatusPart> nextOfMessage() throws IOException {
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "GrpHdr" -> header();
                case "OrgnlGrpInfAndSts" -> {
                    return Optional.of(group());
                }
                case "OrgnlPmtInfAndSts" -> {
                    at = At.PAYMENT;
                    payment = new Facts();
                    isPaymentTold = false;
                    return nextOfPayment();
                }
                // Version .02 has no groups.
                case "TxInfAndSts" -> {
                    payment = new Facts();
                    return Optional.of(transaction());
                }
                default -> in.skip();
            }
        }
        in.finish(name -> name.equals("Document") || isMessage(name));
        at = At.END;
        return Optional.empty();
    }

    private void header() throws IOException {
        for (String name = in.child(); name != null; name = in.child()) {
            switch (name) {
                case "MsgId" -> messageId = in.text();
                case "CreDtTm" -> createdAt = Dates.time(in.text(), notes, "GrpHdr/CreDtTm");
                default -> in.skip();
            }
        }
        if (messageId.isEmpty()) {
            notes.schema("GrpHdr/MsgId", "is missing");
        }
    }

    private StatusPart group() throws IOException {
        var group = new Facts();
        for (String name = in.child(); name != null; name = in.child()) {
            group.field(name);
        }
        if (group.messageId.isEmpty()) {
            notes.schema("OrgnlGrpInfAndSts/OrgnlMsgId", "is missing");
        }
        return new StatusPart.GroupStatus(
                messageId, createdAt, group.messageId, group.messageName, group.count, group.sum, group.status,
                group.reasons, notes.take());
    }

    private Optional<StatusPart> nextOfPayment() throws IOException {
        for (String name = in.child(); name != null; name = in.child()) {
            if (!name.equals("TxInfAndSts")) {
                payment.field(name);
            } else if (isPaymentTold) {
                return Optional.of(transaction());
            } else {
                at = At.FIRST_TRANSACTION;
                return Optional.of(payment());
            }
        }
        at = At.MESSAGE;
        return isPaymentTold ? nextOfMessage() : Optional.of(payment());
    }

    private StatusPart payment() {
        isPaymentTold = true;
        if (payment.paymentInformationId.isEmpty()) {
            notes.schema("OrgnlPmtInfAndSts/OrgnlPmtInfId", "is missing");
        }
        return new StatusPart.PaymentStatus(
                payment.paymentInformationId, payment.count, payment.sum, payment.status, payment.reasons,
                notes.take());
    }

    private StatusPart transaction() throws IOException {
        var transaction = new Facts();
        for (String name = in.child(); name != null; name = in.child()) {
            transaction.field(name);
        }
        return new StatusPart.TransactionStatus(
                transaction.paymentInformationId.or(() -> payment.paymentInformationId), transaction.endToEndId,
                transaction.instructionId, transaction.uetr, transaction.status, transaction.reasons, notes.take());
    }

    /** The three levels of a report say these. Each level uses its own of these. */
    private final class Facts {
        private Optional<String> messageId = Optional.empty();
        private Optional<String> messageName = Optional.empty();
        private Optional<String> paymentInformationId = Optional.empty();
        private Optional<String> endToEndId = Optional.empty();
        private Optional<String> instructionId = Optional.empty();
        private Optional<String> uetr = Optional.empty();
        private Optional<Long> count = Optional.empty();
        private Optional<BigDecimal> sum = Optional.empty();
        private Optional<String> status = Optional.empty();
        private final List<StatusReason> reasons = new ArrayList<>();

        void field(String name) throws IOException {
            switch (name) {
                case "OrgnlMsgId" -> messageId = in.find();
                case "OrgnlMsgNmId" -> messageName = in.find();
                case "OrgnlPmtInfId" -> paymentInformationId = in.find();
                case "OrgnlEndToEndId" -> endToEndId = in.find();
                case "OrgnlInstrId" -> instructionId = in.find();
                case "OrgnlUETR" -> uetr = in.find();
                case "OrgnlNbOfTxs" -> count = number("OrgnlNbOfTxs", "\\d{1,15}").map(Long::valueOf);
                case "OrgnlCtrlSum" -> sum = number("OrgnlCtrlSum", "\\d{1,18}(\\.\\d{0,17})?").map(BigDecimal::new);
                case "GrpSts", "PmtInfSts", "TxSts" -> status = in.find();
                case "StsRsnInf" -> reason();
                default -> in.skip();
            }
        }

        private Optional<String> number(String field, String pattern) throws IOException {
            String text = in.text();
            if (text.matches(pattern)) {
                return Optional.of(text);
            }
            notes.schema(field, "is no such number; left out");
            return Optional.empty();
        }

        private void reason() throws IOException {
            Optional<String> code = Optional.empty();
            List<String> texts = new ArrayList<>();
            for (String name = in.child(); name != null; name = in.child()) {
                switch (name) {
                    case "Rsn", "StsRsn" -> code = in.find();
                    case "AddtlInf", "AddtlStsRsnInf" -> {
                        Optional<String> text = in.find();
                        if (texts.size() < MOST) {
                            text.ifPresent(texts::add);
                        }
                    }
                    default -> in.skip();
                }
            }
            if (reasons.size() < MOST) {
                reasons.add(new StatusReason(code, texts));
            }
        }
    }
}
