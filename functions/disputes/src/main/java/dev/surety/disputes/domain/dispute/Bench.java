package dev.surety.disputes.domain.dispute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The people who mediate and judge.
 *
 * @param assignments oldest first; each person is here once at most
 * @param lacking the role for which no eligible person was found
 * @param isOverdue whether a ruling was missed, so that another person got the rest of the time
 */
public record Bench(List<Assignment> assignments, Optional<Role> lacking, boolean isOverdue) {
    static final Bench NONE = new Bench(List.of(), Optional.empty(), false);

    public Bench {
        assignments = List.copyOf(assignments);
    }

    public enum Left {
        RECUSED,
        CHALLENGED,
        /** The time for a ruling ended without one. */
        MISSED
    }

    /** @param left why the person no longer has the role */
    public record Assignment(Role role, String person, Instant at, Optional<Left> left) {}

    /** The person who has the role. */
    public Optional<String> person(Role role) {
        return assignments.stream()
                .filter(one -> one.role() == role && one.left().isEmpty())
                .map(Assignment::person)
                .findFirst();
    }

    /** The role that a person has. */
    public Optional<Role> role(String person) {
        return assignments.stream()
                .filter(one -> one.person().equals(person) && one.left().isEmpty())
                .map(Assignment::role)
                .findFirst();
    }

    /** A person who once had a role never gets another one in the same dispute. */
    public boolean hasServed(String person) {
        return assignments.stream().anyMatch(one -> one.person().equals(person));
    }

    Bench assigned(Role role, String person, Instant at) {
        List<Assignment> more = new ArrayList<>(assignments);
        more.add(new Assignment(role, person, at, Optional.empty()));
        return new Bench(more, Optional.empty(), isOverdue);
    }

    Bench left(Role role, Left why) {
        return new Bench(
                assignments.stream()
                        .map(one -> one.role() == role && one.left().isEmpty()
                                ? new Assignment(role, one.person(), one.at(), Optional.of(why))
                                : one)
                        .toList(),
                lacking,
                isOverdue);
    }

    Bench lacking(Optional<Role> role) {
        return new Bench(assignments, role, isOverdue);
    }

    Bench overdue() {
        return new Bench(assignments, lacking, true);
    }
}
