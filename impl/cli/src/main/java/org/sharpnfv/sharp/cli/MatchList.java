/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/**
 * A match as a list, {@code tcp,dst_port=443}: what it means as the northbound's JSON. Whether it makes sense is the
 * northbound's to say; only where a field goes that has several places is decided here, by the protocol.
 */
final class MatchList {
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86DD;
    private static final int ARP = 0x0806;
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMPV6 = 58;
    private static final int SCTP = 132;

    /** EtherType and, unless it is negative, IP protocol. */
    private record Protocol(int ethType, int ipProtocol) {
    }

    private static final Map<String, Protocol> PROTOCOLS = new TreeMap<>(Map.ofEntries(
        Map.entry("arp", new Protocol(ARP, -1)),
        Map.entry("icmp", new Protocol(IPV4, ICMP)),
        Map.entry("icmp6", new Protocol(IPV6, ICMPV6)),
        Map.entry("ip", new Protocol(IPV4, -1)),
        Map.entry("ipv6", new Protocol(IPV6, -1)),
        Map.entry("sctp", new Protocol(IPV4, SCTP)),
        Map.entry("sctp6", new Protocol(IPV6, SCTP)),
        Map.entry("tcp", new Protocol(IPV4, TCP)),
        Map.entry("tcp6", new Protocol(IPV6, TCP)),
        Map.entry("udp", new Protocol(IPV4, UDP)),
        Map.entry("udp6", new Protocol(IPV6, UDP))));

    private final String leaf;
    private final JsonObject match = new JsonObject();
    private @Nullable String transport;
    private int ethType = -1;

    private MatchList(final String leaf) {
        this.leaf = leaf;
    }

    static JsonObject parse(final String leaf, final String text) throws CommandException {
        final var list = new MatchList(leaf);
        // in either order: a field's place depends on the protocol
        for (final var part : text.split(",", -1)) {
            if (part.indexOf('=') < 0) {
                list.protocol(part.strip());
            }
        }
        for (final var part : text.split(",", -1)) {
            final int equals = part.indexOf('=');
            if (equals >= 0) {
                list.field(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
        return list.match;
    }

    private void protocol(final String name) throws CommandException {
        final var protocol = PROTOCOLS.get(name);
        if (protocol == null) {
            throw new CommandException(leaf + ": expected one of " + PROTOCOLS.keySet() + " or field=value, found '"
                + name + "'");
        }
        if (ethType >= 0) {
            throw new CommandException(leaf + ": expected one protocol, found a second one, '" + name + "'");
        }
        ethType(protocol.ethType());
        if (protocol.ipProtocol() >= 0) {
            ipProtocol(protocol.ipProtocol());
        }
    }

    private void field(final String name, final String value) throws CommandException {
        switch (name) {
            case "in_port" -> match.addProperty("in-port", value);
            case "eth_src" -> child(child(match, "ethernet-match"), "ethernet-source").addProperty("address", value);
            case "eth_dst" ->
                child(child(match, "ethernet-match"), "ethernet-destination").addProperty("address", value);
            case "eth_type" -> ethType(number(name, value));
            case "vlan" -> {
                final var vlan = child(child(match, "vlan-match"), "vlan-id");
                vlan.addProperty("vlan-id-present", true);
                vlan.addProperty("vlan-id", number(name, value));
            }
            case "ip_proto" -> ipProtocol(number(name, value));
            case "src" -> address(name, "source", value);
            case "dst" -> address(name, "destination", value);
            case "src_port" -> port(name, "source", number(name, value));
            case "dst_port" -> port(name, "destination", number(name, value));
            default -> throw new CommandException(leaf + ": expected one of src, dst, src_port, dst_port, eth_src,"
                + " eth_dst, eth_type, ip_proto, vlan, in_port, found '" + name + "'");
        }
    }

    private void ethType(final int type) {
        ethType = type;
        child(child(match, "ethernet-match"), "ethernet-type").addProperty("type", type);
    }

    private void ipProtocol(final int protocol) {
        child(match, "ip-match").addProperty("ip-protocol", protocol);
        transport = switch (protocol) {
            case TCP -> "tcp";
            case UDP -> "udp";
            case SCTP -> "sctp";
            default -> null;
        };
    }

    private void address(final String name, final String side, final String value) throws CommandException {
        final boolean v6 = value.indexOf(':') >= 0;
        if (value.isEmpty()) {
            throw new CommandException(leaf + ": " + name + ": expected an address or a prefix, found none");
        }
        final var prefix = value.indexOf('/') >= 0 ? value : value + (v6 ? "/128" : "/32");
        match.addProperty((v6 ? "ipv6-" : "ipv4-") + side, prefix);
    }

    private void port(final String name, final String side, final int port) throws CommandException {
        if (transport == null) {
            throw new CommandException(leaf + ": " + name + " needs tcp, udp or sctp (tcp6, udp6, sctp6)");
        }
        match.addProperty(transport + '-' + side + "-port", port);
    }

    private int number(final String name, final String value) throws CommandException {
        try {
            return Integer.decode(value);
        } catch (NumberFormatException e) {
            throw new CommandException(leaf + ": " + name + ": expected a number, found '" + value + "'", e);
        }
    }

    private static JsonObject child(final JsonObject parent, final String name) {
        if (!parent.has(name)) {
            parent.add(name, new JsonObject());
        }
        return parent.getAsJsonObject(name);
    }
}
