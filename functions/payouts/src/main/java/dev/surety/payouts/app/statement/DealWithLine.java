package dev.surety.payouts.app.statement;

import dev.surety.model.Invariants;
import dev.surety.model.id.MarketplaceId;
import dev.surety.payouts.app.payout.Present;
import dev.surety.payouts.app.statement.PaymentGroups.Group;
import dev.surety.payouts.app.upload.Uploaded;
import dev.surety.payouts.domain.bank.LineClass;
import dev.surety.payouts.domain.bank.LineState.Origin;
import dev.surety.payouts.domain.bank.LineState.Phase;
import dev.surety.payouts.domain.statement.LineKey;
import dev.surety.payouts.domain.statement.MatchFacts;
import dev.surety.payouts.domain.statement.MatchRules;
import dev.surety.payouts.domain.statement.Matched;
import dev.surety.payouts.domain.statement.Standing;
import dev.surety.payouts.domain.statement.StatementFile.Part;
import dev.surety.payouts.domain.statement.StatementFile;
import dev.surety.payouts.domain.statement.ToldLine;
import dev.surety.runtime.resilience.Outage;
import java.time.Instant;
import java.util.Optional;

/** Finds a line's place among those that we have, explains it, books it, and tells its payouts. */
final class DealWithLine {
    /** Equal lines of one account and day that other statements may have told. */
    private static final int MOST_EQUAL = 10_000;

    private final LineChains lines;
    private final LineFacts facts;
    private final PaymentGroups groups;
    private final GroupClaims claims;
    private final MatchRules rules;
    private final OwnAccounts accounts;
    private final TellLine telling;
    private final Present present;

    DealWithLine(
            LineChains lines,
            LineFacts facts,
            PaymentGroups groups,
            GroupClaims claims,
            MatchRules rules,
            OwnAccounts accounts,
            TellLine telling,
            Present present) {
        this.lines = lines;
        this.facts = facts;
        this.groups = groups;
        this.claims = claims;
        this.rules = rules;
        this.accounts = accounts;
        this.telling = telling;
        this.present = present;
    }

    /** @param line the line's place in its statement, from 1 */
    record Place(Uploaded<StatementFile> stored, Part part, int number, int line) {
        MarketplaceId marketplace() {
            return stored.id().marketplace();
        }

        boolean is(Origin origin) {
            return origin.isOf(stored.id().id(), number, line);
        }
    }

    /** The chain of a line, and what is there. */
    private record Slot(String id, Optional<LineChains.Stored> line) {}

    /**
     * @param occurrence of equal lines in this statement, this is so manieth
     * @param adds whether equal lines of other statements are others
     * @return the line's class; empty if another statement told the line before
     */
    Optional<LineClass> deal(Place place, ToldLine told, LineKey key, int occurrence, boolean adds) {
        Slot slot = adds ? free(place, key, occurrence) : at(place, key.id(occurrence));
        if (slot.line().isEmpty()) {
            return Optional.of(book(place, told, slot.id()).state().as());
        }
        LineChains.Stored line = slot.line().get();
        if (line.state().origin().filter(place::is).isEmpty()) {
            return Optional.empty();
        }
        boolean mayBook = line.state().phase() == Phase.PARKED
                && line.state().as() == LineClass.GAP
                && place.part().chained();
        LineChains.Stored now = mayBook ? unpark(place, told, line) : line;
        if (now.state().phase() != Phase.PARKED) {
            telling.tell(now);
        }
        return Optional.of(now.state().as());
    }

    private Slot at(Place place, String id) {
        return new Slot(id, lines.find(place.marketplace(), id));
    }

    /** The first place that no other line has. Each equal line before it in this statement has one of its own. */
    private Slot free(Place place, LineKey key, int occurrence) {
        for (int i = occurrence; i < occurrence + MOST_EQUAL; i++) {
            Slot slot = at(place, key.id(i));
            boolean isOurs = slot.line()
                    .flatMap(line -> line.state().origin())
                    .filter(place::is)
                    .isPresent();
            if (slot.line().isEmpty() || isOurs) {
                return slot;
            }
        }
        throw new Invariants.Breach("line-once: more equal lines of one day than there can be");
    }

    private LineChains.Stored book(Place place, ToldLine told, String id) {
        Instant now = present.now(place.marketplace());
        Matched matched = matched(place, told, id, now);
        var origin = new Origin(
                place.stored().id().id(),
                place.number(),
                place.line(),
                place.stored().file().by(),
                matched.as(),
                matched.by());
        LineChains.Stored line = lines.begin(place.marketplace(), id, matched, origin, now);
        if (line.state().phase() != Phase.PARKED) {
            telling.tell(line);
        }
        return line;
    }

    private LineChains.Stored unpark(Place place, ToldLine told, LineChains.Stored line) {
        Instant now = present.now(place.marketplace());
        Matched matched = matched(place, told, line.id(), now);
        Origin origin = line.state().origin().orElseThrow().matched(matched.as(), matched.by());
        return lines.unpark(line, matched, origin, now)
                .orElseThrow(() -> new Outage("another worker deals with a parked line"));
    }

    /** Where the bank leaves open whether a fee is within the debit, the reading that matches exactly is right. */
    private Matched matched(Place place, ToldLine told, String id, Instant now) {
        Matched without = matchedAs(place, told, id, now);
        return without.as() == LineClass.UNMATCHED
                ? told.otherReading()
                        .map(other -> matchedAs(place, other, id, now))
                        .filter(within -> within.as() != LineClass.UNMATCHED)
                        .orElse(without)
                : without;
    }

    private Matched matchedAs(Place place, ToldLine told, String id, Instant now) {
        MarketplaceId marketplace = place.marketplace();
        String account = place.part().account().orElseThrow();
        LineFacts.Found found = facts.find(marketplace, account, told);
        if (found.group().isEmpty()) {
            return decide(place, told, found.facts(), now);
        }
        Group group = found.group().get();
        GroupClaims.Claims before = claims.find(marketplace, group.claim());
        GroupClaims.others(before, id).forEach(other -> telling.finish(marketplace, other));
        // The others have told their payouts since, so less is left of the group.
        MatchFacts left = facts.find(marketplace, account, told).facts();
        Matched matched = decide(place, told, left, now);
        if (matched.group().isEmpty()) {
            return matched;
        }
        left.group().or(left::bySum).ifPresent(of -> told.count()
                .filter(count -> !of.mayCount(count))
                .ifPresent(count -> groups.miscounted(marketplace, group, count, id, now)));
        if (GroupClaims.room(before).isEmpty() || !claims.claim(before, id, now)) {
            throw new Outage("another line claims the same group");
        }
        return matched;
    }

    private Matched decide(Place place, ToldLine told, MatchFacts of, Instant now) {
        Part part = place.part();
        boolean isLate = part.covered()
                .filter(covered -> !told.bookedOn().isAfter(covered))
                .isPresent();
        var standing = new Standing(
                part.chained(),
                isLate,
                part.sure(),
                accounts.alone(place.marketplace(), told.amount().currency()),
                accounts.fee(place.marketplace()));
        return rules.decide(part.account().orElseThrow(), told, now, of, standing);
    }
}
