package dev.surety.onboarding.http;

import dev.surety.model.bank.BankText;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.SepaRail;
import dev.surety.model.money.Money;
import dev.surety.onboarding.domain.method.BankAccount;
import dev.surety.runtime.edge.http.Fields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the rails of settings and the bank accounts that they send from. Surety ships a value for each member that may
 * be left out.
 */
final class RailRequests {
    private static final String EUR = "EUR";
    private static final int MOST_CLOSED_DAYS = 200;
    private static final int LONGEST_ID = 35;
    private static final int LONGEST_TOWN = 35;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9]{1,34}");

    private RailRequests() {}

    static Optional<MoneyOut.Rail> rail(Fields rail) {
        Optional<String> name = MoneyOutRequests.name(rail, "name");
        Optional<String> kind = rail.choice("kind", Set.of(MoneyOut.SANDBOX, MoneyOut.SEPA, MoneyOut.ACH));
        Optional<String> account = MoneyOutRequests.name(rail, "account");
        boolean isSepa = kind.filter(MoneyOut.SEPA::equals).isPresent();
        boolean isAch = kind.filter(MoneyOut.ACH::equals).isPresent();
        List<String> currencies = (isSepa || isAch) && !rail.has("currencies")
                ? List.of(isSepa ? EUR : AchRail.CURRENCY)
                : rail.texts("currencies", MoneyOutRequests.MOST, 3);
        List<Money> least = MoneyOutRequests.amounts(rail, "minimums");
        List<Money> most = MoneyOutRequests.amounts(rail, "maximums");
        Optional<SepaRail> sepa = isSepa ? rail.object(MoneyOut.SEPA).flatMap(RailRequests::sepa) : Optional.empty();
        Optional<AchRail> ach = isAch ? rail.object(MoneyOut.ACH).flatMap(AchRequests::ach) : Optional.empty();
        for (String of : List.of(MoneyOut.SEPA, MoneyOut.ACH)) {
            if (kind.isPresent() && !kind.get().equals(of) && rail.has(of)) {
                rail.wrong(of, "not_of_this_kind");
            }
        }
        List<Money> largest = most.isEmpty() ? kind.map(RailRequests::largest).orElse(List.of()) : most;
        return name.isPresent() && kind.isPresent() && account.isPresent()
                ? Optional.of(new MoneyOut.Rail(
                        name.get(), kind.get(), account.get(), currencies, least, largest, sepa, ach))
                : Optional.empty();
    }

    /** The most of a payment, where the file has no room for more. */
    private static List<Money> largest(String kind) {
        return switch (kind) {
            case MoneyOut.SEPA -> List.of(Money.of(SepaRail.LARGEST_PAYMENT_MINOR, EUR));
            case MoneyOut.ACH -> List.of(Money.of(AchRail.LARGEST_PAYMENT_MINOR, AchRail.CURRENCY));
            default -> List.of();
        };
    }

    private static Optional<SepaRail> sepa(Fields sepa) {
        Optional<SepaRail.Debtor> debtor = sepa.object("debtor").flatMap(RailRequests::debtor);
        Optional<String> initiator = optionalWords(sepa, "initiator", LONGEST_ID);
        Optional<String> cutOff = MoneyOutRequests.localTime(sepa, "cutOff");
        Optional<Boolean> batch = sepa.has("batchBooking") ? sepa.flag("batchBooking") : Optional.empty();
        List<LocalDate> closed = sepa.has("closedDays") ? days(sepa, "closedDays") : List.of();
        int file = count(sepa, "mostPerFile", SepaRail.LARGEST_FILE, SepaRail.LARGEST_FILE);
        int group = count(sepa, "mostPerGroup", SepaRail.LARGEST_GROUP, SepaRail.LARGEST_GROUP);
        Optional<String> text = optionalWords(sepa, "text", SepaRail.LONGEST_TEXT);
        Optional<Boolean> instant = sepa.has("instant") ? sepa.flag("instant") : Optional.empty();
        sepa.finish();
        return debtor.map(of -> new SepaRail(
                of,
                initiator,
                cutOff.orElse(SepaRail.SHIPPED_CUT_OFF),
                batch.orElse(SepaRail.SHIPPED_BATCH_BOOKING),
                closed,
                file,
                group,
                text,
                instant.orElse(false)));
    }

    private static Optional<SepaRail.Debtor> debtor(Fields debtor) {
        Optional<String> name = words(debtor, "name", BankText.SEPA_NAME);
        Optional<SepaRail.Address> address =
                debtor.has("address") ? debtor.object("address").flatMap(RailRequests::address) : Optional.empty();
        debtor.finish();
        return name.map(of -> new SepaRail.Debtor(of, address));
    }

    private static Optional<SepaRail.Address> address(Fields address) {
        Optional<String> town = words(address, "town", LONGEST_TOWN);
        Optional<String> country = address.text("country", 2, 2);
        if (country.filter(of -> !COUNTRY.matcher(of).matches()).isPresent()) {
            address.wrong("country", "format");
        }
        address.finish();
        return town.flatMap(of -> country.map(in -> new SepaRail.Address(of, in)));
    }

    /** A text that the bank reads as it is written here: only in its characters. */
    static Optional<String> words(Fields of, String member, int longest) {
        Optional<String> words = of.text(member, 1, longest);
        if (words.isPresent() && !BankText.of(words.get(), longest).equals(words)) {
            of.wrong(member, "characters");
        }
        return words;
    }

    static Optional<String> optionalWords(Fields of, String member, int longest) {
        return of.has(member) ? words(of, member, longest) : Optional.empty();
    }

    static int count(Fields of, String member, int most, int shipped) {
        return of.has(member) ? of.integer(member, 1, most).map(Long::intValue).orElse(shipped) : shipped;
    }

    static List<LocalDate> days(Fields of, String member) {
        List<LocalDate> days = new ArrayList<>();
        for (String day : of.texts(member, MOST_CLOSED_DAYS, 10)) {
            try {
                days.add(LocalDate.parse(day));
            } catch (DateTimeException e) {
                of.wrong(member, "format");
            }
        }
        return days;
    }

    static Optional<MoneyOut.BankAccount> bankAccount(Fields account) {
        Optional<String> name = MoneyOutRequests.name(account, "name");
        List<String> currencies = account.texts("currencies", MoneyOutRequests.MOST, 3);
        Optional<String> bic = account.optionalText("bic", 8, 11).map(of -> of.toUpperCase(Locale.ROOT));
        Optional<BankAccount.Iban> iban =
                account.optionalText("iban", 5, 42).map(written -> BankAccount.Iban.of(written, bic));
        iban.ifPresent(of -> of.wrong()
                .forEach(wrong -> account.wrong(wrong.pointer().substring(1), wrong.reason())));
        Optional<String> number = account.optionalText("number", 1, 34);
        if (number.filter(of -> !NUMBER.matcher(of).matches()).isPresent()) {
            account.wrong("number", "format");
        }
        if (iban.isPresent() && number.isPresent()) {
            account.wrong("number", "beside_an_iban");
        }
        if (iban.isEmpty() && bic.isPresent()) {
            account.wrong("bic", "without_an_iban");
        }
        return name.map(of ->
                new MoneyOut.BankAccount(of, currencies, iban.map(BankAccount.Iban::number), bic, number));
    }
}
