package dev.surety.onboarding.rescreening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.app.rescreening.ListChanges.Change;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.journal.JournalIndexes.Found;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Digests;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Computes a run's proof again, from nothing but the journal, the list of participants and the change of the lists. It
 * knows the form of the pages and none of the code that wrote them.
 */
final class ProvenAgain {
    private ProvenAgain() {}

    /**
     * @param shards of the marketplace, each with the places of its participants, newest first
     * @return the participants that the run looked at
     */
    static Set<String> of(Journal journal, List<List<Found>> shards, List<Entry> run, Change change) {
        JsonNode order = state(run.getFirst()).path("order");
        String proof = Digests.sha256Hex("screening run " + order.path("from").asString("none") + " "
                + order.path("to").asString("") + "\n");
        Set<String> looked = new TreeSet<>();
        List<Map<String, Integer>> places = shards.stream().map(ProvenAgain::places).toList();
        for (Entry entry : run) {
            JsonNode data = Json.object(entry.data());
            if (entry.event().equals("screening.run_paged.v1")) {
                var text = new StringBuilder(proof).append('\n');
                for (JsonNode part : data.path("parts").values()) {
                    int shard = part.path("shard").asInt(-1);
                    List<Found> page = page(shards.get(shard), places.get(shard), part);
                    for (int i = 0; i < page.size(); i++) {
                        ChainId id = page.get(i).chain();
                        int number = part.path("entries").get(i).intValue();
                        Entry seen = journal.find(id, number).orElseThrow();
                        String verdict = change.look(Participant.of(journal, seen)).name().toLowerCase(Locale.ROOT);
                        text.append(id.id()).append(' ').append(number).append(' ').append(verdict).append('\n');
                        assertTrue(looked.add(id.id()), "no participant is looked at twice");
                    }
                }
                proof = Digests.sha256Hex(text.toString());
            }
            assertEquals(proof, state(entry).path("proof").asString(""), "entry " + entry.number());
        }
        return looked;
    }

    private static JsonNode state(Entry entry) {
        return Json.object(entry.data()).path("state");
    }

    private static Map<String, Integer> places(List<Found> shard) {
        return IntStream.range(0, shard.size())
                .boxed()
                .collect(Collectors.toMap(i -> shard.get(i).place(), i -> i));
    }

    private static List<Found> page(List<Found> shard, Map<String, Integer> places, JsonNode part) {
        int count = part.path("entries").size();
        if (count == 0) {
            return List.of();
        }
        int from = places.getOrDefault(part.path("first").asString(""), -1);
        List<Found> page = shard.subList(from, from + count);
        assertEquals(part.path("last").asString(""), page.getLast().place(), "the page has no gap");
        return page;
    }
}
