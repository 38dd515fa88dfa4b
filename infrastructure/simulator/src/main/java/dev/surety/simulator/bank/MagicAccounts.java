package dev.surety.simulator.bank;

import dev.surety.simulator.bank.Behaviour.Answer;
import dev.surety.simulator.bank.Behaviour.Back;
import dev.surety.simulator.bank.Behaviour.Changed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The accounts with a behaviour of their own, as the README publishes them. Their numbers are valid; no bank has them.
 * Every other account takes the money.
 */
public final class MagicAccounts {
    /** The routing number of every account in the USA here. */
    public static final String ROUTING = "120000003";

    /** Notices of change name these as right. Both are valid; no payee has them. */
    private static final String OTHER_ROUTING = "011000015";

    private static final String OTHER_ACCOUNT = "000000000001";

    private static final Duration CHANGED_AFTER = Duration.ofDays(2);
    private static final Duration RETURNED_AFTER = Duration.ofDays(3);
    private static final Duration SLOW = Duration.ofDays(2);
    private static final long FEE_MINOR = 250;

    /** Any other account. */
    static final Behaviour ORDINARY = takes("accepted", Answer.ACCEPTS);

    public static final List<Row> TABLE = List.of(
            iban("DE87900000000000000001", ORDINARY),
            iban("DE60900000000000000002", declines("declined_number_wrong", "AC01")),
            iban("DE33900000000000000003", declines("declined_closed", "AC04")),
            iban("DE06900000000000000004", declines("declined_name", "BE01")),
            iban("DE76900000000000000005", declines("declined_our_funds", "AM04")),
            iban("DE49900000000000000006", new Behaviour("slow", Answer.ACCEPTS, "", SLOW, Optional.empty())),
            iban("DE22900000000000000007", takes("lost", Answer.EXECUTES_SILENTLY)),
            iban("DE92900000000000000008", never()),
            iban("DE65900000000000000009", takes("error", Answer.EXECUTES_AND_FAILS)),
            iban("DE38900000000000000010", returns("returned_closed", "AC04", 0)),
            iban("DE11900000000000000011", returns("returned_deceased", "MD07", 0)),
            iban("DE81900000000000000012", returns("returned_less_fee", "AC06", FEE_MINOR)),
            iban("DE54900000000000000013", takes("pending", Answer.DECIDES_LATER)),
            iban("DE27900000000000000014", new Behaviour(
                    "refuses_all", Answer.DECLINES_ALL, "AB08", Duration.ZERO, Optional.empty())),
            iban("DE97900000000000000015", returns("returned_as_duplicate", "AM05", 0)),
            iban("DE70900000000000000016", declines("declined_fraud", "FR01")),
            us("000000000001", ORDINARY),
            us("000000000002", declines("declined_no_account", "R03")),
            us("000000000003", declines("declined_us_closed", "R02")),
            us("000000000007", takes("lost", Answer.EXECUTES_SILENTLY)),
            us("000000000008", never()),
            us("000000000010", returns("returned_us_closed", "R02", 0)),
            us("000000000016", returns("returned_frozen", "R16", 0)),
            us("000000000004", returns("returned_no_account", "R03", 0)),
            us("000000000011", returns("returned_no_funds", "R01", 0)),
            us("000000000021", changes("changed_account", "C01", OTHER_ACCOUNT)),
            us("000000000022", changes("changed_routing", "C02", OTHER_ROUTING)),
            us("000000000023", changes("changed_bank", "C03", OTHER_ROUTING + "   " + OTHER_ACCOUNT)),
            us("000000000025", changes("changed_type", "C05", "32")),
            us("000000000026", changes("changed_account_and_type", "C06", OTHER_ACCOUNT + "        32")),
            us("000000000027", changes("changed_all", "C07", OTHER_ROUTING + OTHER_ACCOUNT + "     32")),
            us("000000000029", changes("changed_unknown", "C99", "?")));

    private static final Map<String, Behaviour> BY_NUMBER =
            TABLE.stream().collect(Collectors.toMap(row -> plain(row.number()), Row::behaviour));

    private static final Map<String, Behaviour> BY_NAME = TABLE.stream()
            .map(Row::behaviour)
            .distinct()
            .collect(Collectors.toMap(Behaviour::name, Function.identity()));

    private MagicAccounts() {}

    /** @param number an IBAN, or a routing number and an account number with a slash between */
    public record Row(String number, Behaviour behaviour) {}

    /** The names that a script may play. */
    public static Stream<String> names() {
        return BY_NAME.keySet().stream().sorted();
    }

    static Behaviour of(String number) {
        return BY_NUMBER.getOrDefault(plain(number), ORDINARY);
    }

    static Behaviour named(String name) {
        return BY_NAME.getOrDefault(name, ORDINARY);
    }

    private static String plain(String number) {
        return number.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
    }

    private static Row iban(String number, Behaviour behaviour) {
        return new Row(number, behaviour);
    }

    private static Row us(String account, Behaviour behaviour) {
        return new Row(ROUTING + "/" + account, behaviour);
    }

    private static Behaviour takes(String name, Answer answer) {
        return new Behaviour(name, answer, "", Duration.ZERO, Optional.empty());
    }

    private static Behaviour declines(String name, String code) {
        return new Behaviour(name, Answer.DECLINES, code, Duration.ZERO, Optional.empty());
    }

    private static Behaviour never() {
        return takes("never", Answer.IS_NOT_REACHED);
    }

    private static Behaviour changes(String name, String code, String data) {
        return new Behaviour(
                name,
                Answer.ACCEPTS,
                "",
                Duration.ZERO,
                Optional.empty(),
                Optional.of(new Changed(CHANGED_AFTER, code, data)));
    }

    private static Behaviour returns(String name, String code, long feeMinor) {
        return new Behaviour(
                name,
                Answer.ACCEPTS,
                "",
                Duration.ZERO,
                Optional.of(new Back(RETURNED_AFTER, code, feeMinor)));
    }
}
