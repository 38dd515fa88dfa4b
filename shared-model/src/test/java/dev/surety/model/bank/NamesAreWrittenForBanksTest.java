package dev.surety.model.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamesAreWrittenForBanksTest {
    private static final long SEED = 11;
    private static final int TEXTS = 2_000;
    private static final List<String> NAMES = List.of(
            "Ada Lovelace | Ada Lovelace",
            "Jürgen Groß | Juergen Gross",
            "MÜLLER & SÖHNE GmbH | MUELLER + SOEHNE GmbH",
            "GROẞ | GROSS",
            "Ærø Ångström | Aero Angstroem",
            "Zoë Łukasz Đorđe Þór | Zoe Lukasz Dorde Thor",
            "Nguyễn Thị Ánh | Nguyen Thi Anh",
            "Ahmet Işık İnce | Ahmet Isik Ince",
            "Γιώργος Θεοδώρου | Giorgos Theodoroy",
            "ΘΑΛΗΣ ΨΥΧΗ | THALIS PSYCHI",
            "Юлия Жукова-Щербина | Yuliya Zhukova-Shterbina",
            "ЮЛИЯ | YULIYA",
            "Ђорђе Љубић | Djordje Ljubic",
            "O’Brien “Co.” [UK] | O'Brien 'Co.' (UK)",
            "a_b;c@d#e | a-b,c.d.e",
            "//Ada//Lovelace/ | Ada/Lovelace",
            "  Ada \u00a0  Lovelace  | Ada Lovelace",
            "Ａｄａ ﬁne № 5 | Ada fine No 5",
            "50 € | 50 E",
            "Ada\tLovelace\r\n | Ada Lovelace",
            "\u200fAda\u200e Love\u00adlace\ufeff | Ada Lovelace",
            "½ Müller© × ¢ | 1/2 Mueller. x .",
            "Ққ Әлия Өмір | Kk Aliya Omir",
            "Ɗan Ƙofa Ɛkua | Dan Kofa Ekua");

    @Test
    void aNameIsWrittenByThePublishedTable() {
        for (String row : NAMES) {
            int bar = row.lastIndexOf(" | ");
            String written = row.substring(bar + 3);
            assertEquals(Optional.of(written), BankText.of(row.substring(0, bar), BankText.SEPA_NAME), row);
            assertEquals(Optional.of(written), BankText.of(written, BankText.SEPA_NAME), "what is written stays");
        }
    }

    @Test
    void aNameWithACharacterWithoutWritingIsNotWritten() {
        for (String name : List.of("王小明", "Ada 王", "محمد", "דוד", "Ada \uD83D\uDE00", "...", "", " / ", "\u0301")) {
            assertEquals(Optional.empty(), BankText.of(name, BankText.SEPA_NAME), name);
        }
    }

    @Test
    void aNameThatIsTooLongIsCut() {
        assertEquals(Optional.of("a".repeat(70)), BankText.of("a".repeat(71), BankText.SEPA_NAME));
        assertEquals(Optional.of("s".repeat(70)), BankText.of("ß".repeat(36), BankText.SEPA_NAME));
        assertEquals(
                Optional.of("Bartholomew Featherst"), BankText.of("Bartholomew Featherst /x", BankText.ACH_NAME));
    }

    @Test
    void theTableWritesOnlyWhatBanksTake() {
        for (String row : Table.rows("bank-characters.csv")) {
            String written = row.substring(2);
            assertTrue(written.matches("[a-zA-Z0-9/?:().,'+-]+"), row);
            assertTrue(written.chars().allMatch(BankText::isTaken), row);
        }
    }

    @Test
    void noPrintableCharacterOfWesternEuropeGreeceAndTheSlavicLanguagesIsUnwritable() {
        Stream.of(range(' ', '~'), range(0xA0, 0x17F), range(0x386, 0x3CE), range(0x400, 0x45F))
                .flatMapToInt(of -> of)
                .filter(point -> !Character.isISOControl(point) && Character.isDefined(point))
                .forEach(point -> assertTrue(
                        BankText.of("a" + Character.toString(point), BankText.SEPA_NAME)
                                .isPresent(),
                        Character.getName(point)));
    }

    @Test
    void aTextThatIsWrittenCanStandAsItIs() {
        var random = new Random(SEED);
        int written = 0;
        for (int i = 0; i < TEXTS; i++) {
            int first = List.of(0x01, 0x20, 0xA0, 0x386, 0x400).get(random.nextInt(5));
            String text = random.ints(random.nextInt(1, 90), first, first + 0x60)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            Optional<String> ours = BankText.of(text, BankText.SEPA_NAME);
            ours.ifPresent(of -> {
                assertTrue(BankText.isWritten(of, BankText.SEPA_NAME), of);
                assertEquals(ours, BankText.of(of, BankText.SEPA_NAME), "written twice");
            });
            written += ours.isPresent() ? 1 : 0;
        }
        assertTrue(written > TEXTS / 4, "many are written: " + written);
    }

    @Test
    void aTextThatBanksRefuseCannotStand() {
        for (String text : List.of("", " a", "a ", "/a", "a/", "a//b", "a&b", "a\tb", "ä", "\u0131", "a".repeat(71))) {
            assertFalse(BankText.isWritten(text, BankText.SEPA_NAME), text);
        }
        assertTrue(BankText.isWritten("a".repeat(70), BankText.SEPA_NAME));
    }

    private static IntStream range(int first, int last) {
        return IntStream.rangeClosed(first, last);
    }

    @Test
    void aTransferOutOfTheEeaIsKnownByItsCountry() {
        for (String country : List.of("DE", "IS", "LI", "NO", "HR")) {
            assertTrue(Sepa.isInEea(country), country);
        }
        for (String country : List.of("CH", "GB", "MC", "SM", "VA", "AD", "RS", "US", "")) {
            assertFalse(Sepa.isInEea(country), country);
        }
    }

    @Test
    void sepaReachesItsCountriesOnly() {
        for (String country : List.of("DE", "CH", "GB", "RS", "MD", "GI")) {
            assertTrue(Sepa.reaches(country), country);
        }
        for (String country : List.of("US", "TR", "UA", "FO", "de", "")) {
            assertFalse(Sepa.reaches(country), country);
        }
    }

    @Test
    void theNumberOfAnAccountIsNotInItsText() {
        var account = new PayeeAccount(
                PayeeAccount.IBAN,
                "DE",
                "DE89370400440532013000",
                "37040044",
                Optional.empty(),
                Optional.empty(),
                "Ada Lovelace",
                "individual",
                "DE•• •••• 3000",
                Optional.of("Ada Lovelace"));
        assertEquals("iban DE•• •••• 3000", account.toString());
    }
}
