package dev.surety.runtime.aws;

import dev.surety.runtime.settings.Environment;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The function's own credentials. A function restored from a snapshot finds them at the container endpoint, any other
 * in its environment. We search nowhere else, so that a function picks none up by accident.
 */
public final class Credentials {
    private Credentials() {}

    public static AwsCredentialsProvider find() {
        if (System.getProperty("surety.env.AWS_ACCESS_KEY_ID") != null) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    Environment.get("AWS_ACCESS_KEY_ID"), Environment.get("AWS_SECRET_ACCESS_KEY")));
        }
        return AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                ContainerCredentialsProvider.builder().build());
    }
}
