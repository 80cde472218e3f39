/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.linux.Errno;
import org.sharpnfv.hsl.linux.ErrnoException;
import org.sharpnfv.hsl.linux.NetworkInterfaces;
import org.sharpnfv.sharp.flow.Direction;

/** Whether an agent works (alive), and whether flows can be moved to and from it (ready). */
public final class Health {
    /** The packet thread looks around once a second at least; a machine may be busy for some more. */
    public static final long DUTY_CYCLE_MAX_NS = TimeUnit.SECONDS.toNanos(5);
    /** As the controller itself judges an agent. */
    private static final int HELLO_INTERVALS = 3;

    /**
     * One thing that was looked at.
     *
     * @param name in short
     * @param isGood whether it is as it should be
     * @param sentence what was found, and what to do if that is wrong
     */
    public record Check(String name, boolean isGood, String sentence) {
    }

    /**
     * Where the facts come from; each may be asked by any thread.
     *
     * @param dutyCycleAgeNs how long ago the packet thread began its last round
     * @param controllerSilenceNs how long nothing was heard of the controller on a side
     * @param vnfConnected whether the VNF can be told something; null where there is no control channel
     * @param links of the network interfaces
     */
    public record Sources(LongSupplier dutyCycleAgeNs, ToLongFunction<Direction> controllerSilenceNs,
            @Nullable BooleanSupplier vnfConnected, Links links) {
    }

    /** Looks whether a side's network interface carries frames. */
    @FunctionalInterface
    public interface Links {
        NetworkInterfaces.Link look(Direction side) throws ErrnoException;
    }

    private final AgentFacts facts;
    private final Sources sources;
    private final long silenceMaxNs;

    public Health(final AgentFacts facts, final Sources sources, final long helloIntervalNs) {
        this.facts = facts;
        this.sources = sources;
        silenceMaxNs = HELLO_INTERVALS * helloIntervalNs;
    }

    /** Whether the agent works; if not, only a restart helps. */
    public List<Check> alive() {
        final long ageNs = sources.dutyCycleAgeNs.getAsLong();
        final boolean good = ageNs <= DUTY_CYCLE_MAX_NS;
        return List.of(new Check("packet-thread", good, "the packet thread ran " + seconds(ageNs) + " ago"
            + (good ? "" : ", expected " + seconds(DUTY_CYCLE_MAX_NS)
                + " at most: no packet is forwarded; see the log, then restart the agent")));
    }

    /** Whether flows can be moved to and from the VNF. The lock is among those who ask. */
    public synchronized List<Check> ready() {
        final var checks = new ArrayList<>(alive());
        checks.add(link("ingress", facts.ingress(), Direction.FORWARD));
        checks.add(link("egress", facts.egress(), Direction.REVERSE));
        checks.add(controller("controller-at-ingress", Direction.FORWARD));
        checks.add(controller("controller-at-egress", Direction.REVERSE));
        if (sources.vnfConnected != null) {
            final boolean connected = sources.vnfConnected.getAsBoolean();
            checks.add(new Check("vnf", connected, connected ? "the VNF can be told of handovers"
                : "no VNF is connected to the control channel: start it, or see why it has gone"));
        }
        return checks;
    }

    private Check link(final String name, final String networkInterface, final Direction side) {
        try {
            final var link = sources.links.look(side);
            final String state = switch (link) {
                case RUNNING -> " is up";
                case DOWN -> " is down: ip link set " + networkInterface + " up";
                case NO_CARRIER -> " is up without a carrier: see the cable, the other end of the veth, or the memif"
                    + " client";
            };
            return new Check(name, link == NetworkInterfaces.Link.RUNNING, networkInterface + state);
        } catch (ErrnoException e) {
            return new Check(name, false, e.errno() == Errno.ENODEV
                ? networkInterface + " is not there: make an interface of this name, it is taken up then"
                : networkInterface + " cannot be looked at: " + e.getMessage());
        }
    }

    private Check controller(final String name, final Direction side) {
        final long silenceNs = sources.controllerSilenceNs.applyAsLong(side);
        final boolean good = silenceNs <= silenceMaxNs;
        final String found = silenceNs == Long.MAX_VALUE ? "the controller was never heard at this side"
            : "the controller was heard " + seconds(silenceNs) + " ago";
        return new Check(name, good, good ? found : found + ", expected " + seconds(silenceMaxNs)
            + " at most: see that it runs, that the switch's port leads here, and that EtherType and key are its own");
    }

    private static String seconds(final long ns) {
        return String.format(Locale.ROOT, "%.1f s", ns / (double) TimeUnit.SECONDS.toNanos(1));
    }

    static boolean isGood(final List<Check> checks) {
        return checks.stream().allMatch(Check::isGood);
    }
}
