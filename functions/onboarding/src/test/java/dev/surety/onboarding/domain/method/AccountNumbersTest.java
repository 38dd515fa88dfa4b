package dev.surety.onboarding.domain.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.model.bank.PayeeAccount;
import dev.surety.model.bank.RoutingNumber;
import dev.surety.model.refusal.FieldError;
import dev.surety.onboarding.domain.method.BankAccount.Holder;
import dev.surety.onboarding.domain.method.BankAccount.Iban;
import dev.surety.onboarding.domain.method.BankAccount.UsAccount;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountNumbersTest {
    private static final Holder ADA = new Holder("Ada Lovelace", Holder.Kind.INDIVIDUAL);

    private static final String IBANS =
            """
            DE89370400440532013000             | -
            DE89 3704 0044 0532 0130 00        | -
            de89370400440532013000             | -
            GB82WEST12345698765432             | -
            NO9386011117947                    | -
            MT84MALT011000012345MTLCAST001S    | -
            FR1420041010050500013M02606        | -
            XK051212012345678906               | -
            DE88370400440532013000             | check_digits
            DE89370400440532013001             | check_digits
            DE98370400440532013000             | check_digits
            DE00370400440532000052             | check_digits
            DE01370400440532000034             | check_digits
            DE99370400440532000016             | check_digits
            GB82WEST12345698765433             | check_digits
            DE8937040044053201300              | length
            DE893704004405320130000            | length
            NO938601111794                     | length
            US89370400440532013000             | country_without_iban
            CA89370400440532013000             | country_without_iban
            ZZ89370400440532013000             | country_without_iban
            XX89370400440532013000             | country_without_iban
            GG82WEST12345698765432             | country_without_iban
            RE1420041010050500013M02606        | country_without_iban
            DE8937040044053201300O             | format
            DE89-3704-0044-0532-0130-00        | format
            89DE370400440532013000             | format
            DEA9370400440532013000             | format
            GB82123412345698765432             | format
            ＤＥ89370400440532013000             | format
            DE٨٩370400440532013000             | format
            DE                                 | format
            """;

    private static final String ROUTING_NUMBERS =
            """
            021000021 | -
            011401533 | -
            091000019 | -
            122105155 | -
            021000020 | check_digits
            012000021 | check_digits
            000000000 | check_digits
            131000021 | format
            991000021 | format
            02100002  | format
            0210000211 | format
            02100002a | format
            02100-021 | format
            """;

    private static List<String[]> rows(String table) {
        return table.lines()
                .map(line -> line.split(" +\\| "))
                .map(row -> new String[] {row[0].strip(), row[1].strip()})
                .toList();
    }

    private static String rules(List<FieldError> wrong) {
        return wrong.isEmpty() ? "-" : String.join(" ", wrong.stream().map(FieldError::reason).toList());
    }

    @Test
    void anIbanIsTakenOrItsBrokenRuleNamed() {
        for (String[] row : rows(IBANS)) {
            assertEquals(row[1], rules(Iban.of(row[0], Optional.empty()).wrong()), row[0]);
        }
    }

    @Test
    void aRoutingNumberIsTakenOrItsBrokenRuleNamed() {
        for (String[] row : rows(ROUTING_NUMBERS)) {
            var account = new UsAccount(row[0], "12345678", UsAccount.Type.CHECKING);
            assertEquals(row[1], rules(account.wrong()), row[0]);
        }
    }

    @Test
    void everyDigitOfAnIbanAndOfARoutingNumberIsCovered() {
        for (String iban : List.of("DE89370400440532013000", "NO9386011117947", "AT611904300234573201")) {
            for (int i = 2; i < iban.length(); i++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    String other = iban.substring(0, i) + digit + iban.substring(i + 1);
                    assertEquals(other.equals(iban), Iban.of(other, Optional.empty()).wrong().isEmpty(), other);
                }
            }
        }
        for (int i = 0; i < 9; i++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String other = "021000021".substring(0, i) + digit + "021000021".substring(i + 1);
                assertEquals(other.equals("021000021"), RoutingNumber.broken(other).isEmpty(), other);
            }
        }
    }

    @Test
    void aBicIsOfTheIbansCountryOrOfItsTerritories() {
        assertEquals("-", bic("DE89370400440532013000", "cobadeffxxx"));
        assertEquals("-", bic("FR1420041010050500013M02606", "BREDGPGPXXX"));
        assertEquals("another_country", bic("DE89370400440532013000", "BKAUATWW"));
        assertEquals("format", bic("DE89370400440532013000", "COBADEF"));
        assertEquals("format", bic("DE89370400440532013000", "COBAZZFF"));
        assertEquals("check_digits", bic("DE88370400440532013000", "BKAUATWW"), "one thing at a time");
    }

    private static String bic(String iban, String bic) {
        return rules(Iban.of(iban, Optional.of(bic)).wrong());
    }

    @Test
    void oneAccountHasOneTextHoweverItIsWritten() {
        assertEquals(
                Iban.of("DE89370400440532013000", Optional.empty()).canonical(),
                Iban.of("de89 3704 0044 0532 0130 00", Optional.of("COBADEFF")).canonical());
        assertEquals(
                new UsAccount("021000021", "123456", UsAccount.Type.CHECKING).canonical(),
                new UsAccount("021000021", "123456", UsAccount.Type.SAVINGS).canonical());
        assertFalse(new UsAccount("021000021", "123456", UsAccount.Type.CHECKING)
                .canonical()
                .equals(new UsAccount("021000021", "0123456", UsAccount.Type.CHECKING).canonical()));
    }

    @Test
    void aMaskHidesMostOfTheNumber() {
        assertEquals("DE•• •••• 3000", iban().masked());
        assertEquals("•••• 5678", us("12345678").masked());
        assertEquals("•••• 67", us("1234567").masked());
        assertEquals("•••• 34", us("1234").masked());
    }

    @Test
    void theVaultKeepsHowTheBankWillSeeTheName() {
        assertEquals("37040044", iban().bank());
        assertEquals("DE", iban().country());
        assertEquals(Optional.of("Ada Lovelace"), iban().bankName());
        assertEquals("021000021", us("12345678").bank());
        assertEquals(Optional.of("savings"), us("12345678").accountType());
        var firm = new Holder("Grüße & Söhne Handelsgesellschaft", Holder.Kind.BUSINESS);
        var savings = new UsAccount("021000021", "12345678", UsAccount.Type.SAVINGS);
        assertEquals(Optional.of("Gruesse + Soehne Hande"), savings.keptFor(firm).bankName());
        assertEquals("business", savings.keptFor(firm).holderKind());
        var han = new Holder("王小明", Holder.Kind.INDIVIDUAL);
        assertEquals(Optional.empty(), savings.keptFor(han).bankName());
    }

    @Test
    void noTextOfAnAccountShowsItsNumber() {
        assertEquals("iban", Iban.of("DE89370400440532013000", Optional.empty()).toString());
        assertEquals("us_account", new UsAccount("021000021", "12345678", UsAccount.Type.SAVINGS).toString());
        assertTrue(iban().toString().endsWith("3000"));
        assertFalse(iban().toString().contains("0532"));
    }

    private static PayeeAccount iban() {
        return Iban.of("DE89370400440532013000", Optional.empty()).keptFor(ADA);
    }

    private static PayeeAccount us(String number) {
        return new UsAccount("021000021", number, UsAccount.Type.SAVINGS).keptFor(ADA);
    }
}
