package dev.surety.model.marketplace;

import dev.surety.model.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * How a marketplace decides disputes. Disputes have a procedure only where arbiters are named; elsewhere staff award.
 *
 * @param arbiters the people who mediate, rule, confirm rulings and hear appeals
 * @param disputes the terms of the procedure; empty, those that Surety ships
 */
public record Disputing(List<Arbiter> arbiters, Optional<DisputeTerms> disputes) {
    public Disputing {
        arbiters = List.copyOf(arbiters);
    }

    /** The terms of the procedure. */
    public DisputeTerms terms() {
        return disputes.orElse(DisputeTerms.SHIPPED);
    }

    /** The arbiter of that name in tokens. */
    public Optional<Arbiter> arbiter(String person) {
        return arbiters.stream().filter(arbiter -> arbiter.person().equals(person)).findFirst();
    }

    /**
     * @param person as tokens name the person
     * @param languages that the arbiter reads, as tags of BCP 47; empty, every language
     * @param categories the reasons of disputes that the arbiter decides; empty, every reason
     * @param upTo the largest claim that the arbiter decides, per currency; a currency without an amount has no limit
     * @param most the most disputes that the arbiter has at a time
     */
    public record Arbiter(
            String person,
            List<String> languages,
            List<String> categories,
            List<Money> upTo,
            Optional<Integer> most) {
        public Arbiter {
            languages = List.copyOf(languages);
            categories = List.copyOf(categories);
            upTo = List.copyOf(upTo);
        }

        /** An arbiter without limits. */
        public static Arbiter of(String person) {
            return new Arbiter(person, List.of(), List.of(), List.of(), Optional.empty());
        }

        public boolean reads(String language) {
            return languages.isEmpty() || languages.contains(language);
        }

        public boolean decides(String category) {
            return categories.isEmpty() || categories.contains(category);
        }

        public boolean decides(Money claim) {
            return upTo.stream()
                    .filter(limit -> limit.currency().equals(claim.currency()))
                    .allMatch(limit -> claim.compareTo(limit) <= 0);
        }
    }
}
