package dev.surety.onboarding.http;

import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the parts of settings that say how money goes out. Each may be left out; then what Surety ships holds. */
final class MoneyOutRequests {
    static final int MOST = 50;
    private static final int LONGEST_NAME = 40;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{1,39}");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9_.-]{1,80}");
    private static final Set<String> APPROVING = Set.of("payouts:approve", "settings:approve", "ledger:approve");

    private MoneyOutRequests() {}

    /** A part that the body does not name is empty; without any part the settings say nothing of paying out. */
    static Optional<MoneyOut> read(Fields body) {
        var read = new MoneyOut(
                each(body, "rails", RailRequests::rail),
                each(body, "bankAccounts", RailRequests::bankAccount),
                List.of(),
                each(body, "approvals", MoneyOutRequests::approval),
                each(body, "staff", MoneyOutRequests::staff),
                each(body, "personLinks", MoneyOutRequests::link),
                amounts(body, "minimums"),
                each(body, "schedules", MoneyOutRequests::schedule),
                body.has("reserve") ? body.object("reserve").flatMap(MoneyOutRequests::reserve) : Optional.empty(),
                each(body, "payoutFees", MoneyOutRequests::fee),
                amounts(body, "instantUpTo"),
                amounts(body, "firstPayoutAtMost"),
                amounts(body, "debtLimits"),
                each(body, "statementRules", StatementRuleRequests::rule),
                body.has("returnFeeBy") ? feeBearer(body) : Optional.empty(),
                amounts(body, "returnsAlone"),
                body.has("lateRefundFees") ? lateRefundFees(body) : Optional.empty(),
                each(body, "gatewayReports", GatewayReportRequests::format));
        return Optional.of(read).filter(of -> !of.equals(MoneyOut.SHIPPED));
    }

    private static Optional<MoneyOut.FeeBearer> feeBearer(Fields body) {
        return body.choice("returnFeeBy", Set.of("platform", "payee"))
                .map(of -> MoneyOut.FeeBearer.valueOf(of.toUpperCase(Locale.ROOT)));
    }

    private static Optional<MoneyOut.LateRefundFees> lateRefundFees(Fields body) {
        return body.choice("lateRefundFees", Set.of("kept", "returned"))
                .map(of -> MoneyOut.LateRefundFees.valueOf(of.toUpperCase(Locale.ROOT)));
    }

    static <T> List<T> each(Fields body, String name, Function<Fields, Optional<T>> read) {
        List<T> all = new ArrayList<>();
        if (body.has(name)) {
            for (Fields one : body.objects(name, MOST)) {
                read.apply(one).ifPresent(all::add);
                one.finish();
            }
        }
        return all;
    }

    static List<Money> amounts(Fields of, String name) {
        return of.has(name)
                ? of.objects(name, MOST).stream()
                        .flatMap(amount -> amount.self().stream())
                        .toList()
                : List.of();
    }

    /** A name becomes part of an account's code and of a pause's path. */
    static Optional<String> name(Fields of, String member) {
        Optional<String> name = of.text(member, 1, LONGEST_NAME);
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            of.wrong(member, "format");
        }
        return name;
    }

    static Optional<String> localTime(Fields of, String member) {
        Optional<String> time = of.optionalText(member, 5, 5);
        if (time.isPresent() && !TIME.matcher(time.get()).matches()) {
            of.wrong(member, "format");
        }
        return time;
    }

    static Optional<String> person(Fields of) {
        Optional<String> person = of.text("person", 1, 80);
        if (person.isPresent() && !PERSON.matcher(person.get()).matches()) {
            of.wrong("person", "format");
        }
        return person;
    }

    private static Optional<MoneyOut.Approval> approval(Fields approval) {
        Optional<String> currency = approval.text("currency", 3, 3);
        Optional<Long> upTo =
                approval.has("upTo") ? approval.integer("upTo", 1, Money.LARGEST_COMMAND_MINOR) : Optional.empty();
        Optional<Long> approvers = approval.integer("approvers", 1, 3);
        return currency.isPresent() && approvers.isPresent()
                ? Optional.of(new MoneyOut.Approval(currency.get(), upTo, approvers.get().intValue()))
                : Optional.empty();
    }

    private static Optional<MoneyOut.StaffMember> staff(Fields member) {
        Optional<String> person = person(member);
        List<String> may = member.texts("may", APPROVING.size(), LONGEST_NAME);
        if (!APPROVING.containsAll(may)) {
            member.wrong("may", "format");
        }
        List<Money> upTo = amounts(member, "upTo");
        return person.map(of -> new MoneyOut.StaffMember(of, may, upTo));
    }

    private static Optional<MoneyOut.PersonLink> link(Fields link) {
        List<String> persons = link.texts("persons", 10, 80);
        if (persons.size() < 2) {
            link.wrong("persons", "bound");
        }
        return Optional.of(new MoneyOut.PersonLink(persons));
    }

    private static Optional<MoneyOut.Schedule> schedule(Fields schedule) {
        Optional<String> name = name(schedule, "name");
        Optional<String> currency = schedule.text("currency", 3, 3);
        Optional<String> rail = name(schedule, "rail");
        Optional<String> every = schedule.choice("every", Set.of("daily", "weekly", "monthly"));
        boolean isWeekly = every.filter("weekly"::equals).isPresent();
        Optional<Long> day = schedule.has("day") ? schedule.integer("day", 1, isWeekly ? 7 : 31) : Optional.empty();
        if (every.isPresent() && every.get().equals("daily") == day.isPresent()) {
            schedule.wrong("day", day.isPresent() ? "not_daily" : "missing");
        }
        Optional<String> at = localTime(schedule, "at");
        Optional<String> onHoliday = schedule.choice("onHoliday", Set.of("preceding", "following"));
        boolean isWhole = name.isPresent() && currency.isPresent() && rail.isPresent();
        return isWhole && every.isPresent() && onHoliday.isPresent()
                ? Optional.of(new MoneyOut.Schedule(
                        name.get(),
                        currency.get(),
                        rail.get(),
                        every.get(),
                        day.map(Long::intValue),
                        at,
                        onHoliday.get()))
                : Optional.empty();
    }

    private static Optional<MoneyOut.Reserve> reserve(Fields reserve) {
        Optional<Long> basisPoints = reserve.integer("basisPoints", 1, 10_000);
        Optional<Long> days = reserve.integer("days", 1, 730);
        reserve.finish();
        return basisPoints.isPresent() && days.isPresent()
                ? Optional.of(new MoneyOut.Reserve(
                        basisPoints.get().intValue(), days.get().intValue()))
                : Optional.empty();
    }

    /** A payout's price; the payee bears it. */
    private static Optional<FeeRule> fee(Fields fee) {
        return SettingsRequests.fee(fee);
    }
}
