package dev.surety.payouts.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.payouts.app.statement.PaymentGroups.FileAnswer;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.upload.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that banks and other people published, uploaded as if their first account were ours. */
class FilesOfRealBanksTest {
    private static final Path REAL =
            Path.of(System.getProperty("surety.root", "../.."), "..", "shared", "data", "bank");

    private static final Pattern FIRST_ACCOUNT =
            Pattern.compile("<Acct>\\s*<Id>\\s*(?:<IBAN>|<Othr>\\s*<Id>)([^<]+)<");

    private final StatementWorld world = new StatementWorld();

    private static String whole(Path name) throws IOException {
        Path real = REAL.resolve(name);
        Assumptions.assumeTrue(Files.exists(real), "the real files are not beside the repository");
        return Files.readString(real, StandardCharsets.UTF_8);
    }

    /** The lines by class, the problems, and the change of the balance that was booked. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "camt053v02-batch-debit-without-details | {noted=3} [equation_fails] 0",
                "camt053v02-fees-notprovided | {unmatched=4} [balances_missing] -276808",
                "camt053v02-five-decimals | {noted=1} [equation_fails] 0",
                "camt053v02-multi-statement | {unmatched=2} [] 185",
                "camt053v02-no-entries-dttm-balance | {} [currency_mismatch] 0",
                "camt053v02-returns-ac04-md06 | {unmatched=9} [] 60500",
                "camt053v02-us-returns-reversals | {noted=15} [currency_mismatch] 0",
                "camt053v08-basic | {unmatched=1} [balances_missing] 885",
                "camt053v08-returns-shape-uetr5 | {noted=3} [currency_mismatch] 0",
                "camt053v08-two-statements-bank-breaks-schema | {unmatched=3} [other_account] 82273781",
                "camt054v04-return-ac01 | {noted=1} [] 0",
                "camt054v08-batch-sum-differs | {noted=1} [] 0",
            })
    void eachLineIsBookedOrNotedAndWaitsForPeople(String name, String outcome) throws IOException {
        String text = whole(Path.of(name + ".xml"));
        var first = FIRST_ACCOUNT.matcher(text);
        assertTrue(first.find(), "it names an account");
        byte[] ours = text.replace(first.group(1), Camt.IBAN).getBytes(StandardCharsets.UTF_8);

        StatementFile file = world.read(name, ours);

        List<String> problems = file.problems().stream().map(Problem::what).toList();
        assertEquals(outcome, file.lines() + " " + problems + " " + -world.balance("bank:main"));
        assertEquals(-world.balance("bank:main"), world.balance("suspense"), "nothing is guessed");
        long waiting = world.attention().getOrDefault("bank_line line_unmatched", 0L);
        assertEquals(waiting, file.lines().getOrDefault("unmatched", 0).longValue());
        world.check();
        world.read("the same again", ours);
        assertEquals(outcome.replaceAll(".* ", ""), Long.toString(-world.balance("bank:main")));
    }

    /** The status of the file and of its groups, and the payments that are not ours. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pain002v10-vop-match | file RCVC, group RCVC {}",
                "pain002v03-group-reject-duplicate | file RJCT DU01 {}",
                "pain002v03-tx-reject-dup-instr | file ACTC, group RJCT {unmatched=3}",
                "pain002v03-group-accepted | file ACTC {}",
                "pain002v03-payment-accepted | file, group ACCP NARR {}",
            })
    void eachReportTellsItsFileAndMovesNothing(String name, String outcome) throws IOException {
        world.sent("one", 1_000);

        StatementFile file = world.read(name, whole(Path.of(name + ".xml")).getBytes(StandardCharsets.UTF_8));

        String answers = world.groups.answers.stream()
                .map(FilesOfRealBanksTest::shown)
                .collect(Collectors.joining(", "));
        assertEquals(outcome, answers + " " + file.lines());
        assertEquals("sent", world.state("one"));
        assertEquals(0, world.balance("bank:main"));
        world.check();
    }

    /** None of these entries is ours, so people look at each, and files of credits are no answer to anything. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nacha-return-r01-r03 | MATCHED_WITH_EXCEPTIONS {unmatched=2} [unknown_trace, unknown_trace]",
                "nacha-ccd-return-r03-credit | MATCHED_WITH_EXCEPTIONS {unmatched=1} [unknown_trace]",
                "nacha-cor-c01 | MATCHED_WITH_EXCEPTIONS {unmatched=1} [unknown_trace]",
                "nacha-ppd-credit | REJECTED {} [no_returns]",
                "nacha-ppd-sameday | REJECTED {} [no_returns]",
                "nacha-ppd-100-credits-unpadded | REJECTED {} [no_returns]",
            })
    void eachNachaFileIsReadAndMovesNothing(String name, String outcome) throws IOException {
        world.sent("one", 1_000);
        Path real = REAL.resolve(name + ".ach");
        Assumptions.assumeTrue(Files.exists(real), "the real files are not beside the repository");

        StatementFile file = world.read(name, Files.readAllBytes(real));

        List<String> problems = file.problems().stream()
                .map(problem -> problem.what().replaceAll(" .*", ""))
                .toList();
        assertEquals(outcome, file.state() + " " + file.lines() + " " + problems);
        assertEquals("sent", world.state("one"));
        assertEquals(0, world.balance("bank:main"));
        long unread = file.lines().isEmpty() ? 0 : 1;
        assertEquals(unread, world.attention().getOrDefault("bank_statement notice_unread", 0L).longValue());
        world.check();
    }

    private static String shown(FileAnswer answer) {
        String of = answer.group().isEmpty() ? "file " : "group ";
        return (of + answer.status() + " " + answer.code()).strip();
    }
}
