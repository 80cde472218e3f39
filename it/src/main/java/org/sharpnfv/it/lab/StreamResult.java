/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sharpnfv.it.traffic.DelaySeries;
import org.sharpnfv.it.traffic.Generator;
import org.sharpnfv.it.traffic.Responder;

/**
 * The account of a stream, both directions. A packet that the kernel dropped at an end's own socket has passed the
 * network and is not called lost, but {@link #socketDrops} must be 0 for the account to be worth anything.
 *
 * @param generator what Host1 says
 * @param responder what Host2 says
 * @param delays the round-trip times
 */
public record StreamResult(Generator.Result generator, Responder.Result responder, DelaySeries delays) {
    /**
     * Packets sent forward.
     *
     * @return a number
     */
    public long sent() {
        return generator.sent();
    }

    /**
     * Packets that came back.
     *
     * @return a number
     */
    public long received() {
        return generator.reverse().distinct();
    }

    /**
     * Packets that were lost on the way there.
     *
     * @return a number
     */
    public long lostForward() {
        return generator.sent() - responder.forward().distinct() - responder.forward().socketDrops();
    }

    /**
     * Packets that were lost on the way back.
     *
     * @return a number
     */
    public long lostReverse() {
        return responder.forward().distinct() - generator.reverse().distinct() - generator.reverse().socketDrops();
    }

    /**
     * Packets that were lost in either direction.
     *
     * @return a number
     */
    public long lost() {
        return lostForward() + lostReverse();
    }

    /**
     * Packets that arrived more than once in either direction. A forward duplicate that is answered twice counts once.
     *
     * @return a number
     */
    public long duplicated() {
        return Math.max(responder.forward().duplicated(), generator.reverse().duplicated());
    }

    /**
     * Packets that arrived behind their successor, in either direction. A packet that is late there is late back, and
     * counts once.
     *
     * @return a number
     */
    public long reordered() {
        return Math.max(responder.forward().reordered(), generator.reverse().reordered());
    }

    /**
     * Packets that were cut or changed.
     *
     * @return a number
     */
    public long damaged() {
        return responder.forward().damaged() + generator.reverse().damaged();
    }

    /**
     * Packets that the kernel dropped at the sockets of the ends.
     *
     * @return a number
     */
    public long socketDrops() {
        return responder.forward().socketDrops() + generator.reverse().socketDrops();
    }

    /**
     * The longest time without a packet at one of the ends, whatever its flow.
     *
     * @return nanoseconds
     */
    public long outageNs() {
        return Math.max(responder.forward().gaps().streamUntil(generator.endNs()),
            generator.reverse().gaps().streamUntil(generator.endNs()));
    }

    /**
     * The longest time without a packet of one flow at one of the ends.
     *
     * @return nanoseconds
     */
    public long flowOutageNs() {
        return Math.max(responder.forward().gaps().flowUntil(generator.endNs()),
            generator.reverse().gaps().flowUntil(generator.endNs()));
    }

    /**
     * Whether nothing at all went wrong on the way.
     *
     * @return true if all are 0
     */
    public boolean isFlawless() {
        return lost() == 0 && duplicated() == 0 && reordered() == 0 && damaged() == 0 && socketDrops() == 0;
    }

    /**
     * The whole stream but its beginning.
     *
     * @param warmUp what to leave out
     * @return a window
     */
    public DelaySeries.Window afterWarmUp(final Duration warmUp) {
        return new DelaySeries.Window(generator.startNs() + warmUp.toNanos(), generator.endNs());
    }

    /**
     * Where to look for the cause: the first few packets that were lost, late or seen twice.
     *
     * @return one line each
     */
    public List<String> anomalies() {
        final var all = new ArrayList<String>();
        responder.forward().anomalies().forEach(line -> all.add("forward " + line));
        generator.reverse().anomalies().forEach(line -> all.add("reverse " + line));
        generator.missing().forEach(line -> all.add("did not come back: " + line));
        return all;
    }
}
