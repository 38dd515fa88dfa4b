package dev.surety.onboarding.domain.method;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The changes of a participant's methods and contacts that later decisions need.
 *
 * @param first by currency, when the first method of that currency came into force
 * @param switched by currency, when another than the first last came into force
 * @param contactsChangedAt when e-mail or phone last changed
 * @param formerContacts the profiles that had other contacts, newest first, for as long as they are told of changes
 */
public record MethodHistory(
        List<Dated> first,
        List<Dated> switched,
        Optional<Instant> contactsChangedAt,
        List<FormerContact> formerContacts) {
    public static final MethodHistory NONE = new MethodHistory(List.of(), List.of(), Optional.empty(), List.of());

    /** Every channel that was the participant's within this time is told of each change. */
    static final Duration TOLD = Duration.ofDays(30);

    private static final int MOST_FORMER = 20;

    /** @param words the vault's commitment to the profile */
    public record FormerContact(String words, Instant until) {}

    /** When something last happened to a currency. */
    public record Dated(String currency, Instant at) {}

    boolean hasBegun(String currency) {
        return first.stream().anyMatch(of -> of.currency().equals(currency));
    }

    Optional<Instant> lastSwitch(String currency) {
        return switched.stream()
                .filter(of -> of.currency().equals(currency))
                .map(Dated::at)
                .findFirst();
    }

    public MethodHistory {
        first = List.copyOf(first);
        switched = List.copyOf(switched);
        formerContacts = List.copyOf(formerContacts);
    }

    MethodHistory begun(String currency, Instant now) {
        return new MethodHistory(with(first, currency, now), switched, contactsChangedAt, formerContacts);
    }

    MethodHistory switched(String currency, Instant now) {
        return new MethodHistory(first, with(switched, currency, now), contactsChangedAt, formerContacts);
    }

    MethodHistory contactsChanged(String formerWords, Instant now) {
        List<FormerContact> former = new ArrayList<>(told(now));
        former.removeIf(of -> of.words().equals(formerWords));
        former.addFirst(new FormerContact(formerWords, now));
        return new MethodHistory(
                first, switched, Optional.of(now), former.stream().limit(MOST_FORMER).toList());
    }

    private List<FormerContact> told(Instant now) {
        return formerContacts.stream()
                .filter(of -> of.until().plus(TOLD).isAfter(now))
                .sorted(Comparator.comparing(FormerContact::until).reversed())
                .toList();
    }

    /** The profiles whose contacts are told of a change now, the present one first. */
    List<String> channels(String words, Instant now) {
        List<String> channels = new ArrayList<>(List.of(words));
        told(now).stream().map(FormerContact::words).filter(of -> !of.equals(words)).forEach(channels::add);
        return channels;
    }

    private static List<Dated> with(List<Dated> times, String currency, Instant now) {
        List<Dated> more = new ArrayList<>(times);
        more.removeIf(of -> of.currency().equals(currency));
        more.add(new Dated(currency, now));
        return more;
    }
}
