/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.Addresses;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowMatch;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** Each of these was a bug once. */
class RegressionTest {
    private static byte[] toHsl(final MessageCodec codec, final Message message) {
        return codec.encode(new ControlFrame(Bench.SESSION, Bench.HSL_SESSION, 1, List.of(message)),
            new Channel(false, Direction.FORWARD), ControlKey.NONE);
    }

    @Test
    void shouldLeaveNothingBehindWhenGroupIsRemovedDuringHandover() {
        final var bench = Bench.detecting();
        bench.detect(Bench.INGRESS, Bench.FLOW);
        bench.outputs();
        bench.machine.removeGroup(bench.nowNs, "g");
        for (int i = 0; i < 5_000; i++) {
            bench.settle();
            bench.pass(Bench.MS);
        }
        assertEquals(List.of(), bench.machine.expectedEntries(Bench.INGRESS));
    }

    @Test
    void shouldDeliverWhatWasBufferedWhenGroupIsRemoved() {
        final var bench = Bench.detecting();
        bench.detect(Bench.INGRESS, Bench.FLOW);
        bench.outputs();
        bench.machine.removeGroup(bench.nowNs, "g");
        boolean out = false;
        for (int i = 0; i < 5_000; i++) {
            for (final var o : bench.settle()) {
                out |= o instanceof ControllerOutput.PacketOut p
                    && TestFlows.header(p.frame()).ethType() == 0x0800;
            }
            bench.pass(Bench.MS);
        }
        assertTrue(out);
    }

    @Test
    void shouldNotMatchWholeFlowsByExactMatchOfTruncatedPacket() {
        final var cut = TestFlows.header(Arrays.copyOf(TestFlows.frame(Bench.FLOW), 30)).key();
        assertFalse(FlowMatch.exact(cut).matches(Bench.FLOW));
    }

    @Test
    void shouldWaitForLongestDeadline() {
        final var codec = new MessageCodec(0x88B5);
        final var machine = new HslMachine("v", "1", codec, ControlKey.NONE, Bench.HSL_SESSION);
        machine.handleControl(0, Direction.FORWARD, toHsl(codec, new Message.StartHandover(1, Role.DESTINATION, 1,
            StateTransfer.MOVE, 1, Bench.FLOW, Bench.FLOW.reversed(), "", "", 1, Overflow.FAIL, 1_500_000_000, 0)));
        assertTrue(machine.nextTimeoutNs() > 0, "found " + machine.nextTimeoutNs());
    }

    @Test
    void shouldReadTextOfMappedAddress() {
        assertEquals(16, Addresses.ip("::ffff:10.0.0.1").length);
    }

    @Test
    void shouldRefuseShortForm() {
        assertThrowsIae("10.1");
    }

    private static void assertThrowsIae(final String text) {
        org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class, () -> Addresses.ip(text));
    }

    @Test
    void shouldCutTextBetweenCharacters() {
        final var codec = new MessageCodec(0x88B5);
        final var decoded = (MessageCodec.Decoded.Valid) codec.decode(toHsl(codec,
            new Message.StateFailed(1, "é".repeat(200))));
        assertEquals(List.of(new Message.StateFailed(1, "é".repeat(127))), decoded.frame().messages());
    }

    @Test
    void shouldCarryHandoverBeyondCookieBits() {
        final var machine = new ControllerMachine(ControllerSettings.DEFAULT, 1_764_000_000_000_000L);
        assertEquals(0, machine.protocol().strays());
    }

    @Test
    void shouldNotTakeVnfForDrainedAtOnceWhenClockIsNegative() {
        final var codec = new MessageCodec(0x88B5);
        final var machine = new HslMachine("v", "1", codec, ControlKey.NONE, Bench.HSL_SESSION);
        machine.handleVnfAttached(true);
        final long nowNs = -5_000_000_000L;
        machine.handleControl(nowNs, Direction.FORWARD, toHsl(codec, new Message.StartHandover(1, Role.SOURCE, 1,
            StateTransfer.MOVE, 1, Bench.FLOW, Bench.FLOW.reversed(), "", "", 1, Overflow.FAIL, 1000, 0)));
        while (machine.poll() != null) {
            // drop
        }
        machine.handleTimeout(nowNs + 1_500_000_000L);
        assertEquals(null, machine.poll());
    }
}
