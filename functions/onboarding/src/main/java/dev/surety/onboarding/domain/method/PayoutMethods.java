package dev.surety.onboarding.domain.method;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.model.standing.Standing.MethodInForce;
import dev.surety.onboarding.domain.method.MethodDecision.Changed;
import dev.surety.onboarding.domain.method.MethodDecision.Event;
import dev.surety.onboarding.domain.method.MethodDecision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A participant's payout methods, and the rules of which one is in force. A thief of the participant's account must not
 * be paid before the participant has heard of the change. So all but the first method of a currency wait for 72 hours,
 * and a second switch within 30 days needs a person.
 *
 * @param list in the order of adding; at each adding all disabled ones but the last ten are forgotten
 */
public record PayoutMethods(List<PayoutMethod> list, MethodHistory history) {
    public static final PayoutMethods NONE = new PayoutMethods(List.of(), MethodHistory.NONE);

    public static final int MOST = 10;
    public static final Duration COOL_DOWN = Duration.ofHours(72);
    public static final Duration ONE_SWITCH_IN = Duration.ofDays(30);

    public static final String ADD = "payout_method.add";
    public static final String REPLACE = "payout_method.replace";
    public static final String DEFAULT = "payout_method.default";

    private static final int MOST_DISABLED = 10;

    public PayoutMethods {
        list = List.copyOf(list);
    }

    /** A method that is to be added. */
    public record NewMethod(
            String id, PayoutMethod.Kind kind, String currency, String fingerprint, String words) {
        public NewMethod keptAs(String commitment) {
            return new NewMethod(id, kind, currency, fingerprint, commitment);
        }
    }

    public Optional<PayoutMethod> find(String id) {
        return list.stream().filter(method -> method.id().equals(id)).findFirst();
    }

    private Optional<PayoutMethod> inForce(String currency) {
        return list.stream()
                .filter(method -> method.isInForce() && method.currency().equals(currency))
                .findFirst();
    }

    /** For other functions to decide by. */
    public List<MethodInForce> standing() {
        return list.stream()
                .filter(PayoutMethod::isInForce)
                .sorted(Comparator.comparing(PayoutMethod::currency))
                .map(method -> new MethodInForce(
                        method.id(),
                        word(method.kind()),
                        method.currency(),
                        method.fingerprint(),
                        method.words(),
                        word(method.state()),
                        method.inForceSince().orElseThrow(),
                        coolDownUntil(method),
                        Optional.of(word(method.nameCheck().match()))))
                .toList();
    }

    private static String word(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT);
    }

    /** No payout to it before: because of a switch, or because the participant's contacts changed. */
    public Optional<Instant> coolDownUntil(PayoutMethod method) {
        return Stream.concat(
                        method.coolDownUntil().stream(),
                        method.isInForce()
                                ? history.contactsChangedAt().stream().map(at -> at.plus(COOL_DOWN))
                                : Stream.empty())
                .max(Comparator.naturalOrder());
    }

    /** The requirement that the capability {@code payout} has open; empty while a method is in force. */
    public Optional<String> requirement() {
        if (list.stream().anyMatch(PayoutMethod::isInForce)) {
            return Optional.empty();
        }
        if (list.stream().anyMatch(PayoutMethod::isUsable)) {
            return Optional.of(DEFAULT);
        }
        boolean broken = list.stream().anyMatch(method -> method.state() == PayoutMethod.State.ERRORED);
        return Optional.of(broken ? REPLACE : ADD);
    }

    /** When a timer has to look: at a name check without answer, or at a first payout that no return has undone. */
    public Optional<Instant> due() {
        return list.stream()
                .filter(PayoutMethod::isUsable)
                .flatMap(method -> Stream.concat(method.nameCheck().askAt().stream(), method.provenAt().stream()))
                .min(Comparator.naturalOrder());
    }

    /** The profiles whose e-mail and phone are told of a change, the present one first. */
    public List<String> channels(String words, Instant now) {
        return history.channels(words, now);
    }

    /** Adds a method. It comes into force at once if its currency has none, unless that needs a person. */
    public MethodDecision add(NewMethod wanted, Instant now) {
        long kept = list.stream().filter(method -> !method.isDisabled()).count();
        if (kept >= MOST) {
            return new Refused(CommonReason.limited(
                    "payout_methods", MOST, kept + 1, "A participant has at most ten payout methods; disable one."));
        }
        boolean doubled = list.stream()
                .anyMatch(method -> method.isUsable()
                        && method.fingerprint().equals(wanted.fingerprint())
                        && method.currency().equals(wanted.currency()));
        if (doubled) {
            String pointer = wanted.kind() == PayoutMethod.Kind.IBAN ? "/iban" : "/accountNumber";
            return new Refused(Refusal.of(CommonReason.INVALID, List.of(new FieldError(pointer, "doubled"))));
        }
        var method = PayoutMethod.added(
                wanted.id(), wanted.kind(), wanted.currency(), wanted.fingerprint(), wanted.words(), now);
        PayoutMethods with = with(method);
        if (!history.hasBegun(wanted.currency())) {
            MethodHistory begun = history.begun(wanted.currency(), now);
            PayoutMethods first = new PayoutMethods(with.list, begun)
                    .change(wanted.id(), of -> of.inForce(now, Optional.empty()));
            return new Changed(first, wanted.id(), Event.ADDED);
        }
        boolean stays = inForce(wanted.currency()).isPresent() || needsPerson(wanted.currency(), now);
        return stays
                ? new Changed(with, wanted.id(), Event.ADDED)
                : new Changed(with.switchedTo(method, now), wanted.id(), Event.CHANGED);
    }

    /** @param byPerson whether staff who may decide about participants ask for it */
    public MethodDecision makeDefault(String id, boolean byPerson, Instant now) {
        Optional<PayoutMethod> found = find(id);
        if (found.isEmpty()) {
            return refused(CommonReason.NOT_FOUND);
        }
        PayoutMethod method = found.get();
        if (!method.isUsable()) {
            return refused(CommonReason.TRANSITION_NOT_ALLOWED, "This method is " + word(method.state()) + ".");
        }
        if (method.isInForce()) {
            return refused(CommonReason.TRANSITION_NOT_ALLOWED, "This method is in force already.");
        }
        if (needsPerson(method.currency(), now) && !byPerson) {
            return new Refused(CommonReason.limited(
                    "switches_in_30_days",
                    1,
                    2,
                    "A second switch within 30 days needs a person with the scope participants:decide."));
        }
        return new Changed(switchedTo(method, now), id, Event.CHANGED);
    }

    private boolean needsPerson(String currency, Instant now) {
        return history.lastSwitch(currency)
                .filter(last -> last.plus(ONE_SWITCH_IN).isAfter(now))
                .isPresent();
    }

    private PayoutMethods switchedTo(PayoutMethod method, Instant now) {
        PayoutMethods without = inForce(method.currency())
                .map(former -> change(former.id(), PayoutMethod::replaced))
                .orElse(this);
        return new PayoutMethods(without.list, history.switched(method.currency(), now))
                .change(method.id(), of -> of.inForce(now, Optional.of(now.plus(COOL_DOWN))));
    }

    /** No other method takes its place by itself. */
    public MethodDecision disable(String id) {
        Optional<PayoutMethod> found = find(id);
        if (found.isEmpty()) {
            return refused(CommonReason.NOT_FOUND);
        }
        return found.get().isDisabled()
                ? refused(CommonReason.TRANSITION_NOT_ALLOWED, "This method is disabled.")
                : new Changed(change(id, PayoutMethod::disabled), id, Event.DISABLED);
    }

    /** Nothing if the check is over, or the method is not used any more. */
    public Optional<Changed> answered(String id, NameMatch answer, Instant now) {
        return find(id)
                .filter(method -> method.isUsable() && method.nameCheck().isOpen())
                .map(method -> {
                    PayoutMethod checked = method.checked(method.nameCheck().answered(answer, now));
                    boolean verifies = method.state() != checked.state();
                    return new Changed(change(id, _ -> checked), id, verifies ? Event.VERIFIED : Event.CHECKED);
                });
    }

    /** E-mail or phone changed: every method in force waits. */
    public PayoutMethods contactsChanged(String formerWords, Instant now) {
        return new PayoutMethods(list, history.contactsChanged(formerWords, now));
    }

    /** The methods after the news of a payout, and the news. */
    public record Heard(PayoutMethods after, MethodEvent event) {}

    /** Its first payout was paid; it counts as arrived at {@code provenAt}. Nothing if that decides nothing. */
    public Optional<Heard> paid(String id, Instant provenAt) {
        return find(id)
                .filter(method -> method.state() == PayoutMethod.State.NEW && method.provenAt().isEmpty())
                .map(_ -> new Heard(change(id, of -> of.paid(Optional.of(provenAt))), new MethodEvent.Paid(id)));
    }

    /**
     * A payout failed or came back. A reason that puts the account at fault errors the method, and so does the second
     * reason in words. Any other only undoes the proof of a first payout. Nothing if the method is not used any more.
     */
    public Optional<Heard> refused(String id, String code) {
        Optional<PayoutMethod> used = find(id).filter(PayoutMethod::isUsable);
        boolean isInWords = AccountFaults.isInWords(code);
        boolean isSecond = isInWords && used.flatMap(PayoutMethod::unexplained).isPresent();
        return AccountFaults.has(code) || isSecond
                ? used.map(_ -> new Heard(change(id, of -> of.errored(code)), new MethodEvent.Errored(id, code)))
                : used.filter(method -> isInWords || method.provenAt().isPresent())
                        .map(_ -> new Heard(
                                change(id, of -> of.returned(Optional.of(code).filter(AccountFaults::isInWords))),
                                new MethodEvent.Returned(id)));
    }

    /** Whether any notice of change waits for people. */
    public boolean waitForPeople() {
        return list.stream().anyMatch(method -> method.correction().isPresent());
    }

    /** The method that this notice of change is about, while it waits. */
    public Optional<PayoutMethod> waitingFor(String method, String correction) {
        return find(method)
                .filter(of -> of.correction().map(Correction::id).filter(correction::equals).isPresent());
    }

    /** A newer notice takes the place of an older one. */
    public PayoutMethods noticed(String id, Correction correction) {
        return change(id, of -> of.waiting(Optional.of(correction)));
    }

    public PayoutMethods dismissed(String id) {
        return change(id, of -> of.waiting(Optional.empty()));
    }

    /**
     * @param byBank whether the bank itself told us, so that no thief could have. It begins no wait, and ends none that
     *     another change began.
     */
    public PayoutMethods corrected(String id, String fingerprint, String words, boolean byBank, Instant now) {
        return change(id, of -> of.corrected(
                fingerprint, words, byBank ? of.coolDownUntil() : Optional.of(now.plus(COOL_DOWN))));
    }

    /** The method whose first payout no return has undone in time, verified. */
    public Optional<Changed> proven(Instant now) {
        return list.stream()
                .filter(method -> method.state() == PayoutMethod.State.NEW)
                .filter(method -> method.provenAt().filter(at -> !at.isAfter(now)).isPresent())
                .findFirst()
                .map(method -> new Changed(change(method.id(), PayoutMethod::verified), method.id(), Event.VERIFIED));
    }

    private PayoutMethods with(PayoutMethod added) {
        List<PayoutMethod> disabled = list.stream().filter(PayoutMethod::isDisabled).toList();
        List<PayoutMethod> more = new ArrayList<>(list);
        more.removeAll(disabled.subList(0, Math.max(0, disabled.size() - MOST_DISABLED)));
        more.add(added);
        return new PayoutMethods(more, history);
    }

    private PayoutMethods change(String id, UnaryOperator<PayoutMethod> how) {
        return new PayoutMethods(
                list.stream().map(method -> method.id().equals(id) ? how.apply(method) : method).toList(), history);
    }

    private static Refused refused(CommonReason reason) {
        return refused(reason, reason.title());
    }

    private static Refused refused(CommonReason reason, String detail) {
        return new Refused(reason.with(detail));
    }
}
