/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.TestFlows;

/**
 * Hostile control frames with structure: somebody who knows the key and says nonsense, and somebody who does not and
 * changes, replays, delays or invents frames. One for each channel, since it counts sequences.
 */
public final class FrameFuzzer {
    private static final int KEPT = 64;
    private static final long[] EDGES = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 36, 0xFFFF_FFFFL};
    private static final int[] NUMBERS = {0, 1, 2, 10, 1000, Integer.MAX_VALUE};

    private final Random random;
    private final ControlKey key;
    private final Channel channel;
    private final LongSupplier attempts;
    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    private final byte[][] sent = new byte[KEPT][];
    private long fromSession;
    private long toSession;
    private long sequence;
    private int frames;

    /**
     * A source of frames.
     *
     * @param random where chance comes from
     * @param key the right key
     * @param channel where the frames go
     * @param fromSession the sender's session
     * @param toSession the receiver's session
     * @param attempts names of attempts, often such as the receiver knows
     */
    public FrameFuzzer(final Random random, final ControlKey key, final Channel channel, final long fromSession,
            final long toSession, final LongSupplier attempts) {
        this.random = random;
        this.key = key.copy();
        this.channel = channel;
        this.fromSession = fromSession;
        this.toSession = toSession;
        this.attempts = attempts;
    }

    /** The sender has started anew. */
    public void restart() {
        fromSession++;
        sequence = 0;
    }

    /**
     * A frame that its receiver takes, if this sender's session is known to it.
     *
     * @param messages what it says
     * @return the frame
     */
    public byte[] honest(final Message... messages) {
        return codec.encode(new ControlFrame(fromSession, toSession, ++sequence, List.of(messages)), channel, key);
    }

    /**
     * The next frame.
     *
     * @return a frame, or what an attacker takes for one
     */
    public byte[] next() {
        final int kind = random.nextInt(100);
        if (kind < 50) {
            return keep(messages());
        } else if (kind < 65) {
            return sign(flip(messages(), 1 + random.nextInt(4)));
        } else if (kind < 72) {
            return flip(messages(), 1 + random.nextInt(8));
        } else if (kind < 80) {
            return otherSession();
        } else if (kind < 88) {
            final byte[] old = sent[random.nextInt(KEPT)];
            return old == null ? new byte[random.nextInt(100)] : old.clone();
        } else if (kind < 91) {
            final byte[] whole = messages();
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        } else if (kind < 94) {
            return codec.encode(new ControlFrame(fromSession, toSession, sequence + 1, List.of(message())), channel,
                ControlKey.of(new byte[20]));
        } else if (kind < 96) {
            return late();
        } else if (kind < 98) {
            final byte[] noise = new byte[random.nextInt(MessageCodec.MAX_FRAME)];
            random.nextBytes(noise);
            return noise;
        }
        final byte[] other = messages();
        other[MessageCodec.OFFSET_VERSION] = (byte) random.nextInt(4);
        other[MessageCodec.OFFSET_KIND] = (byte) (random.nextBoolean() ? 0x20 : random.nextInt());
        return other;
    }

    private byte[] keep(final byte[] frame) {
        sent[frames++ % KEPT] = frame;
        return frame.clone();
    }

    private byte[] messages() {
        final var messages = new ArrayList<Message>();
        int room = MessageCodec.MAX_FRAME - MessageCodec.OFFSET_MESSAGES - ControlKey.TAG_LENGTH;
        for (int more = random.nextInt(6); more >= 0 && room >= MessageCodec.LONGEST_MESSAGE; more--) {
            messages.add(message());
            room -= MessageCodec.LONGEST_MESSAGE;
        }
        return honest(messages.toArray(Message[]::new));
    }

    private byte[] otherSession() {
        final long[] sessions = {0, fromSession - 1, random.nextLong(), -1, 1};
        final boolean from = random.nextBoolean();
        // a session that is much higher would lock the sender out for good; whoever knows the key can do that
        final long other = sessions[random.nextInt(sessions.length)];
        return codec.encode(new ControlFrame(from ? Math.min(other, fromSession) : fromSession,
            from ? toSession : other, ++sequence, List.of(message())), channel, key);
    }

    /** Sequences that jump ahead a little, or come from far behind. */
    private byte[] late() {
        final long number = random.nextBoolean() ? sequence + random.nextInt(3000) : sequence - random.nextInt(3000);
        sequence = Math.max(sequence, number);
        return codec.encode(new ControlFrame(fromSession, toSession, number, List.of(message())), channel, key);
    }

    private byte[] flip(final byte[] frame, final int times) {
        for (int i = 0; i < times; i++) {
            final int at = MessageCodec.OFFSET_LENGTH + random.nextInt(frame.length - MessageCodec.OFFSET_LENGTH);
            if (random.nextInt(4) == 0) {
                frame[at] = (byte) -random.nextInt(2);
            } else {
                frame[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return frame;
    }

    /** The right tag on whatever the frame says now. */
    private byte[] sign(final byte[] frame) {
        final int length = ByteBuffer.wrap(frame).getShort(MessageCodec.OFFSET_LENGTH) & 0xFFFF;
        final int end = MessageCodec.OFFSET_MESSAGES + length;
        if (end + ControlKey.TAG_LENGTH <= frame.length) {
            key.sign(frame, MessageCodec.OFFSET_VERSION, end, channel.octet());
        }
        return frame;
    }

    private Message message() {
        final long attempt = random.nextInt(20) == 0 ? EDGES[random.nextInt(EDGES.length)] : attempts.getAsLong();
        final var direction = Direction.of(random.nextInt(2));
        final var role = random.nextBoolean() ? Role.SOURCE : Role.DESTINATION;
        final var outcome = Outcome.of(random.nextInt(3));
        return switch (random.nextInt(24)) {
            case 0 -> new Message.Hello(attempt);
            case 1 -> new Message.HelloReply(attempt, text(), text(), random.nextInt(256));
            case 2 -> new Message.DrainedAcknowledged(attempt, direction);
            case 3 -> new Message.Drained(attempt, direction);
            case 4 -> new Message.FirstUnmarked(attempt, direction);
            case 5, 6 -> new Message.ReleaseFinished(attempt, direction, number(), random.nextInt(4) == 0);
            case 7 -> new Message.ReleaseFinishedAcknowledged(attempt, direction);
            case 8 -> new Message.StateFailed(attempt, text());
            case 9 -> new Message.HandoverFinished(attempt, outcome, new AgentCounters(number(), number(), number(),
                number(), number()), number());
            case 10 -> new Message.HandoverEnded(attempt, outcome);
            case 11 -> new Message.HandoverEndedAcknowledged(attempt);
            case 12 -> new Message.FlowReport(attempt, role, 1 + random.nextInt(3),
                StateTransfer.of(random.nextInt(3)), random.nextInt(256), slot(), flow(), flow(), peer());
            case 13 -> new Message.UnsupportedVersion(attempt, number() & 0xFF, number() & 0xFF, number() & 0xFF);
            case 14, 15 -> new Message.StartAcknowledged(attempt, role, direction, number(), random.nextInt(3));
            case 16 -> new Message.DescribeFlow(attempt, direction, flow());
            case 17 -> describedAs(attempt, flow());
            case 18, 19 -> new Message.StartRelease(attempt, direction);
            default -> new Message.StartHandover(attempt, role, 1 + random.nextInt(3),
                StateTransfer.of(random.nextInt(3)), slot(), flow(), random.nextBoolean() ? flow() : flow().reversed(),
                peer(), text(), number(), Overflow.of(random.nextInt(3)), number(), random.nextInt(3));
        };
    }

    private Message describedAs(final long question, final FlowKey flow) {
        return new Message.FlowDescribed(question, random.nextInt(4) > 0, flow, random.nextBoolean() ? flow()
            : flow.reversed());
    }

    private int slot() {
        return random.nextInt(8) == 0 ? random.nextInt(1 << 16) : random.nextInt(16);
    }

    /**
     * One of few flows, so that attempts meet.
     *
     * @return its key
     */
    public FlowKey flow() {
        return random.nextInt(4) == 0 ? TestFlows.randomKey(random) : TestFlows.udp(5000 + random.nextInt(16));
    }

    private String peer() {
        return switch (random.nextInt(4)) {
            case 0 -> "vnf1";
            case 1 -> "vnf2";
            case 2 -> "";
            default -> text();
        };
    }

    private String text() {
        return "xé😀\0".repeat(random.nextInt(3)) + "y".repeat(random.nextInt(8) == 0 ? 400 : 3);
    }

    private int number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }
}
