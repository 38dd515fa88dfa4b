package dev.surety.local.compose;

import static dev.surety.local.template.Template.list;
import static dev.surety.local.template.Template.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.local.compose.Transformed.Resource;
import dev.surety.local.template.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What CloudFormation is given in the end: how much of it there is, and what it may do. */
class TransformedTemplateTest {
    private static final Path ROOT = Path.of(System.getProperty("surety.root", "../..")).toAbsolutePath();

    /** CloudFormation takes 500 resources and a megabyte. */
    private static final int MOST_RESOURCES = 450;

    private static final int MOST_BYTES = 900_000;
    private static final int MOST_OF_A_DOOR = 10;
    /** All five functions that were planned are there. One as large as the largest still fits. */
    private static final int FUNCTIONS_TO_COME = 1;

    /** The most characters of the policies in a role. */
    private static final int LARGEST_ROLE = 10_240;

    private static final Template TEMPLATE = Template.read(ROOT.resolve("template.yaml"), Map.of("Sandbox", "true"));
    private static final Map<String, Object> WRITTEN = TEMPLATE.everyResource();
    private static final List<Resource> RESOURCES = Transformed.of(WRITTEN).resources();

    private static Map<String, Object> properties(String id) {
        return map(map(WRITTEN.get(id)).get("Properties"));
    }

    private static List<String> functions() {
        return WRITTEN.keySet().stream()
                .filter(id -> "AWS::Serverless::Function".equals(map(WRITTEN.get(id)).get("Type")))
                .toList();
    }

    /** A door's own: what is named after it, and none of another door. */
    private static List<Resource> of(String door) {
        return RESOURCES.stream()
                .filter(resource -> resource.owner().startsWith(door) && !resource.type().endsWith("::Alarm"))
                .toList();
    }

    @Test
    void thereIsRoomForOneFunctionMore() throws IOException {
        Map<String, Integer> ofModules = new TreeMap<>();
        functions().forEach(door -> ofModules.merge(
                String.valueOf(properties(door).get("CodeUri")), of(door).size(), Integer::sum));
        int largest = ofModules.values().stream().mapToInt(size -> size).max().orElseThrow();
        int then = RESOURCES.size() + FUNCTIONS_TO_COME * largest;
        assertTrue(then < MOST_RESOURCES, RESOURCES.size() + " resources now and " + then + " then");
        int bytes = JsonMapper.shared().writeValueAsString(WRITTEN).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes * 2 < MOST_BYTES, bytes + " bytes");
        Files.createDirectories(ROOT.resolve("infrastructure/local/target"));
        Files.write(
                ROOT.resolve("infrastructure/local/target/transformed.txt"),
                RESOURCES.stream().map(resource -> resource.type() + " " + resource.id()).sorted().toList());
    }

    @Test
    void aDoorHasTenResourcesAtMost() {
        assertTrue(functions().size() > 10);
        functions().forEach(door -> assertTrue(of(door).size() <= MOST_OF_A_DOOR, door + " has " + of(door)));
    }

    @Test
    void everyFunctionHasARoleOfItsOwnThatReachesNothingOfTheAccounts() {
        Set<String> roles = new TreeSet<>();
        for (String door : functions()) {
            assertEquals(Map.of("Fn::GetAtt", List.of(door + "Role", "Arn")), properties(door).get("Role"));
            assertTrue(roles.add(door + "Role"));
            Map<String, Object> role = properties(door + "Role");
            assertFalse(role.containsKey("ManagedPolicyArns"), door);
            assertTrue(JsonMapper.shared().writeValueAsString(role.get("Policies")).length() < LARGEST_ROLE, door);
            for (Object policy : list(role.get("Policies"))) {
                list(map(map(policy).get("PolicyDocument")).get("Statement")).stream()
                        .map(TEMPLATE::chosen)
                        .map(Template::map)
                        .filter(statement -> list(statement.get("Resource")).contains("*"))
                        // Lambda asks for this right to find a stream, and it has no narrower one.
                        .forEach(all -> assertEquals("dynamodb:ListStreams", all.get("Action"), door));
            }
        }
    }

    @Test
    void aNewReleaseIsANewVersionOfEveryFunctionAndNothingElseIs() {
        Map<String, Object> release = Map.of("Ref", "Release");
        functions().forEach(door ->
                assertEquals(release, properties(door).get("AutoPublishCodeSha256"), door + " keeps its version"));
        // Lambda publishes no second version of a function that has not changed.
        Map<String, Object> common = map(TEMPLATE.functionGlobals().get("Environment"));
        assertEquals(release, map(common.get("Variables")).get("RELEASE"));
    }

    @Test
    void theApiMayCallEachOfItsFunctionsByOnePermission() {
        Map<String, Object> body = map(properties("Api").get("DefinitionBody"));
        Set<String> integrated =
                new TreeSet<>(map(map(body.get("components")).get("x-amazon-apigateway-integrations")).keySet());
        List<String> permitted = new ArrayList<>();
        WRITTEN.forEach((id, resource) -> {
            if ("AWS::Lambda::Permission".equals(map(resource).get("Type"))) {
                permitted.add(String.valueOf(map(properties(id).get("FunctionName")).get("Ref")));
                assertTrue(properties(id).get("SourceArn").toString().endsWith("${Api}/*}"), id);
            }
        });
        assertEquals(
                integrated.stream().map(door -> door + ".Alias").toList(),
                permitted.stream().sorted().toList());
        assertEquals(8, permitted.size());
    }

    /** CloudFormation makes a secret's value anew whenever this changes, and what was made with the old one is lost. */
    @Test
    void aSecretIsMadeAsItAlwaysWas() {
        Map<String, Object> secrets = WRITTEN.entrySet().stream()
                .filter(entry -> "AWS::SecretsManager::Secret".equals(map(entry.getValue()).get("Type")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertEquals(
                Set.of(
                        "FingerprintSecret", "CursorSecret", "NoticeSecret", "IndexSecret", "ExportsSecret",
                        "LinkSecret", "StripeSecret", "StripenoticesSecret"),
                secrets.keySet());
        secrets.forEach((id, secret) -> {
            assertEquals(
                    Map.of("PasswordLength", 44, "ExcludePunctuation", true),
                    properties(id).get("GenerateSecretString"),
                    id);
            assertFalse(properties(id).containsKey("SecretString"), id);
            assertEquals("Retain", map(secret).get("UpdateReplacePolicy"), id);
        });
    }

    @Test
    void aScheduleThatFailsIsToldOfAndAMissedMinuteIsNotMadeUpFor() {
        List<String> scheduled = functions().stream()
                .filter(door -> map(properties(door).get("Events")).entrySet().stream()
                        .anyMatch(event -> "Schedule".equals(map(event.getValue()).get("Type"))
                                && !event.getKey().equals("Awake")))
                .toList();
        assertEquals(List.of("Timers", "LedgerWorker", "VaultSweeper", "ListFetcher"), scheduled);
        scheduled.forEach(door -> assertEquals(
                Map.of("Type", "SQS", "Destination", Map.of("Fn::GetAtt", List.of("FailedRuns", "Arn"))),
                map(map(properties(door).get("EventInvokeConfig")).get("DestinationConfig")).get("OnFailure"),
                door));
        assertEquals(0, map(properties("Timers").get("EventInvokeConfig")).get("MaximumRetryAttempts"));
    }

    /** The transform takes an intrinsic under AllowOrigins for all of CORS; one around the whole it leaves whole. */
    @Test
    void crossOriginRulesAreOneChoiceAroundTheWhole() {
        Map<String, Object> cors = map(properties("Api").get("CorsConfiguration"));
        assertEquals(Set.of("Fn::If"), cors.keySet());
        assertEquals(
                Set.of("AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders", "MaxAge"),
                map(list(cors.get("Fn::If")).get(1)).keySet());
    }

    @Test
    void everyDoorTableAndScheduleIsWatchedByAlarmsOfTenMetricsAtMost() {
        Map<String, Set<String>> watched = new TreeMap<>();
        WRITTEN.forEach((id, resource) -> {
            if (!"AWS::CloudWatch::Alarm".equals(map(resource).get("Type"))) {
                return;
            }
            List<Object> metrics = list(properties(id).get("Metrics"));
            assertTrue(metrics.size() >= 2 && metrics.size() <= 11, id + " has a metric too many, or none");
            metrics.stream().map(TEMPLATE::chosen).map(metric -> map(map(metric).get("MetricStat"))).forEach(stat -> {
                Map<String, Object> metric = map(stat.get("Metric"));
                list(metric.get("Dimensions")).forEach(dimension -> watched
                        .computeIfAbsent(String.valueOf(metric.get("MetricName")), _ -> new TreeSet<>())
                        .add(map(dimension).get("Value").toString()));
            });
        });
        for (String door : functions()) {
            assertTrue(watched.get("Errors").contains("{Ref=" + door + "}"), door);
            assertTrue(watched.get("Throttles").contains("{Ref=" + door + "}"), door);
        }
        TEMPLATE.resources("AWS::DynamoDB::Table").forEach((table, properties) -> {
            assertTrue(watched.get("ReadThrottleEvents").contains("{Ref=" + table + "}"), table);
            assertTrue(watched.get("WriteThrottleEvents").contains("{Ref=" + table + "}"), table);
            list(properties.get("GlobalSecondaryIndexes")).forEach(index -> assertTrue(
                    watched.get("WriteThrottleEvents").contains(map(index).get("IndexName").toString()), table));
        });
        assertTrue(watched.get("FailedInvocations").contains("{Ref=TimersEveryMinute}"));
        assertEquals(2, watched.get("IteratorAge").size());
        assertEquals(2, watched.get("OnFailureDestinationDeliveredEventCount").size());
    }
}
