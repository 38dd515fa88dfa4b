package dev.surety.onboarding.app.export;

import dev.surety.model.journal.Entry;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.app.Participant;
import dev.surety.onboarding.domain.Decision;
import dev.surety.onboarding.domain.ParticipantState;
import dev.surety.onboarding.domain.closing.LegalHold;
import dev.surety.onboarding.domain.method.PayoutMethod;
import dev.surety.runtime.journal.Journal;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.json.Times;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A participant's own chain, as its own token may read it: it never learns of lists and suspicions. */
final class PersonHistory {
    private static final Pattern COMMITMENT = Pattern.compile("(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])");

    /** The members of events that are shown. Others are of the house, such as how many have the same account. */
    private static final List<String> SHOWN = List.of(
            "changed", "version", "capability", "capabilities", "flows", "codes", "code", "days", "currency", "proof",
            "status", "method", "match", "reason", "person");

    private static final List<String> SECRET_EVENTS = List.of("screening.", "legal_hold.");

    private final List<Entry> entries;
    private final List<ParticipantState> states;

    PersonHistory(Journal journal, List<Entry> entries) {
        this.entries = entries;
        this.states = entries.stream()
                .map(entry -> Participant.of(journal, entry).state())
                .toList();
    }

    /** The commitments to all texts that entries name, each with the numbers of these entries. */
    Map<String, List<Integer>> texts() {
        Map<String, List<Integer>> named = new TreeMap<>();
        for (Entry entry : entries) {
            Matcher found = COMMITMENT.matcher(entry.data() + " " + entry.note().orElse(""));
            Set<String> here = new LinkedHashSet<>();
            while (found.find()) {
                here.add(found.group());
            }
            here.forEach(each -> named.computeIfAbsent(each, _ -> new ArrayList<>()).add(entry.number()));
        }
        named.keySet().removeAll(withheld());
        return named;
    }

    /** The facts of a suspicion of fraud, and of a legal hold. */
    private Set<String> withheld() {
        Set<String> words = new HashSet<>();
        for (ParticipantState state : states) {
            decisions(state).filter(Decision::isSecret).map(Decision::words).forEach(words::add);
            state.legalHold().map(LegalHold::words).ifPresent(words::add);
        }
        return words;
    }

    private static Stream<Decision> decisions(ParticipantState state) {
        return Stream.of(state.decision(), state.inflow(), state.outflow()).flatMap(Optional::stream);
    }

    /** @param texts those that were found, by commitment */
    void decisions(Map<String, ObjectNode> texts, Consumer<ObjectNode> rows) {
        Set<Decision> all = new LinkedHashSet<>();
        states.forEach(state -> decisions(state).forEach(all::add));
        for (Decision decision : all) {
            JsonNode words = texts.getOrDefault(decision.words(), Json.object());
            ObjectNode row = Json.object()
                    .put("kind", decision.kind().name().toLowerCase(Locale.ROOT))
                    .put("reason", decision.isSecret() ? Standing.UNDER_REVIEW : decision.reason())
                    .put("facts", words.path("facts").asStringOpt().orElse(null))
                    .put("contact", words.path("contact").asStringOpt().orElse(null))
                    .put("until", decision.until().map(Times::text).orElse(null))
                    .put("at", Times.text(decision.at()));
            var restricts = row.putArray("restricts");
            decision.restricts().forEach(restricts::add);
            rows.accept(row);
        }
    }

    void entries(Consumer<ObjectNode> rows) {
        for (Entry entry : entries) {
            boolean isSecret = SECRET_EVENTS.stream().anyMatch(entry.event()::startsWith);
            ObjectNode row = row(entry);
            if (isSecret) {
                row.put("event", Standing.UNDER_REVIEW);
            } else {
                row.set("data", shown(Json.object(entry.data())));
            }
            rows.accept(row);
        }
    }

    static ObjectNode row(Entry entry) {
        String by = entry.actor().principal();
        return Json.object()
                .put("number", entry.number())
                .put("event", entry.event())
                .put("at", Times.text(entry.at()))
                // Which of the marketplace's people acted is data about them.
                .put("by", by.contains(":") ? by.substring(0, by.indexOf(':')) : by);
    }

    private static ObjectNode shown(ObjectNode data) {
        ObjectNode shown = Json.object();
        SHOWN.stream().filter(data::has).forEach(member -> shown.set(member, masked(data.get(member))));
        return shown;
    }

    private static JsonNode masked(JsonNode of) {
        if (of.isArray()) {
            ArrayNode all = Json.object().arrayNode();
            of.values().forEach(each -> all.add(masked(each)));
            return all;
        }
        return isSecret(of.asString("")) ? Json.tree(Standing.UNDER_REVIEW) : of;
    }

    private static boolean isSecret(String word) {
        return word.equals(Decision.FRAUD_SUSPECTED)
                || word.equals(Standing.SCREENING_REVIEW)
                || PayoutMethod.isSecret(word);
    }
}
