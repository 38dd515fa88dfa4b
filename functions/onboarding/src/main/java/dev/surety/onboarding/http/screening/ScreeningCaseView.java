package dev.surety.onboarding.http.screening;

import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.screening.ScreeningCases;
import dev.surety.onboarding.domain.screening.Evidence;
import dev.surety.onboarding.domain.screening.ScreeningCase.Vote;
import dev.surety.onboarding.domain.screening.ScreeningCase;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's view of a case: with words, where a person looks at one case, and without in a list. */
final class ScreeningCaseView {
    private ScreeningCaseView() {}

    static ObjectNode of(Entry entry, Optional<Map<String, ObjectNode>> words) {
        ScreeningCase known = ScreeningCases.from(entry);
        ObjectNode view = Json.object()
                .put("id", entry.chain().id())
                .put("participant", known.participant())
                .put("state", known.state().code())
                .put("openedAt", Times.text(known.openedAt()));
        evidence(view.putObject("evidence"), known, words);
        view.set("proposed", known.proposed().<JsonNode>map(vote -> vote(vote, words))
                .orElseGet(NullNode::getInstance));
        view.set("decided", votes(known.decided(), words));
        view.set("differed", votes(known.differed(), words));
        return view.put("version", entry.number());
    }

    private static void evidence(
            ObjectNode view, ScreeningCase known, Optional<Map<String, ObjectNode>> words) {
        Evidence evidence = known.evidence();
        view.put("hash", known.hash())
                .put("index", evidence.index())
                .put("strong", evidence.isStrong())
                .put("review", evidence.review().orElse(null));
        words.ifPresent(of -> view.set("compared", found(of, evidence.query())));
        if (!evidence.ofPersons().isEmpty()) {
            persons(view.putArray("persons"), evidence, words);
        }
        JsonNode explained = words.map(of -> found(of, evidence.explained()).path("hits"))
                .orElseGet(() -> Json.object().path("hits"));
        ArrayNode hits = view.putArray("hits");
        for (Evidence.Hit hit : evidence.hits()) {
            ObjectNode shown = hits.addObject()
                    .put("list", hit.list())
                    .put("entry", hit.entry())
                    .put("contentHash", hit.contentHash())
                    .put("score", hit.score())
                    .put("strong", hit.strong());
            hit.person().ifPresent(person -> shown.put("person", person));
            if (words.isPresent()) {
                JsonNode of = explained.path(hits.size() - 1);
                shown.put("alias", of.path("alias").asStringOpt().orElse(null));
                shown.set("explanation", of.has("explanation") ? of.get("explanation") : NullNode.getInstance());
            }
        }
    }

    private static void persons(ArrayNode persons, Evidence evidence, Optional<Map<String, ObjectNode>> words) {
        for (Evidence.OfPerson of : evidence.ofPersons()) {
            ObjectNode shown = persons.addObject()
                    .put("person", of.person())
                    .put("review", of.review().orElse(null));
            words.ifPresent(known -> shown.set("compared", found(known, of.query())));
        }
    }

    private static JsonNode found(Map<String, ObjectNode> words, String commitment) {
        ObjectNode found = words.get(commitment);
        return found == null ? NullNode.getInstance() : found;
    }

    private static ArrayNode votes(List<Vote> votes, Optional<Map<String, ObjectNode>> words) {
        ArrayNode shown = Json.object().putArray("votes");
        votes.forEach(vote -> shown.add(vote(vote, words)));
        return shown;
    }

    private static ObjectNode vote(Vote vote, Optional<Map<String, ObjectNode>> words) {
        ObjectNode shown = Json.object()
                .put("decision", vote.decision().code())
                .put("by", vote.by())
                .put("at", Times.text(vote.at()))
                .put("evidence", vote.hash());
        words.ifPresent(of -> shown.put(
                "reason", found(of, vote.words()).path("words").asStringOpt().orElse(null)));
        return shown;
    }
}
