package dev.surety.onboarding.publisher;

import dev.surety.runtime.resilience.Outage;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Hosts on the public network. The client asks the resolver once more when it connects. The JVM remembers the answer
 * for longer than that takes, so a name cannot change in between.
 */
final class PublicHosts {
    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xFF, (byte) 0x9B};

    private final Resolver resolver;

    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    PublicHosts(Resolver resolver) {
        this.resolver = resolver;
    }

    static PublicHosts ofSystem() {
        return new PublicHosts(InetAddress::getAllByName);
    }

    /** Every address of the host is a public one, or this is an outage. */
    void allowed(String host) {
        try {
            InetAddress[] addresses = resolver.resolve(host);
            if (addresses.length == 0 || !Arrays.stream(addresses).allMatch(PublicHosts::isPublic)) {
                throw new Outage("an address of a publisher is not a public one");
            }
        } catch (UnknownHostException e) {
            throw new Outage("the host of a publisher is not known", e);
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address _ -> isPublic4(bytes, 0);
            case Inet6Address _ -> isPublic6(bytes);
            default -> false;
        };
    }

    private static boolean isPublic4(byte[] bytes, int from) {
        int first = bytes[from] & 0xFF;
        int second = bytes[from + 1] & 0xFF;
        boolean isShared = first == 100 && second >= 64 && second < 128;
        boolean isPrivate =
                first == 10 || (first == 172 && second >= 16 && second < 32) || (first == 192 && second == 168);
        boolean isLocal = first == 0 || first == 127 || (first == 169 && second == 254);
        boolean isOfTests = (first == 192 && second == 0) || (first == 198 && (second == 18 || second == 19));
        return !isShared && !isPrivate && !isLocal && !isOfTests && first < 224;
    }

    private static boolean isPublic6(byte[] bytes) {
        boolean isUnique = (bytes[0] & 0xFE) == 0xFC;
        boolean isEmbedded = true;
        for (int i = 0; i < 10; i++) {
            isEmbedded &= bytes[i] == 0;
        }
        // 64:ff9b::/96 and 2002::/16 lead to the IPv4 address within them.
        boolean isTranslated = Arrays.equals(bytes, 0, 4, TRANSLATED, 0, 4);
        boolean isTunnel = bytes[0] == 0x20 && bytes[1] == 0x02;
        if (isEmbedded || isTranslated) {
            return isPublic4(bytes, 12);
        }
        return !isUnique && (!isTunnel || isPublic4(bytes, 2));
    }
}
