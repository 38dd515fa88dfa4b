package dev.surety.runtime.aws;

import dev.surety.runtime.json.Json;
import dev.surety.runtime.resilience.Limits;
import dev.surety.runtime.resilience.Outage;
import dev.surety.runtime.settings.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.IoUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call to one of the AWS services that speak the JSON protocol (queues, event bus, secrets, keys). The SDK's own
 * signer signs it with Signature Version 4. Functions call four services with one operation or two each; their SDK
 * modules would be several megabytes of every artefact.
 */
public final class AwsJson {
    private final String service;
    private final String targetPrefix;
    private final URI endpoint;
    private final String region;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;

    private AwsJson(
            String service, String targetPrefix, URI endpoint, String region, AwsCredentialsProvider credentials) {
        this.service = service;
        this.targetPrefix = targetPrefix;
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Limits.CONNECT)
                .socketTimeout(Limits.AWS_JSON_CALL)
                .build();
    }

    /** The service in the function's region, or at the address of the named setting. */
    public static AwsJson ofEnvironment(String service, String targetPrefix, String endpointSetting) {
        String region = Environment.find("AWS_REGION").orElse("eu-central-1");
        URI endpoint = URI.create(Environment.find(endpointSetting)
                .orElse("https://" + service + "." + region + ".amazonaws.com/"));
        return new AwsJson(
                service, targetPrefix, endpoint, region, Credentials.find());
    }

    /** The same against an endpoint that checks no signature; for tests and stand-ins. */
    public static AwsJson of(String service, String targetPrefix, URI endpoint, AwsCredentialsProvider credentials) {
        return new AwsJson(service, targetPrefix, endpoint, "eu-central-1", credentials);
    }

    /** Calls one operation. Anything but a 2xx, a time-out included, is an {@link Outage}. */
    public JsonNode call(String operation, ObjectNode input) {
        byte[] body = Json.text(input).getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                // Of the four, only the queues speak 1.0; for our operations the two are the same.
                .putHeader("Content-Type", "application/x-amz-json-" + (service.equals("sqs") ? "1.0" : "1.1"))
                .putHeader("X-Amz-Target", targetPrefix + "." + operation)
                .build();
        AwsCredentials identity = identity();
        var signed = AwsV4HttpSigner.create().sign(signing -> signing.identity(identity)
                .request(request)
                .payload(() -> new ByteArrayInputStream(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        try {
            var response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(signed.payload().orElse(() -> new ByteArrayInputStream(body)))
                            .build())
                    .call();
            int status = response.httpResponse().statusCode();
            String answer = response.responseBody().map(AwsJson::read).orElse("{}");
            if (status / 100 != 2) {
                throw new Outage(service + " answered " + operation + " with " + status);
            }
            return Json.object(answer.isEmpty() ? "{}" : answer);
        } catch (IOException e) {
            throw new Outage(service + " did not answer " + operation, e);
        }
    }

    /** A restored snapshot asks an endpoint for its credentials, and that may not answer. */
    private AwsCredentials identity() {
        try {
            return credentials.resolveCredentials();
        } catch (SdkException e) {
            throw new Outage("there are no credentials for " + service, e);
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            return IoUtils.toUtf8String(stream);
        } catch (IOException e) {
            throw new Outage("an answer broke off", e);
        }
    }
}
