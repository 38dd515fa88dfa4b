package dev.surety.sanctions.name;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a name as a person wrote it, or as a list spells it, into the form in which both are compared. */
public final class NameReader {
    /** The same tables for all: they ship with this module and never change. */
    private static final NameReader SHIPPED = new NameReader();

    private static final Comparator<Token> BY_LETTERS = (a, b) -> {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            if (a.letter(i) != b.letter(i)) {
                return Byte.compare(a.letter(i), b.letter(i));
            }
        }
        return Integer.compare(a.length(), b.length());
    };

    private final Letters letters = new Letters(ShippedTable.read(ShippedTable.LETTERS));
    private final Words words = new Words(ShippedTable.read(ShippedTable.WORDS));
    private final Sounds sounds =
            new Sounds(ShippedTable.read(ShippedTable.SOUNDS), ShippedTable.read(ShippedTable.SPELLINGS));
    private final String tables = ShippedTable.hashOfAll();

    private NameReader() {}

    public static NameReader shipped() {
        return SHIPPED;
    }

    /** SHA-256 in hex of the tables: two readers with equal tables read alike. */
    public String tables() {
        return tables;
    }

    public NormalName read(String name) {
        var raw = new RawWords(letters, name);
        List<List<Token>> readings = new ArrayList<>(2);
        addReadings(raw.plain(), readings);
        if (!raw.lookAlikes().isEmpty()) {
            addReadings(raw.lookAlikes(), readings);
        }
        Set<Doubt> doubts = raw.doubts().isEmpty() ? Set.of() : EnumSet.copyOf(raw.doubts());
        Optional<String> own = raw.hasOtherScript() ? Optional.of(raw.ownSpelling()) : Optional.empty();
        if (readings.isEmpty() && own.isEmpty()) {
            doubts = doubts.isEmpty() ? EnumSet.noneOf(Doubt.class) : doubts;
            doubts.add(Doubt.NO_LETTERS);
        }
        return new NormalName(readings, own, doubts);
    }

    private void addReadings(List<String> raw, List<List<Token>> readings) {
        List<Token> apart = tokens(raw, false);
        if (apart.isEmpty()) {
            return;
        }
        readings.add(apart);
        for (int i = 0; i < raw.size(); i++) {
            if (words.servant(raw, i) > 1) {
                readings.add(tokens(raw, true));
                return;
            }
        }
    }

    private List<Token> tokens(List<String> raw, boolean servantsJoined) {
        List<Token> tokens = new ArrayList<>(raw.size());
        int at = 0;
        while (at < raw.size()) {
            int joined = words.abbreviated(raw, at);
            int servant = servantsJoined ? words.servant(raw, at) : 1;
            if (servant > 1) {
                add(tokens, "abdul" + raw.get(at + servant - 1), at);
                joined = servant;
            } else {
                add(tokens, joined == 1 ? raw.get(at) : String.join("", raw.subList(at, at + joined)), at);
            }
            at += joined;
        }
        tokens.sort(BY_LETTERS);
        return tokens;
    }

    private void add(List<Token> tokens, String word, int position) {
        if (word.isEmpty()) {
            return;
        }
        String bounded = word.length() <= Token.MOST_LETTERS ? word : word.substring(0, Token.MOST_LETTERS);
        byte[] plain = new byte[bounded.length()];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) bounded.charAt(i);
        }
        tokens.add(new Token(
                plain, position, words.isLight(bounded), sounds.commonForm(plain), sounds.sound(plain)));
    }
}
