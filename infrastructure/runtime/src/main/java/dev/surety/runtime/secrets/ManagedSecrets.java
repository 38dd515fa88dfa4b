package dev.surety.runtime.secrets;

import dev.surety.model.Invariants;
import dev.surety.runtime.aws.AwsJson;
import dev.surety.runtime.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * AWS Secrets Manager, one secret a use. We accept every version that carries a stage, and make with {@code
 * AWSCURRENT}. The service keeps the version before as {@code AWSPREVIOUS}, and any other for as long as it has a stage
 * of its own. A version that is only {@code AWSPENDING} is not in use yet.
 */
final class ManagedSecrets {
    private final Map<String, String> ids;
    private final AwsJson manager;

    /** @param rows {@code <use>=<the secret's ARN>}, separated by blanks: those this function may read */
    ManagedSecrets(String rows, AwsJson manager) {
        this.ids = parse(rows);
        this.manager = manager;
    }

    private static Map<String, String> parse(String rows) {
        Map<String, String> ids = new TreeMap<>();
        for (String row : rows.isBlank() ? new String[0] : rows.strip().split("\\s+", -1)) {
            String[] parts = row.split("=", 2);
            Invariants.hold(parts.length == 2 && !parts[1].isEmpty(), "a row of SECRETS names a use and a secret");
            ids.put(parts[0], parts[1]);
        }
        return ids;
    }

    /** The versions of a use in base64, one of them under {@code current}; none if this function may not read it. */
    Map<String, String> versions(String use) {
        Map<String, String> versions = new HashMap<>();
        String id = ids.get(use);
        if (id == null) {
            return versions;
        }
        JsonNode staged = manager.call("ListSecretVersionIds", Json.object().put("SecretId", id)).path("Versions");
        for (JsonNode version : staged.values()) {
            String versionId = version.path("VersionId").asString("");
            String stages = version.path("VersionStages").toString();
            if (!stages.equals("[\"AWSPENDING\"]")) {
                String value = manager.call(
                                "GetSecretValue",
                                Json.object().put("SecretId", id).put("VersionId", versionId))
                        .path("SecretString")
                        .asString("");
                versions.put(stages.contains("\"AWSCURRENT\"") ? Secrets.CURRENT : versionId, value);
            }
        }
        return versions;
    }
}
