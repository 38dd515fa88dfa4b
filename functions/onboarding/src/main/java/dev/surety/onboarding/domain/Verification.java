package dev.surety.onboarding.domain;

import dev.surety.model.marketplace.OnboardingRules.CapabilityRule;
import dev.surety.model.marketplace.OnboardingRules.Tier;
import dev.surety.model.marketplace.OnboardingRules;
import dev.surety.model.standing.Standing;
import dev.surety.onboarding.domain.Requirement.Awaiting;
import dev.surety.onboarding.domain.Requirement.Status;
import dev.surety.onboarding.domain.screening.Screened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Judges a participant by its marketplace's rules: what is missing, and what is allowed. Every entry of a participant
 * judges it anew. Without rules, all is allowed at once.
 */
public final class Verification {
    /** The time to meet a new rule, for a participant who has the capability already. */
    public static final Duration TO_MEET_A_NEW_RULE = Duration.ofDays(30);

    /** The time to reach the next tier, for a participant who has used up its own. */
    public static final Duration TO_REACH_THE_NEXT_TIER = Duration.ofDays(14);

    private static final String METHODS = "payout_method.";
    private static final List<String> WAIT_FOR_REVIEW = List.of(Standing.PAYOUT, Standing.INSTANT_PAYOUT);

    private Verification() {}

    /**
     * @param rules empty where the marketplace verifies at once
     * @param settingsVersion the settings that hold them
     */
    public record Context(Optional<OnboardingRules> rules, int settingsVersion, Instant now) {}

    public static ParticipantState judge(ParticipantState given, Context context) {
        if (given.isClosed()) {
            Capabilities none = Capabilities.of(name -> given.capability(name).judged(true, false));
            return given.judged(context.settingsVersion(), none, List.of(), List.of());
        }
        ParticipantState aged = IdentityAge.noted(given, context.rules(), context.now());
        ParticipantState state = context.rules()
                .map(rules -> asked(aged.marked(VolumeRules.current(aged, rules)), context))
                .orElse(aged);
        if (context.rules().isEmpty()) {
            Capabilities all = Capabilities.of(name -> state.capability(name).judged(true, true));
            return state.judged(context.settingsVersion(), all, List.of(), List.of());
        }
        OnboardingRules rules = context.rules().get();
        List<Requirement> missing = given.isClosing()
                ? kept(state)
                : IdentityAge.with(open(state, rules, context.now()), state, rules, context.now());
        List<Requirement> open = withReview(
                withLateCheck(missing, state, context.now()), state, context.now());
        Capabilities judged = Capabilities.of(name -> judged(state, name, rules, open));
        return state.judged(context.settingsVersion(), judged, open, state.marks());
    }

    /** The state, with a comparison to make where the rules ask for one and none was ever made. */
    public static ParticipantState asked(ParticipantState state, Context context) {
        return context.rules().isPresent() && state.screening().isEmpty()
                ? state.screened(Screened.toAsk(context.now()))
                : state;
    }

    /** Sorted by code. Only payouts wait for the review: what is earned is held. */
    private static List<Requirement> withReview(List<Requirement> open, ParticipantState state, Instant now) {
        if (state.screening().filter(Screened::isOpen).isEmpty()) {
            return open;
        }
        var review = new Requirement(
                Codes.SCREENING,
                Awaiting.SURETY,
                Status.PENDING,
                state.requirement(Codes.SCREENING).map(Requirement::opened).orElse(now),
                Optional.empty(),
                0,
                WAIT_FOR_REVIEW,
                WAIT_FOR_REVIEW);
        return Stream.concat(open.stream(), Stream.of(review))
                .sorted(Comparator.comparing(Requirement::code))
                .toList();
    }

    /** It takes nothing away by itself. It says for whom the participant waits. */
    private static List<Requirement> withLateCheck(List<Requirement> open, ParticipantState state, Instant now) {
        if (!state.proven().isAnyAwaited()) {
            return open;
        }
        var late = new Requirement(
                Codes.CHECK_DELAYED,
                Awaiting.SURETY,
                Status.PENDING,
                state.requirement(Codes.CHECK_DELAYED).map(Requirement::opened).orElse(now),
                Optional.empty(),
                0,
                List.of(),
                List.of());
        return Stream.concat(open.stream(), Stream.of(late))
                .sorted(Comparator.comparing(Requirement::code))
                .toList();
    }

    /** A closing participant can meet nothing new, so nothing new is asked; what restricts it already still does. */
    private static List<Requirement> kept(ParticipantState state) {
        return state.requirements().stream()
                .filter(of -> !of.code().equals(Codes.SCREENING) && !of.code().equals(Codes.CHECK_DELAYED))
                .filter(of -> of.restricts().stream().anyMatch(of::isRestricting))
                .toList();
    }

    private static Capability judged(
            ParticipantState state, String name, OnboardingRules rules, List<Requirement> open) {
        Optional<CapabilityRule> rule = rules.capability(name);
        boolean isAllowed = rule.isPresent()
                && state.sales().settledEscrows() >= rule.get().settledEscrows()
                && open.stream().noneMatch(missing -> missing.isRestricting(name))
                && !state.isUsedUp(name);
        return state.capability(name).judged(rule.isPresent(), isAllowed);
    }

    /** How soon a capability needs a requirement; the most urgent first. */
    private enum Urgency {
        AT_ONCE,
        NEXT_TIER,
        NEW_RULE,
        EVENTUALLY
    }

    private record Need(String capability, Urgency urgency) {}

    private static List<Requirement> open(ParticipantState state, OnboardingRules rules, Instant now) {
        Map<String, List<Need>> needs = new TreeMap<>();
        for (CapabilityRule rule : rules.capabilities()) {
            if (state.capability(rule.capability()).requested()) {
                for (String code : needed(state, rule, rules)) {
                    need(needs, state, code, new Need(rule.capability(), urgency(state, code, rule.capability())));
                }
            }
        }
        for (VolumeMark mark : state.marks()) {
            Urgency urgency = mark.reached() ? Urgency.NEXT_TIER : Urgency.EVENTUALLY;
            nextTier(state, rules).ifPresent(tier -> Codes.of(tier, state)
                    .forEach(code -> need(needs, state, code, new Need(mark.capability(), urgency))));
        }
        for (Requirement before : state.requirements()) {
            // A deadline stands until the requirement is met, though its volume has gone down since.
            if (before.deadline().isPresent() && isOfATier(state, before.code(), rules)) {
                before.restricts().forEach(capability ->
                        need(needs, state, before.code(), new Need(capability, Urgency.NEXT_TIER)));
            }
        }
        List<Requirement> open = new ArrayList<>();
        needs.forEach((code, of) -> open.add(requirement(state, code, of, now)));
        return open;
    }

    /**
     * A participant keeps a capability for a time when a new rule comes. A payout always needs an account. A proof that
     * was taken back, or was another name's, proves nothing.
     */
    private static Urgency urgency(ParticipantState state, String code, String capability) {
        return state.capability(capability).allowed()
                        && !code.startsWith(METHODS)
                        && !state.proven().isLost(code)
                ? Urgency.NEW_RULE
                : Urgency.AT_ONCE;
    }

    private static void need(Map<String, List<Need>> needs, ParticipantState state, String code, Need need) {
        if (Codes.appliesTo(state.kind(), code) && !Codes.isMet(state, code)) {
            needs.computeIfAbsent(Codes.asked(state, code), _ -> new ArrayList<>()).add(need);
        }
    }

    /** One that waits for a look is pending; it stays past due if it was, and only the marketplace can act. */
    private static Requirement requirement(
            ParticipantState state, String code, List<Need> needs, Instant now) {
        Optional<Requirement> before = state.requirement(code);
        boolean isPending = state.proven().isPending(code);
        Optional<Instant> deadline = before.flatMap(Requirement::deadline).or(() -> deadline(needs, now));
        boolean isLate = before.filter(of -> of.status() == Status.PAST_DUE).isPresent();
        boolean isDue = needs.stream().anyMatch(need -> need.urgency() != Urgency.EVENTUALLY);
        Status asked = isDue ? Status.CURRENTLY_DUE : Status.EVENTUALLY_DUE;
        Status current = isPending ? Status.PENDING : asked;
        return new Requirement(
                code,
                isPending ? pendingAt(state, code) : Awaiting.PARTICIPANT,
                isLate ? Status.PAST_DUE : current,
                before.map(Requirement::opened).orElse(now),
                deadline,
                before.map(Requirement::warned).orElse(0),
                capabilities(needs, List.of(Urgency.values())),
                capabilities(needs, List.of(Urgency.AT_ONCE)));
    }

    /** A provider that has not answered is ours to ask; people of the marketplace look at documents. */
    static Awaiting pendingAt(ParticipantState state, String code) {
        return state.proven().isAwaited(code) || !state.proven().waitsForPeople(code)
                ? Awaiting.SURETY
                : Awaiting.MARKETPLACE;
    }

    private static Optional<Instant> deadline(List<Need> needs, Instant now) {
        if (!capabilities(needs, List.of(Urgency.NEXT_TIER)).isEmpty()) {
            return Optional.of(now.plus(TO_REACH_THE_NEXT_TIER));
        }
        return Optional.of(now.plus(TO_MEET_A_NEW_RULE))
                .filter(_ -> !capabilities(needs, List.of(Urgency.NEW_RULE)).isEmpty());
    }

    private static List<String> capabilities(List<Need> needs, List<Urgency> urgencies) {
        return needs.stream()
                .filter(need -> urgencies.contains(need.urgency()))
                .map(Need::capability)
                .distinct()
                .toList();
    }

    /** The codes of a capability's tier, of all lower tiers, and its own. */
    static List<String> needed(ParticipantState state, CapabilityRule rule, OnboardingRules rules) {
        List<String> codes = new ArrayList<>();
        rules.tiers().subList(0, rules.place(rule.tier()) + 1).forEach(tier -> codes.addAll(Codes.of(tier, state)));
        codes.addAll(rule.requires());
        return codes;
    }

    private static boolean isOfATier(ParticipantState state, String code, OnboardingRules rules) {
        return rules.tiers().stream().anyMatch(tier -> Codes.of(tier, state).contains(code));
    }

    /** The highest tier of which, and of all below, the participant meets all. A proof past due meets nothing. */
    public static Optional<Tier> tier(ParticipantState state, OnboardingRules rules) {
        return tier(state, rules, IdentityAge.isPastDue(state));
    }

    /** The same, however old the proof of identity is. */
    static Optional<Tier> reached(ParticipantState state, OnboardingRules rules) {
        return tier(state, rules, false);
    }

    private static Optional<Tier> tier(ParticipantState state, OnboardingRules rules, boolean isTooOld) {
        Optional<Tier> reached = Optional.empty();
        for (Tier tier : rules.tiers()) {
            boolean isMet = Codes.of(tier, state).stream()
                    .allMatch(code -> !Codes.appliesTo(state.kind(), code) || Codes.isMet(state, code));
            if (!isMet || (isTooOld && tier.requires().contains(Codes.DOCUMENT))) {
                break;
            }
            reached = Optional.of(tier);
        }
        return reached;
    }

    /** The tier after the highest that is met. */
    public static Optional<Tier> nextTier(ParticipantState state, OnboardingRules rules) {
        int next = tier(state, rules).map(tier -> rules.place(tier.tier())).orElse(-1) + 1;
        return Optional.of(next).filter(at -> at < rules.tiers().size()).map(at -> rules.tiers().get(at));
    }
}
