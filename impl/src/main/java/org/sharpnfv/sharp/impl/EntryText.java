/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.controller.Cookie;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.FlowEntry.Action;
import org.sharpnfv.sharp.flow.Addresses;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FlowMatch.Masked;
import org.sharpnfv.sharp.flow.FlowMatch.Prefix;

/** Entries for people, in the words of OpenFlow 1.3 (7.2.3.7). */
final class EntryText {
    private static final int KIND_SHIFT = 44;
    private static final Cookie.Kind[] KINDS = Cookie.Kind.values();

    private EntryText() {
        // static functions only
    }

    static String kind(final long cookie) {
        final int kind = (int) (cookie >>> KIND_SHIFT) & 0xF;
        return (kind < KINDS.length ? KINDS[kind] : Cookie.Kind.FOREIGN).name().toLowerCase(Locale.ROOT);
    }

    static String match(final FlowEntry entry) {
        final var match = entry.match();
        final var text = new StringJoiner(",").setEmptyValue("any");
        if (entry.metadata() != null) {
            text.add("metadata=" + hex(entry.metadata()));
        }
        if (match.inPort() != null) {
            text.add("in_port=" + Integer.toUnsignedString(match.inPort()));
        }
        mac(text, "eth_src", match.ethSource());
        mac(text, "eth_dst", match.ethDestination());
        if (match.vlan() != null) {
            text.add(match.vlan() == FlowKey.UNTAGGED ? "vlan=none" : "vlan=" + match.vlan());
        }
        if (match.ethType() != null) {
            text.add("eth_type=0x" + Integer.toHexString(match.ethType()));
        }
        if (match.ipProtocol() != null) {
            text.add("ip_proto=" + match.ipProtocol());
        }
        prefix(text, "ip_src", match.source());
        prefix(text, "ip_dst", match.destination());
        if (match.sourcePort() != null) {
            text.add("src_port=" + match.sourcePort());
        }
        if (match.destinationPort() != null) {
            text.add("dst_port=" + match.destinationPort());
        }
        return text.toString();
    }

    private static void mac(final StringJoiner text, final String field, final @Nullable Masked address) {
        if (address != null) {
            text.add(field + '=' + Addresses.mac(address.value())
                + (address.mask() == FlowMatch.EXACT_MAC ? "" : '/' + Addresses.mac(address.mask())));
        }
    }

    private static void prefix(final StringJoiner text, final String field, final @Nullable Prefix prefix) {
        if (prefix != null) {
            text.add(field + '=' + Addresses.ip(prefix.v6() ? EtherType.IPV6 : EtherType.IPV4, prefix.high(),
                prefix.low()) + (prefix.length() == (prefix.v6() ? 128 : 32) ? "" : "/" + prefix.length()));
        }
    }

    static String actions(final List<Action> actions) {
        return actions.isEmpty() ? "drop" : actions.stream().map(EntryText::action).collect(Collectors.joining(","));
    }

    private static String action(final Action action) {
        if (action instanceof Action.Output(var port)) {
            return "output:" + Integer.toUnsignedString(port);
        }
        return action instanceof Action.Goto(var table, var metadata) ? "goto:" + table + ",metadata=" + hex(metadata)
            : "controller";
    }

    private static String hex(final long bits) {
        return "0x" + Long.toHexString(bits);
    }
}
