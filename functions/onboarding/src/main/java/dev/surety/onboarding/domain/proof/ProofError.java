package dev.surety.onboarding.domain.proof;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a proof does not count: a closed list, to which every provider's own codes are mapped. Each has one sentence for
 * the person, and says what to do next.
 */
public enum ProofError {
    DOCUMENT_EXPIRED("The document is no longer valid.", NextStep.UPLOAD_ANOTHER_DOCUMENT, true),
    DOCUMENT_UNREADABLE("The document cannot be read.", NextStep.UPLOAD_AGAIN, true),
    DOCUMENT_BLURRY("The picture of the document is not sharp.", NextStep.UPLOAD_AGAIN, true),
    DOCUMENT_TOO_DARK("The picture of the document is too dark.", NextStep.UPLOAD_AGAIN, true),
    DOCUMENT_GLARE("Light on the document hides a part of it.", NextStep.UPLOAD_AGAIN, true),
    DOCUMENT_CROPPED("A part of the document is not in the picture.", NextStep.UPLOAD_AGAIN, true),
    DOCUMENT_GREYSCALE("The document has to be shown in colour.", NextStep.UPLOAD_AGAIN, true),
    DOCUMENT_DAMAGED("The document is damaged.", NextStep.UPLOAD_ANOTHER_DOCUMENT, true),
    DOCUMENT_INCOMPLETE("The document lacks pages.", NextStep.UPLOAD_AGAIN, true),
    DOCUMENT_FRONT_MISSING("The front of the document is missing.", NextStep.UPLOAD_OTHER_SIDE, true),
    DOCUMENT_BACK_MISSING("The back of the document is missing.", NextStep.UPLOAD_OTHER_SIDE, true),
    DOCUMENT_KIND_NOT_ACCEPTED(
            "A document of this kind is not accepted.", NextStep.UPLOAD_ANOTHER_DOCUMENT, true),
    DOCUMENT_COUNTRY_NOT_ACCEPTED(
            "A document of this country is not accepted.", NextStep.UPLOAD_ANOTHER_DOCUMENT, true),
    DOCUMENT_LANGUAGE_NOT_ACCEPTED(
            "A document in this language is not accepted.", NextStep.UPLOAD_ANOTHER_DOCUMENT, true),
    DOCUMENT_IS_A_COPY("A picture of a copy or of a screen is not accepted.", NextStep.UPLOAD_AGAIN, true),
    DOCUMENT_NOT_SIGNED("The document has no signature.", NextStep.UPLOAD_ANOTHER_DOCUMENT, true),
    DOCUMENT_TOO_OLD("The document was issued too long ago.", NextStep.UPLOAD_ANOTHER_DOCUMENT, true),
    DOCUMENT_WITHOUT_PHOTO("The document shows no photograph.", NextStep.UPLOAD_ANOTHER_DOCUMENT, true),
    DOCUMENT_NOT_VERIFIED("The document could not be verified.", NextStep.UPLOAD_ANOTHER_DOCUMENT, true),
    DOCUMENT_TYPE_DIFFERS("The file is of another type than announced.", NextStep.UPLOAD_AGAIN, false),
    DIGEST_MISMATCH("Other bytes came than were announced.", NextStep.UPLOAD_AGAIN, false),
    UPLOAD_MISSING("The file did not come in time.", NextStep.UPLOAD_AGAIN, false),
    NAME_MISMATCH("The name differs from the profile.", NextStep.CORRECT_PROFILE, true),
    BIRTH_DATE_MISMATCH("The date of birth differs from the profile.", NextStep.CORRECT_PROFILE, true),
    BIRTH_DATE_MISSING("No date of birth is shown.", NextStep.UPLOAD_ANOTHER_DOCUMENT, true),
    ADDRESS_MISMATCH("The address differs from the profile.", NextStep.CORRECT_PROFILE, true),
    ADDRESS_NOT_FOUND("The address does not exist.", NextStep.CORRECT_PROFILE, true),
    NATIONALITY_MISMATCH("The nationality differs from the profile.", NextStep.CORRECT_PROFILE, true),
    ID_NUMBER_INVALID(
            "The number of the document is not one that is issued.", NextStep.UPLOAD_ANOTHER_DOCUMENT, true),
    ID_NUMBER_MISMATCH("The number differs from the profile.", NextStep.CORRECT_PROFILE, true),
    UNDER_AGE("The person is too young.", NextStep.ASK_MARKETPLACE, true),
    PHONE_MISMATCH("The telephone number is another person's.", NextStep.CORRECT_PROFILE, false),
    EMAIL_MISMATCH("The e-mail address is another person's.", NextStep.CORRECT_PROFILE, false),
    SELFIE_MISMATCH("The face is not the one on the document.", NextStep.CHECK_AGAIN, false),
    SELFIE_UNREADABLE("The picture of the face cannot be read.", NextStep.CHECK_AGAIN, false),
    CONSENT_DECLINED("The person did not agree to the check.", NextStep.CHECK_AGAIN, false),
    CHECK_ABANDONED("The check was not finished.", NextStep.CHECK_AGAIN, false),
    CHECK_DELAYED("The check takes longer than usual.", NextStep.WAIT, false),
    CHECK_REVOKED("The provider took its result back.", NextStep.ASK_MARKETPLACE, false),
    COUNTRY_NOT_SUPPORTED("People of this country cannot be checked.", NextStep.ASK_MARKETPLACE, false),
    REGISTRATION_NOT_FOUND(
            "The business is in no register under this number.", NextStep.CORRECT_PROFILE, true),
    REGISTRATION_MISMATCH("The register names another business.", NextStep.CORRECT_PROFILE, true),
    BUSINESS_DISSOLVED("The register says that the business has ended.", NextStep.ASK_MARKETPLACE, true),
    ACCOUNT_NAME_MISMATCH("The account is another holder's.", NextStep.ADD_ANOTHER_ACCOUNT, false);

    private final String sentence;
    private final NextStep nextStep;
    private final boolean isOfAPerson;

    ProofError(String sentence, NextStep nextStep, boolean isOfAPerson) {
        this.sentence = sentence;
        this.nextStep = nextStep;
        this.isOfAPerson = isOfAPerson;
    }

    /** Data for a front end, which has its own words. */
    public enum NextStep {
        UPLOAD_AGAIN,
        UPLOAD_OTHER_SIDE,
        UPLOAD_ANOTHER_DOCUMENT,
        CORRECT_PROFILE,
        CHECK_AGAIN,
        ADD_ANOTHER_ACCOUNT,
        ASK_MARKETPLACE,
        WAIT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String sentence() {
        return sentence;
    }

    public NextStep nextStep() {
        return nextStep;
    }

    /** Whether a person who looks at a document may give it as a reason. */
    public boolean isOfAPerson() {
        return isOfAPerson;
    }

    public static Optional<ProofError> find(String code) {
        return Arrays.stream(values()).filter(of -> of.code().equals(code)).findFirst();
    }
}
