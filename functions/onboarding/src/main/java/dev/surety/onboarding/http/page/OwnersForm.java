package dev.surety.onboarding.http.page;

import dev.surety.onboarding.domain.Codes;
import dev.surety.onboarding.domain.business.Person.Role;
import dev.surety.onboarding.http.page.Inputs.Option;
import dev.surety.onboarding.http.page.OwnCommands.Command;
import dev.surety.runtime.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks a business for its owners and directors, one person after another, until enough are named. */
final class OwnersForm implements StepForm {
    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final String BOTH = "owner_director";
    private static final String SHARE = "shareBasisPoints";
    private static final List<String> ROLES = List.of(Role.OWNER.code(), Role.DIRECTOR.code(), BOTH);
    private static final int LONGEST_SHARE = 6;

    @Override
    public String name() {
        return "persons";
    }

    @Override
    public List<String> asksFor(Visit visit) {
        return visit.missing().stream()
                .filter(code -> code.equals(Codes.OWNERS) || code.equals(Codes.DIRECTORS))
                .toList();
    }

    @Override
    public Set<String> fields() {
        return Set.of(NAME, ROLE, SHARE);
    }

    @Override
    public Html show(Visit visit, Map<String, String> given, Problems wrong) {
        Words words = visit.words();
        var inputs = new Inputs(words, given, wrong);
        List<Html> named = visit.state().ofBusiness().persons().stream()
                .map(person -> Html.of("<li>{}</li>", visit.personName().apply(person.id()).orElse("")))
                .toList();
        return Html.of(
                "<p>{}</p>\n{}\n{}\n{}\n{}",
                words.get(asksFor(visit).contains(Codes.OWNERS) ? "persons.owners" : "persons.directors"),
                named.isEmpty() ? Html.NONE : Html.of("<ul>\n{}\n</ul>", Html.all(named)),
                inputs.text(NAME, "text", "off"),
                inputs.choices(ROLE, ROLES.stream()
                        .map(role -> new Option(role, words.get("role." + role)))
                        .toList()),
                inputs.text(SHARE, "text", "off"));
    }

    @Override
    public Taken take(Visit visit, Map<String, String> given) {
        String role = given.getOrDefault(ROLE, "");
        String share = given.getOrDefault(SHARE, "").strip();
        boolean isOwner = role.equals(Role.OWNER.code()) || role.equals(BOTH);
        List<String> empty = new ArrayList<>();
        if (given.getOrDefault(NAME, "").isBlank()) {
            empty.add(NAME);
        }
        if (!ROLES.contains(role)) {
            empty.add(ROLE);
        }
        if (isOwner && share.isEmpty()) {
            empty.add(SHARE);
        }
        if (!empty.isEmpty()) {
            return new Taken.Wrong(Problems.missing(empty, visit.words()));
        }
        Optional<Integer> points = basisPoints(share);
        if (isOwner && points.isEmpty()) {
            return new Taken.Wrong(new Problems(
                    Map.of(SHARE, visit.words().get("error.shareBasisPoints.format")), List.of()));
        }
        ObjectNode body = Json.object();
        ArrayNode roles = body.putArray("roles");
        List.of(role.split("_", -1)).forEach(roles::add);
        if (isOwner) {
            body.put(SHARE, points.orElseThrow());
        }
        body.putObject("profile").put(NAME, given.getOrDefault(NAME, "").strip());
        return new Taken.Meant(Command.of(
                "POST", "/v1/participants/{id}/persons", body, given.getOrDefault(Inputs.KEY, "")));
    }

    /** Of a percentage with at most two decimals. */
    private static Optional<Integer> basisPoints(String percent) {
        if (percent.length() > LONGEST_SHARE) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(percent.replace(',', '.')).movePointRight(2).intValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The other way to meet it: a second form beside the first. */
    static final class Declaration implements StepForm {
        @Override
        public String name() {
            return "declaration";
        }

        @Override
        public List<String> asksFor(Visit visit) {
            boolean isDeclared = visit.state().ofBusiness().declaration().isPresent();
            return visit.missing().stream().filter(code -> code.equals(Codes.OWNERS) && !isDeclared).toList();
        }

        @Override
        public Set<String> fields() {
            return Set.of();
        }

        @Override
        public Html show(Visit visit, Map<String, String> given, Problems wrong) {
            return Html.of("<p>{}</p>", visit.words().get("declaration.text"));
        }

        @Override
        public Taken take(Visit visit, Map<String, String> given) {
            return new Taken.Meant(Command.of(
                    "PUT",
                    "/v1/participants/{id}/declarations",
                    Json.object().put("noOwnerAbove25", true),
                    given.getOrDefault(Inputs.KEY, "")));
        }
    }
}
