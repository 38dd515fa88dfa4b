package dev.surety.onboarding.app.screening;

import dev.surety.model.marketplace.ScreeningRules;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The port to the lists of sanctioned parties. Comparing moves nothing and needs no service, so it is done as often as
 * we like. A hostile list can hold the money of honest participants, and can leave out a sanctioned one; two people
 * decide each hit.
 */
public interface NameScreening {
    /** Screens nothing: no list is loaded in this stack. */
    NameScreening NONE = (_, _) -> new Outcome.Clear("none");

    Outcome screen(Query query, ScreeningRules rules);

    /**
     * @param names all names of one participant, of its profile and of the holders of its accounts; or of one person
     * @param birthDate as {@code 1906-12-09}
     * @param country two letters
     * @param documents numbers such as that of a commercial register
     */
    record Query(
            List<String> names,
            Optional<String> birthDate,
            Optional<String> country,
            boolean business,
            List<String> documents) {
        public Query {
            names = List.copyOf(names);
            documents = List.copyOf(documents);
        }

        /** The kind by which settings name thresholds. */
        public String kind() {
            return business ? "business" : "individual";
        }
    }

    sealed interface Outcome {
        /** @param index the version of all lists together */
        record Clear(String index) implements Outcome {}

        /**
         * @param review why people have to look although no score is high enough, such as mixed scripts in a word
         */
        record Found(String index, List<Hit> hits, Optional<String> review) implements Outcome {
            public Found {
                hits = List.copyOf(hits);
            }
        }

        /** No lists are loaded, or they cannot be read now. */
        record NotPossible() implements Outcome {}
    }

    /**
     * An entry of a list that is near enough.
     *
     * @param entry the entry's id in its list
     * @param contentHash of the entry: another one means that the list has changed it
     * @param alias the list's spelling that is nearest
     * @param score in ten-thousandths
     * @param explanation which words matched, and what was added and subtracted
     */
    record Hit(String list, String entry, String contentHash, String alias, int score, JsonNode explanation) {}
}
