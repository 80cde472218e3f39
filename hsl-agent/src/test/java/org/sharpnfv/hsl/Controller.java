/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.flow.FrameHeader;
import org.sharpnfv.sharp.hsl.HslMachine;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.ControlFrame;
import org.sharpnfv.sharp.wire.ControlKey;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.MessageCodec;
import org.sharpnfv.sharp.wire.Overflow;
import org.sharpnfv.sharp.wire.Role;
import org.sharpnfv.sharp.wire.StateTransfer;

/** The controller's and the hosts' frames: one UDP flow, its packets numbered, and control messages. */
final class Controller {
    static final long HANDOVER = 0x1234_5678_9ABCL;
    static final int SLOT = 7;
    static final int BUFFER_LIMIT = 10_000;
    private static final long[] FORWARD_HEADER = {
        0x0200_0000_0002_0200L, 0x0000_0001_0800_4500L, 0x004e_0000_0000_4011L, 0x0000_0a00_0001_0a00L,
        0x0002_1388_1770_0000L
    };
    private static final long[] REVERSE_HEADER = {
        0x0200_0000_0001_0200L, 0x0000_0002_0800_4500L, 0x004e_0000_0000_4011L, 0x0000_0a00_0002_0a00L,
        0x0001_1770_1388_0000L
    };
    private static final int NUMBER_AT = 50;

    final MessageCodec codec = new MessageCodec(MessageCodec.ETHER_TYPE);
    static final long HSL_SESSION = 500;
    private static final long SESSION = 900;
    private int sequence;

    HslMachine machine() {
        return new HslMachine("vnf1", "1.2.3", codec, ControlKey.NONE, HSL_SESSION);
    }

    static byte[] data(final Direction direction, final int number) {
        final var frame = ByteBuffer.allocate(100);
        for (final long word : direction == Direction.FORWARD ? FORWARD_HEADER : REVERSE_HEADER) {
            frame.putLong(word);
        }
        return frame.putInt(NUMBER_AT, number).array();
    }

    static byte[] marked(final Direction direction, final int number) {
        final byte[] frame = data(direction, number);
        Mark.write(frame, Mark.of(false, HANDOVER, SLOT, 0));
        return frame;
    }

    static FlowKey key(final Direction direction) {
        final var header = new FrameHeader();
        header.parse(ByteBuffer.wrap(data(direction, 0)), 0, 100);
        return header.key();
    }

    /** A control frame for the HSL's port on a side. */
    byte[] frame(final Direction side, final Message message) {
        return codec.encode(new ControlFrame(SESSION, HSL_SESSION, ++sequence, List.of(message)),
            new Channel(false, side), ControlKey.NONE);
    }

    static Message start(final Role role, final StateTransfer transfer) {
        return start(HANDOVER, role, transfer);
    }

    static Message start(final long handover, final Role role, final StateTransfer transfer) {
        return new Message.StartHandover(handover, role, 3, transfer, SLOT, key(Direction.FORWARD),
            key(Direction.REVERSE), "vnf2", "192.0.2.2", BUFFER_LIMIT, Overflow.FAIL, 5000, 0);
    }

    boolean isControl(final byte[] frame) {
        return (ByteBuffer.wrap(frame).getShort(12) & 0xFFFF) == codec.etherType();
    }

    /** What frames are in words: numbers of data, {@code late:} before those with a late mark, names of messages. */
    List<String> read(final List<byte[]> frames) {
        final var words = new ArrayList<String>();
        for (final byte[] frame : frames) {
            words.addAll(read(frame));
        }
        return words;
    }

    private List<String> read(final byte[] frame) {
        if (!isControl(frame)) {
            final var header = new FrameHeader();
            header.parse(ByteBuffer.wrap(frame), 0, frame.length);
            final String number = String.valueOf(ByteBuffer.wrap(frame).getInt(NUMBER_AT));
            return List.of(!Mark.is(header.ethDestination()) ? number
                : (Mark.late(header.ethDestination()) ? "late:" : "marked:") + number);
        }
        final long marker = codec.markerIdentity(ByteBuffer.wrap(frame), 0, frame.length);
        if (marker != 0) {
            return List.of("Marker");
        }
        return switch (codec.decode(frame)) {
            case MessageCodec.Decoded.Valid valid -> valid.frame().messages().stream()
                .map(message -> message.getClass().getSimpleName()).toList();
            case MessageCodec.Decoded.OtherVersion other -> List.of("version " + other.version());
            case MessageCodec.Decoded.Malformed malformed -> List.of(malformed.reason());
        };
    }

    /** Takes frames until one of them is what is waited for. */
    List<byte[]> take(final Shim wire, final String word) {
        return take(wire, word, words -> words.contains(word));
    }

    /** Takes so many frames or more. */
    List<byte[]> take(final Shim wire, final int count) {
        return take(wire, count + " frames", words -> words.size() >= count);
    }

    private List<byte[]> take(final Shim wire, final String what, final Predicate<List<String>> enough) {
        final var taken = new ArrayList<byte[]>();
        AgentProcess.await(what, () -> {
            wire.poll((memory, offset, length) -> taken.add(memory.asSlice(offset, length).toArray(JAVA_BYTE)), 64);
            return read(taken);
        }, enough);
        return taken;
    }

    /** The only message of a class among frames, repetitions aside. */
    <T extends Message> T only(final Class<T> type, final List<byte[]> frames) {
        final var found = new LinkedHashSet<T>();
        for (final byte[] frame : frames) {
            if (isControl(frame) && codec.decode(frame) instanceof MessageCodec.Decoded.Valid valid) {
                valid.frame().messages().stream().filter(type::isInstance).map(type::cast).forEach(found::add);
            }
        }
        if (found.size() != 1) {
            throw new AssertionError("expected one " + type.getSimpleName() + ", found " + read(frames));
        }
        return found.getFirst();
    }
}
