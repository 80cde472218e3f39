/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Direction;

/**
 * Control messages as Ethernet frames; {@code api/PROTOCOL.md} has the same with examples.
 *
 * <pre>
 *  offset  bytes
 *       0      6  destination 02:53:48:52:50:01 to an HSL, ...:00 to the controller (nobody filters on it)
 *       6      6  source, the other of the two
 *      12      2  EtherType, 0x88B5 unless configured otherwise (IEEE 802: local experimental 1)
 *      14      1  version, 1
 *      15      1  kind: 1 messages, 0x20 MARKER
 *  of messages:
 *      16      8  session of the sender
 *      24      8  session of the receiver, 0 if the sender does not know it
 *      32      8  sequence: counts the sender's frames on this channel, from 1
 *      40      2  n, length of the messages
 *      42      n  messages: type (1), 0 (1), length of the body (2), handover (8), body
 *    42+n     16  tag: HMAC-SHA256, the first half, over one octet for the channel (1: to the controller, 2: reverse
 *                 side; added) and bytes 14 to 42+n
 *            then zeros up to 60 bytes, the shortest Ethernet frame
 *  of a MARKER:
 *      16      8  identity
 *            then zeros up to 60 bytes
 * </pre>
 *
 * <p>A body has fixed fields, in the order of the record's components unless {@link #putBody} says otherwise, and
 * {@link Tlvs}. Messages of types and TLVs that a receiver does not know are skipped. Decoding hostile bytes returns
 * {@link Decoded.Malformed}, it never throws.
 */
public final class MessageCodec {
    /** The default EtherType. */
    public static final int ETHER_TYPE = 0x88B5;
    /** The version that this codec speaks. */
    public static final int VERSION = 1;
    /** Shortest time between two answers to frames of other versions on one channel, nanoseconds. */
    public static final long VERSION_ANSWER_NS = 1_000_000_000L;
    /** The shortest frame, bytes without FCS. */
    public static final int MIN_FRAME = 60;
    /** The longest frame, bytes without FCS: fits a link with an MTU of 1500. */
    public static final int MAX_FRAME = 1514;
    /** Longest text, bytes of UTF-8. */
    public static final int MAX_TEXT = 255;

    static final int OFFSET_ETHER_TYPE = 12;
    /** Where the version is: the one place that stays in all versions. */
    public static final int OFFSET_VERSION = 14;
    static final int OFFSET_KIND = 15;
    static final int OFFSET_FROM = 16;
    static final int OFFSET_TO = 24;
    static final int OFFSET_SEQUENCE = 32;
    static final int OFFSET_LENGTH = 40;
    static final int OFFSET_MESSAGES = 42;
    /** Type, zero, length, handover. */
    static final int MESSAGE_HEADER = 12;
    /** START_HO with two IPv6 keys and two longest texts: 12 + 16 + 55 + 2 + 55 + 2 x 257. */
    static final int LONGEST_MESSAGE = MESSAGE_HEADER + 16 + 2 * FlowKeyCodec.MAX_LENGTH + 2 + 2 * (2 + MAX_TEXT);
    /** HELLOs that fill a frame. */
    public static final int HELLOS_A_FRAME = (MAX_FRAME - OFFSET_MESSAGES - ControlKey.TAG_LENGTH) / MESSAGE_HEADER;
    /** The length of a frame that is full of HELLOs, bytes without FCS. */
    public static final int FULL_OF_HELLOS =
        OFFSET_MESSAGES + HELLOS_A_FRAME * MESSAGE_HEADER + ControlKey.TAG_LENGTH;
    /** Octets in a part of a state. */
    static final int STATE_PART = 1000;
    /** STATE with a whole part. */
    static final int LONGEST_STATE = MESSAGE_HEADER + 8 + STATE_PART;

    private static final long CONTROLLER_MAC = 0x0253_4852_5000L;
    private static final long HSL_MAC = 0x0253_4852_5001L;
    private static final byte KIND_MESSAGES = 1;
    private static final byte KIND_MARKER = 0x20;

    private final int etherType;

    /** Types of messages. */
    enum Type {
        HELLO(1), HELLO_REPLY(2), START_HO(3), START_HO_ACK(4), DRAINED(5), DRAINED_ACK(6), FIRST_UNMARKED(7),
        RELEASE_FINISHED(8), RELEASE_FINISHED_ACK(9), STATE_FAILED(10), HANDOVER_FINISHED(11), HANDOVER_ENDED(12),
        HANDOVER_ENDED_ACK(13), FLOW_REPORT(14), UNSUPPORTED_VERSION(15), DESCRIBE_FLOW(16),
        FLOW_DESCRIBED(17), STATE(18), STATE_ACK(19), STATE_IMPORTED(20), START_RELEASE(21);

        private static final Type[] BY_CODE = new Type[256];

        final byte code;

        static {
            for (final var type : values()) {
                BY_CODE[type.code & 0xFF] = type;
            }
        }

        Type(final int code) {
            this.code = (byte) code;
        }

        static @Nullable Type of(final byte code) {
            return BY_CODE[code & 0xFF];
        }
    }

    /** What became of a frame that should be a control frame. */
    public sealed interface Decoded {
        /**
         * A frame; whether its tag is right, was not looked at.
         *
         * @param frame what it carries
         */
        record Valid(ControlFrame frame) implements Decoded {
        }

        /**
         * A frame of another version of the protocol.
         *
         * @param version the version
         */
        record OtherVersion(int version) implements Decoded {
        }

        /**
         * Not a control frame.
         *
         * @param reason what was expected and found
         */
        record Malformed(String reason) implements Decoded {
        }
    }

    /**
     * A codec.
     *
     * @param etherType the EtherType of control frames
     */
    public MessageCodec(final int etherType) {
        if (etherType < 0x0600 || etherType > 0xFFFF) {
            throw new IllegalArgumentException("expected an EtherType from 0x0600 to 0xffff, found 0x"
                + Integer.toHexString(etherType));
        }
        this.etherType = etherType;
    }

    /**
     * The EtherType of this codec's frames.
     *
     * @return 16 bits
     */
    public int etherType() {
        return etherType;
    }

    // --- frames ---

    /**
     * Makes a frame.
     *
     * @param frame what it carries
     * @param channel where it goes
     * @param key signs it
     * @return the frame, {@value #MIN_FRAME} to {@value #MAX_FRAME} bytes
     */
    public byte[] encode(final ControlFrame frame, final Channel channel, final ControlKey key) {
        final var out = ByteBuffer.allocate(MAX_FRAME);
        out.position(OFFSET_MESSAGES);
        frame.messages().forEach(message -> put(out, message));
        return seal(out, frame.fromSession(), frame.toSession(), frame.sequence(), channel, key);
    }

    /** Completes a frame whose messages were put behind {@link #OFFSET_MESSAGES}. */
    byte[] seal(final ByteBuffer out, final long from, final long to, final long sequence, final Channel channel,
            final ControlKey key) {
        final int end = out.position();
        header(out, KIND_MESSAGES, channel.toController());
        out.putLong(OFFSET_FROM, from).putLong(OFFSET_TO, to).putLong(OFFSET_SEQUENCE, sequence)
            .putShort(OFFSET_LENGTH, (short) (end - OFFSET_MESSAGES));
        final byte[] frame = new byte[Math.max(end + ControlKey.TAG_LENGTH, MIN_FRAME)];
        out.get(0, frame, 0, end);
        key.sign(frame, OFFSET_VERSION, end, channel.octet());
        return frame;
    }

    /** Whether a frame that {@link #decode} takes for valid bears the right tag. */
    static boolean isAuthentic(final byte[] frame, final Channel channel, final ControlKey key) {
        final int end = OFFSET_MESSAGES + (ByteBuffer.wrap(frame).getShort(OFFSET_LENGTH) & 0xFFFF);
        return key.verifies(frame, OFFSET_VERSION, end, channel.octet());
    }

    private void header(final ByteBuffer frame, final byte kind, final boolean toController) {
        putMac(frame, 0, toController ? CONTROLLER_MAC : HSL_MAC);
        putMac(frame, 6, toController ? HSL_MAC : CONTROLLER_MAC);
        frame.putShort(OFFSET_ETHER_TYPE, (short) etherType).put(OFFSET_VERSION, (byte) VERSION)
            .put(OFFSET_KIND, kind);
    }

    private static void putMac(final ByteBuffer out, final int offset, final long mac) {
        out.putShort(offset, (short) (mac >>> 32)).putInt(offset + 2, (int) mac);
    }

    /**
     * Makes a MARKER: a frame that an HSL sends into its VNF behind the data. A VNF that speaks the control channel
     * knows by it that it has seen everything; one that forwards it proves the same.
     *
     * @param identity the marker's identity
     * @return the frame
     */
    public byte[] encodeMarker(final long identity) {
        final var frame = ByteBuffer.allocate(MIN_FRAME);
        header(frame, KIND_MARKER, false);
        return frame.putLong(OFFSET_FROM, identity).array();
    }

    /**
     * Whether a frame is a MARKER.
     *
     * @param frame the memory, big endian
     * @param offset where the frame begins
     * @param length its bytes
     * @return its identity, or 0 if it is none
     */
    public long markerIdentity(final ByteBuffer frame, final int offset, final int length) {
        if (length < OFFSET_TO || (frame.getShort(offset + OFFSET_ETHER_TYPE) & 0xFFFF) != etherType
                || frame.get(offset + OFFSET_KIND) != KIND_MARKER) {
            return 0;
        }
        return frame.getLong(offset + OFFSET_FROM);
    }

    /**
     * Reads a frame. Nothing of it is to be believed before its tag was looked at.
     *
     * @param frame a whole frame
     * @return what it carries, or what is wrong with it
     */
    public Decoded decode(final byte[] frame) {
        if (frame.length < MIN_FRAME) {
            return new Decoded.Malformed("expected at least " + MIN_FRAME + " bytes, found " + frame.length);
        }
        final var in = ByteBuffer.wrap(frame);
        if ((in.getShort(OFFSET_ETHER_TYPE) & 0xFFFF) != etherType) {
            return new Decoded.Malformed("expected EtherType 0x" + Integer.toHexString(etherType));
        }
        if (in.get(OFFSET_VERSION) != VERSION) {
            return new Decoded.OtherVersion(in.get(OFFSET_VERSION) & 0xFF);
        }
        final int length = in.getShort(OFFSET_LENGTH) & 0xFFFF;
        if (in.get(OFFSET_KIND) != KIND_MESSAGES
                || length > frame.length - OFFSET_MESSAGES - ControlKey.TAG_LENGTH) {
            return new Decoded.Malformed("expected messages, found kind " + in.get(OFFSET_KIND) + " with " + length
                + " bytes of them in a frame of " + frame.length);
        }
        in.position(OFFSET_MESSAGES).limit(OFFSET_MESSAGES + length);
        return decodeMessages(in);
    }

    private static Decoded decodeMessages(final ByteBuffer in) {
        final var messages = new ArrayList<Message>();
        int unknown = 0;
        final int end = in.limit();
        while (in.position() < end) {
            if (end - in.position() < MESSAGE_HEADER) {
                return new Decoded.Malformed("a message is cut short");
            }
            final byte code = in.get();
            in.get();
            final int length = in.getShort() & 0xFFFF;
            final long handover = in.getLong();
            if (length > end - in.position()) {
                return new Decoded.Malformed("a message of type " + code + " is cut short");
            }
            final int next = in.position() + length;
            final var type = Type.of(code);
            if (type == null) {
                unknown++;
            } else {
                in.limit(next);
                try {
                    messages.add(get(type, handover, in));
                } catch (BufferUnderflowException e) {
                    return new Decoded.Malformed(type + " of " + length + " bytes is too short");
                } catch (IllegalArgumentException e) {
                    return new Decoded.Malformed(type + ": " + e.getMessage());
                }
            }
            in.limit(end).position(next);
        }
        return new Decoded.Valid(new ControlFrame(in.getLong(OFFSET_FROM), in.getLong(OFFSET_TO),
            in.getLong(OFFSET_SEQUENCE), messages, unknown));
    }

    // --- messages ---

    /** Writes a message with its header. */
    static void put(final ByteBuffer out, final Message message) {
        final int at = out.position();
        out.position(at + MESSAGE_HEADER);
        final var type = putBody(out, message);
        out.put(at, type.code).put(at + 1, (byte) 0)
            .putShort(at + 2, (short) (out.position() - at - MESSAGE_HEADER)).putLong(at + 4, message.handover());
    }

    /** How many octets are to be kept free for a message, its header included. HELLOs and their answers fill frames. */
    static int room(final Message message) {
        if (message instanceof Message.Hello) {
            return MESSAGE_HEADER;
        }
        if (message instanceof Message.HelloReply reply) {
            return MESSAGE_HEADER + 1 + Tlvs.room(reply.instance()) + Tlvs.room(reply.version());
        }
        return message instanceof Message.State ? LONGEST_STATE : LONGEST_MESSAGE;
    }

    private static Type putBody(final ByteBuffer out, final Message message) {
        return switch (message) {
            case Message.Hello m -> Type.HELLO;
            case Message.HelloReply m -> {
                out.put((byte) m.capabilities());
                Tlvs.putText(out, Tlvs.INSTANCE, m.instance());
                Tlvs.putText(out, Tlvs.AGENT_VERSION, m.version());
                yield Type.HELLO_REPLY;
            }
            case Message.StartHandover m -> {
                out.put((byte) m.role().ordinal()).put((byte) m.directions()).put((byte) m.transfer().ordinal())
                    .put((byte) m.overflow().ordinal()).putShort((short) m.slot()).put((byte) m.round()).put((byte) 0)
                    .putInt(m.bufferLimit()).putInt(m.deadlineMs());
                FlowKeyCodec.put(out, m.forward());
                Tlvs.putReverse(out, m.forward(), m.reverse());
                Tlvs.putText(out, Tlvs.PEER, m.peer());
                Tlvs.putText(out, Tlvs.PEER_ADDRESS, m.peerAddress());
                yield Type.START_HO;
            }
            case Message.StartAcknowledged m -> {
                out.put((byte) m.role().ordinal()).put((byte) m.direction().ordinal()).put((byte) m.round())
                    .put((byte) 0).putInt(m.returned());
                yield Type.START_HO_ACK;
            }
            case Message.Drained m -> putDirection(out, m.direction(), Type.DRAINED);
            case Message.DrainedAcknowledged m -> putDirection(out, m.direction(), Type.DRAINED_ACK);
            case Message.FirstUnmarked m -> putDirection(out, m.direction(), Type.FIRST_UNMARKED);
            case Message.StartRelease m -> putDirection(out, m.direction(), Type.START_RELEASE);
            case Message.ReleaseFinished m -> {
                putDirection(out, m.direction(), Type.RELEASE_FINISHED);
                out.put((byte) (m.stateless() ? 1 : 0)).putShort((short) 0).putInt(m.count());
                yield Type.RELEASE_FINISHED;
            }
            case Message.ReleaseFinishedAcknowledged m -> putDirection(out, m.direction(), Type.RELEASE_FINISHED_ACK);
            case Message.State m -> {
                out.putInt(m.number()).putInt(m.parts()).put(m.octets());
                yield Type.STATE;
            }
            case Message.StateAcknowledged m -> {
                out.putInt(m.arrived()).putInt(m.parts());
                yield Type.STATE_ACK;
            }
            case Message.StateImported m -> Type.STATE_IMPORTED;
            case Message.StateFailed m -> {
                Tlvs.putText(out, Tlvs.REASON, m.reason());
                yield Type.STATE_FAILED;
            }
            case Message.HandoverFinished m -> {
                final var counters = m.counters();
                out.put((byte) m.outcome().ordinal()).put((byte) 0).putShort((short) 0)
                    .putInt(counters.ctrlBuffMax()).putInt(counters.swBuffMax()).putInt(counters.late())
                    .putInt(counters.lost()).putInt(counters.reordered()).putInt(m.importedUs());
                yield Type.HANDOVER_FINISHED;
            }
            case Message.HandoverEnded m -> {
                out.put((byte) m.outcome().ordinal());
                yield Type.HANDOVER_ENDED;
            }
            case Message.HandoverEndedAcknowledged m -> Type.HANDOVER_ENDED_ACK;
            case Message.FlowReport m -> {
                out.put((byte) m.role().ordinal()).put((byte) m.directions()).put((byte) m.transfer().ordinal())
                    .put((byte) m.progress()).putShort((short) m.slot()).putShort((short) 0);
                FlowKeyCodec.put(out, m.forward());
                Tlvs.putReverse(out, m.forward(), m.reverse());
                Tlvs.putText(out, Tlvs.PEER, m.peer());
                yield Type.FLOW_REPORT;
            }
            case Message.UnsupportedVersion m -> {
                out.put((byte) m.found()).put((byte) m.lowest()).put((byte) m.highest());
                yield Type.UNSUPPORTED_VERSION;
            }
            case Message.DescribeFlow m -> {
                putDirection(out, m.direction(), Type.DESCRIBE_FLOW);
                FlowKeyCodec.put(out, m.key());
                yield Type.DESCRIBE_FLOW;
            }
            case Message.FlowDescribed m -> {
                out.put((byte) (m.known() ? 1 : 0));
                FlowKeyCodec.put(out, m.forward());
                Tlvs.putReverse(out, m.forward(), m.reverse());
                yield Type.FLOW_DESCRIBED;
            }
        };
    }

    private static Message get(final Type type, final long handover, final ByteBuffer in) {
        return switch (type) {
            case HELLO -> new Message.Hello(handover);
            case HELLO_REPLY -> {
                final int capabilities = in.get() & 0xFF;
                final var tlvs = Tlvs.read(in);
                yield new Message.HelloReply(handover, tlvs.text(Tlvs.INSTANCE), tlvs.text(Tlvs.AGENT_VERSION),
                    capabilities);
            }
            case START_HO -> getStart(handover, in);
            case START_HO_ACK -> {
                final var role = Role.of(in.get());
                final var direction = direction(in);
                final int round = in.get() & 0xFF;
                in.get();
                yield new Message.StartAcknowledged(handover, role, direction, in.getInt(), round);
            }
            case DRAINED -> new Message.Drained(handover, direction(in));
            case DRAINED_ACK -> new Message.DrainedAcknowledged(handover, direction(in));
            case FIRST_UNMARKED -> new Message.FirstUnmarked(handover, direction(in));
            case START_RELEASE -> new Message.StartRelease(handover, direction(in));
            case RELEASE_FINISHED -> {
                final var direction = direction(in);
                final boolean stateless = in.get() != 0;
                in.getShort();
                yield new Message.ReleaseFinished(handover, direction, in.getInt(), stateless);
            }
            case RELEASE_FINISHED_ACK -> new Message.ReleaseFinishedAcknowledged(handover, direction(in));
            case STATE -> {
                final int number = in.getInt();
                final int parts = in.getInt();
                final byte[] octets = new byte[in.remaining()];
                in.get(octets);
                yield new Message.State(handover, number, parts, octets);
            }
            case STATE_ACK -> new Message.StateAcknowledged(handover, in.getInt(), in.getInt());
            case STATE_IMPORTED -> new Message.StateImported(handover);
            case STATE_FAILED -> new Message.StateFailed(handover, Tlvs.read(in).text(Tlvs.REASON));
            case HANDOVER_FINISHED -> {
                final var outcome = Outcome.of(in.get() & 0xFF);
                in.get();
                in.getShort();
                yield new Message.HandoverFinished(handover, outcome, new AgentCounters(in.getInt(), in.getInt(),
                    in.getInt(), in.getInt(), in.getInt()), in.getInt());
            }
            case HANDOVER_ENDED -> new Message.HandoverEnded(handover, Outcome.of(in.get() & 0xFF));
            case HANDOVER_ENDED_ACK -> new Message.HandoverEndedAcknowledged(handover);
            case FLOW_REPORT -> {
                final var role = Role.of(in.get());
                final int directions = in.get();
                final var transfer = StateTransfer.of(in.get() & 0xFF);
                final int progress = in.get() & 0xFF;
                final int slot = in.getShort() & 0xFFFF;
                in.getShort();
                final var forward = FlowKeyCodec.get(in);
                final var tlvs = Tlvs.read(in);
                yield new Message.FlowReport(handover, role, directions, transfer, progress, slot, forward,
                    tlvs.reverseOf(forward), tlvs.text(Tlvs.PEER));
            }
            case UNSUPPORTED_VERSION -> new Message.UnsupportedVersion(handover, in.get() & 0xFF, in.get() & 0xFF,
                in.get() & 0xFF);
            case DESCRIBE_FLOW -> new Message.DescribeFlow(handover, direction(in), FlowKeyCodec.get(in));
            case FLOW_DESCRIBED -> {
                final boolean known = in.get() != 0;
                final var forward = FlowKeyCodec.get(in);
                yield new Message.FlowDescribed(handover, known, forward, Tlvs.read(in).reverseOf(forward));
            }
        };
    }

    private static Message getStart(final long handover, final ByteBuffer in) {
        final var role = Role.of(in.get());
        final int directions = in.get();
        final var transfer = StateTransfer.of(in.get() & 0xFF);
        final var overflow = Overflow.of(in.get() & 0xFF);
        final int slot = in.getShort() & 0xFFFF;
        final int round = in.get() & 0xFF;
        in.get();
        final int bufferLimit = in.getInt();
        final int deadlineMs = in.getInt();
        final var forward = FlowKeyCodec.get(in);
        final var tlvs = Tlvs.read(in);
        return new Message.StartHandover(handover, role, directions, transfer, slot, forward, tlvs.reverseOf(forward),
            tlvs.text(Tlvs.PEER), tlvs.text(Tlvs.PEER_ADDRESS), bufferLimit, overflow, deadlineMs, round);
    }

    private static Type putDirection(final ByteBuffer out, final Direction direction, final Type type) {
        out.put((byte) direction.ordinal());
        return type;
    }

    private static Direction direction(final ByteBuffer in) {
        return Direction.of(in.get() & 1);
    }
}
