package dev.surety.sanctions.match;

import dev.surety.model.Invariants;
import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.match.Explanation.Adjustment;
import dev.surety.sanctions.match.Explanation.Agreement;
import dev.surety.sanctions.match.Explanation.Pair;
import dev.surety.sanctions.name.Doubt;
import dev.surety.sanctions.name.NameReader;
import dev.surety.sanctions.name.NormalName;
import dev.surety.sanctions.name.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Searches indexes. Threads may share it: each search takes working memory of its own and gives it back. Keep one for
 * the life of a process; a search then allocates little.
 */
public final class Screener {
    /** The threshold that ships: a person looks at a hit from here on. */
    public static final int REVIEW = 8_600;

    /** The threshold that ships for a hit that is hardly a coincidence. */
    public static final int STRONG = 9_500;

    public static final int MOST_HITS = 200;

    private static final Comparator<Hit> BEST_FIRST =
            Comparator.comparingInt(Hit::score).reversed().thenComparing(Hit::list).thenComparing(Hit::entryId);

    private final NameReader reader = NameReader.shipped();
    private final ConcurrentLinkedDeque<SearchMemory> idle = new ConcurrentLinkedDeque<>();

    /** Finds each entry whose score is at least the threshold, in ten-thousandths from 5,000 to 10,000. */
    public Result search(ScreeningIndex index, Query query, int threshold) {
        return search(index, query, threshold, false);
    }

    /** The same by looking at each name: slow, and the measure of {@link #search}. */
    Result scan(ScreeningIndex index, Query query, int threshold) {
        return search(index, query, threshold, true);
    }

    private Result search(ScreeningIndex index, Query query, int threshold, boolean all) {
        Invariants.hold(threshold >= 5_000 && threshold <= JaroWinkler.ONE, "a threshold is from 5,000 to 10,000");
        SearchMemory memory = idle.poll();
        var search = new Search(index, query, threshold, memory == null ? new SearchMemory() : memory);
        Result result = search.run(all);
        idle.push(search.memory);
        return result;
    }

    /** One search. If it fails its memory is not used again. */
    private final class Search {
        private final ScreeningIndex index;
        private final Query query;
        private final int threshold;
        private final SearchMemory memory;
        private final List<NormalName> names;
        private final Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);

        Search(ScreeningIndex index, Query query, int threshold, SearchMemory memory) {
            this.index = index;
            this.query = query;
            this.threshold = threshold;
            this.memory = memory;
            this.names = new ArrayList<>(query.names().size());
        }

        Result run(boolean all) {
            memory.fit(index);
            List<Hit> hits = byDocument();
            for (String written : query.names()) {
                NormalName name = reader.read(written);
                names.add(name);
                doubts.addAll(name.doubts());
                for (int reading = 0; reading < name.readings().size(); reading++) {
                    memory.query.set(name.readings().get(reading));
                    look(reading, all);
                }
                name.ownSpelling().ifPresent(this::lookExactly);
            }
            for (int i = 0; i < memory.entryCount; i++) {
                add(memory.entries[i], hits);
                memory.scoreOfEntry[memory.entries[i]] = 0;
            }
            hits.sort(BEST_FIRST);
            boolean more = hits.size() > MOST_HITS;
            return new Result(more ? hits.subList(0, MOST_HITS) : hits, doubts, more);
        }

        private void look(int reading, boolean all) {
            int name = names.size() - 1;
            if (all) {
                for (int row = 0; row < index.rows().size(); row++) {
                    score(row, name, reading);
                }
                return;
            }
            var candidates = new Candidates(memory, index);
            candidates.find(memory.query);
            for (int i = 0; i < memory.rowCount; i++) {
                if (candidates.mayReach(memory.rows[i], threshold)) {
                    score(memory.rows[i], name, reading);
                }
            }
            memory.forgetWordsAndRows();
        }

        private void score(int row, int name, int reading) {
            int score = memory.score.of(memory.query, index, row);
            if (score >= threshold) {
                memory.found(index.entryOfName(index.rows().name(row)), score, row, name, reading);
            }
        }

        private void lookExactly(String spelling) {
            List<Integer> same = index.namesSpelled(spelling);
            for (int listed : same) {
                memory.found(index.entryOfName(listed), JaroWinkler.ONE, -1 - listed, names.size() - 1, 0);
            }
            if (same.isEmpty()) {
                doubts.add(Doubt.OTHER_SCRIPT);
            }
        }

        private List<Hit> byDocument() {
            List<Hit> hits = new ArrayList<>(2);
            for (String number : query.documents()) {
                for (ScreeningIndex.Numbered found : index.entriesNumbered(number)) {
                    if (hits.stream().noneMatch(hit -> isOf(hit, found.entry()))) {
                        String document = found.document().kind() + " " + found.document().number();
                        var why = new Explanation(
                                0, List.of(), List.of(), List.of(), 0, List.of(), Optional.of(document));
                        hits.add(hit(found.entry(), index.firstName(found.entry()), JaroWinkler.ONE, why));
                    }
                }
            }
            return hits;
        }

        private boolean isOf(Hit hit, int entry) {
            return hit.entryId().equals(index.entryId(entry)) && hit.list().equals(index.list(entry));
        }

        private void add(int entry, List<Hit> hits) {
            List<Adjustment> adjustments = Contradictions.of(query, index, entry);
            int score = memory.scoreOfEntry[entry];
            int adjusted = score + adjustments.stream().mapToInt(Adjustment::amount).sum();
            boolean isKnown = hits.stream()
                    .anyMatch(hit -> hit.explanation().document().isPresent() && isOf(hit, entry));
            if (adjusted < threshold || isKnown) {
                return;
            }
            int row = memory.rowOfEntry[entry];
            int name = memory.nameOfEntry[entry];
            if (row < 0) {
                int listed = -1 - row;
                var pair = new Pair(0, index.name(listed), Agreement.OWN_SCRIPT, JaroWinkler.ONE);
                var why = new Explanation(
                        name, List.of(pair), List.of(), List.of(), score, adjustments, Optional.empty());
                hits.add(hit(entry, listed, adjusted, why));
                return;
            }
            Explanation why = explain(entry, row, name, score, adjustments);
            hits.add(hit(entry, index.rows().name(row), adjusted, why));
        }

        private Explanation explain(int entry, int row, int name, int score, List<Adjustment> adjustments) {
            List<Token> reading = names.get(name).readings().get(memory.readingOfEntry[entry]);
            List<Integer> positions = reading.stream().map(Token::position).toList();
            memory.query.set(reading);
            memory.score.of(memory.query, index, row);
            List<Pair> pairs = memory.score.pairs(memory.query, positions, index, row);
            List<Integer> extra = new ArrayList<>(positions);
            List<String> missing = new ArrayList<>(2);
            for (int column = 0; column < index.rows().words(row); column++) {
                int word = memory.score.wordOf(column);
                if (word < 0) {
                    missing.add(index.vocabulary().text(index.rows().word(row, column)));
                } else {
                    extra.removeIf(position -> position.equals(positions.get(word)));
                }
            }
            return new Explanation(name, pairs, extra, missing, score, adjustments, Optional.empty());
        }

        private Hit hit(int entry, int listedName, int score, Explanation why) {
            return new Hit(
                    index.list(entry),
                    index.entryId(entry),
                    index.kind(entry),
                    index.contentHash(entry),
                    index.name(listedName),
                    index.nameKind(listedName),
                    score,
                    why);
        }
    }
}
