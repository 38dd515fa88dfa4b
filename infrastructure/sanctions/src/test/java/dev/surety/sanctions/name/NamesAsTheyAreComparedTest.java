package dev.surety.sanctions.name;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamesAsTheyAreComparedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # written                 | read
            Łukasz Ørsted Đoković     | dokovic lukasz orsted
            Straße Ægir Œuvre ılık    | aegir ilik oeuvre strasse
            ŞÇĞİÖÜ Åse                | ase scgiou
            MU'AMMAR Sha‘ban M’Betibangui | mbetibangui muammar shaban
            al-Tikriti; Saddam        | al saddam tikriti
            ＡＢＣ ﬁnance ²           | 2 abc finance
            C.I.M.E.X. S.A. de C.V.   | c cv de e i m sa x
            Путин Владимир            | putin vladimir
            Щукин Юрий Ёлкин          | shchukin yolkin yuriy
            Ξενοφών Παπαδόπουλος      | papadopoulos xenofon
            Ευαγγελία Μπακογιάννη     | bakogianni evangelia
            Er\u200bland Te\u0301stov | erland testov
            """)
    void wordsInPlainLetters(String written, String read) {
        NormalName name = NameReader.shipped().read(written.translateEscapes());
        assertEquals(read, text(name.readings().get(0)));
        assertEquals(Set.of(), name.doubts());
    }

    @Test
    void lookAlikesWithinAWordAreReadAsLatinAndDoubted() {
        NormalName name = NameReader.shipped().read("Еrlаnd Tеstоvskу");
        assertEquals("erland testovsky", text(name.readings().get(0)));
        assertEquals(Set.of(Doubt.MIXED_SCRIPT), name.doubts());
    }

    @Test
    void aWordOfLookAlikesIsReadBothWays() {
        NormalName name = NameReader.shipped().read("Рора Erland");
        assertEquals(
                Set.of("erland rora", "erland popa"),
                name.readings().stream().map(NamesAsTheyAreComparedTest::text).collect(Collectors.toSet()));
    }

    @Test
    void aServantsNameIsReadApartAndJoined() {
        for (String written : List.of("Abd al-Rahman Karim", "Abdul Rahman Karim", "Abdel-Rahman Karim")) {
            NormalName name = NameReader.shipped().read(written);
            assertEquals("abdulrahman karim", text(name.readings().get(1)), written);
        }
    }

    @Test
    void anotherScriptKeepsItsSpelling() {
        NormalName name = NameReader.shipped().read("مُحَمَّد  عبد-الله");
        assertEquals(Optional.of("الله عبد محمد"), name.ownSpelling());
        assertEquals(List.of(), name.readings());
        assertEquals(Optional.of("金铁三"), NameReader.shipped().read("金铁三").ownSpelling());
    }

    @Test
    void aWordKnowsWhereItStood() {
        List<Token> words = NameReader.shipped().read("Zora Adam Karl").readings().get(0);
        assertEquals(List.of(1, 2, 0), words.stream().map(Token::position).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "mohammed, muhamad", "youssef, yusuf", "sergey, serguei", "aleksandr, oleksandr", "medvedev, medvedeff",
        "abdulrahman, abderrahmane", "abdelrahim, abdulrahim", "gaddafi, qadhafi", "shchukin, schukin", "limited, ltd",
        "khalid, khaled", "mueller, muller", "philippe, filipe"
    })
    void spellingsOfOneNameHaveOneForm(String one, String other) {
        assertEquals(form(one), form(other));
    }

    private static int form(String word) {
        return NameReader.shipped().read(word).readings().get(0).get(0).commonForm();
    }

    private static String text(List<Token> reading) {
        return reading.stream().map(Token::text).collect(Collectors.joining(" "));
    }
}
