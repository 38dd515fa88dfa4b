package dev.surety.onboarding.http;

import dev.surety.model.dispute.DisputeReason;
import dev.surety.model.marketplace.DisputeTerms.Timers;
import dev.surety.model.marketplace.DisputeTerms;
import dev.surety.model.marketplace.Disputing.Arbiter;
import dev.surety.model.marketplace.Disputing;
import dev.surety.runtime.edge.http.Fields;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the parts of settings that say how disputes are decided. A part that is left out is as Surety ships it. */
final class DisputingRequests {
    /** The reasons of disputes, of which an arbiter may decide some. */
    private static final Set<String> CATEGORIES =
            Arrays.stream(DisputeReason.values()).map(DisputeReason::code).collect(Collectors.toSet());

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");
    private static final int MOST_LANGUAGES = 20;
    private static final int LONGEST_LANGUAGE = 6;
    private static final int LONGEST_CATEGORY = 40;
    private static final int MOST_OPEN = 1_000;
    private static final int MOST_BODIES = 10;
    private static final int LONGEST_BODY = 300;
    private static final int WHOLE_DAY = 100;
    /** Outages move a deadline by a day at least, so no step is shorter. */
    private static final Duration SHORTEST = Duration.ofDays(1);

    private static final Duration LONGEST = Duration.ofDays(60);

    private DisputingRequests() {}

    static Optional<Disputing> read(Fields body) {
        List<Arbiter> arbiters = MoneyOutRequests.each(body, "arbiters", DisputingRequests::arbiter);
        Optional<DisputeTerms> terms =
                body.has("disputes") ? body.object("disputes").flatMap(DisputingRequests::terms) : Optional.empty();
        return Optional.of(new Disputing(arbiters, terms.filter(of -> !of.equals(DisputeTerms.SHIPPED))))
                .filter(of -> !of.arbiters().isEmpty() || of.disputes().isPresent());
    }

    private static Optional<Arbiter> arbiter(Fields arbiter) {
        Optional<String> person = MoneyOutRequests.person(arbiter);
        List<String> languages = texts(arbiter, "languages", MOST_LANGUAGES, LONGEST_LANGUAGE);
        if (!languages.stream().allMatch(of -> LANGUAGE.matcher(of).matches())) {
            arbiter.wrong("languages", "format");
        }
        List<String> categories = texts(arbiter, "categories", CATEGORIES.size(), LONGEST_CATEGORY);
        if (!CATEGORIES.containsAll(categories)) {
            arbiter.wrong("categories", "format");
        }
        var upTo = MoneyOutRequests.amounts(arbiter, "upTo");
        Optional<Long> most = arbiter.has("most") ? arbiter.integer("most", 1, MOST_OPEN) : Optional.empty();
        return person.map(of -> new Arbiter(of, languages, categories, upTo, most.map(Long::intValue)));
    }

    private static List<String> texts(Fields of, String name, int most, int longest) {
        return of.has(name) ? of.texts(name, most, longest) : List.of();
    }

    private static Optional<DisputeTerms> terms(Fields terms) {
        Optional<Timers> timers = terms.has("timers")
                ? terms.object("timers").map(DisputingRequests::timers)
                : Optional.of(Timers.SHIPPED);
        var mediationFrom = MoneyOutRequests.amounts(terms, "mediationFrom");
        var confirmedAbove = MoneyOutRequests.amounts(terms, "confirmedAbove");
        var submittedByTwoAbove = MoneyOutRequests.amounts(terms, "submittedByTwoAbove");
        var least = MoneyOutRequests.amounts(terms, "least");
        var fee = MoneyOutRequests.amounts(terms, "fee");
        List<String> bodies = texts(terms, "bodies", MOST_BODIES, LONGEST_BODY);
        Optional<Long> share = terms.has("outageShare")
                ? terms.integer("outageShare", 0, WHOLE_DAY)
                : Optional.of((long) DisputeTerms.SHIPPED_OUTAGE_SHARE);
        terms.finish();
        return timers.isPresent() && share.isPresent()
                ? Optional.of(new DisputeTerms(
                        timers.get(),
                        mediationFrom,
                        confirmedAbove,
                        submittedByTwoAbove,
                        least,
                        fee,
                        bodies,
                        share.get().intValue()))
                : Optional.empty();
    }

    private static Timers timers(Fields timers) {
        Timers shipped = Timers.SHIPPED;
        var read = new Timers(
                time(timers, "respond", shipped.respond()),
                time(timers, "negotiate", shipped.negotiate()),
                time(timers, "evidence", shipped.evidence()),
                time(timers, "rebuttal", shipped.rebuttal()),
                time(timers, "propose", shipped.propose()),
                time(timers, "answer", shipped.answer()),
                time(timers, "rule", shipped.rule()),
                time(timers, "reassign", shipped.reassign()),
                time(timers, "appealWindow", shipped.appealWindow()),
                time(timers, "appealEvidence", shipped.appealEvidence()));
        timers.finish();
        return read;
    }

    private static Duration time(Fields timers, String name, Duration shipped) {
        Optional<Duration> time = timers.has(name) ? timers.duration(name) : Optional.empty();
        if (time.filter(of -> of.compareTo(SHORTEST) < 0 || of.compareTo(LONGEST) > 0).isPresent()) {
            timers.wrong(name, "bound");
        }
        return time.orElse(shipped);
    }
}
