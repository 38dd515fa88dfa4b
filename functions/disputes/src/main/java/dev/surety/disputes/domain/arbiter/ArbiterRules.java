package dev.surety.disputes.domain.arbiter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of who decides a dispute. No person picks: the one with the fewest open disputes is next, and of equals the
 * one whose hash with the dispute is least. Neither side nor an operator can foresee or choose that.
 */
public final class ArbiterRules {
    /** A deal with a side bars a person for this long. */
    private static final int DEALINGS_MONTHS = 12;

    private ArbiterRules() {}

    /** The first reason why the person may not decide the dispute. */
    public static Optional<Bar> bar(Case dispute, Candidate person, Instant now) {
        for (Bar bar : Bar.values()) {
            if (applies(bar, dispute, person, now)) {
                return Optional.of(bar);
            }
        }
        return Optional.empty();
    }

    private static boolean applies(Bar bar, Case dispute, Candidate person, Instant now) {
        return switch (bar) {
            case PARTY -> person.names().stream().anyMatch(dispute::hasParty);
            case SERVED -> person.names().stream().anyMatch(dispute.served()::contains);
            case SHARED_METHOD -> person.methods().stream().anyMatch(dispute.methods()::contains);
            case COUNTERPARTY ->
                person.dealings().entrySet().stream()
                        .anyMatch(deal -> dispute.hasParty(deal.getKey().value())
                                && deal.getValue().isAfter(since(now)));
            case AMOUNT -> !person.arbiter().decides(dispute.claim());
            case CATEGORY -> !person.arbiter().decides(dispute.reason().code());
            case LANGUAGE ->
                dispute.language().filter(of -> !person.arbiter().reads(of)).isPresent();
            case FULL -> person.arbiter().most().filter(most -> person.open() >= most).isPresent();
        };
    }

    /** A deal at or before this time bars no one. */
    public static Instant since(Instant now) {
        return now.atOffset(ZoneOffset.UTC).minusMonths(DEALINGS_MONTHS).toInstant();
    }

    /** The people who may decide the dispute, in the order of assignment. A language that none reads bars none. */
    public static List<String> order(Case dispute, Collection<Candidate> people, Instant now) {
        Case read = isReadByAny(dispute, people) ? dispute : withoutLanguage(dispute);
        return people.stream()
                .filter(person -> bar(read, person, now).isEmpty())
                .sorted(Comparator.comparingInt(Candidate::open).thenComparing(person -> lot(dispute, person)))
                .map(person -> person.arbiter().person())
                .toList();
    }

    /** The people who must not judge the dispute, even if one of them has been assigned. */
    public static Set<String> conflicted(Case dispute, Collection<Candidate> people, Instant now) {
        return people.stream()
                .filter(person -> Arrays.stream(Bar.values())
                        .anyMatch(bar -> bar.isConflict() && applies(bar, dispute, person, now)))
                .map(person -> person.arbiter().person())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isReadByAny(Case dispute, Collection<Candidate> people) {
        return dispute.language()
                .filter(of -> people.stream().anyMatch(person -> person.arbiter().reads(of)))
                .isPresent();
    }

    private static Case withoutLanguage(Case of) {
        return new Case(
                of.dispute(),
                of.payer(),
                of.payee(),
                of.reason(),
                of.claim(),
                Optional.empty(),
                of.methods(),
                of.served());
    }

    private static String lot(Case dispute, Candidate person) {
        try {
            String words = dispute.dispute().value() + " " + person.arbiter().person();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
