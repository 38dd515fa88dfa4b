package dev.surety.onboarding.domain;

import dev.surety.model.standing.Standing;
import dev.surety.onboarding.domain.ParticipantState.Kind;
import dev.surety.onboarding.domain.method.PayoutMethod;
import dev.surety.onboarding.domain.method.PayoutMethods;
import java.util.List;
import java.util.stream.Stream;

/** The requirement codes that a participant can meet today. Rules may name these alone. */
public final class Codes {
    public static final String NAME = "profile.name";
    public static final String EMAIL = "profile.email";
    public static final String PHONE = "profile.phone";
    public static final String BIRTH_DATE = "profile.birth_date";
    public static final String ADDRESS = "profile.address";
    public static final String REGISTRATION = "business.registration";
    public static final String TERMS = "terms.accept";
    public static final String DOCUMENT = "identity.document";

    /** Opens by itself while a provider of identity checks is late; no rule names it. */
    public static final String CHECK_DELAYED = "identity.check_delayed";
    public static final String METHOD_ADD = PayoutMethods.ADD;
    public static final String METHOD_VERIFY = "payout_method.verify";
    /** Opens by itself once the only methods are errored; no rule names it. */
    public static final String METHOD_REPLACE = PayoutMethods.REPLACE;
    /** Opens by itself while the usable methods are not in force; no rule names it. */
    public static final String METHOD_DEFAULT = PayoutMethods.DEFAULT;

    /** Opens by itself while names are compared with lists, or people look at a hit; no rule names it. */
    public static final String SCREENING = Standing.SCREENING_REVIEW;

    public static final List<String> OF_RULES = List.of(
            NAME, EMAIL, PHONE, BIRTH_DATE, ADDRESS, REGISTRATION, TERMS, DOCUMENT, METHOD_ADD, METHOD_VERIFY);

    public static final List<String> ALL = Stream.concat(
                    OF_RULES.stream(), Stream.of(METHOD_REPLACE, METHOD_DEFAULT, SCREENING, CHECK_DELAYED))
            .toList();

    private Codes() {}

    /** Whether a person or a business can be asked for it. */
    static boolean appliesTo(Kind kind, String code) {
        return switch (code) {
            case BIRTH_DATE -> kind == Kind.INDIVIDUAL;
            case REGISTRATION -> kind == Kind.BUSINESS;
            default -> true;
        };
    }

    static boolean isMet(ParticipantState state, String code) {
        return switch (code) {
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
        return switch (code) {
            case NAME -> "Give the participant's name.";
            case EMAIL -> "Give an e-mail address.";
            case PHONE -> "Give a telephone number.";
            case BIRTH_DATE -> "Give the date of birth.";
            case ADDRESS -> "Give the address.";
            case REGISTRATION -> "Give the number under which the business is registered.";
            case TERMS -> "Have the participant accept the marketplace's terms.";
            case DOCUMENT -> "Have the identity checked, or upload a document that proves who this is.";
            case METHOD_ADD -> "Add an account to be paid out to.";
            case METHOD_VERIFY -> "Have an account to be paid out to verified.";
            case METHOD_REPLACE -> "Replace the account, for the bank refused it.";
            case METHOD_DEFAULT -> "Make one of the accounts the default.";
            case CHECK_DELAYED -> "Wait: the provider of identity checks has not answered yet.";
            case SCREENING -> "Wait: this is under review. Nothing is to be done.";
            default -> "Ask the marketplace.";
        };
    }
}
