package dev.surety.onboarding.domain.method;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.iban4j.BicFormatException;
import org.iban4j.BicUtil;
import org.iban4j.CountryCode;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;
import org.iban4j.InvalidCheckDigitException;
import org.iban4j.UnsupportedCountryException;

/** The rules of ISO 13616 for IBANs, and of ISO 9362 for BICs. iban4j knows countries, lengths and check digits. */
final class IbanRules {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}");

    /** iban4j takes these letters, too. Banks there use the letters of France, Finland and the United Kingdom. */
    private static final Set<String> LETTERS_OF_OTHERS = Set.of(
            "AX", "BL", "GF", "GG", "GP", "IM", "JE", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT");

    private static final Map<String, Set<String>> TERRITORIES = Map.of(
            "FI", Set.of("AX"),
            "FR", Set.of("BL", "GF", "GP", "MC", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"),
            "GB", Set.of("GG", "IM", "JE"));

    /** Modulo 97 takes these for 97, 98 and 02; ISO 13616 never gives them. */
    private static final Set<String> NEVER_GIVEN = Set.of("00", "01", "99");

    private IbanRules() {}

    /** The rule that an IBAN breaks. The library's messages have the number in them, so none is passed on. */
    static Optional<String> broken(String iban) {
        if (!FORM.matcher(iban).matches()) {
            return Optional.of("format");
        }
        CountryCode country = CountryCode.getByCode(iban.substring(0, 2));
        if (country == null
                || LETTERS_OF_OTHERS.contains(country.name())
                || !IbanUtil.isSupportedCountry(country)) {
            return Optional.of("country_without_iban");
        }
        if (iban.length() != IbanUtil.getIbanLength(country)) {
            return Optional.of("length");
        }
        if (NEVER_GIVEN.contains(iban.substring(2, 4))) {
            return Optional.of("check_digits");
        }
        try {
            IbanUtil.validate(iban);
            return Optional.empty();
        } catch (InvalidCheckDigitException wrong) {
            return Optional.of("check_digits");
        } catch (Iban4jException wrong) {
            return Optional.of("format");
        }
    }

    /** @param country of the IBAN; empty if it has none */
    static Optional<String> brokenBic(String bic, String country) {
        try {
            BicUtil.validate(bic);
        } catch (BicFormatException | UnsupportedCountryException wrong) {
            return Optional.of("format");
        }
        String of = BicUtil.getCountryCode(bic);
        boolean fits = country.isEmpty()
                || of.equals(country)
                || TERRITORIES.getOrDefault(country, Set.of()).contains(of);
        return fits ? Optional.empty() : Optional.of("another_country");
    }

    /** The bank's code within a valid IBAN; with it a person tells banks apart in a plan. */
    static String bank(String iban) {
        String bank = IbanUtil.getBankCode(iban);
        return bank == null ? "" : bank;
    }
}
