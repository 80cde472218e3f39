/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.wire.MessageCodec.Decoded;

/**
 * One end of the control channel between the controller and an HSL at one port: packs messages into frames, signs them,
 * and decides which frames of the other end count.
 *
 * <p>Each end draws a session at its start, higher than all that it had before (its clock's, in practice). A frame
 * names both. The rules, in this order:
 *
 * <pre>
 *  frame                                             what becomes of it
 *  no control frame                                  MALFORMED
 *  another version                                   OTHER_VERSION: to be answered with UNSUPPORTED_VERSION
 *  its tag is wrong                                  BAD_TAG
 *  its sender's session is below the known one       STALE: of a life before
 *  above the known one: the other end has started    becomes the known one, at a controller only if the receiver's
 *                                                    session is right: an HSL's word counts if it answers us
 *  its receiver's session is neither ours nor 0      STALE: of our life before; the sender is to be told ours
 *  0                                                 HELLO and UNSUPPORTED_VERSION count, all else is STALE
 *  its sequence was seen, or is too old to know      REPLAYED
 * </pre>
 *
 * <p>So a frame that was recorded counts nowhere else and never again, not even after a restart of either end.
 */
public final class ControlLink {
    private final MessageCodec codec;
    private final ControlKey key;
    private final Channel out;
    private final long session;
    private final ByteBuffer pending = ByteBuffer.allocate(MessageCodec.MAX_FRAME);
    private final ArrayDeque<byte[]> ready = new ArrayDeque<>();

    private ReplayWindow window = new ReplayWindow();
    private long peer;
    private long sequence;

    /** Why a frame does not count; see the table above. */
    public enum Refusal {
        /** It cannot be read. */
        MALFORMED,
        /** It is of a version that is not spoken here. */
        OTHER_VERSION,
        /** It is not signed with the key. */
        BAD_TAG,
        /** It is of, or for, another session. */
        STALE,
        /** It has been here before. */
        REPLAYED
    }

    /** What became of a frame. */
    public sealed interface Opened {
        /**
         * It counts.
         *
         * @param messages what the other end says
         * @param restarted whether the other end has started anew since the last frame
         * @param unknown messages that were skipped
         */
        record Accepted(List<Message> messages, boolean restarted, int unknown) implements Opened {
        }

        /**
         * It does not.
         *
         * @param why the reason
         */
        record Refused(Refusal why) implements Opened {
        }
    }

    /**
     * A link.
     *
     * @param codec for frames
     * @param key of the group
     * @param out the channel to the other end
     * @param session of this end, not 0
     */
    public ControlLink(final MessageCodec codec, final ControlKey key, final Channel out, final long session) {
        this.codec = codec;
        this.key = key.copy();
        this.out = out;
        this.session = session;
        pending.position(MessageCodec.OFFSET_MESSAGES);
    }

    /**
     * The other end's session.
     *
     * @return the session, or 0 as long as nothing was heard of it
     */
    public long peer() {
        return peer;
    }

    /**
     * Puts a message into the next frame.
     *
     * @param message the message
     * @return whether it opens a frame
     */
    public boolean add(final Message message) {
        final int before = pending.position();
        if (before <= MessageCodec.MAX_FRAME - ControlKey.TAG_LENGTH - MessageCodec.room(message)) {
            MessageCodec.put(pending, message);
            return before == MessageCodec.OFFSET_MESSAGES;
        }
        ready.add(seal());
        MessageCodec.put(pending, message);
        return true;
    }

    private byte[] seal() {
        final byte[] frame = codec.seal(pending, session, peer, ++sequence, out, key);
        pending.clear().position(MessageCodec.OFFSET_MESSAGES);
        return frame;
    }

    /**
     * The next frame to send.
     *
     * @return the frame, or null if nothing is to be said
     */
    public byte @Nullable [] poll() {
        final byte[] full = ready.poll();
        return full == null && pending.position() > MessageCodec.OFFSET_MESSAGES ? seal() : full;
    }

    /**
     * Decides on a frame.
     *
     * @param frame a whole frame that has come on this channel
     * @return its messages, or why they do not count
     */
    public Opened open(final byte[] frame) {
        return switch (codec.decode(frame)) {
            case Decoded.Malformed bad -> refused(Refusal.MALFORMED);
            case Decoded.OtherVersion other -> refused(Refusal.OTHER_VERSION);
            case Decoded.Valid valid -> MessageCodec.isAuthentic(frame, out.opposite(), key) ? judge(valid.frame())
                : refused(Refusal.BAD_TAG);
        };
    }

    private Opened judge(final ControlFrame frame) {
        final boolean answersUs = frame.toSession() == session;
        boolean restarted = false;
        if (frame.fromSession() < peer || frame.fromSession() == 0) {
            return refused(Refusal.STALE);
        }
        if (frame.fromSession() > peer) {
            if (!answersUs && !out.toController()) {
                return refused(Refusal.STALE);
            }
            restarted = peer != 0;
            peer = frame.fromSession();
            window = new ReplayWindow();
        }
        if (!answersUs && (frame.toSession() != 0 || !frame.messages().stream().allMatch(ControlLink::isGreeting))) {
            return restarted ? new Opened.Accepted(List.of(), true, 0) : refused(Refusal.STALE);
        }
        if (!window.accept(frame.sequence())) {
            return refused(Refusal.REPLAYED);
        }
        return new Opened.Accepted(frame.messages(), restarted, frame.unknown());
    }

    private static boolean isGreeting(final Message message) {
        return message instanceof Message.Hello || message instanceof Message.UnsupportedVersion;
    }

    private static Opened refused(final Refusal why) {
        return new Opened.Refused(why);
    }
}
