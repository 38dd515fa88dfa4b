package dev.surety.onboarding.app.business;

import dev.surety.model.id.Id;
import dev.surety.model.journal.Entry;
import dev.surety.model.refusal.CommonReason;
import dev.surety.model.refusal.Refusal;
import dev.surety.onboarding.app.ChangeParticipant.Loaded;
import dev.surety.onboarding.app.ChangeParticipant;
import dev.surety.onboarding.app.Profile;
import dev.surety.onboarding.domain.Decided;
import dev.surety.onboarding.domain.business.Person.Role;
import dev.surety.onboarding.domain.business.Person;
import dev.surety.onboarding.domain.business.PersonRules.Given;
import dev.surety.onboarding.domain.business.PersonRules;
import dev.surety.runtime.command.CommandEnvelope;
import dev.surety.runtime.command.Outcome;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes the persons of a business, and what it declares about its owners. A person's words go into the vault under
 * the key of the business, before the entry that names them.
 */
public final class ChangePersons {
    private final ChangeParticipant changing;
    private final Vault vault;

    public ChangePersons(ChangeParticipant changing, Vault vault) {
        this.changing = changing;
        this.vault = vault;
    }

    /** @param share in basis points */
    public record AddRequest(List<Role> roles, Optional<Integer> share, ObjectNode profile) {
        public AddRequest {
            roles = List.copyOf(roles);
        }
    }

    /**
     * @param roles all of them anew; empty where they stay
     * @param share in basis points; empty where it stays
     * @param profile the members that are given anew; the others stay
     */
    public record ChangeRequest(
            String person, Optional<List<Role>> roles, Optional<Integer> share, ObjectNode profile) {
        public ChangeRequest {
            roles = roles.map(List::copyOf);
        }
    }

    public Outcome<Entry> add(CommandEnvelope envelope, String participant, AddRequest wanted) {
        String id = Id.derive(Person.PREFIX, envelope.key().hash());
        return changing.run(envelope, participant, of -> Profile.isBornAfter(of.today(), wanted.profile())
                ? bornInTheFuture()
                : ChangeParticipant.kept(
                        words -> PersonRules.add(
                                of.state(),
                                new Person(
                                        id, wanted.roles(), wanted.share(), words, Profile.codes(wanted.profile())),
                                of.now()),
                        () -> vault.keepPerson(of.id(), wanted.profile())));
    }

    public Outcome<Entry> change(CommandEnvelope envelope, String participant, ChangeRequest wanted) {
        return changing.run(envelope, participant, of -> changed(of, wanted));
    }

    private Decided changed(Loaded of, ChangeRequest wanted) {
        ObjectNode merged =
                of.participant().profile(vault, Optional.of(wanted.person())).orElseGet(Json::object);
        List<String> changed = wanted.profile().propertyNames().stream()
                .filter(name -> !wanted.profile().get(name).equals(merged.get(name)))
                .sorted()
                .toList();
        merged.setAll(wanted.profile());
        if (Profile.isBornAfter(of.today(), merged)) {
            return bornInTheFuture();
        }
        return ChangeParticipant.kept(
                words -> PersonRules.change(
                        of.state(),
                        wanted.person(),
                        new Given(wanted.roles(), wanted.share(), words, Profile.codes(merged), changed),
                        of.now()),
                () -> vault.keepPerson(of.id(), merged));
    }

    private static Decided bornInTheFuture() {
        return new Decided.Refused(Refusal.of(CommonReason.INVALID, Profile.IN_THE_FUTURE));
    }

    public Outcome<Entry> remove(CommandEnvelope envelope, String participant, String person) {
        return changing.run(envelope, participant, of -> PersonRules.remove(of.state(), person));
    }

    public Outcome<Entry> declare(CommandEnvelope envelope, String participant, boolean noOwnerAbove25) {
        return changing.run(
                envelope, participant, of -> PersonRules.declare(of.state(), noOwnerAbove25, of.now()));
    }
}
