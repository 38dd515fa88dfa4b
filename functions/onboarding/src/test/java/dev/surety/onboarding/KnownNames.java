package dev.surety.onboarding;

import dev.surety.model.marketplace.ScreeningRules;
import dev.surety.onboarding.app.screening.NameScreening;
import dev.surety.runtime.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists that a test writes: invented names, each an entry. A name hits if it is equal. */
final class KnownNames implements NameScreening {
    private final Map<String, Hit> entries = new TreeMap<>();
    final List<Query> asked = Collections.synchronizedList(new ArrayList<>());
    String index = "index-1";
    boolean isReadable = true;
    /** Whether new lists come into force with each question. */
    boolean turning;

    void add(String name, String entry, String contentHash) {
        entries.put(name, new Hit(
                "un", entry, contentHash, name.toUpperCase(Locale.ROOT), 9_700,
                Json.object().put("matched", name)));
    }

    @Override
    public Outcome screen(Query query, ScreeningRules rules) {
        asked.add(query);
        if (!isReadable) {
            return new Outcome.NotPossible();
        }
        if (turning) {
            index = "index-" + asked.size();
        }
        List<Hit> hits = query.names().stream()
                .flatMap(name -> Optional.ofNullable(entries.get(name)).stream())
                .filter(hit -> hit.score() >= rules.of(hit.list(), query.kind()).review())
                .toList();
        return hits.isEmpty() ? new Outcome.Clear(index) : new Outcome.Found(index, hits, Optional.empty());
    }
}
