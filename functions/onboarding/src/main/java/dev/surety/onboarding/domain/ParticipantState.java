package dev.surety.onboarding.domain;

import dev.surety.model.marketplace.MarketplaceSettings.Mode;
import dev.surety.model.standing.SalesRecord;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.domain.Capability.Status;
import dev.surety.onboarding.domain.business.Business;
import dev.surety.onboarding.domain.closing.Closing;
import dev.surety.onboarding.domain.closing.LegalHold;
import dev.surety.onboarding.domain.method.PayoutMethods;
import dev.surety.onboarding.domain.proof.Proof;
import dev.surety.onboarding.domain.proof.Proofs;
import dev.surety.onboarding.domain.screening.Screened;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A participant's whole state. Every entry of the participant's chain carries it, so the last entry is enough, and the
 * chain has no end. It has no words about the person: it names them by commitment, and the vault has them.
 *
 * @param settingsVersion the settings whose rules this state was judged by
 * @param reference the marketplace's reference, where a former entry has it; else the vault has it
 * @param words the vault's commitment to reference and profile
 * @param given the codes of the requirements that the profile meets, sorted
 * @param terms the terms that the participant accepted last
 * @param decision what the marketplace decided about the account
 * @param inflow the block of money in, if any
 * @param outflow the block of money out, if any
 * @param requirements those not met, sorted by code
 * @param marks the volume limits that are near or reached
 * @param methods where the participant can be paid out
 * @param sales when it came, and its sales as they were counted when an entry last had to know them
 * @param screening how far its names were compared with lists; empty where that was never asked for
 * @param proofs its documents and checks, by what they prove; empty before the first
 * @param business its persons and what it declares; empty for a person, and before the first of them
 * @param closing since it is to be closed; empty before
 * @param legalHold while its data must not be destroyed
 */
public record ParticipantState(
        Kind kind,
        String country,
        Mode mode,
        Instant createdAt,
        int settingsVersion,
        Optional<String> reference,
        String words,
        List<String> given,
        Capabilities capabilities,
        Optional<Terms> terms,
        Optional<Decision> decision,
        Optional<Decision> inflow,
        Optional<Decision> outflow,
        List<Requirement> requirements,
        List<VolumeMark> marks,
        PayoutMethods methods,
        SalesRecord sales,
        Optional<Screened> screening,
        Optional<Proofs> proofs,
        Optional<Business> business,
        Optional<Closing> closing,
        Optional<LegalHold> legalHold) {
    /** The version of this stored shape. */
    public static final int VERSION = 1;

    public ParticipantState {
        given = given.stream().sorted().toList();
        requirements = List.copyOf(requirements);
        marks = List.copyOf(marks);
    }

    public enum Kind {
        INDIVIDUAL,
        BUSINESS
    }

    /** @param hash SHA-256 of the text that was shown, in hex, if the marketplace told it */
    public record Terms(String version, Instant at, Optional<String> hash) {}

    /** A new participant, not judged yet. */
    public static ParticipantState created(
            Kind kind, String country, Mode mode, Instant now, String words, List<String> given) {
        Capabilities capabilities =
                Capabilities.of(name -> Capability.requested(Capability.REQUESTED.contains(name)));
        return new ParticipantState(
                kind, country, mode, now, 0, Optional.empty(), words, given, capabilities, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(),
                PayoutMethods.NONE, new SalesRecord(now, 0), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** The state of the account, which follows from everything else. */
    public enum Account {
        ONBOARDING,
        ACTIVE,
        RESTRICTED,
        SUSPENDED,
        REJECTED,
        CLOSING,
        CLOSED
    }

    /** Whether it is to be closed, or is: nothing new. */
    public boolean isClosing() {
        return closing.isPresent();
    }

    public boolean isRejected() {
        return decision.filter(of -> of.kind() == Decision.Kind.REJECTED).isPresent();
    }

    public boolean isClosed() {
        return closing.flatMap(Closing::closedAt).isPresent();
    }

    /** Whether two people found it to be a party of a list: no money comes in for it and none goes out to it. */
    public boolean isConfirmed() {
        return screening.filter(Screened::isConfirmed).isPresent();
    }

    public Account account() {
        if (isClosing()) {
            return isClosed() ? Account.CLOSED : Account.CLOSING;
        }
        if (isRejected()) {
            return Account.REJECTED;
        }
        if (decision.isPresent() && decision.get().kind() == Decision.Kind.SUSPENDED) {
            return Account.SUSPENDED;
        }
        boolean isLate = requirements.stream().anyMatch(open -> open.status() == Requirement.Status.PAST_DUE);
        boolean isFull = marks.stream().anyMatch(VolumeMark::reached);
        if (decision.isPresent() || isLate || isFull || isConfirmed()) {
            return Account.RESTRICTED;
        }
        boolean isAllowed = Capability.ALL.stream()
                .map(this::capability)
                .anyMatch(of -> of.requested() && of.allowed());
        return isAllowed ? Account.ACTIVE : Account.ONBOARDING;
    }

    public Capability capability(String name) {
        return capabilities.get(name);
    }

    public Status status(String name) {
        Capability capability = capability(name);
        if (!capability.requested()) {
            return Status.UNREQUESTED;
        }
        if (!capability.offered()) {
            return Status.UNSUPPORTED;
        }
        if (!capability.enabled() || isDecidedAgainst(name) || isClosedTo(name)) {
            return Status.RESTRICTED;
        }
        if (capability.allowed()) {
            return Status.ACTIVE;
        }
        List<Requirement> missing = restricting(name).toList();
        boolean isChecked = !missing.isEmpty()
                && missing.stream().allMatch(open -> open.status() == Requirement.Status.PENDING);
        return isChecked ? Status.PENDING : Status.RESTRICTED;
    }

    public boolean isDecidedAgainst(String capability) {
        return decision.filter(of -> of.restricts().contains(capability)).isPresent();
    }

    /** A closing participant is paid out what it has, and no more. */
    public boolean isClosedTo(String capability) {
        return isClosed() || (isClosing() && !Capability.OUT.contains(capability));
    }

    public boolean isUsedUp(String capability) {
        return marks.stream()
                .anyMatch(mark -> mark.reached() && mark.capability().equals(capability));
    }

    /** The requirements that take this capability away now. */
    public Stream<Requirement> restricting(String capability) {
        return requirements.stream().filter(open -> open.isRestricting(capability));
    }

    public Optional<Requirement> requirement(String code) {
        return requirements.stream().filter(open -> open.code().equals(code)).findFirst();
    }

    public boolean isGiven(String code) {
        return given.contains(code);
    }

    /** The data that other functions decide by. */
    public Standing standing() {
        Set<String> active = Capability.ALL.stream()
                .filter(name -> status(name) == Status.ACTIVE)
                .collect(Collectors.toSet());
        return new Standing(
                account().name().toLowerCase(Locale.ROOT),
                active,
                inflow.isPresent() || isConfirmed(),
                outflow.isPresent() || isConfirmed(),
                Optional.of(sales),
                Optional.of(requirements.stream().map(Requirement::shared).toList()).filter(open -> !open.isEmpty()),
                Optional.of(methods.standing()).filter(of -> !of.isEmpty()),
                Optional.of(screening.flatMap(Screened::index).orElse(Standing.NO_LIST)),
                Optional.of(words),
                Optional.of(isConfirmed()).filter(of -> of));
    }

    /** When a timer has to look at the participant next. */
    public Optional<Instant> nextDue() {
        if (isClosed()) {
            return closing.flatMap(Closing::nextDue);
        }
        return Stream.of(
                        requirements.stream().flatMap(open -> open.nextDue().stream()),
                        Stream.of(decision, inflow, outflow)
                                .flatMap(Optional::stream)
                                .flatMap(of -> of.until().stream()),
                        marks.stream().map(VolumeMark::lookAt),
                        methods.due().stream(),
                        closing.filter(_ -> legalHold.isEmpty()).flatMap(Closing::nextDue).stream(),
                        proven().askAgainAt().stream(),
                        screening.flatMap(Screened::askAt).stream())
                .flatMap(instants -> instants)
                .min(Comparator.naturalOrder());
    }

    ParticipantState judged(
            int settings, Capabilities allowed, List<Requirement> open, List<VolumeMark> near) {
        return new ParticipantState(
                kind, country, mode, createdAt, settings, reference, words, given, allowed, terms, decision, inflow,
                outflow, open, near, methods, sales, screening, proofs, business, closing, legalHold);
    }

    /** The vault keeps reference and profile under one commitment from now on. */
    ParticipantState given(String kept, List<String> codes) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, Optional.empty(), kept, codes, capabilities, terms,
                decision, inflow, outflow, requirements, marks, methods, sales, screening, proofs, business, closing,
                legalHold);
    }

    public ParticipantState accepted(Terms now) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, reference, words, given, capabilities,
                Optional.of(now), decision, inflow, outflow, requirements, marks, methods, sales, screening, proofs,
                business, closing, legalHold);
    }

    ParticipantState with(Capabilities now) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, reference, words, given, now, terms, decision, inflow,
                outflow, requirements, marks, methods, sales, screening, proofs, business, closing, legalHold);
    }

    ParticipantState decided(Optional<Decision> now) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, reference, words, given, capabilities, terms, now,
                inflow, outflow, requirements, marks, methods, sales, screening, proofs, business, closing, legalHold);
    }

    ParticipantState blocked(Optional<Decision> in, Optional<Decision> out) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, reference, words, given, capabilities, terms, decision,
                in, out, requirements, marks, methods, sales, screening, proofs, business, closing, legalHold);
    }

    ParticipantState replacing(Requirement now) {
        return judged(
                settingsVersion,
                capabilities,
                requirements.stream()
                        .map(open -> open.code().equals(now.code()) ? now : open)
                        .toList(),
                marks);
    }

    public ParticipantState marked(List<VolumeMark> now) {
        return judged(settingsVersion, capabilities, requirements, now);
    }

    /** @param settled the escrows that settled in its favour, as its record counts them now */
    public ParticipantState counted(int settled) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, reference, words, given, capabilities, terms, decision,
                inflow, outflow, requirements, marks, methods, new SalesRecord(sales.since(), settled),
                screening, proofs, business, closing, legalHold);
    }

    public ParticipantState withMethods(PayoutMethods now) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, reference, words, given, capabilities, terms, decision,
                inflow, outflow, requirements, marks, now, sales, screening, proofs, business, closing, legalHold);
    }

    public ParticipantState screened(Screened now) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, reference, words, given, capabilities, terms, decision,
                inflow, outflow, requirements, marks, methods, sales, Optional.of(now), proofs, business,
                closing, legalHold);
    }

    /** The same with a proof that is new, or whose status is. */
    public ParticipantState proved(Proof now) {
        return with(proven().with(now));
    }

    /**
     * The person is another by name or date of birth now.
     *
     * @param code of the requirement that a document of that person meets
     */
    public ParticipantState unproven(String code, Instant now) {
        return proofs.map(known -> with(known.renamed(code, now))).orElse(this);
    }

    /** No proof of this requirement is needed any more. */
    public ParticipantState withoutProofs(String code) {
        return proofs.map(known -> with(known.without(code))).orElse(this);
    }

    ParticipantState with(Proofs now) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, reference, words, given, capabilities, terms, decision,
                inflow, outflow, requirements, marks, methods, sales, screening, Optional.of(now), business, closing,
                legalHold);
    }

    public ParticipantState with(Business now) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, reference, words, given, capabilities, terms, decision,
                inflow, outflow, requirements, marks, methods, sales, screening, proofs, Optional.of(now), closing,
                legalHold);
    }

    public ParticipantState closing(Optional<Closing> now) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, reference, words, given, capabilities, terms, decision,
                inflow, outflow, requirements, marks, methods, sales, screening, proofs, business, now, legalHold);
    }

    /** Closed: it has no account to be paid to, and no name of any kind. */
    public ParticipantState closed(Closing now) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, Optional.empty(), words, given, capabilities, terms,
                decision, inflow, outflow, requirements, marks, PayoutMethods.NONE, sales, screening, proofs, business,
                Optional.of(now), legalHold);
    }

    public ParticipantState held(Optional<LegalHold> now) {
        return new ParticipantState(
                kind, country, mode, createdAt, settingsVersion, reference, words, given, capabilities, terms, decision,
                inflow, outflow, requirements, marks, methods, sales, screening, proofs, business, closing, now);
    }

    public Proofs proven() {
        return proofs.orElse(Proofs.NONE);
    }

    /** Its persons and declaration; none of a person, or before the first. */
    public Business ofBusiness() {
        return business.orElse(Business.NONE);
    }

    /** Whether it has this person, or none is named. */
    public boolean hasPerson(Optional<String> person) {
        return person.isEmpty() || ofBusiness().find(person.get()).isPresent();
    }

    /** Names are others now, so that they are compared anew, if they ever were. */
    public ParticipantState renamed(Instant now) {
        return screening.map(of -> screened(of.again(now))).orElse(this);
    }
}
