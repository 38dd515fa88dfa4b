package dev.surety.onboarding.http;

import dev.surety.model.bank.RoutingNumber;
import dev.surety.model.marketplace.AchRail;
import dev.surety.model.money.Money;
import dev.surety.runtime.edge.http.Fields;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads how a rail's ACH files are written. Surety ships a value for each member that may be left out. */
final class AchRequests {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]+");
    private static final int ROUTING = 9;

    private AchRequests() {}

    static Optional<AchRail> ach(Fields ach) {
        Optional<AchRail.Destination> destination = ach.object("destination").flatMap(AchRequests::destination);
        Optional<AchRail.Origin> origin = ach.object("origin").flatMap(AchRequests::origin);
        Optional<AchRail.Company> company = ach.object("company").flatMap(AchRequests::company);
        Optional<String> odfi = routing(ach, "odfi");
        Optional<String> description = RailRequests.optionalWords(ach, "entryDescription", AchRail.LONGEST_DESCRIPTION);
        Optional<String> discretionary =
                RailRequests.optionalWords(ach, "discretionary", AchRail.LONGEST_DISCRETIONARY);
        Optional<String> zone = ach.optionalText("timeZone", 1, 64);
        zone.filter(of -> !ZoneId.getAvailableZoneIds().contains(of)).ifPresent(_ -> ach.wrong("timeZone", "format"));
        Optional<String> cutOff = MoneyOutRequests.localTime(ach, "cutOff");
        Optional<AchRail.SameDay> sameDay =
                ach.has("sameDay") ? ach.object("sameDay").flatMap(AchRequests::sameDay) : Optional.empty();
        List<LocalDate> closed = ach.has("closedDays") ? RailRequests.days(ach, "closedDays") : List.of();
        int file = RailRequests.count(ach, "mostPerFile", AchRail.LARGEST_FILE, AchRail.SHIPPED_FILE);
        Optional<AchRail.Offset> offset =
                ach.has("offset") ? ach.object("offset").flatMap(AchRequests::offset) : Optional.empty();
        Optional<String> prenote =
                ach.has("prenote") ? ach.choice("prenote", Set.of("none", "required")) : Optional.empty();
        int presumed = RailRequests.count(ach, "presumedAfter", AchRail.LONGEST_WAIT, AchRail.SHIPPED_PRESUMED_AFTER);
        int answer = RailRequests.count(ach, "answerDays", AchRail.LONGEST_WAIT, AchRail.SHIPPED_ANSWER_DAYS);
        ach.finish();
        boolean isWhole = destination.isPresent() && origin.isPresent() && company.isPresent() && odfi.isPresent();
        return isWhole
                ? Optional.of(new AchRail(
                        destination.get(),
                        origin.get(),
                        company.get(),
                        odfi.get(),
                        description.orElse(AchRail.SHIPPED_DESCRIPTION),
                        discretionary,
                        zone.orElse(AchRail.SHIPPED_ZONE),
                        cutOff.orElse(AchRail.SHIPPED_CUT_OFF),
                        sameDay,
                        closed,
                        file,
                        offset,
                        prenote.map(of -> AchRail.Prenote.valueOf(of.toUpperCase(Locale.ROOT)))
                                .orElse(AchRail.Prenote.NONE),
                        presumed,
                        answer))
                : Optional.empty();
    }

    private static Optional<AchRail.Destination> destination(Fields of) {
        Optional<String> routing = routing(of, "routing");
        Optional<String> name = RailRequests.words(of, "name", AchRail.LONGEST_NAME);
        of.finish();
        return routing.flatMap(number -> name.map(called -> new AchRail.Destination(number, called)));
    }

    private static Optional<AchRail.Origin> origin(Fields of) {
        Optional<String> id = id(of, AchRail.SHORTEST_ORIGIN);
        Optional<String> name = RailRequests.words(of, "name", AchRail.LONGEST_NAME);
        of.finish();
        return id.flatMap(number -> name.map(called -> new AchRail.Origin(number, called)));
    }

    private static Optional<AchRail.Company> company(Fields of) {
        Optional<String> name = RailRequests.words(of, "name", AchRail.LONGEST_COMPANY);
        Optional<String> id = id(of, 1);
        of.finish();
        return name.flatMap(called -> id.map(number -> new AchRail.Company(called, number)));
    }

    private static Optional<AchRail.SameDay> sameDay(Fields of) {
        Optional<String> cutOff = of.text("cutOff", 5, 5).flatMap(_ -> MoneyOutRequests.localTime(of, "cutOff"));
        Optional<Money> most = of.has("most") ? of.money("most") : Optional.empty();
        if (most.filter(amount -> !amount.currency().code().equals(AchRail.CURRENCY)).isPresent()) {
            of.wrong("most", "not_usd");
        }
        of.finish();
        return cutOff.map(time -> new AchRail.SameDay(
                time, most.orElseGet(() -> Money.of(AchRail.SHIPPED_SAME_DAY_MINOR, AchRail.CURRENCY))));
    }

    private static Optional<AchRail.Offset> offset(Fields of) {
        Optional<String> type = of.choice("type", Set.of("checking", "savings"));
        of.finish();
        return type.map(name -> new AchRail.Offset(AchRail.Type.valueOf(name.toUpperCase(Locale.ROOT))));
    }

    private static Optional<String> routing(Fields of, String member) {
        Optional<String> routing = of.text(member, ROUTING, ROUTING);
        routing.flatMap(RoutingNumber::broken).ifPresent(rule -> of.wrong(member, rule));
        return routing;
    }

    private static Optional<String> id(Fields of, int least) {
        Optional<String> id = of.text("id", least, AchRail.LONGEST_ID);
        if (id.filter(text -> !ID.matcher(text).matches()).isPresent()) {
            of.wrong("id", "characters");
        }
        return id;
    }
}
