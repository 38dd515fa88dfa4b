package dev.surety.payouts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.dynamo.faults.Faults;
import dev.surety.model.bank.BankText;
import dev.surety.model.id.RunId;
import dev.surety.payouts.app.file.FileChains.Stored;
import dev.surety.payouts.world.PayoutWorld;
import dev.surety.payouts.world.RunWorld;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Trials T21, T22, T23 and T27, from the plan to the file. */
class TrialsOfPayoutFilesTest {
    private static final int MANY = 1_000;

    private final RunWorld world = FileWorld.of(Faults.none());

    private Stored file(RunId run) {
        return FileWorld.file(world, FileWorld.files(world, run).getFirst());
    }

    private static List<String> texts(String xml, String name) {
        return Pattern.compile("<" + name + "[^>]*>([^<]*)</" + name + ">")
                .matcher(xml)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static BigDecimal sum(List<String> amounts) {
        return amounts.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void aNameIsInTheFileAsTheTableWritesItOrItsPayeeIsExcluded() {
        String letters = "n".repeat(68);
        for (String name : List.of(letters + "\u00df", letters + "nn\u00df", "A&B _C\"\tD", "Ada \ud83d\ude80")) {
            var payee = world.payee("payee of " + name, 10_00);
            world.standing(
                    payee,
                    Optional.of(world.method(
                            payee, PayoutWorld.ORDINARY, "verified", BankText.of(name, BankText.SEPA_NAME))));
        }
        RunId run = world.approvedBySepa("");
        assertEquals(
                List.of("name_unwritable"),
                world.exclusions(run).stream()
                        .map(row -> row.path("reason").asString(""))
                        .toList());
        world.hear();
        List<String> names = texts(FileWorld.xml(world, file(run)), "Nm").stream().sorted().toList();
        assertEquals(
                List.of("A+B -C' D", "Marketplace GmbH", "Marketplace GmbH", letters + "nn", letters + "ss"), names);
    }

    @Test
    void theSumsOfAThousandPaymentsAreExactAndEachReferenceIsShort() {
        IntStream.range(0, MANY).forEach(i -> world.payee("payee " + i, 1 + i * 7 % 1_999));
        RunId run = world.approvedBySepa("");
        world.hear();
        assertEquals("executed", world.state(run));
        String xml = FileWorld.xml(world, file(run));
        List<String> amounts = texts(xml, "InstdAmt");
        assertEquals(MANY, amounts.size());
        assertTrue(amounts.stream().allMatch(amount -> amount.matches("[0-9]+\\.[0-9]{2}")));
        List<String> sums = texts(xml, "CtrlSum");
        assertEquals(sum(amounts), new BigDecimal(sums.getFirst()));
        assertEquals(sum(amounts), sum(sums.subList(1, sums.size())), "the groups' sums");
        assertEquals(
                sum(amounts), BigDecimal.valueOf(world.run(run).at("/totals/sum/amount").asLong(0), 2));
        List<String> references = texts(xml, "EndToEndId");
        assertEquals(MANY, references.stream().distinct().count());
        assertTrue(references.stream().allMatch(reference -> reference.length() == 15));
    }

    @Test
    void aFileThatIsApprovedLateTakesTheNextBankDay() {
        for (List<String> each : List.of(
                List.of("2026-11-27T22:50:00Z", "2026-11-30", "late on Friday"),
                List.of("2027-03-25T22:50:00Z", "2027-03-30", "the evening before Good Friday"),
                List.of("2027-06-18T08:00:00Z", "2027-06-18", "a holiday of another rail"))) {
            RunWorld of = FileWorld.of(Faults.none());
            of.payouts.clock.set(Instant.parse(each.getFirst()));
            of.payee("seller", 10_00);
            RunId run = of.approvedBySepa("");
            of.hear();
            Stored file = FileWorld.file(of, FileWorld.files(of, run).getFirst());
            assertEquals(LocalDate.parse(each.get(1)), file.file().executionDate(), each.get(2));
            assertEquals(
                    List.of(each.get(1)), texts(FileWorld.xml(of, file), "Dt"), each.get(2));
        }
    }
}
