package dev.surety.onboarding.domain.method;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An account where a participant can be paid out. Its number, holder and mask are in the vault.
 *
 * @param id such as {@code pm_…}
 * @param fingerprint keyed hash of the account's number: equal numbers have equal fingerprints in a marketplace
 * @param words the vault's commitment to the account, on the participant's own chain
 * @param inForceSince since when it is the one of its currency that is paid; empty while it is not
 * @param version goes up with each change of this method
 * @param coolDownUntil no payout to it before this instant
 * @param provenAt when its first payout counts as arrived, if no return comes before
 * @param code the reason code because of which it is errored
 * @param unexplained the reason in words of a payout that came back; a second one errors the method
 * @param correction the bank's notice of change that waits for people; empty in old entries
 */
public record PayoutMethod(
        String id,
        Kind kind,
        String currency,
        String fingerprint,
        String words,
        State state,
        Source source,
        Instant addedAt,
        Optional<Instant> inForceSince,
        int version,
        Optional<Instant> coolDownUntil,
        NameChecked nameCheck,
        Optional<Instant> provenAt,
        Optional<String> code,
        Optional<String> unexplained,
        Optional<Correction> correction) {
    /** A payee under suspicion must not learn it. */
    private static final Set<String> SECRET_CODES = Set.of("FR01", "FRAD", "R16");

    public enum Kind {
        IBAN,
        US_ACCOUNT
    }

    public enum State {
        NEW,
        VERIFIED,
        ERRORED,
        DISABLED
    }

    /** Who told the account: the payee, or the payee's bank in a notice of change. */
    public enum Source {
        PAYEE,
        BANK
    }

    static PayoutMethod added(String id, Kind kind, String currency, String fingerprint, String words, Instant now) {
        return new PayoutMethod(
                id,
                kind,
                currency,
                fingerprint,
                words,
                State.NEW,
                Source.PAYEE,
                now,
                Optional.empty(),
                1,
                Optional.empty(),
                NameChecked.toAsk(now),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether the payee reads {@code under_review} in place of a bank's reason. */
    public static boolean isSecret(String code) {
        return SECRET_CODES.contains(code);
    }

    public boolean isDisabled() {
        return state == State.DISABLED;
    }

    public boolean isUsable() {
        return state == State.NEW || state == State.VERIFIED;
    }

    /** Whether it is the one of its currency that is paid. */
    public boolean isInForce() {
        return inForceSince.isPresent() && isUsable();
    }

    /** Whether its bank is to be asked now: at first at once, then when its time has come. */
    public boolean isToAsk(Instant now) {
        return isUsable()
                && nameCheck.askAt().filter(at -> nameCheck.asked() == 0 || !at.isAfter(now)).isPresent();
    }

    PayoutMethod inForce(Instant since, Optional<Instant> coolDown) {
        return changed(state, Optional.of(since), coolDown, nameCheck, provenAt, code);
    }

    PayoutMethod replaced() {
        return changed(state, Optional.empty(), Optional.empty(), nameCheck, provenAt, code);
    }

    PayoutMethod checked(NameChecked checked) {
        boolean verifies = state == State.NEW && checked.match() == NameMatch.MATCH;
        return changed(verifies ? State.VERIFIED : state, inForceSince, coolDownUntil, checked, provenAt, code);
    }

    PayoutMethod paid(Optional<Instant> proven) {
        return changed(state, inForceSince, coolDownUntil, nameCheck, proven, code);
    }

    PayoutMethod verified() {
        return changed(State.VERIFIED, inForceSince, coolDownUntil, nameCheck, Optional.empty(), code);
    }

    PayoutMethod errored(String reason) {
        return changed(
                State.ERRORED, Optional.empty(), Optional.empty(), nameCheck, Optional.empty(), Optional.of(reason));
    }

    /** A payout came back, and its reason says nothing of the account: a first payout proves nothing by it. */
    PayoutMethod returned(Optional<String> inWords) {
        PayoutMethod undone = paid(Optional.empty());
        return new PayoutMethod(
                id, kind, currency, fingerprint, words, state, source, addedAt, inForceSince, undone.version,
                coolDownUntil, nameCheck, Optional.empty(), code, inWords.or(() -> unexplained), correction);
    }

    /** The bank's reason, while the method is errored by it. */
    public Optional<String> refusal() {
        return code.filter(_ -> state == State.ERRORED);
    }

    PayoutMethod disabled() {
        return changed(State.DISABLED, Optional.empty(), Optional.empty(), nameCheck, Optional.empty(), code)
                .waiting(Optional.empty());
    }

    /** @param of the notice that waits from now on, in place of any other */
    PayoutMethod waiting(Optional<Correction> of) {
        return new PayoutMethod(
                id, kind, currency, fingerprint, words, state, source, addedAt, inForceSince, version, coolDownUntil,
                nameCheck, provenAt, code, unexplained, of);
    }

    /** The account as the bank told it. */
    PayoutMethod corrected(String print, String account, Optional<Instant> coolDown) {
        return new PayoutMethod(
                id, kind, currency, print, account, state, Source.BANK, addedAt, inForceSince, version + 1, coolDown,
                nameCheck, provenAt, code, unexplained, Optional.empty());
    }

    private PayoutMethod changed(
            State to,
            Optional<Instant> since,
            Optional<Instant> coolDown,
            NameChecked checked,
            Optional<Instant> proven,
            Optional<String> why) {
        return new PayoutMethod(
                id, kind, currency, fingerprint, words, to, source, addedAt, since, version + 1, coolDown, checked,
                proven, why, unexplained, correction);
    }
}
