package dev.surety.onboarding.domain.business;

import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.FieldError;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.domain.Decided;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.business.Person.Role;
import dev.surety.onboarding.domain.closing.ClosingRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides the commands about the persons of a business, and about its declaration. */
public final class PersonRules {
    private static final String SHARE = "/shareBasisPoints";

    /** A name, a date of birth or a country that is another makes another question to the lists. */
    private static final List<String> COMPARED = List.of("name", "birthDate", "nationality", "address");

    /** Another name or date of birth is not the one that a provider saw on the document. */
    private static final List<String> CHECKED = List.of("name", "birthDate");

    private PersonRules() {}

    /**
     * A change of a person.
     *
     * @param roles those that take the place of the former ones; empty where they stay
     * @param share in basis points; empty where it stays
     * @param words the vault's commitment to the profile after the change
     * @param codes the requirements that the profile meets after it
     * @param changed the members of the profile that changed, by name
     */
    public record Given(
            Optional<List<Role>> roles,
            Optional<Integer> share,
            String words,
            List<String> codes,
            List<String> changed) {
        public Given {
            roles = roles.map(List::copyOf);
            codes = List.copyOf(codes);
            changed = List.copyOf(changed);
        }

        private boolean isOf(List<String> members) {
            return changed.stream().anyMatch(members::contains);
        }
    }

    public static Decided add(ParticipantState state, Person person, Instant now) {
        Optional<Refusal> wrong = wrong(state).or(() -> tooMany(state)).or(() -> wrongShare(state, person));
        return wrong.<Decided>map(Decided.Refused::new)
                .orElseGet(() -> new Decided.Changed(
                        new PersonEvent.Added(person.id()),
                        state.with(state.ofBusiness().with(person)).renamed(now)));
    }

    public static Decided change(ParticipantState state, String id, Given given, Instant now) {
        Optional<Person> before = state.ofBusiness().find(id);
        if (before.isEmpty()) {
            return new Decided.Refused(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
        }
        Person after = changed(before.get(), given);
        Optional<Refusal> wrong = wrong(state).or(() -> wrongShare(state, after));
        if (wrong.isPresent()) {
            return new Decided.Refused(wrong.get());
        }
        ParticipantState known = state.with(state.ofBusiness().with(after));
        ParticipantState proved = given.isOf(CHECKED)
                ? known.unproven(PersonCode.of(Optional.of(id), Codes.DOCUMENT), now)
                : known;
        return new Decided.Changed(
                new PersonEvent.Changed(id, members(before.get(), after, given)),
                given.isOf(COMPARED) ? proved.renamed(now) : proved);
    }

    /** Without the role of an owner there is no share. */
    private static Person changed(Person before, Given given) {
        List<Role> roles = given.roles().orElse(before.roles());
        Optional<Integer> kept = before.share().filter(_ -> roles.contains(Role.OWNER));
        return new Person(before.id(), roles, given.share().or(() -> kept), given.words(), given.codes());
    }

    private static List<String> members(Person before, Person after, Given given) {
        List<String> members = new ArrayList<>(given.changed());
        if (!before.roles().equals(after.roles())) {
            members.add("roles");
        }
        if (!before.share().equals(after.share())) {
            members.add("shareBasisPoints");
        }
        return members;
    }

    /** Its requirements and proofs go with it. An open case of screening stays: two people decide it. */
    public static Decided remove(ParticipantState state, String id) {
        if (state.ofBusiness().find(id).isEmpty()) {
            return new Decided.Refused(CommonReason.NOT_FOUND.with(CommonReason.NOT_FOUND.title()));
        }
        return wrong(state)
                .<Decided>map(Decided.Refused::new)
                .orElseGet(() -> new Decided.Changed(
                        new PersonEvent.Removed(id),
                        state.with(state.ofBusiness().without(id))
                                .withoutProofs(PersonCode.of(Optional.of(id), Codes.DOCUMENT))));
    }

    public static Decided declare(ParticipantState state, boolean noOwnerAbove25, Instant now) {
        return wrong(state)
                .<Decided>map(Decided.Refused::new)
                .orElseGet(() -> new Decided.Changed(
                        new PersonEvent.Declared(noOwnerAbove25),
                        state.with(state.ofBusiness().declaring(noOwnerAbove25, now))));
    }

    private static Optional<Refusal> wrong(ParticipantState state) {
        if (state.kind() != Kind.BUSINESS) {
            return Optional.of(CommonReason.TRANSITION_NOT_ALLOWED.with("Only a business has persons."));
        }
        return Optional.of(CommonReason.TRANSITION_NOT_ALLOWED.with("A rejected participant keeps its persons."))
                .filter(_ -> state.isRejected())
                .or(() -> ClosingRules.refusesNew(state));
    }

    private static Optional<Refusal> tooMany(ParticipantState state) {
        int persons = state.ofBusiness().persons().size();
        return Optional.of(CommonReason.limited(
                        "persons",
                        Business.MOST_PERSONS,
                        persons + 1L,
                        "A business has at most " + Business.MOST_PERSONS + " persons."))
                .filter(_ -> persons >= Business.MOST_PERSONS);
    }

    private static Optional<Refusal> wrongShare(ParticipantState state, Person person) {
        if (person.is(Role.OWNER) && person.share().isEmpty()) {
            return invalid(new FieldError(SHARE, "missing"));
        }
        if (!person.is(Role.OWNER) && person.share().isPresent()) {
            return invalid(new FieldError(SHARE, "not_of_this_kind"));
        }
        int all = state.ofBusiness().sharesBeside(person.id()) + person.share().orElse(0);
        return all > Person.WHOLE
                ? invalid(new FieldError(
                        SHARE, "bound", Optional.of(new FieldError.Bound(Person.WHOLE, all))))
                : Optional.empty();
    }

    private static Optional<Refusal> invalid(FieldError error) {
        return Optional.of(Refusal.of(CommonReason.INVALID, List.of(error)));
    }
}
