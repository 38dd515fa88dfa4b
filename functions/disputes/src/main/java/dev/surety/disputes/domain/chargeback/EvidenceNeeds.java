package dev.surety.disputes.domain.chargeback;

import dev.surety.disputes.domain.evidence.EvidenceKind;
import java.util.List;
import java.util.Set;

/**
 * The evidence that a bank needs for one reason.
 *
 * @param required all of these
 * @param oneOf at least one of these; empty if none is asked for
 * @param never a bank must not get these
 */
public record EvidenceNeeds(List<EvidenceKind> required, List<EvidenceKind> oneOf, List<EvidenceKind> never) {
    public EvidenceNeeds {
        required = List.copyOf(required);
        oneOf = List.copyOf(oneOf);
        never = List.copyOf(never);
    }

    /**
     * The kinds that a set lacks.
     *
     * @param oneOf of these one is enough
     * @param any whether the set has no item at all
     */
    public record Missing(List<EvidenceKind> required, List<EvidenceKind> oneOf, boolean any) {
        public boolean isNothing() {
            return required.isEmpty() && oneOf.isEmpty() && !any;
        }
    }

    public Missing missing(Set<EvidenceKind> attached) {
        boolean hasOne = oneOf.isEmpty() || oneOf.stream().anyMatch(attached::contains);
        return new Missing(
                required.stream().filter(kind -> !attached.contains(kind)).toList(),
                hasOne ? List.of() : oneOf,
                attached.isEmpty());
    }
}
