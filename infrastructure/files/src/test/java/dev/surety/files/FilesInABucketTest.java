package dev.surety.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surety.files.StoredFiles.Form;
import dev.surety.files.StoredFiles.Link;
import dev.surety.runtime.json.Json;
import dev.surety.runtime.secrets.Digests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.JsonNode;

class FilesInABucketTest extends StoredFilesContract {
    private ToyBucket bucket = new ToyBucket();

    @BeforeEach
    void start() {
        bucket = new ToyBucket();
        bucket.start();
    }

    @AfterEach
    void stop() {
        bucket.close();
    }

    @Override
    StoredFiles files() {
        return BucketFiles.of(
                "files",
                Region.EU_CENTRAL_1,
                Optional.of(bucket.address()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }

    @Test
    void aLinkForAnUploadBindsTheNumberOfBytesAndOverwritesNothing() throws IOException, InterruptedException {
        Link link = files().upload("uploads/a/b", 6, Duration.ofMinutes(15));
        assertTrue(link.url().contains("X-Amz-SignedHeaders=content-length%3Bhost%3Bif-none-match"), link.url());
        assertTrue(link.url().contains("X-Amz-Expires=900"), link.url());
        assertEquals(Map.of("if-none-match", "*"), link.headers());
        assertEquals(200, put(link));
        assertEquals(412, put(link));
        assertEquals(6, files().find("uploads/a/b").orElseThrow().bytes());
    }

    @Test
    void aLinkForKnownBytesHasTheBucketCheckThem() {
        String hash = Digests.sha256Hex("a file");
        Link link = files().upload("uploads/a/b", 6, hash, Duration.ofMinutes(15));
        String signed = "content-length%3Bhost%3Bif-none-match%3Bx-amz-checksum-sha256";
        assertTrue(link.url().contains("X-Amz-SignedHeaders=" + signed), link.url());
        String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hash));
        assertEquals(Map.of("if-none-match", "*", "x-amz-checksum-sha256", checksum), link.headers());
    }

    private static int put(Link link) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(link.url())).PUT(BodyPublishers.ofString("a file"));
        link.headers().forEach(request::header);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void aFormBindsKeySizeAndType() {
        URI then = URI.create("https://api.example/onboarding/uploads/1");
        Form form = files().form("form-uploads/a/b", 10_000_000, then, Duration.ofHours(1));
        assertEquals(bucket.address() + "/files/", form.url());
        JsonNode policy = Json.object(new String(
                Base64.getDecoder().decode(form.fields().get("policy")), StandardCharsets.UTF_8));
        String conditions = policy.path("conditions").toString();
        for (String bound : List.of(
                "{\"bucket\":\"files\"}",
                "{\"key\":\"form-uploads/a/b\"}",
                "{\"Content-Type\":\"application/octet-stream\"}",
                "{\"success_action_redirect\":\"https://api.example/onboarding/uploads/1\"}",
                "[\"content-length-range\",1,10000000]")) {
            assertTrue(conditions.contains(bound), conditions);
        }
        assertTrue(form.fields().get("x-amz-credential").endsWith("/eu-central-1/s3/aws4_request"));
        assertTrue(Instant.parse(policy.path("expiration").stringValue()).isAfter(Instant.EPOCH));
        assertThrows(IllegalArgumentException.class, () -> files().form("../a", 1, then, Duration.ofHours(1)));
    }

    /** The token of a function's own credentials goes with the form, and under its signature. */
    @Test
    void aFormOfASessionHasItsToken() {
        var policy = new PostPolicy("files", "a/b", 5, URI.create("https://api.example/x"), "eu-central-1");
        var fields = policy.fields(
                AwsSessionCredentials.create("key", "secret", "token"),
                Instant.parse("2026-11-22T10:00:00Z"),
                Duration.ofHours(1));
        assertEquals("token", fields.get("x-amz-security-token"));
        assertEquals("20261122T100000Z", fields.get("x-amz-date"));
        String decoded = new String(Base64.getDecoder().decode(fields.get("policy")), StandardCharsets.UTF_8);
        assertTrue(decoded.contains("{\"x-amz-security-token\":\"token\"}"), decoded);
        assertTrue(decoded.contains("\"expiration\":\"2026-11-22T11:00:00Z\""), decoded);
    }

    /** Computed by Python's hmac, with the keys of the examples in the documentation of S3. */
    @Test
    void theSignatureIsThatOfVersionFour() {
        assertEquals(
                "0c92c1e3a4804fdc2b04aa949de9fdae7e2102aeff3ab11ab6a57d351fada81b",
                PostPolicy.signature(
                        "eyJhIjoxfQ==", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "20151229", "us-east-1"));
    }

    @Test
    void aLinkForADownloadNamesTheFile() {
        Link link = files().download("payout-files/a/b.xml", "b.xml", Duration.ofMinutes(5));
        assertTrue(link.url().contains("/payout-files/a/b.xml?"), link.url());
        assertTrue(link.url().contains("response-content-disposition=attachment"), link.url());
        assertEquals(Map.of(), link.headers());
    }
}
