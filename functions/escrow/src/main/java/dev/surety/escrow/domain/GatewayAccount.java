package dev.surety.escrow.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * An account of a marketplace at a gateway: how far its list of changes was heard.
 *
 * @param cursor what the gateway gave with the last change that was dealt with; empty before the first
 * @param heardAt when the gateway last said that there was no more, and all it had named was dealt with
 * @param inVain how often it was asked since without that
 */
public record GatewayAccount(String cursor, Instant heardAt, int inVain) {
    /** A notice that was lost costs so much time, and no money. */
    public static final Duration ASKED_EVERY = Duration.ofDays(1);

    public static GatewayAccount opened(Instant now) {
        return new GatewayAccount("", now, 0);
    }

    public GatewayAccount heard(String next, Instant now) {
        return new GatewayAccount(next, now, 0);
    }

    /** There is more to hear, or something named was not dealt with: what was is not asked about again. */
    public GatewayAccount unheard(String next) {
        return new GatewayAccount(next, heardAt, inVain + 1);
    }

    /** However often in vain, every day at least. */
    public Instant askAt(Instant now) {
        Instant tomorrow = now.plus(ASKED_EVERY);
        Instant soon = Deadlines.asked(now, inVain);
        return inVain > 0 && soon.isBefore(tomorrow) ? soon : tomorrow;
    }
}
