package dev.surety.onboarding.app.lists;

import dev.surety.model.id.MarketplaceId;
import dev.surety.model.journal.ChainId;
import dev.surety.model.journal.Entry;
import dev.surety.onboarding.domain.lists.ListsState;
import dev.surety.runtime.json.Json;
import java.util.Optional;

/** The stack's one chain of lists, without end: its last entry is the state of all of them. */
public final class ListsChain {
    public static final String TYPE = "screening_lists";
    public static final ChainId ID = new ChainId(TYPE, new MarketplaceId("stack"), "lists");

    /** Another index is in force. */
    public static final String CHANGED = "screening.list_changed.v1";
    /** The lists were read, or refused, and the index stays. */
    public static final String CHECKED = "screening.list_checked.v1";
    /** People are told of a refused or stale list, or that there is none any more. */
    public static final String TOLD = "screening.list_told.v1";

    static final String REFUSED_KIND = "screening_list_refused";
    static final String STALE_KIND = "screening_list_stale";

    /** Of the state in stored data. */
    private static final int VERSION = 1;

    private ListsChain() {}

    public static ListsState state(Optional<Entry> last) {
        return last.map(entry -> Json.shared(Json.object(entry.data()), ListsState.class, VERSION))
                .orElse(ListsState.NONE);
    }
}
