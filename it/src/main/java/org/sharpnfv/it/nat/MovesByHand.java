/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.nat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.lab.InstanceSite;
import org.sharpnfv.it.lab.KernelVnf;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Waiting;

/** The same moves, with the same state transfer, by somebody who has no SHarP: flow entries by hand. */
final class MovesByHand {
    private static final int PORT = 7100;
    private static final Duration REST = Duration.ofSeconds(2);

    /** In which order. */
    enum Order {
        /** The state leaves the source, arrives, and then the switches send the packets after it. */
        MOVE_THEN_SWITCH("move-then-switch"),
        /** The packets go first. */
        SWITCH_THEN_MOVE("switch-then-move"),
        /**
         * The source keeps a working copy until the packets go elsewhere. But two switches do not change at once:
         * meanwhile a NAT sees answers to what the other one has seen, and its window tracking takes them for forged.
         * Connections that begin or end meanwhile have no state or a stale one.
         */
        COPY_THEN_SWITCH("copy-then-switch");

        private final String text;

        Order(final String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final Lab lab;
    private final NatPlan plan;
    private final Progress progress;

    /** Does nothing yet. The lab has no controller. */
    MovesByHand(final Lab lab, final NatPlan plan, final Progress progress) {
        this.lab = lab;
        this.plan = plan;
        this.progress = progress;
    }

    Map<Order, TrialResult> run(final Set<Order> orders) {
        final var sites = lab.topology().instances();
        sites.forEach(lab.topology()::letOut);
        final var results = new EnumMap<Order, TrialResult>(Order.class);
        for (var order : orders) {
            lab.topology().steer(sites.getFirst());
            final var result = new Trial(lab, plan, PORT + order.ordinal()).run(number -> {
                final boolean there = (number & 1) != 0;
                move(order, sites.get(there ? 0 : 1), sites.get(there ? 1 : 0));
            });
            progress.step("without SHarP, " + order.text() + ": broken " + result.broken() + ", time-outs "
                + result.counters().timeouts() + ", longest stall " + Math.round(result.maxStallMs()) + " ms");
            results.put(order, result);
        }
        return results;
    }

    private void move(final Order order, final InstanceSite from, final InstanceSite to) {
        switch (order) {
            case MOVE_THEN_SWITCH -> {
                KernelVnf.transfer(from, to, true);
                lab.topology().steer(to);
            }
            case SWITCH_THEN_MOVE -> {
                lab.topology().steer(to);
                KernelVnf.transfer(from, to, true);
            }
            case COPY_THEN_SWITCH -> {
                KernelVnf.transfer(from, to, false);
                lab.topology().steer(to);
            }
        }
        Waiting.pause(REST);
    }
}
