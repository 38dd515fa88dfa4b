package dev.surety.onboarding.http.page;

import dev.surety.onboarding.http.page.OwnCommands.Command;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** One step of the page: a form that meets some requirements. */
interface StepForm {
    /** As the address names it, and the keys of its texts. */
    String name();

    /** Those of the missing codes that it asks for; none if it has nothing to ask. */
    List<String> asksFor(Visit visit);

    /** The names of the fields that its form may send; any other is malformed. */
    Set<String> fields();

    /** @param given the values to show again */
    Html show(Visit visit, Map<String, String> given, Problems wrong);

    Taken take(Visit visit, Map<String, String> given);

    /** Where the page goes on from the command's answer, behind its own address. */
    default String then(ObjectNode answer) {
        return "";
    }

    /** A form that was sent: the command that it means, or its errors. */
    sealed interface Taken {
        record Meant(Command command) implements Taken {}

        record Wrong(Problems problems) implements Taken {}
    }
}
