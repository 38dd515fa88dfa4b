package dev.surety.disputes.domain.chargeback;

import dev.surety.model.journal.Attention;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The work that a case leaves for people. An entry opens or closes one kind; while another remains, the case leaves a
 * deadline at once, and its next entry goes on.
 */
public final class ChargebackAttention {
    /** Evidence is due, and the set is not complete. */
    public static final String DUE = "chargeback_due";

    /** A person wants to submit the evidence, and another has to agree. */
    public static final String APPROVAL = "chargeback_approval";

    /** The outcome of an answer has been unknown for a day. */
    public static final String STUCK = "chargeback_unanswered";

    private ChargebackAttention() {}

    /** @param change what the entry says; empty if all work is told */
    public record Attended(ChargebackCase after, Optional<Attention> change) {}

    public static Attended of(ChargebackCase state) {
        Set<String> wanted = wanted(state);
        Set<String> open = new TreeSet<>(state.attention());
        Optional<String> opens =
                wanted.stream().filter(kind -> !open.contains(kind)).findFirst();
        Optional<String> closes = opens.isPresent()
                ? Optional.empty()
                : open.stream().filter(kind -> !wanted.contains(kind)).findFirst();
        opens.ifPresent(open::add);
        closes.ifPresent(open::remove);
        return new Attended(
                state.attending(open), opens.map(Attention::opens).or(() -> closes.map(Attention::closes)));
    }

    static boolean isTold(ChargebackCase state) {
        return wanted(state).equals(state.attention());
    }

    private static Set<String> wanted(ChargebackCase state) {
        Set<String> kinds = new TreeSet<>();
        if (state.state().isAnswerable() && state.isDue()) {
            kinds.add(DUE);
        }
        if (state.wish().isPresent()) {
            kinds.add(APPROVAL);
        }
        if (state.pending().filter(ChargebackCase.Answer::isStuck).isPresent()) {
            kinds.add(STUCK);
        }
        return kinds;
    }
}
