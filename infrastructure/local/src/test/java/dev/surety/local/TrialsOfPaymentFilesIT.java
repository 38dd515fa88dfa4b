package dev.surety.local;

import static dev.surety.local.Payday.EARNED;
import static dev.surety.local.Payday.REASON;
import static dev.surety.local.Payday.RUNS;
import static dev.surety.local.Sale.await;
import static dev.surety.local.Sale.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.Banking.Handed;
import dev.surety.local.http.Clients;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Troubles that other people had with what stands in payment files, played through the API, from sale to statement.
 * {@code -Dsurety.payees=1000 -Dsurety.sales=500} plays T22 and T23 in their full size, which takes minutes.
 */
class TrialsOfPaymentFilesIT {
    private static final int PAYEES = Integer.getInteger("surety.payees", 40);
    private static final int SALES = Integer.getInteger("surety.sales", 40);

    /** Calls that are on their way at once. */
    private static final int AT_ONCE = 8;

    private static final String SWISS = "CH9300762011623852957";
    private static final String BRITISH = "GB33BUKB20201555555555";
    private static final String FRENCH = "FR1420041010050500013M02606";

    /** Hours before Greenwich, so that its days are others. */
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    private static final LocalTime LATE = LocalTime.of(23, 50);
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /** As the church publishes them. */
    private static final List<LocalDate> EASTERS = Stream.of(
                    "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2031-04-13", "2032-03-28", "2033-04-17")
            .map(LocalDate::parse)
            .toList();

    @TempDir
    private static Path data;

    private static Payday day;
    private static Banking bank;

    @BeforeAll
    static void start() {
        day = Payday.open(data, "trials-of-payment-files");
        bank = new Banking(day);
    }

    @AfterAll
    static void stop() {
        day.close();
    }

    /** T21. */
    @Test
    void aNameIsWrittenByTheTableAndFitsOrItsPayeeIsExcluded() {
        String letters = "n".repeat(68);
        List<String> payees = new ArrayList<>();
        for (String name : List.of(
                letters + "n", letters + "\u00df", letters + "nn\u00df", letters + "nnnn", "A&B _C\"\tD")) {
            payees.add(named(name));
        }
        String unwritable = named("Ada \ud83d\ude80");
        List<String> all = Stream.concat(payees.stream(), Stream.of(unwritable)).toList();
        String plan = day.plan("sepa", all, "");
        assertEquals("name_unwritable", day.excluded(plan, unwritable));
        ok(day.by(day.maker, RUNS + plan + "/abort", REASON));

        Handed file = bank.handedOver(payees, "{}");

        assertEquals(
                List.of("A+B -C' D", letters + "n", letters + "nn", letters + "nn", letters + "ss"),
                PaymentsRead.of(bank.bytes(file)).payees().stream().sorted().toList());
        paid(bank, file, payees);
        assertEquals(EARNED, day.available(unwritable));
    }

    /** A payee whose account's holder has this name, with the money of one sale. */
    private static String named(String holder) {
        String payee = day.sale.participant("t21");
        ObjectNode method = JsonMapper.shared()
                .createObjectNode()
                .put("kind", "iban")
                .put("currency", "EUR")
                .put("holder", holder)
                .put("holderKind", "individual")
                .put("iban", day.newIban());
        day.method(payee, "EUR", method.toString());
        day.sells(payee);
        return payee;
    }

    /** T22. */
    @Test
    void theSumsOfManyPaymentsAreExact() {
        var other = new Payday(day.base, "other", "trials-of-many");
        var itsBank = new Banking(other, "other");
        String buyer = other.sale.participant("a buyer");
        List<String> payees = all(IntStream.range(0, PAYEES)
                .<Callable<String>>mapToObj(n -> () -> {
                    String payee = other.sale.participant("t22-" + n);
                    other.method(payee, other.newIban());
                    released(other, buyer, payee, 1 + n * 7 % 2_271);
                    return payee;
                })
                .toList());
        await("all have their money", () -> holders(itsBank) == PAYEES);

        Handed file = itsBank.handedOver(payees, "{}");

        var read = PaymentsRead.of(itsBank.bytes(file));
        List<String> amounts = read.texts("InstdAmt");
        assertEquals(PAYEES, amounts.size());
        assertTrue(amounts.stream().allMatch(amount -> amount.matches("[0-9]{1,2}\\.[0-9]{2}")), amounts.toString());
        List<String> sums = read.texts("CtrlSum");
        BigDecimal sum = PaymentsRead.sum(amounts);
        assertEquals(sum, new BigDecimal(sums.getFirst()));
        assertEquals(sum, PaymentsRead.sum(sums.subList(1, sums.size())), "the groups' sums");
        long planned = other.run(file.run()).at("/totals/sum/amount").asLong(0);
        assertEquals(sum, BigDecimal.valueOf(planned, 2));
        List<String> references = read.texts("EndToEndId");
        assertEquals(PAYEES, references.stream().distinct().count());
        assertEquals(planned, Math.abs(itsBank.transit()), "the sum in transit");
    }

    private static long holders(Banking of) {
        return of.trialBalance()
                .path("currencies")
                .valueStream()
                .flatMap(each -> each.path("accounts").valueStream())
                .filter(each -> each.path("account").asString("").startsWith("payable"))
                .mapToLong(each -> each.path("holders").asLong(0))
                .sum();
    }

    /** T23. */
    @Test
    void aPayoutOverManySalesHasAReferenceOfFifteenCharacters() {
        String payee = day.sale.participant("t23");
        String buyer = day.sale.participant("a buyer of many");
        day.method(payee, day.newIban());
        all(IntStream.range(0, SALES)
                .<Callable<String>>mapToObj(_ -> () -> released(day, buyer, payee, 100))
                .toList());
        await("all is available", () -> day.available(payee) == SALES * 88L);

        Handed file = bank.handedOver(List.of(payee), "{}");

        var read = PaymentsRead.of(bank.bytes(file));
        String reference = read.texts("EndToEndId").getFirst();
        assertEquals(15, reference.length());
        assertEquals(
                reference,
                day.payout(file.run(), payee).at("/trace/bankReference").asString(""));
        assertTrue(read.texts("Ustrd").getFirst().length() <= 140, read.texts("Ustrd").toString());
        List<JsonNode> lines = day.list(day.sale.backend, "/v1/participants/" + payee + "/statement");
        assertEquals(SALES + 1, lines.size());
        paid(bank, file, List.of(payee));
    }

    /** T24. */
    @Test
    void anAddressIsTownAndCountryOutsideTheEeaAndAbsentWithinIt() {
        String french = living(FRENCH, address("Lyon", "FR"));
        String swiss = living(SWISS, address("Z\u00fcrich", "CH"));
        String homeless = living(BRITISH, "");
        String plan = day.plan("sepa", List.of(french, swiss, homeless), "");
        assertEquals("address_required", day.excluded(plan, homeless));
        ok(day.by(day.maker, RUNS + plan + "/abort", REASON));

        Handed file = bank.handedOver(List.of(french, swiss), "{}");

        var read = PaymentsRead.of(bank.bytes(file));
        assertEquals(
                List.of("Ada Example", "Ada ExampleZuerichCH"),
                read.payees().stream().sorted().toList());
        assertEquals(List.of("ZuerichCH"), read.texts("PstlAdr"));
        assertEquals(List.of("Zuerich"), read.texts("TwnNm"));
        assertEquals(List.of(), read.texts("AdrLine"));
        paid(bank, file, List.of(french, swiss));
    }

    private static String address(String city, String country) {
        return """
               , "address": {"line1": "High Street 1", "city": "%s", "postalCode": "10000", "country": "%s"}
               """
                .formatted(city, country);
    }

    private static String living(String iban, String address) {
        String payee = ok(day.sale.post("/v1/participants", """
                {"reference": "t24", "kind": "individual", "country": "DE",
                 "profile": {"name": "Ada", "email": "ada@example.com"%s}}
                """.formatted(address))).text("id");
        day.method(payee, iban);
        day.sells(payee);
        return payee;
    }

    /** T27, for TARGET. */
    @Test
    void aFileThatIsApprovedLateTakesTheNextBankDayInTheMarketplacesZone() {
        var far = new Payday(day.base, Clients.DISPUTES, "trials-of-days");
        var settings = (ObjectNode) ok(far.sale.api.get(far.sale.operator, "/v1/settings")).body();
        settings.put("timeZone", AUCKLAND.getId());
        ok(far.sale.api.send("PUT", far.sale.operator, "/v1/settings", settings.toString(), far.sale.key()));
        var itsBank = new Banking(far, Clients.DISPUTES);
        LocalDate easter = EASTERS.stream()
                .filter(date -> date.minusDays(11).isAfter(itsBank.today()))
                .findFirst()
                .orElseThrow();

        executes(far, itsBank, easter.minusDays(9), LATE, easter.minusDays(6), "late on a Friday");
        executes(far, itsBank, easter.minusDays(5), LATE, easter.minusDays(4), "before the cut-off of Greenwich");
        executes(far, itsBank, easter.minusDays(2), MORNING, easter.plusDays(2), "on Good Friday");
        for (String holiday : List.of("-06-18", "-07-05")) {
            LocalDate open = weekday(LocalDate.parse(easter.getYear() + holiday));
            executes(far, itsBank, open, MORNING, open, "about a holiday of the Fed");
        }
    }

    private static LocalDate weekday(LocalDate from) {
        return Stream.iterate(from, date -> date.plusDays(1))
                .filter(date -> date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .findFirst()
                .orElseThrow();
    }

    private static void executes(
            Payday of, Banking itsBank, LocalDate on, LocalTime at, LocalDate expected, String why) {
        String payee = of.payee("t27-" + on);
        Instant now = Instant.parse(of.sale.clock().text("now"));
        of.sale.advance(Duration.between(now, on.atTime(at).atZone(AUCKLAND).toInstant()));

        Handed file = itsBank.handedOver(List.of(payee), "{}");

        assertEquals(expected, file.on(), why);
        assertEquals(
                List.of(expected.toString()),
                PaymentsRead.of(itsBank.bytes(file)).texts("ReqdExctnDt"),
                why);
        itsBank.uploaded(itsBank.statement(expected).bytes());
        itsBank.until(file, payee, "paid");
        assertEquals(expected.toString(), of.payout(file.run(), payee).path("bookedOn").asString(""), why);
    }

    /** A sale to this buyer whose money the payee has. */
    private static String released(Payday of, String buyer, String payee, long price) {
        String escrow = "/v1/escrows/"
                + ok(of.sale.post("/v1/escrows", Sale.creation(buyer, payee, price))).text("id");
        ok(of.sale.post(escrow + "/fund", "{\"method\": \"card_ok\"}"));
        ok(of.sale.post(escrow + "/release", "{}"));
        return escrow;
    }

    private static List<String> all(List<Callable<String>> work) {
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<String> done = new ArrayList<>();
            for (Future<String> each : pool.invokeAll(work)) {
                done.add(each.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** The bank's statement says that all of the file is paid. */
    private static void paid(Banking of, Handed file, List<String> payees) {
        JsonNode read = of.uploaded(of.statement(file.on()).bytes());
        assertEquals("matched", read.path("state").asString(""), read.toString());
        of.untilPaid(file, payees.size());
    }
}
