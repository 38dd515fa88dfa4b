package dev.surety.local;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.template.FunctionSpec;
import dev.surety.local.template.Resolver;
import dev.surety.local.template.Template;
import dev.surety.local.template.Trigger;
import dev.surety.runtime.resilience.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the deployment's template against the code and against the house's rules for it. */
class TemplateTest {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();
    private static final Template TEMPLATE = Template.read(
            ROOT.resolve("template.yaml"), Map.of("Sandbox", "true", "TokenIssuer", "https://issuer.example"));
    private static final List<FunctionSpec> FUNCTIONS = FunctionSpec.all(TEMPLATE);
    private static final Pattern READ = Pattern.compile("Environment\\s*\\.(?:get|find)\\(\\s*\"([A-Z_]+)\"");

    /** Read by Spring, or by nobody, for a changed RELEASE makes a new version; or not given by the template. */
    private static final Set<String> READ_BY_OTHERS = Set.of("MAIN_CLASS", "RELEASE");

    private static final Set<String> GIVEN_BY_OTHERS = Set.of(
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_FUNCTION_NAME",
            "SECRETS_FILE",
            "EVENTBRIDGE_ENDPOINT",
            // Only tests set it: how long the feed waits for stragglers.
            "FEED_SETTLE_MILLIS",
            // Only the local runtime sets it, whose timer index is never behind.
            "CLOCK_SETTLE_MILLIS");

    private static Set<String> readIn(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        if (!Files.exists(folder)) {
            return names;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = READ.matcher(Files.readString(file));
                while (matcher.find()) {
                    names.add(matcher.group(1));
                }
            }
        }
        return names;
    }

    private static Path module(FunctionSpec function) {
        return ROOT.resolve("functions/" + function.handlerClass().split("\\.")[2]);
    }

    private static boolean isWritten(FunctionSpec function) {
        return Files.exists(module(function).resolve("src/main/java"));
    }

    @Test
    void everyHandlerIsTheDoorOfItsNameAndExists() {
        List<String> missing = new ArrayList<>();
        for (FunctionSpec function : FUNCTIONS) {
            assertTrue(function.handlerClass().endsWith("." + function.name()), function.handlerClass());
            String path = function.handlerClass().replace('.', '/') + ".java";
            if (isWritten(function)
                    && !Files.exists(module(function).resolve("src/main/java").resolve(path))) {
                missing.add(function.handlerClass());
            }
            Object main = function.environment().get("MAIN_CLASS");
            String mainPath = String.valueOf(main).replace('.', '/') + ".java";
            if (isWritten(function)
                    && !Files.exists(module(function).resolve("src/main/java").resolve(mainPath))) {
                missing.add(String.valueOf(main));
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void whatAFunctionReadsIsSetAndWhatIsSetIsRead() throws IOException {
        Set<String> common = readIn(ROOT.resolve("infrastructure/runtime/src/main/java"));
        Set<String> setSomewhere = new HashSet<>();
        Set<String> readSomewhere = new HashSet<>(common);
        List<String> problems = new ArrayList<>();
        for (FunctionSpec function : FUNCTIONS.stream().filter(TemplateTest::isWritten).toList()) {
            Set<String> read = readIn(module(function).resolve("src/main/java"));
            setSomewhere.addAll(function.environment().keySet());
            readSomewhere.addAll(read);
            for (String name : function.environment().keySet()) {
                if (!read.contains(name) && !common.contains(name) && !READ_BY_OTHERS.contains(name)) {
                    problems.add(name + " is set for " + function.name() + " and nobody there reads it");
                }
            }
        }
        for (String name : readSomewhere) {
            if (!setSomewhere.isEmpty() && !setSomewhere.contains(name) && !GIVEN_BY_OTHERS.contains(name)) {
                problems.add(name + " is read and never set");
            }
        }
        assertEquals(List.of(), problems);
    }

    @Test
    void everyQueueHasADeadLetterQueueAndBothHaveAnAlarm() {
        Map<String, Map<String, Object>> queues = TEMPLATE.resources("AWS::SQS::Queue");
        Set<String> dead = new HashSet<>();
        queues.values().forEach(queue -> target(queue).ifPresent(dead::add));
        Set<String> watched = new HashSet<>();
        TEMPLATE.resources("AWS::CloudWatch::Alarm").forEach((name, alarm) -> {
            assertTrue(!list(alarm.get("AlarmActions")).isEmpty(), name + " tells nobody");
            list(alarm.get("Metrics")).stream().map(TEMPLATE::chosen).forEach(metric -> {
                Map<String, Object> series = map(map(map(metric).get("MetricStat")).get("Metric"));
                list(series.get("Dimensions")).forEach(d -> {
                    if (map(d).get("Value") instanceof Map<?, ?> reference) {
                        watched.add(String.valueOf(list(reference.values().iterator().next()).getFirst()));
                    }
                });
            });
        });
        queues.forEach((name, queue) -> {
            assertTrue(
                    dead.contains(name) || target(queue).isPresent() || name.equals("FailedRuns"),
                    name + " has no dead-letter queue");
            assertTrue(watched.contains(name), name + " has no alarm");
        });
        for (Map<String, Object> rule : TEMPLATE.resources("AWS::Events::Rule").values()) {
            list(rule.get("Targets")).forEach(t -> assertTrue(map(t).containsKey("DeadLetterConfig")));
        }
    }

    private static Optional<String> target(Map<String, Object> queue) {
        Map<String, Object> redrive = map(queue.get("RedrivePolicy"));
        return redrive.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        list(map(redrive.get("deadLetterTargetArn")).get("Fn::GetAtt")).getFirst().toString());
    }

    @Test
    void timeOutsNest() {
        Map<String, Map<String, Object>> queues = TEMPLATE.resources("AWS::SQS::Queue");
        for (FunctionSpec function : FUNCTIONS) {
            for (Trigger trigger : function.triggers()) {
                switch (trigger) {
                    case Trigger.Route _ ->
                        assertTrue(function.timeout().toSeconds() < 29, function.name() + " outlives the API");
                    case Trigger.Queue queue -> {
                        long visibility = Template.number(queues.get(queue.queue()).get("VisibilityTimeout"), 30);
                        assertTrue(visibility >= 6 * function.timeout().toSeconds(), queue.queue());
                        Duration batch = Limits.QUEUE_MESSAGE.multipliedBy(queue.batchSize());
                        assertTrue(
                                queue.batchSize() == 1 || batch.compareTo(Limits.QUEUE_BATCH) <= 0,
                                function.name() + " may have no time for the last of a batch");
                        assertTrue(function.timeout().compareTo(Limits.QUEUE_BATCH) >= 0, function.name());
                    }
                    case Trigger.Schedule schedule ->
                        assertTrue(function.timeout().compareTo(schedule.every()) < 0, schedule.name());
                    case Trigger.Stream stream -> {
                        assertTrue(stream.bisect() && stream.partial(), function.name());
                        assertEquals(Integer.MAX_VALUE, stream.retries(), function.name() + " spends its retries");
                        // A stream forgets after 24 hours, and what it has forgotten reaches no bucket.
                        assertTrue(stream.age().toHours() >= 12 && stream.age().toHours() <= 22, function.name());
                    }
                }
            }
        }
    }

    @Test
    void whatAQueueHearsIsAnEventThatSomeFunctionTells() throws IOException {
        Set<String> heard = new TreeSet<>();
        for (Map<String, Object> rule : TEMPLATE.resources("AWS::Events::Rule").values()) {
            list(map(rule.get("EventPattern")).get("detail-type")).forEach(type -> heard.add(type.toString()));
        }
        assertTrue(heard.size() >= 3, heard.toString());
        Set<String> untold = new TreeSet<>(heard);
        try (Stream<Path> files = Files.walk(ROOT.resolve("functions"))) {
            for (Path file : files.filter(f -> f.toString().matches(".*/src/main/.*\\.java")).toList()) {
                String code = Files.readString(file);
                // Stored names end in a version: "clock.advanced.v1".
                untold.removeIf(type -> code.contains('"' + type));
            }
        }
        assertEquals(Set.of(), untold);
    }

    @Test
    void tablesAreKeptAndCostNothingWhileIdle() {
        TEMPLATE.resources("AWS::DynamoDB::Table").forEach((name, table) -> {
            assertEquals("PAY_PER_REQUEST", table.get("BillingMode"), name);
            assertEquals(
                    Map.of("Fn::If", List.of("IsProtected", true, false)),
                    table.get("DeletionProtectionEnabled"),
                    name);
            assertEquals(
                    true,
                    map(table.get("PointInTimeRecoverySpecification")).get("PointInTimeRecoveryEnabled"),
                    name);
            assertEquals(
                    "RetainExceptOnCreate", map(TEMPLATE.everyResource().get(name)).get("DeletionPolicy"), name);
        });
    }

    @Test
    void nothingHasANameOfItsOwn() {
        // A bus must be given a name; it is made from the stack's.
        Set<String> names = Set.of(
                "TableName", "QueueName", "FunctionName", "BucketName", "RoleName", "LogGroupName", "TopicName",
                "ManagedPolicyName", "AlarmName", "AliasName");
        TEMPLATE.everyResource().forEach((id, resource) -> {
            if ("AWS::Lambda::Permission".equals(map(resource).get("Type"))) {
                // There, the name is another's.
                return;
            }
            Set<String> given = new TreeSet<>(map(map(resource).get("Properties")).keySet());
            given.retainAll(names);
            assertEquals(Set.of(), given, id);
        });
    }

    @Test
    void theJournalIsOnlyEverAppendedToAndOnlyAuditorsScan() {
        List<String> problems = new ArrayList<>();
        TEMPLATE.everyResource().forEach((id, resource) -> statements(map(map(resource).get("Properties")))
                .forEach(statement -> check(id, statement, problems)));
        assertEquals(List.of(), problems);
    }

    @Test
    void whateverTypeIsAppendedCanBeRelayedAgain() {
        Set<String> appended = new TreeSet<>();
        Set<String> relayed = new TreeSet<>();
        TEMPLATE.everyResource().forEach((id, resource) -> statements(map(map(resource).get("Properties")))
                .forEach(statement -> {
                    boolean journal = String.valueOf(statement.get("Resource")).contains("JournalTable");
                    List<String> keys = leadingKeys(statement);
                    if (journal && list(statement.get("Action")).contains("dynamodb:PutItem")) {
                        appended.addAll(keys);
                    }
                    if (journal && id.equals("EventsRelayRole")) {
                        relayed.addAll(keys);
                    }
                }));
        assertTrue(appended.size() >= 4, "the rights to append were not found: " + appended);
        assertEquals(appended, relayed);
    }

    @Test
    void whateverWordsAreKeptCanBeSweptAgain() {
        Set<String> kept = new TreeSet<>();
        TEMPLATE.everyResource().forEach((id, resource) -> statements(map(map(resource).get("Properties")))
                .forEach(statement -> {
                    boolean vault = String.valueOf(statement.get("Resource")).contains("VaultTable");
                    if (vault && list(statement.get("Action")).contains("dynamodb:PutItem")) {
                        kept.addAll(leadingKeys(statement));
                    }
                }));
        assertTrue(kept.size() >= 4, "the rights to keep words were not found: " + kept);
        FunctionSpec sweeper = FUNCTIONS.stream()
                .filter(function -> function.name().equals("VaultSweeper"))
                .findFirst()
                .orElseThrow();
        assertEquals(kept, keys(sweeper, "DestroyWords"));
        assertEquals(kept, keys(sweeper, "ReadWhatNamesThem"));
    }

    @Test
    void whoeverHandsOutDeadlinesMayReadThemAndWakeTheirChains() {
        Set<String> read = new TreeSet<>();
        FUNCTIONS.forEach(function -> function.triggers().forEach(trigger -> {
            if (trigger instanceof Trigger.Queue queue) {
                read.add(queue.queue());
            }
        }));
        int doors = 0;
        for (FunctionSpec function : FUNCTIONS) {
            if (function.environment().containsKey("TIMERS")) {
                doors++;
                Map<String, String> rows = rows(function);
                assertTrue(rows.size() >= 2, function.name());
                assertEquals(
                        new TreeSet<>(rows.keySet().stream().map(type -> type + "#*").toList()),
                        keys(function, "ReadTimers"));
                assertEquals(new TreeSet<>(rows.values()), queues(function, "Wake"));
                assertTrue(read.containsAll(rows.values()), "a queue of wakes has no reader");
            }
        }
        assertEquals(3, doors, "the timers, the audit and the test clock");
    }

    private static Map<String, String> rows(FunctionSpec function) {
        Map<String, String> rows = new TreeMap<>();
        String timers = new Resolver(TEMPLATE, Map.of(), Map.of()).text(function.environment().get("TIMERS"));
        for (String row : timers.strip().split("\\s+", -1)) {
            String[] parts = row.split("=", 2);
            rows.put(parts[0], parts[1]);
        }
        return rows;
    }

    private static Map<String, Object> statement(FunctionSpec function, String sid) {
        return statements(map(map(TEMPLATE.everyResource().get(function.name() + "Role")).get("Properties"))).stream()
                .filter(statement -> sid.equals(statement.get("Sid")))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> keys(FunctionSpec function, String sid) {
        return new TreeSet<>(leadingKeys(statement(function, sid)));
    }

    private static Set<String> queues(FunctionSpec function, String sid) {
        Set<String> queues = new TreeSet<>();
        list(statement(function, sid).get("Resource")).forEach(
                queue -> queues.add(list(map(queue).get("Fn::GetAtt")).getFirst().toString()));
        return queues;
    }

    private static List<String> leadingKeys(Map<String, Object> statement) {
        Map<String, Object> bound = map(map(statement.get("Condition")).get("ForAllValues:StringLike"));
        return list(bound.get("dynamodb:LeadingKeys")).stream().map(String::valueOf).toList();
    }

    private static void check(String id, Map<String, Object> statement, List<String> problems) {
        List<Object> actions = list(statement.get("Action"));
        boolean journal = statement.get("Resource") != null
                && statement.get("Resource").toString().contains("JournalTable");
        if (journal && (actions.contains("dynamodb:UpdateItem") || actions.contains("dynamodb:DeleteItem"))) {
            problems.add(id + " may change the journal");
        }
        boolean bound = map(statement.get("Condition")).containsKey("ForAllValues:StringLike");
        boolean ofTheStream = statement.get("Resource").toString().contains("StreamArn");
        if (journal && !id.equals("LedgerWorkerRole") && !bound && !ofTheStream) {
            problems.add(id + " reaches every chain of the journal");
        }
        boolean sweepsVault = id.equals("VaultSweeperRole") && !journal;
        if (actions.contains("dynamodb:Scan") && !id.equals("LedgerWorkerRole") && !sweepsVault) {
            problems.add(id + " may scan");
        }
        if (actions.stream().anyMatch(a -> a.toString().startsWith("dynamodb:") && a.toString().contains("*"))) {
            problems.add(id + " has a wildcard");
        }
    }

    private static List<Map<String, Object>> statements(Map<String, Object> properties) {
        List<Object> documents = new ArrayList<>();
        list(properties.get("Policies")).forEach(policy -> documents.add(map(policy).get("PolicyDocument")));
        List<Map<String, Object>> statements = new ArrayList<>();
        for (Object document : documents) {
            for (Object statement : list(map(document).get("Statement"))) {
                Object choice = map(statement).get("Fn::If");
                statements.add(map(choice == null ? statement : list(choice).get(1)));
            }
        }
        return statements;
    }
}
