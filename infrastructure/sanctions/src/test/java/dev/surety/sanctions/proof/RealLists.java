package dev.surety.sanctions.proof;

import dev.surety.sanctions.index.ScreeningIndex;
import dev.surety.sanctions.list.BadList;
import dev.surety.sanctions.list.Completeness;
import dev.surety.sanctions.list.ListedName;
import dev.surety.sanctions.list.ListedParty;
import dev.surety.sanctions.list.OfacReader;
import dev.surety.sanctions.list.Published;
import dev.surety.sanctions.list.SanctionsList;
import dev.surety.sanctions.list.UnReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The published lists and their names. They lie beside the repository; without them their tests say so. */
public final class RealLists {
    private RealLists() {}

    /** A name and the party that it belongs to. */
    public record Owned(ListedParty party, ListedName name) {}

    /** Read and built once for all tests. */
    private static final class Built {
        private static final List<SanctionsList> LISTS = read();
        private static final ScreeningIndex INDEX = ScreeningIndex.of(LISTS);
    }

    public static ScreeningIndex index() {
        ask();
        return Built.INDEX;
    }

    public static List<Owned> names() {
        ask();
        List<Owned> names = new ArrayList<>();
        for (SanctionsList list : Built.LISTS) {
            for (ListedParty party : list.parties()) {
                party.names().forEach(name -> names.add(new Owned(party, name)));
            }
        }
        return names;
    }

    /** Skips the test if a list is not here. */
    private static void ask() {
        try {
            Published.real("ofac_sdn.csv");
            Published.real("un_consolidated.xml");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<SanctionsList> read() {
        try {
            return List.of(
                    OfacReader.read(Published.realOfac(), Completeness.PARTIAL),
                    UnReader.read(Published.stream(Published.real("un_consolidated.xml"))));
        } catch (IOException | BadList e) {
            throw new IllegalStateException(e);
        }
    }
}
