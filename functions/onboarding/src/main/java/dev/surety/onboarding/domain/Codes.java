package dev.surety.onboarding.domain;

import dev.surety.model.marketplace.OnboardingRules.Tier;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.business.PersonCode;
import dev.surety.onboarding.domain.method.PayoutMethod;
import dev.surety.onboarding.domain.method.PayoutMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The requirement codes that a participant can meet today. Rules may name these alone. */
public final class Codes {
    public static final String NAME = "profile.name";
    public static final String EMAIL = "profile.email";
    public static final String PHONE = "profile.phone";
    public static final String BIRTH_DATE = "profile.birth_date";
    public static final String ADDRESS = "profile.address";
    public static final String REGISTRATION = "business.registration";
    /** Of the persons of a business; no participant has one itself. */
    public static final String NATIONALITY = "profile.nationality";
    public static final String OWNERS = "business.owners";
    public static final String DIRECTORS = "business.directors";
    public static final String TERMS = "terms.accept";
    public static final String DOCUMENT = "identity.document";

    /** Opens by itself while a provider of identity checks is late; no rule names it. */
    public static final String CHECK_DELAYED = "identity.check_delayed";

    /** Opens by itself when the proof of identity that counts is old; no rule names it. */
    public static final String REVERIFY = "identity.reverify";
    public static final String METHOD_ADD = PayoutMethods.ADD;
    public static final String METHOD_VERIFY = "payout_method.verify";
    /** Opens by itself once the only methods are errored; no rule names it. */
    public static final String METHOD_REPLACE = PayoutMethods.REPLACE;
    /** Opens by itself while the usable methods are not in force; no rule names it. */
    public static final String METHOD_DEFAULT = PayoutMethods.DEFAULT;

    /** Opens by itself while names are compared with lists, or people look at a hit; no rule names it. */
    public static final String SCREENING = Standing.SCREENING_REVIEW;

    public static final List<String> OF_RULES = List.of(
            NAME, EMAIL, PHONE, BIRTH_DATE, ADDRESS, REGISTRATION, OWNERS, DIRECTORS, TERMS, DOCUMENT, METHOD_ADD,
            METHOD_VERIFY);

    /** Rules may ask each person of a business for these. */
    public static final List<String> OF_PERSONS =
            List.of(NAME, EMAIL, PHONE, BIRTH_DATE, ADDRESS, NATIONALITY, DOCUMENT);

    public static final List<String> ALL = Stream.concat(
                    OF_RULES.stream(), Stream.of(METHOD_REPLACE, METHOD_DEFAULT, SCREENING, CHECK_DELAYED, REVERIFY))
            .toList();

    private Codes() {}

    /** Whether a person or a business can be asked for it. */
    static boolean appliesTo(Kind kind, String code) {
        return switch (code) {
            case BIRTH_DATE -> kind == Kind.INDIVIDUAL;
            case REGISTRATION, OWNERS, DIRECTORS -> kind == Kind.BUSINESS;
            default -> true;
        };
    }

    /** The codes of a tier, with those of each person whom the participant has. */
    static List<String> of(Tier tier, ParticipantState state) {
        List<String> codes = new ArrayList<>(tier.requires());
        for (String code : tier.persons().orElse(List.of())) {
            state.ofBusiness().persons().forEach(person -> codes.add(PersonCode.of(Optional.of(person.id()), code)));
        }
        return codes;
    }

    static boolean isMet(ParticipantState state, String code) {
        return PersonCode.parse(code).map(of -> isMet(state, of)).orElseGet(() -> isMetByItself(state, code));
    }

    private static boolean isMet(ParticipantState state, PersonCode of) {
        return of.code().equals(DOCUMENT)
                ? state.proven().isMet(of.toString())
                : state.ofBusiness()
                        .find(of.person())
                        .filter(person -> person.given().contains(of.code()))
                        .isPresent();
    }

    private static boolean isMetByItself(ParticipantState state, String code) {
        return switch (code) {
            case OWNERS -> state.ofBusiness().hasOwners();
            case DIRECTORS -> state.ofBusiness().hasDirector();
            case TERMS -> state.terms().isPresent();
            case METHOD_ADD -> state.methods().requirement().isEmpty();
            case METHOD_VERIFY -> state.methods().list().stream()
                    .anyMatch(method -> method.isInForce() && method.state() == PayoutMethod.State.VERIFIED);
            case DOCUMENT -> state.proven().isMet(code);
            default -> state.isGiven(code);
        };
    }

    /** Where a method has to be added, an errored one is to be replaced, and one that is there is to be chosen. */
    static String asked(ParticipantState state, String code) {
        return code.equals(METHOD_ADD) ? state.methods().requirement().orElse(code) : code;
    }

    /** One sentence that says how to meet it. */
    public static String resolution(String code) {
        return PersonCode.parse(code)
                .map(of -> "For " + of.person() + ": " + ofPerson(of.code()))
                .orElseGet(() -> ofParticipant(code));
    }

    private static String ofPerson(String code) {
        return switch (code) {
            case NAME -> "give the name.";
            case EMAIL -> "give an e-mail address.";
            case PHONE -> "give a telephone number.";
            case BIRTH_DATE -> "give the date of birth.";
            case ADDRESS -> "give the address.";
            case NATIONALITY -> "give the nationality.";
            case DOCUMENT -> "have the identity checked, or upload a document that proves who this is.";
            default -> "ask the marketplace.";
        };
    }

    private static String ofParticipant(String code) {
        return switch (code) {
            case NAME -> "Give the participant's name.";
            case EMAIL -> "Give an e-mail address.";
            case PHONE -> "Give a telephone number.";
            case BIRTH_DATE -> "Give the date of birth.";
            case ADDRESS -> "Give the address.";
            case REGISTRATION -> "Give the number under which the business is registered.";
            case OWNERS -> "Name owners of 75 % of the business, or declare that none has 25 % and name a director.";
            case DIRECTORS -> "Name a director of the business.";
            case TERMS -> "Have the participant accept the marketplace's terms.";
            case DOCUMENT -> "Have the identity checked, or upload a document that proves who this is.";
            case METHOD_ADD -> "Add an account to be paid out to.";
            case METHOD_VERIFY -> "Have an account to be paid out to verified.";
            case METHOD_REPLACE -> "Replace the account, for the bank refused it.";
            case METHOD_DEFAULT -> "Make one of the accounts the default.";
            case REVERIFY -> "Have the identity checked anew, or upload a newer document.";
            case CHECK_DELAYED -> "Wait: the provider of identity checks has not answered yet.";
            case SCREENING -> "Wait: this is under review. Nothing is to be done.";
            default -> "Ask the marketplace.";
        };
    }
}
