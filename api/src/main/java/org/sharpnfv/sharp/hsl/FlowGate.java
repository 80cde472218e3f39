/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.hsl;

import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.FlowKey;
import org.sharpnfv.sharp.wire.Mark;
import org.sharpnfv.sharp.wire.Overflow;

/**
 * Decides on each packet of one direction of a flow in handover and keeps the order of those that wait. Packets are
 * handles here; the driver owns the memory.
 *
 * <pre>
 *  state        unmarked packet      marked packet          left by
 *  RETURNING    sw_buff              ctrl_buff              the last held packet was sent back: RETURN
 *  RETURN       back, late           back, late             removal, or the HSL's own deadline: OPEN
 *  HOLD         sw_buff              ctrl_buff              releaseMarked(): PASSING; release(): RELEASING
 *  PASSING      sw_buff              pass, or ctrl_buff     release(): RELEASING
 *  RELEASING    sw_buff              before what waits      the last held packet was passed on: OPEN
 *  OPEN         pass                 pass, reordered        removal
 * </pre>
 *
 * <p>Held packets leave in the order: late ones, ctrl_buff, sw_buff (paper: III-C, phase 3). In PASSING only the first
 * two leave, and a marked packet passes at once if none of them waits. In RELEASING a packet from the switch still
 * queues behind the others, so that none overtakes when the gate opens.
 */
public final class FlowGate {
    /** See the table above. */
    enum State { RETURNING, RETURN, HOLD, PASSING, RELEASING, OPEN }

    private final HslFlow flow;
    private final Direction direction;
    private final FlowKey key;
    private final HandleQueue lateBuff = new HandleQueue();
    private final HandleQueue ctrlBuff = new HandleQueue();
    private final HandleQueue swBuff = new HandleQueue();

    private State state;
    private boolean unmarkedSeen;
    private boolean enlisted;
    private boolean newerReleased;
    private boolean unmarkedReleased;
    private int markedReceived;
    private int returned;

    FlowGate(final HslFlow flow, final Direction direction, final State state) {
        this.flow = flow;
        this.direction = direction;
        this.state = state;
        key = flow.start().key(direction);
    }

    /**
     * The flow's packets in this direction.
     *
     * @return their key, with the original destination address
     */
    public FlowKey key() {
        return key;
    }

    /**
     * The direction, which is also the side on which the packets arrive.
     *
     * @return the direction
     */
    public Direction direction() {
        return direction;
    }

    State state() {
        return state;
    }

    HslFlow flow() {
        return flow;
    }

    /**
     * Decides on a packet.
     *
     * @param ethDestination the frame's destination address: the flow's own, or a mark
     * @return what to do
     */
    public Verdict offer(final long ethDestination) {
        final boolean marked = ethDestination != key.ethDestination();
        return switch (state) {
            case OPEN -> {
                if (!marked) {
                    yield Verdict.FORWARD;
                }
                flow.countReordered();
                yield Verdict.RESTORE_AND_FORWARD;
            }
            case RETURN -> {
                flow.countLate();
                yield Verdict.RETURN;
            }
            case RETURNING -> marked ? Verdict.RESTORE_AND_HOLD : Verdict.HOLD;
            case HOLD, PASSING, RELEASING -> {
                if (marked) {
                    markedReceived++;
                }
                if (marked && state == State.PASSING && markedHeld() == 0) {
                    passMarked(ethDestination);
                    yield Verdict.RESTORE_AND_FORWARD;
                }
                if (flow.held() < flow.start().bufferLimit()) {
                    yield marked ? Verdict.RESTORE_AND_HOLD : Verdict.HOLD;
                }
                yield overflow(marked);
            }
        };
    }

    private int markedHeld() {
        return lateBuff.size() + ctrlBuff.size();
    }

    private void passMarked(final long ethDestination) {
        if (Mark.late(ethDestination)) {
            countLate();
        } else {
            newerReleased = true;
        }
        flow.passedMarked();
    }

    private void countLate() {
        flow.countLate();
        if (newerReleased) {
            flow.countReordered();
        }
    }

    private Verdict overflow(final boolean marked) {
        final var policy = flow.start().overflow();
        if (policy == Overflow.DROP) {
            flow.countLost(1);
            return Verdict.DROP;
        }
        if (policy == Overflow.REORDER) {
            flow.countReordered();
            flow.passedOn();
            return marked ? Verdict.RESTORE_AND_FORWARD : Verdict.FORWARD;
        }
        flow.overflowed();
        return marked ? Verdict.RESTORE_AND_HOLD : Verdict.HOLD;
    }

    /**
     * Takes a copy of a packet for which {@link #offer} said hold.
     *
     * @param handle names the copy, not negative
     * @param ethDestination the frame's destination address as it arrived
     */
    public void hold(final int handle, final long ethDestination) {
        final boolean marked = ethDestination != key.ethDestination();
        if (!marked) {
            swBuff.add(handle);
            if (!unmarkedSeen && state != State.RETURNING) {
                unmarkedSeen = true;
                flow.firstUnmarked(direction);
            }
        } else if (Mark.late(ethDestination)) {
            countLate();
            lateBuff.add(handle);
        } else {
            if (unmarkedReleased) {
                flow.countReordered();
            }
            ctrlBuff.add(handle);
        }
        flow.heldOne(markedHeld(), swBuff.size());
    }

    /** Reports that there was no memory for a packet that should have been held: it is lost, and counted. */
    public void lost() {
        flow.countLost(1);
    }

    /**
     * Whether {@link #next()} has something to do.
     *
     * @return true if packets wait to be passed on or to be sent back
     */
    public boolean isDraining() {
        return state == State.RELEASING || state == State.RETURNING || state == State.PASSING && markedHeld() > 0;
    }

    /** Whether the gate was not on the list of draining gates; it is from now on. */
    boolean enlist() {
        final boolean fresh = !enlisted;
        enlisted = true;
        return fresh;
    }

    /** Whether the gate drains no more; then it is off the list. */
    boolean isDone() {
        enlisted = isDraining();
        return !enlisted;
    }

    /**
     * Packets that wait.
     *
     * @return their number
     */
    public int held() {
        return markedHeld() + swBuff.size();
    }

    /**
     * Whether drained packets go back to the network, each with {@link #lateMark()}, and not on to the VNF.
     *
     * @return true in RETURNING
     */
    public boolean drainsToNetwork() {
        return state == State.RETURNING;
    }

    /**
     * The next packet to drain. When there is none the gate opens (or, if it was returning, goes on to return newer
     * packets one by one).
     *
     * @return a handle, which is the caller's from now on; -1 if there is none
     */
    public int next() {
        if (!isDraining()) {
            return -1;
        }
        final HandleQueue queue;
        if (lateBuff.size() > 0) {
            queue = lateBuff;
        } else if (ctrlBuff.size() > 0) {
            queue = ctrlBuff;
            newerReleased = true;
        } else if (swBuff.size() > 0) {
            queue = swBuff;
            newerReleased = true;
            unmarkedReleased = true;
        } else {
            state = state == State.RELEASING ? State.OPEN : State.RETURN;
            flow.drained(direction);
            return -1;
        }
        flow.released();
        if (state == State.RETURNING) {
            returned++;
        }
        return queue.remove();
    }

    /**
     * The mark for the next packet that is sent back.
     *
     * @return a destination address
     */
    public long lateMark() {
        return Mark.of(true, flow.start().handover(), flow.start().slot(), flow.markToken());
    }

    /** Lets marked packets go to the VNF, the held ones and those that come. */
    void releaseMarked() {
        if (state == State.HOLD) {
            state = State.PASSING;
        }
    }

    /** Lets the held packets go to the VNF. */
    void release() {
        if (isWaiting()) {
            state = State.RELEASING;
        }
    }

    /** Whether {@link #release} is still to come. */
    boolean isWaiting() {
        return state == State.HOLD || state == State.PASSING;
    }

    /** The HSL's own deadline: whatever happens elsewhere, packets pass again. */
    void giveUp() {
        if (isWaiting() || state == State.RETURNING) {
            state = State.RELEASING;
        } else if (state == State.RETURN) {
            state = State.OPEN;
        }
    }

    /**
     * Takes over what the gate of an earlier attempt still holds, in its order, as older than all that is to come.
     *
     * @param earlier the gate that this one replaces
     */
    void adopt(final FlowGate earlier) {
        for (final var queue : new HandleQueue[] {earlier.lateBuff, earlier.ctrlBuff, earlier.swBuff}) {
            while (queue.size() > 0) {
                lateBuff.add(queue.remove());
                earlier.flow.released();
                flow.heldOne(lateBuff.size(), 0);
            }
        }
        earlier.state = State.OPEN;
    }

    int markedReceived() {
        return markedReceived;
    }

    int returned() {
        return returned;
    }
}
