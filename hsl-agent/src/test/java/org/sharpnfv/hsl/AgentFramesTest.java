/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sharpnfv.hsl.AgentProcess.await;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.hsl.shim.Frames;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** Issue 4, point 7: frames of 9000 bytes, and floods of what nobody knows, through a running agent. */
@Timeout(180)
class AgentFramesTest {
    private static final int JUMBO_MTU = 9000;
    private static final int JUMBO_BYTES = JUMBO_MTU + 14;

    @TempDir
    private Path directory;
    private AgentProcess agent;

    private void start(final int networkMtu, final int vnfMtu, final String... more) throws Exception {
        agent = new AgentProcess(directory, "veth:vin,vout", networkMtu, vnfMtu);
        agent.startCounting(more);
        agent.awaitPassage(agent.ingress(), agent.vnf("vin-far"));
        agent.awaitPassage(agent.vnf("vout-far"), agent.egress());
    }

    /** Numbered frames that come out of a wire. */
    private static List<byte[]> numbered(final Shim wire, final int count) {
        final var received = new Frames();
        return await(count + " frames", () -> received.await(wire, count), found -> found.size() >= count);
    }

    @AfterEach
    void close() {
        if (agent != null) {
            agent.close();
        }
    }

    private static byte[] jumbo(final int number) {
        return Arrays.copyOf(Controller.data(Direction.FORWARD, number), JUMBO_BYTES);
    }

    private List<byte[]> take(final Shim wire, final int count) {
        final var received = new ArrayList<byte[]>();
        await(count + " frames", () -> {
            wire.poll((memory, offset, length) -> received.add(memory.asSlice(offset, length).toArray(JAVA_BYTE)), 64);
            return received.size();
        }, found -> found >= count);
        return received;
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2", "v3"})
    void shouldPassFramesOf9000Bytes(final String ring) throws Exception {
        start(JUMBO_MTU, JUMBO_MTU, "--ring", ring);

        final byte[] tagged = Frames.tagged("8100602a", 2, JUMBO_BYTES + 4);
        Frames.send(agent.ingress(), Frames.plain(1, JUMBO_BYTES), tagged);
        final List<byte[]> received = numbered(agent.vnf("vin-far"), 2);
        assertArrayEquals(Frames.plain(1, JUMBO_BYTES), received.getFirst());
        assertArrayEquals(tagged, received.getLast());
        Frames.send(agent.vnf("vout-far"), Frames.plain(3, JUMBO_BYTES));
        assertArrayEquals(Frames.plain(3, JUMBO_BYTES), numbered(agent.egress(), 1).getFirst());
    }

    private void handover(final int frames) {
        agent.hello();
        for (final var side : Direction.values()) {
            agent.say(side, Controller.start(Role.DESTINATION, StateTransfer.NONE));
        }
        agent.awaitCounter("path.flows", 1);
        for (int i = 0; i < frames; i++) {
            agent.sendData(Direction.FORWARD, jumbo(i));
        }
        agent.awaitCounter("path.held", frames);
        for (final var side : Direction.values()) {
            agent.say(side, new Message.ReleaseFinished(Controller.HANDOVER, side, 0, false));
        }
        agent.awaitCounter("path.released", frames);
    }

    @Test
    void shouldHoldAndReleaseFramesOf9000Bytes() throws Exception {
        start(JUMBO_MTU, JUMBO_MTU);
        final Shim vnf = agent.vnf("vin-far");

        handover(50);

        final List<byte[]> received = take(vnf, 50);
        for (int i = 0; i < 50; i++) {
            assertArrayEquals(jumbo(i), received.get(i), "frame " + i);
        }
    }

    @Test
    void shouldCountFramesThatAreTooLongForTheVnf() throws Exception {
        start(JUMBO_MTU, 1500);

        Frames.send(agent.ingress(), Frames.plain(1, JUMBO_BYTES), Frames.plain(2, 1515), Frames.plain(3, 1514));

        assertArrayEquals(Frames.plain(3, 1514), numbered(agent.vnf("vin-far"), 1).getFirst());
        agent.awaitCounter("vnf-ingress.send-dropped-refused", 2);
        await("a sentence about them", agent::errors, found -> found.contains("vin: frames were refused, see "
            + "send-dropped-refused: they are longer than its MTU allows"));
        assertEquals(2, agent.counter("vnf-ingress.send-dropped-refused"));

        // those that are held meet the same fate, and the handover ends
        handover(5);
        agent.awaitCounter("vnf-ingress.send-dropped-refused", 7);
        agent.awaitPassage(agent.ingress(), agent.vnf("vin-far"));
        assertTrue(agent.process().isAlive());
    }

    @Test
    void shouldCountFramesThatBecameTooLongWhileItRuns() throws Exception {
        start(1500, 1500);
        for (final String name : List.of("in", "in-far")) {
            agent.namespace().ip("link", "set", name, "mtu", Integer.toString(JUMBO_MTU));
        }

        Frames.send(agent.ingress(), Frames.plain(1, JUMBO_BYTES), Frames.plain(2, 1000));

        assertArrayEquals(Frames.plain(2, 1000), numbered(agent.vnf("vin-far"), 1).getFirst());
        agent.awaitCounter("ingress.receive-dropped-truncated", 1);
        await("a sentence about them", agent::errors, found -> found.contains("in: frames of more than "));
        assertEquals(1, agent.counter("ingress.receive-dropped-truncated"));
    }

    /** Any EtherType, any address, and the protocol's EtherType with nonsense behind it. */
    @Test
    void shouldForwardAFloodOfUnknownEtherTypesInBoundedMemory() throws Exception {
        agent = new AgentProcess(directory);
        // the protocol's frames are garbage on the heap for a moment: a small one shows that nothing stays
        agent.startCounting(Map.of("JAVA_TOOL_OPTIONS", "-Xmx32m"));
        agent.hello();
        for (final var side : Direction.values()) {
            agent.say(side, Controller.start(Role.DESTINATION, StateTransfer.NONE));
        }
        agent.awaitCounter("path.flows", 1);
        final Shim vnf = agent.vnf("vin-far");
        AgentProcess.settle(vnf);
        flood(vnf, 20_000);
        final long before = residentKilobytes();

        final int[] sent = flood(vnf, 300_000);

        assertEquals(sent[0], sent[2], "those that are not the protocol's all pass");
        final long grown = residentKilobytes() - before;
        assertTrue(grown < 32 * 1024, "expected no growth, found " + grown + " kB");
        agent.hello();
        agent.awaitCounter("path.control-malformed", sent[1]);
        assertEquals(0, agent.counter("ingress.receive-dropped-kernel"));
    }

    /** Returns how many were not the protocol's, how many were, and how many arrived. */
    private int[] flood(final Shim vnf, final int frames) {
        final int window = 1024;
        final var random = new Random(frames);
        final var counts = new int[3];
        final MemorySegment memory = Arena.ofAuto().allocate(64L * 64);
        final byte[] frame = new byte[64];
        for (int sent = 0; sent < frames; sent += 64) {
            for (int i = 0; i < 64; i++) {
                random.nextBytes(frame);
                // no group address, and no mark of ours
                frame[0] &= (byte) 0xF0;
                final boolean control = i % 8 == 0;
                if (control) {
                    frame[12] = (byte) (MessageCodec.ETHER_TYPE >> 8);
                    frame[13] = (byte) MessageCodec.ETHER_TYPE;
                    // of this version
                    frame[14] = MessageCodec.VERSION;
                } else if (frame[12] == (byte) 0x88) {
                    frame[12] = 0x66;
                }
                counts[control ? 1 : 0]++;
                MemorySegment.copy(frame, 0, memory, JAVA_BYTE, i * 64L, 64);
                agent.ingress().send(memory, i * 64L, 64);
            }
            agent.ingress().flush();
            final int least = counts[0] - window;
            await("frames", () -> arrived(vnf, counts), found -> found >= least);
        }
        await("the last frames", () -> arrived(vnf, counts), found -> found >= counts[0]);
        return counts;
    }

    private static int arrived(final Shim vnf, final int[] counts) {
        int some;
        do {
            some = vnf.poll((memory, offset, length) -> counts[2]++, 64);
        } while (some > 0);
        return counts[2];
    }

    private long residentKilobytes() throws Exception {
        return Files.readAllLines(Path.of("/proc/" + agent.process().pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS:")).map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst().orElseThrow();
    }
}
