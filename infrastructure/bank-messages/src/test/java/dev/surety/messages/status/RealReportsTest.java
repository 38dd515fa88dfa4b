package dev.surety.messages.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.surety.messages.BankMessage;
import dev.surety.messages.Reading;
import dev.surety.messages.RealFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Status reports of real banks; each test says what its file is there for. */
class RealReportsTest {
    private static Reading read(String name) throws IOException {
        Reading reading = Reading.of(RealFiles.bank(name));
        assertInstanceOf(BankMessage.StatusReport.class, reading.message());
        assertEquals(Optional.empty(), reading.unreadable());
        assertEquals(List.of(), reading.notes(true));
        return reading;
    }

    private static StatusPart.GroupStatus file(Reading reading) {
        return assertInstanceOf(StatusPart.GroupStatus.class, reading.statuses().getFirst());
    }

    @Test
    void aNameCheckIsReportedWithCodesOfItsOwnAndColonsInIds() throws IOException {
        Reading reading = read("pain002v10-vop-match.xml");
        StatusPart.GroupStatus file = file(reading);
        assertEquals(Optional.of("RCVC"), file.status());
        assertEquals(Optional.of("2025-11-02T18:33:03:0287"), file.originalMessageId());
        assertEquals(Optional.of("pain.001"), file.originalMessageName());
        assertEquals(Optional.of(2L), file.count());
        assertEquals(0, new BigDecimal("488").compareTo(file.sum().orElseThrow()));
        assertEquals(2, file.reasons().getFirst().texts().size());
        var group = assertInstanceOf(StatusPart.PaymentStatus.class, reading.statuses().getLast());
        assertEquals(Optional.of("RCVC"), group.status());
        assertEquals(2, reading.statuses().size());
    }

    @Test
    void aFileIsRejectedAsDuplicate() throws IOException {
        Reading reading = read("pain002v03-group-reject-duplicate.xml");
        StatusPart.GroupStatus file = file(reading);
        assertEquals(Optional.of("RJCT"), file.status());
        assertEquals(
                List.of(new StatusReason(Optional.of("DU01"), List.of("ISO Duplicate Message ID"))), file.reasons());
        assertEquals(Optional.of("MSGID-PS-TEST-0708-01"), file.originalMessageId());
        assertEquals(Optional.empty(), file.count());
        assertEquals(1, reading.statuses().size());
    }

    @Test
    void theFileIsAcceptedAndEachPaymentOfItsGroupRejected() throws IOException {
        Reading reading = read("pain002v03-tx-reject-dup-instr.xml");
        assertEquals(Optional.empty(), ((BankMessage.StatusReport) reading.message()).version().filter(v -> v != 3));
        assertEquals(Optional.of("ACTC"), file(reading).status());
        assertEquals(0, new BigDecimal("5.04").compareTo(file(reading).sum().orElseThrow()));
        var group = reading.all(StatusPart.PaymentStatus.class).getFirst();
        assertEquals(Optional.of("RJCT"), group.status());
        assertEquals(Optional.of("missing2"), group.paymentInformationId());
        var payments = reading.all(StatusPart.TransactionStatus.class);
        assertEquals(
                List.of("example01234567", "example01234567", "example012345678"),
                payments.stream().map(payment -> payment.instructionId().orElseThrow()).toList());
        assertEquals(
                List.of("sanity-10-1-12-1-21", "example01234567", "example012345678"),
                payments.stream().map(payment -> payment.endToEndId().orElseThrow()).toList());
        for (var payment : payments) {
            assertEquals(Optional.of("RJCT"), payment.status());
            assertEquals(Optional.of("missing2"), payment.paymentInformationId());
            assertEquals(Optional.of("NARR"), payment.reasons().getFirst().code());
        }
        assertEquals(
                List.of("Instruction ID example012345678 already exist"),
                payments.getLast().reasons().getFirst().texts());
    }

    @Test
    void aFileIsAcceptedInItsSyntaxOnly() throws IOException {
        Reading reading = read("pain002v03-group-accepted.xml");
        assertEquals(Optional.of("ACTC"), file(reading).status());
        assertEquals(Optional.of("CLIENT NAME_2023-09-06:04"), file(reading).originalMessageId());
        assertEquals(1, reading.statuses().size());
    }

    @Test
    void aGroupIsAcceptedAndNoPaymentTold() throws IOException {
        Reading reading = read("pain002v03-payment-accepted.xml");
        assertEquals(Optional.empty(), file(reading).status());
        assertEquals(Optional.of("XXX001_20220315_B_DZSOXXXX"), file(reading).originalMessageId());
        var group = assertInstanceOf(StatusPart.PaymentStatus.class, reading.statuses().getLast());
        assertEquals(Optional.of("ACCP"), group.status());
        assertEquals(Optional.of("xxx001220315B000XXXX"), group.paymentInformationId());
        assertEquals(2, reading.statuses().size());
    }
}
