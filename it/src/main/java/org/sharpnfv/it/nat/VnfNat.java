/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.nat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.console.Program;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.lab.VnfKind;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.nat.MovesByHand.Order;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code it/vnf-nat}: moves the Linux kernel's NAT while live TCP connections run through it. */
@CommandLine.Command(name = "it/vnf-nat", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Moves the Linux kernel's NAT, unmodified, while live TCP connections run through it, with SHarP and"
            + " by hand.",
        "Exits with 0 only if with SHarP no connection broke, no TCP retransmission time-out happened, nothing was lost"
            + " or reordered and no drop counter has risen."})
public final class VnfNat implements Callable<Integer> {
    private static final int INSTANCES = 2;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "20",
        description = "live TCP connections, up to 5000 (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--handovers", paramLabel = "H", defaultValue = "2",
        description = "how many, there by POST and back by DELETE in turn (default: ${DEFAULT-VALUE})")
    private int handovers;

    @Option(names = "--chunk", paramLabel = "B", defaultValue = "500",
        description = "bytes that each end of a connection sends at a time (default: ${DEFAULT-VALUE})")
    private int chunkBytes;

    @Option(names = "--interval-ms", paramLabel = "MS", defaultValue = "20",
        description = "time between two of these (default: ${DEFAULT-VALUE})")
    private int intervalMs;

    @Option(names = "--vnf", paramLabel = "KIND", defaultValue = "nat",
        description = "nat or firewall (default: ${DEFAULT-VALUE})")
    private String vnf;

    @Option(names = "--hook", description = "carry the state by a shell hook instead of an adapter")
    private boolean hook;

    @Option(names = "--sharp-only", description = "leave out the moves without SHarP")
    private boolean sharpOnly;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report as JSON, too")
    private @Nullable Path json;

    private VnfNat() {
        // made by main
    }

    @Override
    public Integer call() throws IOException {
        final var plan = new NatPlan(connections, handovers, chunkBytes, intervalMs);
        final var progress = new Progress(Console.out(), Console.isTerminal());
        final VnfKind kind = kind();
        final NatReport alone = withSharp(plan, kind, progress);
        final NatReport report = sharpOnly ? alone
            : alone.beside(byHand(plan, kind, EnumSet.allOf(Order.class), progress));
        Console.say("");
        Console.out().print(report.toText());
        Program.write(json, report.toJson());
        return report.complaints().isEmpty() ? 0 : 1;
    }

    private VnfKind kind() {
        return switch (vnf) {
            case "nat" -> hook ? VnfKind.KERNEL_NAT_BY_HOOK : VnfKind.KERNEL_NAT;
            case "firewall" -> VnfKind.KERNEL_FIREWALL;
            default -> throw new IllegalArgumentException("--vnf: expected nat or firewall, found " + vnf);
        };
    }

    /**
     * Moves it by SHarP.
     *
     * @param plan what to do
     * @param kind what is moved, and how its state is carried
     * @param progress who is told
     * @return what happened
     */
    static NatReport withSharp(final NatPlan plan, final VnfKind kind, final Progress progress) {
        try (var sandbox = Sandbox.create()) {
            sandbox.saveLogs(Programs.top().resolve("it/target/vnf-nat-logs"));
            final var setup = Setup.bringUp(sandbox, INSTANCES, VnfSide.VETH, kind, progress);
            return new SharpMoves(setup, plan, progress).run();
        }
    }

    /**
     * Moves it by hand.
     *
     * @param plan what to do
     * @param kind what is moved
     * @param orders in which orders
     * @param progress who is told
     * @return what happened, by order
     */
    static Map<Order, TrialResult> byHand(final NatPlan plan, final VnfKind kind, final Set<Order> orders,
            final Progress progress) {
        progress.step("the same without SHarP: no controller, entries by ovs-ofctl");
        try (var sandbox = Sandbox.create()) {
            final var topology = Topology.build(sandbox, INSTANCES, VnfSide.VETH);
            return new MovesByHand(Lab.start(sandbox, topology, kind == VnfKind.KERNEL_NAT_BY_HOOK
                ? VnfKind.KERNEL_NAT : kind), plan, progress).run(orders);
        }
    }

    /**
     * Runs it.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        System.exit(Program.run(new VnfNat(), args));
    }
}
