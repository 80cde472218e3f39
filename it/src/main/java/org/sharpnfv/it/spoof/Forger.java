/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.spoof;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.AgentCounters;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Outcome;
import org.sharpnfv.sharp.wire.Role;

/**
 * Makes an attacker's frames. It is better informed than an attacker can be: it knows the handovers, the flows and
 * their slots from what was heard on the VNF hosts' links.
 */
final class Forger {
    /** What a frame pretends to be. */
    enum Kind {
        /** The control EtherType and noise. */
        NOISE(10, false),
        /** A message of any type as the codec makes it, for a handover that is there or may be. */
        WELL_FORMED(24, false),
        /** The same behind one or two VLAN tags. */
        WELL_FORMED_TAGGED(10, false),
        /** A frame that was heard, as it was. */
        REPLAYED(20, true),
        /** A frame that was heard, behind one or two VLAN tags. */
        REPLAYED_TAGGED(8, true),
        /** A frame that was heard, with some octets changed. */
        CHANGED(8, false),
        /** A packet of a real flow whose destination address is a mark of its handover. */
        MARKED(20, false);

        private final int weight;
        private final boolean replayed;

        Kind(final int weight, final boolean replayed) {
            this.weight = weight;
            this.replayed = replayed;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean isReplayed() {
            return replayed;
        }
    }

    private static final int MARKED_SLOTS = 8;
    private static final int NOISE_MAX = 300;
    private static final int SEQUENCES = 1000;

    private final Random random;
    private final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    private final Evidence evidence;
    private final Direction side;
    private final Map<Kind, Long> made = new ConcurrentHashMap<>();
    private final Knowledge knowledge;
    /** Everything is known but the group's key. */
    private final ControlKey key;

    /** A forger at one side; evidence and knowledge are filled by whoever hears the links. */
    Forger(final long seed, final Evidence evidence, final Knowledge knowledge, final Direction side) {
        random = new Random(seed);
        this.evidence = evidence;
        this.knowledge = knowledge;
        this.side = side;
        key = ControlKey.of(octets(ControlKey.MIN_LENGTH));
    }

    private byte[] octets(final int count) {
        final byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    /** The next frame to send. Called by one thread. */
    byte[] next() {
        final Kind kind = kind();
        made.merge(kind, 1L, Long::sum);
        return evidence.sending(switch (kind) {
            case NOISE -> noise();
            case WELL_FORMED -> wellFormed(random.nextBoolean());
            case WELL_FORMED_TAGGED -> Frames.tagged(wellFormed(random.nextBoolean()), 1 + random.nextInt(2));
            case REPLAYED -> heard();
            case REPLAYED_TAGGED -> Frames.tagged(heard(), 1 + random.nextInt(2));
            case CHANGED -> changed(heard());
            case MARKED -> marked();
        });
    }

    /** The next frame of an attacker on a link itself: without tags and marks, which a switch would let pass. */
    byte[] nextInside(final boolean toController) {
        return evidence.sending(switch (random.nextInt(evidence.heardCount() == 0 ? 2 : 4)) {
            case 0 -> noise();
            case 1 -> wellFormed(toController);
            case 2 -> heard();
            default -> changed(heard());
        });
    }

    /** Frames made so far. */
    Map<Kind, Long> made() {
        return Map.copyOf(made);
    }

    private Kind kind() {
        int at = random.nextInt(100);
        for (var kind : Kind.values()) {
            at -= kind.weight;
            if (at < 0 && (evidence.heardCount() > 0 || !kind.replayed && kind != Kind.CHANGED)
                    && (kind != Kind.MARKED || knowledge.start(random).isPresent())) {
                return kind;
            }
        }
        return Kind.WELL_FORMED;
    }

    private byte[] noise() {
        final byte[] frame = new byte[MessageCodec.MIN_FRAME + random.nextInt(NOISE_MAX)];
        random.nextBytes(frame);
        // no group address, which a switch may treat in its own way
        frame[0] &= (byte) 0xFE;
        frame[6] &= (byte) 0xFE;
        frame[12] = (byte) (MessageCodec.ETHER_TYPE >>> 8);
        frame[13] = (byte) MessageCodec.ETHER_TYPE;
        if (random.nextBoolean()) {
            frame[14] = MessageCodec.VERSION;
            frame[15] = (byte) random.nextInt(0x24);
        }
        return frame;
    }

    private byte[] heard() {
        return evidence.heardFrame(random.nextInt(evidence.heardCount()));
    }

    private byte[] changed(final byte[] frame) {
        for (int i = 0; i <= random.nextInt(4); i++) {
            frame[14 + random.nextInt(frame.length - 14)] ^= (byte) (1 << random.nextInt(8));
        }
        return frame;
    }

    /** A frame with the sessions of the moment and a sequence to come. */
    byte[] wellFormed(final boolean toController) {
        final var channel = new Channel(toController, side);
        final var honest = knowledge.latest(channel);
        final var messages = new ArrayList<Message>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            messages.add(message());
        }
        return codec.encode(new ControlFrame(honest.fromSession() + (random.nextInt(10) == 0 ? 1 : 0),
            honest.toSession(), honest.sequence() + 1 + random.nextInt(SEQUENCES), messages), channel, key);
    }

    private Message message() {
        final var start = knowledge.start(random).orElse(null);
        final long handover = start == null || random.nextInt(8) == 0 ? random.nextLong() : start.handover()
            + (random.nextInt(4) == 0 ? random.nextInt(100) - 50 : 0);
        final Direction direction = random.nextBoolean() ? Direction.FORWARD : Direction.REVERSE;
        return switch (random.nextInt(16)) {
            case 0 -> new Message.Hello(handover);
            case 1 -> new Message.HelloReply(handover, "vnf" + (1 + random.nextInt(2)), "9.9", 0);
            case 2 -> start == null ? new Message.Hello(handover) : new Message.StartHandover(handover,
                random.nextBoolean() ? Role.SOURCE : Role.DESTINATION, 3, start.transfer(), start.slot(),
                start.forward(), start.reverse(), start.peer(), start.peerAddress(), 0, start.overflow(), 60_000,
                random.nextInt(3));
            case 3 -> new Message.StartAcknowledged(handover, random.nextBoolean() ? Role.SOURCE : Role.DESTINATION,
                direction, 0, random.nextInt(3));
            case 4 -> new Message.Drained(handover, direction);
            case 5 -> new Message.DrainedAcknowledged(handover, direction);
            case 6 -> new Message.FirstUnmarked(handover, direction);
            case 7 -> new Message.ReleaseFinished(handover, direction, random.nextInt(10), true);
            case 14 -> new Message.StartRelease(handover, direction);
            case 8 -> new Message.ReleaseFinishedAcknowledged(handover, direction);
            case 9 -> new Message.StateFailed(handover, "forged");
            case 10 -> new Message.HandoverFinished(handover, Outcome.FAILED, AgentCounters.NONE, 0);
            case 11 -> new Message.HandoverEnded(handover, Outcome.FAILED);
            case 12 -> new Message.HandoverEndedAcknowledged(handover);
            case 13 -> start == null ? new Message.Hello(handover) : new Message.FlowReport(handover,
                Role.DESTINATION, 3, start.transfer(), Message.FlowReport.ARRIVED, start.slot(), start.forward(),
                start.reverse(), start.peer());
            default -> new Message.UnsupportedVersion(0, 1, 2, 2);
        };
    }

    /** Each address is a new flow, as it is from any host: few of them, or they alone would be the attack. */
    private byte[] marked() {
        final var start = knowledge.start(random).orElseThrow();
        return start.slot() % MARKED_SLOTS != 0 ? wellFormed(false) : Frames.udp(start.key(side),
            Mark.of(start.slot() % (2 * MARKED_SLOTS) != 0, start.handover(), start.slot(),
                random.nextInt(1 << Short.SIZE)), SpoofPlan.SIZE_BYTES);
    }
}
