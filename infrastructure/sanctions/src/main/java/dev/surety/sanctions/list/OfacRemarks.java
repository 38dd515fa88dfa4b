package dev.surety.sanctions.list;

import java.time.DateTimeException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last column of OFAC's list: facts in the order and spelling of their authors, between semicolons. We take names,
 * births, countries and numbers of documents. The rest, such as links to others, is no fact to compare a person by.
 */
final class OfacRemarks {
    private static final Pattern ALIAS = Pattern.compile("[afn]\\.k\\.a\\. '(.+)'");
    private static final Pattern COUNTRY = Pattern.compile(
            "(?:nationality|citizen|Nationality of Registration|(?:Former )?Vessel Flag|Registered in) (.+)");
    /** Longer facts are prose. */
    private static final int DOCUMENT_CHARACTERS = 300;
    /** A phone is no document, a model is no ship, and a telegraph code is a name. */
    private static final Pattern OTHER = Pattern.compile(
            "(?i)(?:phone|telephone|fax|telex|email|website|aircraft model|linked to|chinese commercial|micex).*");

    /** The last word of a document's kind, which stands before its number. */
    private static final String LAST_WORD = "(?:No\\.?|#|Number|ID|Card|Passport|Code|IMO|MMSI|Document"
            + "|Booklet|License|Identidad|Nacional|electoral|Cedula|NIT|RIF|RUC|RFC|SSN|RTN|FEIN|R\\.F\\.C\\."
            + "|C\\.U\\.R\\.P\\.|D\\.N\\.I\\.|I\\.F\\.E\\.|N\\.I\\.E\\.|C\\.R\\.|C\\.I\\.F\\.|C\\.U\\.I\\.[TP]\\."
            + "|SWIFT/BIC|BIK \\(RU\\)|\\(MSN\\)|F/N\\)|\\(NUIT\\))";

    private static final Pattern DOCUMENT = Pattern.compile(
            "((?:[A-Z][A-Za-z.,'/&#()-]* (?:[A-Za-z.,'/&#()-]+ )*?)?" + LAST_WORD + "(?: (?:No\\.?|#|IMO))*+)"
                    + " ([A-Z0-9][^();]*?)(?: \\(([^()]+)\\))?(?:,? (?:issued|expires|expired) .*)?");

    private OfacRemarks() {}

    /** @throws DateTimeException if a date of birth is none of any calendar */
    static void read(String remarks, Draft into) {
        String whole = remarks.endsWith(".") ? remarks.substring(0, remarks.length() - 1) : remarks;
        for (String each : whole.split(";", -1)) {
            String fact = each.strip();
            fact(fact.startsWith("alt. ") ? fact.substring(5) : fact, into);
        }
    }

    private static void fact(String fact, Draft into) {
        if (fact.startsWith("DOB ")) {
            Births.find(fact.substring(4)).ifPresentOrElse(into::birth, into::unreadableBirth);
            return;
        }
        Matcher alias = ALIAS.matcher(fact);
        if (alias.matches()) {
            into.name(alias.group(1), NameKind.WEAK_ALIAS);
            return;
        }
        if (fact.startsWith("POB ")) {
            birthCountry(fact.substring(4)).ifPresent(into::country);
            return;
        }
        Matcher country = COUNTRY.matcher(fact);
        if (country.matches()) {
            into.country(country.group(1));
            return;
        }
        if (fact.length() > DOCUMENT_CHARACTERS || OTHER.matcher(fact).matches()) {
            return;
        }
        Matcher document = DOCUMENT.matcher(fact);
        if (document.matches()) {
            into.document(document.group(1), document.group(2), Optional.ofNullable(document.group(3)));
        }
    }

    /** A place ends with its country, whose own name may hold a comma, or with none. */
    private static Optional<String> birthCountry(String place) {
        int last = place.lastIndexOf(',');
        int lastButOne = last < 0 ? -1 : place.lastIndexOf(',', last - 1);
        return Countries.find(place.substring(lastButOne + 1))
                .or(() -> Countries.find(place.substring(last + 1)));
    }
}
