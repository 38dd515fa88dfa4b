package dev.surety.sanctions.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.sanctions.list.ListedParty;
import dev.surety.sanctions.list.PartialDate;
import dev.surety.sanctions.list.PartyKind;
import dev.surety.sanctions.match.Lists;
import dev.surety.sanctions.match.Query;
import dev.surety.sanctions.match.Screener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class IndexOfListsTest {
    private static final ListedParty FIRST =
            Lists.known("1", "Erland Testovsky", PartialDate.ofYear(1960).uncertain(), "RU", "AB1234567");
    private static final ListedParty SECOND = Lists.company("2", "Probe & Sons Ltd", "محمد تجربة", "Проба ООО");

    @Test
    void aWrittenIndexIsReadAsItWas() throws Exception {
        ScreeningIndex index = Lists.index(FIRST, SECOND);
        ScreeningIndex read = ScreeningIndex.read(new ByteArrayInputStream(written(index)));
        assertEquals(index.version(), read.version());
        assertEquals(index.lists(), read.lists());
        assertEquals(Optional.of(FIRST), read.find("test", "1"));
        assertEquals(Optional.of(SECOND), read.find("test", "2"));
        var screener = new Screener();
        for (String name : List.of("Testovsky Erland", "Probe and sons limited", "محمد تجربة", "OOO proba")) {
            var query = Query.of(name, PartyKind.UNKNOWN);
            assertEquals(1, screener.search(read, query, Screener.REVIEW).hits().size(), name);
            assertEquals(
                    screener.search(index, query, Screener.REVIEW), screener.search(read, query, Screener.REVIEW));
        }
        assertTrue(Arrays.equals(written(index), written(read)), "bytes differ");
    }

    @Test
    void theVersionIsOfTheContent() {
        String version = Lists.index(FIRST, SECOND).version();
        assertEquals(version, Lists.index(FIRST, SECOND).version());
        assertNotEquals(version, Lists.index(FIRST).version());
        assertNotEquals(version, Lists.index(FIRST, changed(SECOND)).version());
    }

    @Test
    void aFileCutAnywhereIsRefused() throws Exception {
        byte[] whole = written(Lists.index(FIRST, SECOND));
        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void aFileWithAnotherByteOrMoreOfThemIsRefused() throws Exception {
        byte[] whole = written(Lists.index(FIRST, SECOND));
        refused(Arrays.copyOf(whole, whole.length + 1));
        var random = new Random(7);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 + random.nextInt(255));
            refused(damaged);
        }
    }

    @Test
    void aDifferenceHasTheNewAndTheChanged() {
        ListedParty third = Lists.person("3", "Zora Probe");
        ScreeningIndex before = Lists.index(FIRST, SECOND);
        ScreeningIndex after = Lists.index(changed(SECOND), third);
        ScreeningIndex difference = after.difference(before);
        assertEquals(Set.of("2", "3"), ids(difference));
        assertEquals(Optional.of(changed(SECOND)), difference.find("test", "2"));
        assertEquals(Set.of("1", "2"), ids(before.difference(after)));
        assertTrue(after.difference(after).isEmpty());
        assertTrue(new Screener()
                .search(after.difference(after), Query.of("Zora Probe", PartyKind.PERSON), Screener.REVIEW)
                .hits()
                .isEmpty());
    }

    private static Set<String> ids(ScreeningIndex index) {
        Set<String> ids = new HashSet<>();
        for (int entry = 0; entry < index.entryCount(); entry++) {
            ids.add(index.entryId(entry));
        }
        return ids;
    }

    private static ListedParty changed(ListedParty party) {
        return new ListedParty(
                party.list(),
                party.id(),
                party.kind(),
                party.names(),
                party.births(),
                party.countries(),
                party.documents(),
                "other");
    }

    private static void refused(byte[] file) {
        assertThrows(BadIndex.class, () -> ScreeningIndex.read(new ByteArrayInputStream(file)));
    }

    private static byte[] written(ScreeningIndex index) throws IOException {
        var out = new ByteArrayOutputStream();
        index.write(out);
        return out.toByteArray();
    }
}
