package dev.surety.model.journal;

import java.util.Locale;
import java.util.Optional;

/** The kinds of account in a marketplace's books, and the holder of each. */
public enum AccountKind {
    GATEWAY(Holder.NAMED),
    BANK(Holder.NAMED),
    TRANSIT(Holder.NAMED),
    /** On its way from a gateway, or from another account of ours, to the bank. */
    SETTLING(Holder.NAMED),
    INCOMING(Holder.PLATFORM),
    OUTGOING(Holder.PLATFORM),
    ESCROW(Holder.PARTICIPANT),
    ON_HOLD(Holder.PARTICIPANT, "onHold", "maturing"),
    PAYABLE(Holder.PARTICIPANT),
    RESERVE(Holder.PARTICIPANT),
    DEBT(Holder.PARTICIPANT),
    FEES(Holder.NAMED_OR_NOT),
    TAX(Holder.NAMED),
    DISPUTE(Holder.PLATFORM),
    COSTS(Holder.NAMED_OR_NOT),
    LOSS(Holder.PLATFORM),
    /** The marketplace's own money. */
    CAPITAL(Holder.PLATFORM),
    SUSPENSE(Holder.PLATFORM);

    private enum Holder {
        PLATFORM,
        NAMED,
        /** Named since there is one for each fee or cost; entries that were written before name none. */
        NAMED_OR_NOT,
        PARTICIPANT
    }

    private final Holder holder;
    private final String code;
    private final Optional<String> formerCode;

    AccountKind(Holder holder) {
        this.holder = holder;
        this.code = name().toLowerCase(Locale.ROOT);
        this.formerCode = Optional.empty();
    }

    /** @param formerCode the code in entries that were written before it changed */
    AccountKind(Holder holder, String code, String formerCode) {
        this.holder = holder;
        this.code = code;
        this.formerCode = Optional.of(formerCode);
    }

    public String code() {
        return code;
    }

    public boolean hasHolder() {
        return holder != Holder.PLATFORM;
    }

    boolean takes(String name) {
        return switch (holder) {
            case PLATFORM -> name.isEmpty();
            case NAMED, PARTICIPANT -> !name.isEmpty();
            case NAMED_OR_NOT -> true;
        };
    }

    /** Whether a participant holds it. The platform holds the others, and any entry may post to them. */
    public boolean isParticipants() {
        return holder == Holder.PARTICIPANT;
    }

    /** Whether a debit must be written together with a check of the balance (invariant {@code guarded}). */
    public boolean isGuarded() {
        return this == PAYABLE || this == RESERVE;
    }

    static Optional<AccountKind> find(String code) {
        for (AccountKind kind : values()) {
            if (kind.code.equals(code) || kind.formerCode.filter(code::equals).isPresent()) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
