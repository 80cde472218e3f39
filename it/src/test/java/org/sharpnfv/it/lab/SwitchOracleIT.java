/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.sharp.flow.Addresses;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.flow.RandomFrames;

/** What a frame's flow is, is not for us to say: Open vSwitch's own parser and table are asked about random frames. */
class SwitchOracleIT {
    private static final int PARSED = 20_000;
    private static final int TRACED = 4_000;
    private static final int FLOWS = 400;
    private static final Pattern COOKIE = Pattern.compile("cookie 0x([0-9a-f]+)");

    private final FrameHeader header = new FrameHeader();

    private FlowKey key(final byte[] frame) {
        assertTrue(header.parse(ByteBuffer.wrap(frame), 0, frame.length));
        return header.key();
    }

    @Test
    void shouldReadFramesAsOpenVSwitchParsesThem(@TempDir final Path directory) throws IOException {
        final var random = new RandomFrames(21);
        final var frames = new ArrayList<byte[]>();
        for (int i = 0; i < PARSED; i++) {
            frames.add(random.nextWhole());
        }
        final Path file = Files.write(directory.resolve("frames.pcap"), Pcap.of(frames));

        final var lines = Command.of("ovs-ofctl", "parse-pcap", file.toString()).run().lines().toList();

        assertEquals(PARSED, lines.size());
        final var kinds = new HashMap<String, Integer>();
        for (int i = 0; i < PARSED; i++) {
            final var found = key(frames.get(i));
            final var line = lines.get(i);
            if (SwitchText.hasTwoTags(line)) {
                assertTrue(found.ethType() == EtherType.VLAN || found.ethType() == EtherType.SERVICE_VLAN, line);
                assertTrue(line.contains("dl_vlan=" + found.vlan() + ","), () -> found + " but " + line);
            } else {
                final int number = i;
                assertEquals(SwitchText.key(line), found, () -> HexFormat.of().formatHex(frames.get(number)) + " is "
                    + line);
            }
            kinds.merge(Integer.toHexString(found.ethType()) + '/' + found.ipProtocol(), 1, Integer::sum);
        }
        Console.out().println("EVALUATION oracle: " + PARSED + " frames of " + kinds.size() + " kinds alike");
    }

    /** With the exact entries of many flows in a table, a running switch finds those of each frame's flow. */
    @Test
    void shouldFindFramesByTheExactEntriesOfTheirFlows() throws IOException {
        try (var sandbox = Sandbox.create()) {
            final var namespace = sandbox.namespace("ctl");
            final var ovs = OpenVSwitch.start(sandbox, namespace);
            ovs.addBridge("br", 1);
            final var random = new RandomFrames(22);
            final Map<FlowKey, Integer> flows = new HashMap<>();
            while (flows.size() < FLOWS) {
                flows.putIfAbsent(key(random.nextWhole()), flows.size() + 1);
            }
            final Path entries = Files.writeString(sandbox.directory().resolve("entries"), flows.entrySet().stream()
                .flatMap(flow -> FlowMatch.exact(flow.getKey()).onSwitch().stream().map(match ->
                    "cookie=" + flow.getValue() + ",priority=" + (flow.getKey().vlan() == 0 ? 1 : 2) + text(match)
                        + ",actions=drop")).collect(Collectors.joining("\n", "", "\n")));
            ovs.addFlows("br", entries);
            int hits = 0;
            try (var control = new SwitchControl(ovs.directory().resolve("ovs-vswitchd.ctl"))) {
                for (int i = 0; i < TRACED; i++) {
                    final byte[] frame = random.nextWhole();
                    final var flow = key(frame);

                    final var trace = control.ask("ofproto/trace", "br", "in_port=1", HexFormat.of().formatHex(frame));

                    final var line = trace.lines().filter(each -> each.startsWith("Flow: ")).findFirst().orElseThrow();
                    assertEquals(SwitchText.key(line.substring(6)), flow, trace);
                    hits += check(flows, flow, trace);
                }
            }
            Console.out().println("EVALUATION oracle: " + TRACED + " frames traced, " + hits + " of " + FLOWS
                + " flows with an entry");
            assertTrue(hits > TRACED / 20, hits + " hits");
        }
    }

    private static int check(final Map<FlowKey, Integer> flows, final FlowKey flow, final String trace) {
        final var cookie = COOKIE.matcher(trace);
        final int found = cookie.find() ? Integer.parseInt(cookie.group(1), 16) : 0;
        final Integer expected = flows.get(flow);
        if (expected != null) {
            assertEquals(expected, found, trace);
            return 1;
        }
        if (found != 0) {
            // OpenDaylight's entry for VLAN identifier 0 means any tag
            assertTrue(flow.vlan() > 0 && flows.entrySet().stream()
                .anyMatch(each -> each.getValue() == found && each.getKey().vlan() == 0), trace);
        }
        return 0;
    }

    /** What OpenDaylight says to a switch for an exact match, in the words of {@code ovs-ofctl}. */
    private static String text(final FlowMatch match) {
        final var words = new ArrayList<String>();
        words.add("dl_src=" + Addresses.mac(match.ethSource().value()));
        words.add("dl_dst=" + Addresses.mac(match.ethDestination().value()));
        words.add(switch (match.vlan()) {
            case FlowKey.UNTAGGED -> "vlan_tci=0x0000";
            case 0 -> "vlan_tci=0x1000/0x1000";
            default -> "dl_vlan=" + match.vlan();
        });
        words.add("dl_type=" + match.ethType());
        if (match.ipProtocol() != null) {
            final boolean v6 = match.ethType() == EtherType.IPV6;
            words.add("nw_proto=" + match.ipProtocol());
            words.add((v6 ? "ipv6_src=" : "nw_src=") + text(match.source()));
            words.add((v6 ? "ipv6_dst=" : "nw_dst=") + text(match.destination()));
        }
        if (match.sourcePort() != null) {
            words.addAll(List.of("tp_src=" + match.sourcePort(), "tp_dst=" + match.destinationPort()));
        }
        return ',' + String.join(",", words);
    }

    private static String text(final FlowMatch.Prefix prefix) {
        return Addresses.ip(prefix.v6() ? EtherType.IPV6 : EtherType.IPV4, prefix.high(), prefix.low());
    }
}
