package dev.surety.onboarding.http.business;

import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.business.Declaration;
import dev.surety.onboarding.domain.business.Person;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import dev.surety.runtime.vault.Vault;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of persons, with their profiles until the vault destroys them. */
record PersonView(Vault vault) {
    ObjectNode of(Participant participant, Person person) {
        return views(participant, List.of(person)).getFirst();
    }

    /** All persons, and what the business declares about them. */
    ObjectNode all(Participant participant) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        views(participant, participant.state().ofBusiness().persons()).forEach(data::add);
        return body.putNull("nextCursor");
    }

    private List<ObjectNode> views(Participant participant, List<Person> persons) {
        Map<String, ObjectNode> kept = vault.findAll(
                participant.entry().chain(),
                persons.stream().map(Person::words).collect(Collectors.toSet()));
        return persons.stream().map(person -> view(person, kept)).toList();
    }

    private static ObjectNode view(Person person, Map<String, ObjectNode> kept) {
        ObjectNode view = Json.object().put("id", person.id());
        ArrayNode roles = view.putArray("roles");
        person.roles().forEach(role -> roles.add(role.code()));
        view.put("shareBasisPoints", person.share().orElse(null));
        view.set("profile", kept.get(person.words()));
        return view;
    }

    static ObjectNode of(Declaration declaration) {
        return Json.object()
                .put("noOwnerAbove25", declaration.noOwnerAbove25())
                .put("declaredAt", Times.text(declaration.at()));
    }
}
