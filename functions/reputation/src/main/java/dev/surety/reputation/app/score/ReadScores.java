package dev.surety.reputation.app.score;

import dev.surety.model.Invariants.Breach;
import dev.surety.model.id.MarketplaceId;
import dev.surety.model.id.ParticipantId;
import dev.surety.model.money.Money;
import dev.surety.reputation.domain.score.Explanation;
import dev.surety.reputation.domain.score.History;
import dev.surety.reputation.domain.score.Reading;
import dev.surety.reputation.domain.score.Role;
import dev.surety.reputation.domain.score.ScoreRule;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads scores at the present. Many candidates cost two batch reads: who they are, and their histories. */
public final class ReadScores {
    private final Scores scores;
    private final People people;
    private final TypicalFees fees;
    private final ScoreRule rule;

    public ReadScores(Scores scores, People people, TypicalFees fees, ScoreRule rule) {
        this.scores = scores;
        this.people = people;
        this.fees = fees;
        this.rule = rule;
    }

    public ScoreRule rule() {
        return rule;
    }

    /** A score at an instant. */
    public record Score(History history, Reading reading, Explanation explanation) {}

    /** The scores of several, or those ids that are no participants. */
    public record Scored(Instant asOf, Map<ParticipantId, Score> scores, Set<ParticipantId> unknown) {
        /** Of one that is known. */
        public Score of(ParticipantId id) {
            return Optional.ofNullable(scores.get(id)).orElseThrow(() -> new Breach("each known one has a score"));
        }
    }

    /** The size of a sale in typical sales, at least 1; empty if its currency has no typical fee. */
    public OptionalLong stake(MarketplaceId marketplace, Money price) {
        OptionalLong unit = fees.unit(marketplace, price.currency());
        return unit.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(1, fees.fee(marketplace, price) / unit.getAsLong()));
    }

    public boolean isKnown(MarketplaceId marketplace, ParticipantId id) {
        return people.known(marketplace, List.of(id)).contains(id);
    }

    /** @param stake from {@link #stake}; 1 where no price is named */
    public Scored read(MarketplaceId marketplace, Role role, Collection<ParticipantId> ids, long stake) {
        Instant now = fees.now(marketplace);
        Set<ParticipantId> known = people.known(marketplace, ids);
        Set<ParticipantId> unknown =
                ids.stream().filter(id -> !known.contains(id)).collect(Collectors.toUnmodifiableSet());
        Map<ParticipantId, Score> read = new LinkedHashMap<>();
        if (unknown.isEmpty()) {
            Map<ParticipantId, History> histories = scores.read(marketplace, role, ids);
            ids.forEach(id -> read.put(id, score(histories.getOrDefault(id, History.EMPTY), now, stake)));
        }
        return new Scored(now, read, unknown);
    }

    private Score score(History history, Instant now, long stake) {
        return new Score(
                history,
                Reading.of(rule, history.buckets(), now, stake),
                Explanation.of(rule, history, now, stake));
    }

    public List<Scores.Stored> lines(
            MarketplaceId marketplace, Role role, ParticipantId id, Optional<String> after, int limit) {
        return scores.lines(marketplace, role, id, after, limit);
    }
}
