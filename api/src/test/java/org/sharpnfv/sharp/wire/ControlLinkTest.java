/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.TestFlows;
import org.sharpnfv.sharp.wire.ControlLink.Opened.Accepted;
import org.sharpnfv.sharp.wire.ControlLink.Opened.Refused;
import org.sharpnfv.sharp.wire.ControlLink.Refusal;

/** Row by row the table in {@link ControlLink}: what counts, and what an attacker can record or invent does not. */
class ControlLinkTest {
    private static final MessageCodec CODEC = new MessageCodec(MessageCodec.ETHER_TYPE);
    private static final ControlKey KEY = ControlKey.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        16});

    private final ControlLink controller = link(KEY, false, 100);
    private final ControlLink hsl = link(KEY, true, 50);

    private static ControlLink link(final ControlKey key, final boolean toController, final long session) {
        return new ControlLink(CODEC, key, new Channel(toController, Direction.FORWARD), session);
    }

    private static byte[] frame(final ControlLink from, final Message message) {
        from.add(message);
        return from.poll();
    }

    private static Refused refused(final Refusal why) {
        return new Refused(why);
    }

    private static Accepted accepted(final Message... messages) {
        return new Accepted(List.of(messages), false, 0);
    }

    /** Each end knows the other's session. */
    private void greet() {
        assertEquals(accepted(new Message.Hello(1)), hsl.open(frame(controller, new Message.Hello(1))));
        final var reply = new Message.HelloReply(1, "vnf1", "1", 0);
        assertEquals(accepted(reply), controller.open(frame(hsl, reply)));
    }

    @Test
    void shouldLearnEachOthersSessionByGreeting() {
        greet();

        final var ended = new Message.HandoverEnded(7, Outcome.COMPLETED);

        assertEquals(50, controller.peer());
        assertEquals(100, hsl.peer());
        assertEquals(accepted(ended), hsl.open(frame(controller, ended)));
    }

    @Test
    void shouldRefuseOrdersFromOneWhoDoesNotKnowTheSession() {
        assertEquals(refused(Refusal.STALE), hsl.open(frame(controller, new Message.HandoverEnded(7,
            Outcome.COMPLETED))));
    }

    @Test
    void shouldRefuseReplayedFrames() {
        greet();
        final byte[] frame = frame(controller, new Message.HandoverEnded(7, Outcome.COMPLETED));
        hsl.open(frame);

        assertEquals(refused(Refusal.REPLAYED), hsl.open(frame));
    }

    @Test
    void shouldTakeFramesThatOvertookEachOtherOnce() {
        greet();
        final var frames = new ArrayList<byte[]>();
        for (int i = 0; i < ReplayWindow.SIZE; i++) {
            frames.add(frame(controller, new Message.HandoverEnded(i, Outcome.COMPLETED)));
        }

        for (final byte[] each : frames.reversed()) {
            assertTrue(hsl.open(each) instanceof Accepted);
        }
        for (final byte[] each : frames) {
            assertEquals(refused(Refusal.REPLAYED), hsl.open(each));
        }
    }

    @Test
    void shouldRefuseWhatIsTooOldToKnow() {
        greet();
        final byte[] old = frame(controller, new Message.HandoverEnded(1, Outcome.COMPLETED));
        for (int i = 0; i < ReplayWindow.SIZE; i++) {
            hsl.open(frame(controller, new Message.HandoverEnded(i, Outcome.COMPLETED)));
        }

        assertEquals(refused(Refusal.REPLAYED), hsl.open(old));
    }

    @Test
    void shouldRefuseFramesOfAnotherKeyAndOfTheOtherSide() {
        greet();

        assertEquals(refused(Refusal.BAD_TAG), hsl.open(frame(link(ControlKey.NONE, false, 100),
            new Message.Hello(1))));
        assertEquals(refused(Refusal.BAD_TAG), hsl.open(frame(new ControlLink(CODEC, KEY,
            new Channel(false, Direction.REVERSE), 100), new Message.Hello(1))));
        assertEquals(refused(Refusal.BAD_TAG), controller.open(frame(controller, new Message.Hello(1))));
    }

    @Test
    void shouldRefuseFramesForAnEarlierLifeOfTheHsl() {
        greet();
        final byte[] recorded = frame(controller, new Message.HandoverEnded(7, Outcome.COMPLETED));
        final var restarted = link(KEY, true, 51);

        assertEquals(refused(Refusal.STALE), restarted.open(recorded));
        assertEquals(100, restarted.peer(), "it can answer with its own session");
    }

    @Test
    void shouldRefuseFramesOfAnEarlierLifeOfTheController() {
        greet();
        final byte[] recorded = frame(controller, new Message.HandoverEnded(7, Outcome.COMPLETED));
        final var next = link(KEY, false, 101);

        assertEquals(new Accepted(List.of(new Message.Hello(2)), true, 0), hsl.open(frame(next, new Message.Hello(2))));

        assertEquals(refused(Refusal.STALE), hsl.open(recorded));
    }

    @Test
    void shouldTellThatTheHslHasStartedAnew() {
        greet();
        final var restarted = link(KEY, true, 51);
        restarted.open(frame(controller, new Message.Hello(2)));
        final var reply = new Message.HelloReply(2, "vnf1", "1", 0);

        assertEquals(new Accepted(List.of(reply), true, 0), controller.open(frame(restarted, reply)));
        assertEquals(refused(Refusal.STALE), controller.open(frame(hsl, reply)));
    }

    @Test
    void shouldNotBelieveAnHslThatDoesNotAnswerThisController() {
        final var recorded = frame(link(KEY, true, 49), new Message.HelloReply(1, "vnf1", "1", 0));

        assertEquals(refused(Refusal.STALE), controller.open(recorded));
        assertEquals(0, controller.peer());
    }

    @Test
    void shouldFillFramesUpToTheLinksLimit() {
        greet();
        final var flow = TestFlows.udp(5000);
        final var all = new ArrayList<Message>();
        for (int i = 0; i < 100; i++) {
            all.add(new Message.StartHandover(i, Role.SOURCE, 3, StateTransfer.MOVE, i, flow, flow.reversed(), "vnf2",
                "192.0.2.2", 100, Overflow.FAIL, 2000, 0));
        }
        int opened = 0;
        for (final var message : all) {
            opened += controller.add(message) ? 1 : 0;
        }
        final var heard = new ArrayList<Message>();
        int frames = 0;
        for (byte[] frame = controller.poll(); frame != null; frame = controller.poll()) {
            frames++;
            assertTrue(frame.length <= MessageCodec.MAX_FRAME);
            heard.addAll(((Accepted) hsl.open(frame)).messages());
        }

        assertEquals(all, heard);
        assertEquals(frames, opened);
        assertTrue(frames < 12, "found " + frames);
        assertNull(controller.poll());
    }

    @Test
    void shouldTellOtherVersionsFromBadFrames() {
        final byte[] newer = frame(controller, new Message.Hello(1));
        newer[MessageCodec.OFFSET_VERSION] = 2;

        assertEquals(refused(Refusal.OTHER_VERSION), hsl.open(newer));
        assertEquals(refused(Refusal.MALFORMED), hsl.open(new byte[60]));
        assertNotNull(frame(hsl, new Message.UnsupportedVersion(0, 2, 1, 1)));
    }

    @Test
    void shouldNotTellKeys() {
        assertEquals("a key of 16 octets", KEY.toString());
        assertEquals("no key", ControlKey.NONE.toString());
    }
}
