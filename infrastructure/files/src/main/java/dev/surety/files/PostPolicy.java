package dev.surety.files;

import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Digests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import tools.jackson.databind.node.ArrayNode;

/**
 * The signed policy of a form that goes to S3 ("Browser-Based Uploads Using POST", Signature Version 4). It binds key,
 * size and type. The SDK has no presigner for it.
 */
record PostPolicy(String bucket, String key, long mostBytes, URI then, String region) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    Map<String, String> fields(AwsCredentials by, Instant now, Duration valid) {
        String day = DAY.format(now);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", key);
        fields.put("Content-Type", "application/octet-stream");
        fields.put("success_action_redirect", then.toString());
        fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
        fields.put("x-amz-credential", by.accessKeyId() + "/" + day + "/" + region + "/s3/aws4_request");
        fields.put("x-amz-date", TIME.format(now));
        if (by instanceof AwsSessionCredentials session) {
            fields.put("x-amz-security-token", session.sessionToken());
        }
        String policy = policy(fields, now.plus(valid).truncatedTo(ChronoUnit.SECONDS));
        fields.put("policy", policy);
        fields.put("x-amz-signature", signature(policy, by.secretAccessKey(), day, region));
        return fields;
    }

    private String policy(Map<String, String> fields, Instant until) {
        var policy = Json.object().put("expiration", until.toString());
        ArrayNode conditions = policy.putArray("conditions");
        conditions.addObject().put("bucket", bucket);
        fields.forEach((name, value) -> conditions.addObject().put(name, value));
        conditions.addArray().add("content-length-range").add(1).add(mostBytes);
        return Base64.getEncoder().encodeToString(Json.text(policy).getBytes(StandardCharsets.UTF_8));
    }

    static String signature(String policy, String secretKey, String day, String region) {
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, region, "s3", "aws4_request"}) {
            key = Digests.hmac(key, part.getBytes(StandardCharsets.UTF_8));
        }
        return Digests.hmacHex(key, policy);
    }
}
