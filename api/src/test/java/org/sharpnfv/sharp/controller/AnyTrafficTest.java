/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.flow.RandomFrames;
import org.sharpnfv.sharp.flow.SwitchView;
import org.sharpnfv.sharp.wire.Mark;

/**
 * Random frames of all kinds (design: section 5, "any traffic"): the key that controller and agent read from a frame,
 * and the exact entries by which a switch finds the frame, must be the same thing.
 */
class AnyTrafficTest {
    private static final int FRAMES = 120_000;
    private static final int TABLES = 120;

    private final FrameHeader header = new FrameHeader();

    private FlowKey key(final byte[] frame) {
        assertTrue(header.parse(ByteBuffer.wrap(frame), 0, frame.length));
        return header.key();
    }

    /** The flow whose exact entry a switch with many finds for a frame; null if there is none. */
    private static FlowKey find(final Collection<FlowKey> flows, final byte[] frame) {
        final var view = SwitchView.of(frame);
        final var found = new TreeMap<Integer, FlowKey>();
        for (final var flow : flows) {
            if (FlowMatch.exact(flow).onSwitch().stream().anyMatch(view::matches)) {
                final var other = found.put(ControllerSettings.DEFAULT.exactPriority(flow), flow);
                assertNull(other, () -> "two entries of the same priority: " + flow + " and " + other);
            }
        }
        return found.isEmpty() ? null : found.lastEntry().getValue();
    }

    @Test
    void shouldFindEachFrameByTheExactEntryOfItsFlowAndNoOther() {
        final var frames = new RandomFrames(11);
        final var kinds = new HashMap<String, Integer>();
        int hits = 0;
        for (int table = 0; table < TABLES; table++) {
            final var flows = new LinkedHashMap<FlowKey, Boolean>();
            for (int i = 0; i < FRAMES / TABLES; i++) {
                final byte[] frame = frames.nextWhole();
                final var key = key(frame);

                final var found = find(flows.keySet(), frame);

                if (flows.containsKey(key)) {
                    assertEquals(key, found);
                    hits++;
                    kinds.merge(kind(key), 1, Integer::sum);
                } else if (found != null) {
                    // a priority-tagged flow's entry catches the same flow with another tag, if that has none
                    assertEquals(0, found.vlan(), () -> key + " found by " + found);
                    assertTrue(key.vlan() > 0, () -> key + " found by " + found);
                }
                if (flows.size() < 40) {
                    flows.put(key, true);
                }
            }
        }
        assertTrue(hits > FRAMES / 50, hits + " frames were of a flow with an entry");
        assertTrue(kinds.size() >= 12, () -> "only these kinds were found again: " + kinds);
    }

    private static String kind(final FlowKey key) {
        return Integer.toHexString(key.ethType()) + '/' + key.ipProtocol();
    }

    @Test
    void shouldMatchTheFramesOfAFlowAndNoOthersByItsExactMatch() {
        final var frames = new RandomFrames(12);
        final Map<FlowKey, SwitchView> seen = new HashMap<>();
        byte[] before = frames.nextWhole();
        int same = 0;
        for (int i = 0; i < FRAMES; i++) {
            final byte[] frame = frames.nextWhole();
            final var one = key(before);
            final var other = key(frame);

            assertTrue(FlowMatch.exact(other).matches(other));
            assertEquals(one.equals(other), FlowMatch.exact(one).matches(other), () -> one + " and " + other);
            assertEquals(one.equals(other), FlowMatch.exact(one).overlaps(FlowMatch.exact(other)),
                () -> one + " and " + other);
            // a flow has one look, only fragments have several
            if (!other.isFragments()) {
                final var view = SwitchView.of(frame);
                final var known = seen.putIfAbsent(other, view);
                if (known != null) {
                    assertEquals(known, view, other::toString);
                    same++;
                }
            }
            before = frame;
        }
        assertTrue(same > FRAMES / 4, "only " + same + " frames belonged to a flow of before");
    }

    @Test
    void shouldAgreeWithKeyAndHashAndReversalWhateverTheFrame() {
        final var frames = new RandomFrames(13);
        for (int i = 0; i < FRAMES; i++) {
            final byte[] frame = frames.nextWhole();
            final var key = key(frame);

            assertEquals(FrameHeader.hash(key), header.hash());
            assertTrue(header.matches(key));
            assertEquals(key.equals(key.reversed()), header.matches(key.reversed()));
            assertEquals(key, key.reversed().reversed());
            assertEquals(FlowMatch.exact(key).reversed(), FlowMatch.exact(key.reversed()));
            assertEquals(FlowMatch.exact(key), FlowMatch.exact(key).reversed().reversed());
        }
    }

    /** The mark replaces the destination address; all else that makes the flow must be there still. */
    @Test
    void shouldKnowTheFlowOfAMarkedFrameByAllOtherFields() {
        final var frames = new RandomFrames(14);
        for (int i = 0; i < FRAMES; i++) {
            final byte[] frame = frames.nextWhole();
            final var key = key(frame);
            final long mark = Mark.of((i & 1) == 0, i, i, i);

            Mark.write(frame, mark);

            final var marked = key(frame);
            assertEquals(mark, header.ethDestination());
            assertTrue(header.matchesApartFromDestination(key));
            assertEquals(key, header.key(key.ethDestination()));
            assertEquals(mark, marked.ethDestination());
        }
    }

    @Test
    void shouldReadAnyBytesAnywhereAndNothingBehindThem() {
        final var frames = new RandomFrames(15);
        final var around = new FrameHeader();
        final var memory = ByteBuffer.allocateDirect(2048);
        for (int i = 0; i < FRAMES; i++) {
            final byte[] frame = frames.next();
            final int at = i % 64;
            for (int behind = 0; behind < 64; behind++) {
                memory.put(at + frame.length + behind, (byte) i);
            }
            memory.put(at, frame);

            final boolean whole = header.parse(ByteBuffer.wrap(frame), 0, frame.length);

            assertEquals(frame.length >= FrameHeader.ETHERNET_LENGTH, whole);
            assertEquals(whole, around.parse(memory, at, frame.length));
            assertEquals(header.key(), around.key());
        }
    }

    @Test
    void shouldMakeFramesOfAllKinds() {
        final var frames = new RandomFrames(16);
        final var kinds = new HashMap<String, Integer>();
        final var lengths = new ArrayList<Integer>();
        for (int i = 0; i < FRAMES; i++) {
            final byte[] frame = frames.next();
            if (frame.length < FrameHeader.ETHERNET_LENGTH) {
                lengths.add(frame.length);
                continue;
            }
            final var key = key(frame);
            final var tag = key.vlan() < 0 ? "" : key.ethType() == 0x8100 ? " two tags" : " tag";
            kinds.merge(kind(key) + tag, 1, Integer::sum);
        }
        for (final var kind : new String[] {"800/6", "800/17", "800/132", "800/1", "800/0", "86dd/6", "86dd/17",
            "86dd/132", "86dd/58", "86dd/44", "86dd/0", "806/-1", "5ff/-1", "88cc/-1", "8100/-1 two tags"}) {
            assertTrue(kinds.getOrDefault(kind, 0) > 100, () -> kind + " is rare in " + kinds);
        }
        assertTrue(lengths.size() > 100, lengths.size() + " short frames");
    }
}
