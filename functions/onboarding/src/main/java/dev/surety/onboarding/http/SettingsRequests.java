package dev.surety.onboarding.http;

import dev.surety.model.marketplace.ChartOfAccounts;
import dev.surety.model.marketplace.Disputing;
import dev.surety.model.marketplace.FeeRule;
import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.marketplace.MarketplaceSettings.NewPayeeHold;
import dev.surety.model.marketplace.MarketplaceSettings.Onboarding;
import dev.surety.model.marketplace.MarketplaceSettings;
import dev.surety.model.marketplace.MoneyOut;
import dev.surety.model.marketplace.Preset;
import dev.surety.model.marketplace.Reputation;
import dev.surety.model.marketplace.Retention;
import dev.surety.model.marketplace.ScreeningRules;
import dev.surety.model.marketplace.TaxIncluded;
import dev.surety.model.money.BasisPoints;
import dev.surety.model.money.Currency;
import dev.surety.model.money.Money;
import dev.surety.onboarding.app.CountSale;
import dev.surety.onboarding.app.OwnAccounts;
import dev.surety.onboarding.app.PutSettings.PutSettingsRequest;
import dev.surety.onboarding.http.chart.ChartRequests;
import dev.surety.runtime.edge.http.Fields;
import dev.surety.runtime.edge.http.IfMatch;
import dev.surety.runtime.edge.http.Parsed;
import dev.surety.runtime.edge.http.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a marketplace's whole settings from a body. */
final class SettingsRequests {
    private static final String GOODS = "goods";
    private static final int MOST_VERSIONS = 1_000_000;
    private static final Duration LONGEST_TO_MATURE = Duration.ofDays(90);

    private SettingsRequests() {}

    static Parsed<PutSettingsRequest> put(Request request) {
        Fields body = request.fields();
        Optional<String> mode = body.choice("mode", Set.of("sandbox", "live"));
        List<String> currencies = currencies(body);
        List<Preset> presets = presets(body);
        List<String> returnUrls = urls(body);
        Optional<String> timeZone = body.text("timeZone", 1, 64);
        timeZone.filter(zone -> !ZoneId.getAvailableZoneIds().contains(zone))
                .ifPresent(zone -> body.wrong("timeZone", "format"));
        // Former requests paused here; a repeated one still gets its answer.
        boolean pauses = body.has("pause") && !body.texts("pause", 2, 20).isEmpty();
        Optional<NewPayeeHold> newPayees = newPayees(body);
        Optional<Map<String, Integer>> defaultVersions = defaultVersions(body);
        Optional<MoneyOut> moneyOut = MoneyOutRequests.read(body);
        List<OwnAccounts.Wanted> ownAccounts = MoneyOutRequests.each(body, "ownAccounts", OwnAccountRequests::account);
        Optional<Onboarding> onboarding = OnboardingRulesRequests.read(body);
        Optional<Disputing> disputing = DisputingRequests.read(body);
        Optional<Reputation> reputation = reputation(body);
        Optional<ScreeningRules> screening = ScreeningRulesRequests.read(body);
        Optional<Retention> retention = RetentionRequests.read(body);
        Optional<List<ChartOfAccounts.Row>> chart = ChartRequests.read(body);
        shown(body);
        Optional<Integer> ifMatch = IfMatch.of(request, body);
        return body.build(() -> new PutSettingsRequest(
                new MarketplaceSettings(
                        0,
                        Mode.valueOf(mode.orElseThrow().toUpperCase(Locale.ROOT)),
                        currencies,
                        presets,
                        returnUrls,
                        timeZone.orElseThrow(),
                        Set.of(),
                        newPayees,
                        defaultVersions,
                        moneyOut,
                        onboarding,
                        disputing,
                        reputation,
                        screening,
                        retention,
                        chart),
                ownAccounts,
                pauses,
                ifMatch));
    }

    /** Accepts the members that a read showed, and ignores them: only {@code If-Match} names the version to replace. */
    private static void shown(Fields body) {
        if (body.has("version")) {
            body.integer("version", 1, Integer.MAX_VALUE);
        }
        if (body.has("updatedAt")) {
            body.time("updatedAt");
        }
        body.ignore("proposed");
    }

    /** The version that a preset's bare name means; the highest if the body names none. */
    private static Optional<Map<String, Integer>> defaultVersions(Fields body) {
        if (!body.has("defaultVersions")) {
            return Optional.empty();
        }
        Map<String, Integer> versions = new TreeMap<>();
        body.object("defaultVersions").ifPresent(of -> {
            if (of.has(GOODS)) {
                of.integer(GOODS, 1, MOST_VERSIONS).ifPresent(version -> versions.put(GOODS, version.intValue()));
            }
            of.finish();
        });
        return Optional.of(versions).filter(chosen -> !chosen.isEmpty());
    }

    private static List<String> currencies(Fields body) {
        List<String> currencies = body.texts("currencies", 50, 3);
        if (!currencies.stream().allMatch(code -> Currency.find(code).isPresent())) {
            body.wrong("currencies", "format");
        }
        return currencies;
    }

    private static Optional<NewPayeeHold> newPayees(Fields body) {
        return body.has("newPayees") ? body.object("newPayees").flatMap(SettingsRequests::hold) : Optional.empty();
    }

    private static Optional<NewPayeeHold> hold(Fields newPayees) {
        Optional<Long> days = newPayees.integer("days", 0, 3_650);
        // A limit above the highest count would keep a payee new for ever.
        Optional<Long> settledEscrows = newPayees.integer("settledEscrows", 0, CountSale.MOST_COUNTED);
        Optional<Duration> matures = newPayees.duration("matures");
        matures.filter(time -> time.compareTo(LONGEST_TO_MATURE) > 0)
                .ifPresent(_ -> newPayees.wrong("matures", "bound"));
        newPayees.finish();
        return days.isPresent() && settledEscrows.isPresent() && matures.isPresent()
                ? Optional.of(new NewPayeeHold(
                        days.get().intValue(), settledEscrows.get().intValue(), matures.get()))
                : Optional.empty();
    }

    /** The least unit is one: a fee is divided by it. */
    private static Optional<Reputation> reputation(Fields body) {
        if (!body.has("reputation")) {
            return Optional.empty();
        }
        return body.object("reputation").map(of -> {
            List<Money> units = of.objects("units", 50).stream()
                    .flatMap(unit -> unit.self().stream())
                    .toList();
            if (units.stream().anyMatch(unit -> !unit.isPositive())) {
                of.wrong("units", "bound");
            }
            of.finish();
            return new Reputation(units);
        });
    }

    private static List<String> urls(Fields body) {
        List<String> urls = body.texts("returnUrls", 20, 300);
        for (String url : urls) {
            try {
                var uri = new URI(url);
                boolean local = "http".equals(uri.getScheme()) && "localhost".equals(uri.getHost());
                boolean web = uri.getHost() != null && ("https".equals(uri.getScheme()) || local);
                // A prefix that ends within the host would also match shop.example.elsewhere.example.
                boolean hostEnds = uri.getRawPath() != null && uri.getRawPath().startsWith("/");
                if (!web || !hostEnds || uri.getRawUserInfo() != null) {
                    body.wrong("returnUrls", "format");
                }
            } catch (URISyntaxException e) {
                body.wrong("returnUrls", "format");
            }
        }
        return urls;
    }

    private static List<Preset> presets(Fields body) {
        List<Preset> presets = new ArrayList<>();
        for (Fields preset : body.objects("presets", 50)) {
            // This version of the code has rules for the goods preset only.
            Optional<String> name = preset.choice("preset", Set.of(GOODS));
            Optional<Long> version = preset.integer("version", 1, MOST_VERSIONS);
            Optional<Preset.Timers> timers = preset.object("timers").flatMap(SettingsRequests::timers);
            List<FeeRule> fees = new ArrayList<>();
            preset.objects("fees", 10).forEach(fee -> fee(fee).ifPresent(fees::add));
            // Published terms stay for ever, so terms under which no payee could sell are refused.
            for (FeeRule.Side side : FeeRule.Side.values()) {
                int points = fees.stream()
                        .filter(fee -> fee.borneBy() == side)
                        .mapToInt(fee -> fee.basisPoints().value())
                        .sum();
                if (points > BasisPoints.WHOLE) {
                    preset.wrong("fees", "bound");
                }
            }
            preset.finish();
            if (name.isPresent() && version.isPresent() && timers.isPresent()) {
                presets.add(new Preset(name.get(), version.get().intValue(), timers.get(), fees));
            }
        }
        return presets;
    }

    private static Optional<Preset.Timers> timers(Fields timers) {
        Optional<Duration> pay = timers.duration("pay");
        Optional<Duration> deliver = timers.duration("deliver");
        Optional<Duration> inspect = timers.duration("inspect");
        timers.finish();
        return pay.isPresent() && deliver.isPresent() && inspect.isPresent()
                ? Optional.of(new Preset.Timers(pay.get(), deliver.get(), inspect.get()))
                : Optional.empty();
    }

    static Optional<FeeRule> fee(Fields fee) {
        Optional<String> name = fee.text("name", 1, 40);
        Optional<Long> basisPoints = fee.integer("basisPoints", 0, BasisPoints.WHOLE);
        Optional<String> borneBy = fee.choice("borneBy", Set.of("payer", "payee"));
        List<Money> fixed = amounts(fee, "fixed");
        List<Money> min = amounts(fee, "min");
        List<Money> max = amounts(fee, "max");
        if (min.stream().anyMatch(least -> max.stream().anyMatch(most -> isAbove(least, most)))) {
            fee.wrong("max", "bound");
        }
        Optional<TaxIncluded> tax =
                fee.has("taxIncluded") ? fee.object("taxIncluded").flatMap(SettingsRequests::tax) : Optional.empty();
        fee.finish();
        return name.isPresent() && basisPoints.isPresent() && borneBy.isPresent()
                ? Optional.of(new FeeRule(
                        name.get(),
                        new BasisPoints(basisPoints.get().intValue()),
                        fixed,
                        min,
                        max,
                        FeeRule.Side.valueOf(borneBy.get().toUpperCase(Locale.ROOT)),
                        tax))
                : Optional.empty();
    }

    /** A tax in a fee; a rate of nothing is no tax. */
    private static Optional<TaxIncluded> tax(Fields tax) {
        Optional<String> name = tax.text("name", 1, 40);
        Optional<Long> basisPoints = tax.integer("basisPoints", 1, BasisPoints.WHOLE);
        tax.finish();
        return name.isPresent() && basisPoints.isPresent()
                ? Optional.of(
                        new TaxIncluded(name.get(), new BasisPoints(basisPoints.get().intValue())))
                : Optional.empty();
    }

    private static List<Money> amounts(Fields fee, String name) {
        List<Money> amounts = new ArrayList<>();
        if (fee.has(name)) {
            for (Fields amount : fee.objects(name, 50)) {
                amount.self().ifPresent(amounts::add);
            }
        }
        return amounts;
    }

    private static boolean isAbove(Money least, Money most) {
        return least.currency().equals(most.currency()) && least.compareTo(most) > 0;
    }
}
