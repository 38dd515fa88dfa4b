package dev.surety.onboarding.domain.rescreening;

import java.util.List;
import java.util.Optional;

/**
 * How far all marketplaces of the stack have come with the lists.
 *
 * @param version of the index that every participant was screened against; nothing before the first
 * @param work that is under way
 */
public record StackRescreening(Optional<String> version, Optional<Work> work) {
    public static final StackRescreening NONE = new StackRescreening(Optional.empty(), Optional.empty());

    /**
     * @param to the version to screen against
     * @param after the place in the list of marketplaces after which the next are begun; nothing at the beginning
     * @param isListed whether every marketplace has been begun
     * @param left the marketplaces that are at work
     * @param done how many marketplaces are done
     */
    public record Work(String to, Optional<String> after, boolean isListed, List<String> left, int done) {
        public Work {
            left = List.copyOf(left);
        }
    }

    public StackRescreening begin(String to) {
        return new StackRescreening(
                version, Optional.of(new Work(to, Optional.empty(), false, List.of(), 0)));
    }

    /** These marketplaces have begun, and the list of all is read up to a place. */
    public StackRescreening begun(List<String> marketplaces, Optional<String> place, boolean isEnd) {
        Work at = work.orElseThrow();
        return with(new Work(at.to(), place.or(at::after), isEnd, marketplaces, at.done()));
    }

    /** Only these are still at work. */
    public StackRescreening left(List<String> marketplaces) {
        Work at = work.orElseThrow();
        int done = at.done() + at.left().size() - marketplaces.size();
        return with(new Work(at.to(), at.after(), at.isListed(), marketplaces, done));
    }

    public StackRescreening rescreened() {
        return new StackRescreening(Optional.of(work.orElseThrow().to()), Optional.empty());
    }

    private StackRescreening with(Work next) {
        return new StackRescreening(version, Optional.of(next));
    }
}
