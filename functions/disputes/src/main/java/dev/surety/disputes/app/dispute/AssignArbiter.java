package dev.surety.disputes.app.dispute;

import dev.surety.disputes.app.dispute.DisputeChains.Stored;
import dev.surety.disputes.domain.arbiter.ArbiterRules;
import dev.surety.disputes.domain.arbiter.Candidate;
import dev.surety.disputes.domain.arbiter.Case;
import dev.surety.disputes.domain.dispute.Bench;
import dev.surety.disputes.domain.dispute.Dispute;
import dev.surety.disputes.domain.dispute.Opening;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.marketplace.Disputing.Arbiter;
import dev.surety.model.marketplace.Disputing;
import dev.surety.runtime.marketplace.Present;
import dev.surety.runtime.resilience.SideBySide;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the people who can decide a dispute, by the rules of who may and who is next. */
public final class AssignArbiter implements Contexts.Arbiters {
    private static final int READS_AT_ONCE = 8;

    private final Present present;
    private final ArbiterChains chains;
    private final Facts facts;

    public AssignArbiter(Present present, ArbiterChains chains, Facts facts) {
        this.present = present;
        this.chains = chains;
        this.facts = facts;
    }

    /** Tells what links people to the parties of a dispute. */
    public interface Facts {
        /** Fingerprints of the payout methods of both sides. */
        Set<String> methods(MarketplaceId marketplace, Opening dispute);

        /** @param open disputes in which the person has a role now */
        Candidate of(MarketplaceId marketplace, Opening dispute, Arbiter person, int open);
    }

    @Override
    public List<String> eligible(Stored dispute, Instant now) {
        return ArbiterRules.order(about(dispute), people(dispute), now);
    }

    @Override
    public Set<String> conflicted(Stored dispute, Instant now) {
        return ArbiterRules.conflicted(about(dispute), people(dispute), now);
    }

    private List<Candidate> people(Stored dispute) {
        MarketplaceId marketplace = dispute.marketplace();
        Opening opening = dispute.dispute().opening();
        return SideBySide.map(
                READS_AT_ONCE,
                arbiters(dispute),
                one -> facts.of(marketplace, opening, one, chains.load(marketplace, one.person())));
    }

    private Case about(Stored dispute) {
        Dispute of = dispute.dispute();
        return new Case(
                dispute.id(),
                of.opening().payer(),
                of.opening().payee(),
                of.opening().reason(),
                of.frozen(),
                Optional.empty(),
                facts.methods(dispute.marketplace(), of.opening()),
                of.bench().assignments().stream().map(Bench.Assignment::person).collect(Collectors.toSet()));
    }

    private List<Arbiter> arbiters(Stored dispute) {
        return present.settings(dispute.marketplace()).disputing().map(Disputing::arbiters).orElse(List.of());
    }

    @Override
    public boolean take(String person, Stored dispute) {
        Optional<Integer> most = arbiters(dispute).stream()
                .filter(arbiter -> arbiter.person().equals(person))
                .findFirst()
                .flatMap(Arbiter::most);
        return chains.take(dispute, person, most);
    }
}
