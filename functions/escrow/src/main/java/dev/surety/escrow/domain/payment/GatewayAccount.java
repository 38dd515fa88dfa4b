package dev.surety.escrow.domain.payment;

import java.time.Duration;
import java.time.Instant;

/**
 * An account of a marketplace at a gateway, and how far we read its list of changes.
 *
 * @param cursor the gateway's cursor after the last change that was dealt with; empty before the first
 * @param heardAt when the gateway last had no more changes and all of them were dealt with
 * @param inVain how often it was asked since then without that
 */
public record GatewayAccount(String cursor, Instant heardAt, int inVain) {
    /** A lost notice costs at most this much time, and no money. */
    public static final Duration ASKED_EVERY = Duration.ofDays(1);

    public static GatewayAccount opened(Instant now) {
        return new GatewayAccount("", now, 0);
    }

    public GatewayAccount heard(String next, Instant now) {
        return new GatewayAccount(next, now, 0);
    }

    /** More changes wait, or one was not dealt with; the others are not asked about again. */
    public GatewayAccount unheard(String next) {
        return new GatewayAccount(next, heardAt, inVain + 1);
    }

    /** At least once a day, however often it was asked in vain. */
    public Instant askAt(Instant now) {
        Instant tomorrow = now.plus(ASKED_EVERY);
        Instant soon = RetrySchedule.asked(now, inVain);
        return inVain > 0 && soon.isBefore(tomorrow) ? soon : tomorrow;
    }
}
