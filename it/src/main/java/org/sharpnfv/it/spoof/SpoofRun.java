/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.spoof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.lab.EntrySnapshot;
import org.sharpnfv.it.lab.InstanceSite;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.NetworkNamespace;
import org.sharpnfv.it.lab.StreamResult;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Restconf;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Channel;
import org.sharpnfv.sharp.wire.MessageCodec;

/**
 * An attack from both hosts on handovers that run meanwhile. One handover there and back runs before it without, so
 * that there is something to replay from the beginning.
 */
public final class SpoofRun {
    private static final int WARM_UPS_MAX = 4;
    private static final int PRIORITY = 10;
    private static final int IDLE_S = 1;
    private static final long STATE_DELAY_MS = 300;
    private static final long SEED = 20_261_125L;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);
    private static final Duration MOVE_LIMIT = Duration.ofSeconds(40);
    private static final Duration ENTRIES_LIMIT = Duration.ofSeconds(10);
    /** Agents write their statistics every second. */
    private static final Duration STATISTICS = Duration.ofMillis(2200);
    /** Counters of an agent that an honest controller and honest hosts never move. */
    private static final List<String> SUSPICIOUS = List.of("path.control-malformed", "path.control-other-version",
        "path.control-bad-tag", "path.control-stale", "path.control-replayed", "path.control-misplaced",
        "path.control-unknown", "path.control-unsupported-version", "path.starts-refused");

    /** Of these, those that count frames; each frame that does not count is in one of them. */
    private static final List<String> REFUSALS = SUSPICIOUS.subList(0, 5);
    /** Eight attackers share the rate of two. */
    private static final int INSIDE_SHARE = 4;

    private final Lab lab;
    private final Northbound northbound;
    private final SpoofPlan plan;
    private final Progress progress;
    private final Map<String, Long> effects = new TreeMap<>();
    private final List<String> details = new ArrayList<>();
    private final Knowledge knowledge = new Knowledge();

    /**
     * Does nothing yet.
     *
     * @param setup where
     * @param plan what
     * @param progress who is told
     */
    public SpoofRun(final Setup setup, final SpoofPlan plan, final Progress progress) {
        lab = setup.lab();
        northbound = setup.northbound();
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @return what the attack has brought about
     */
    SpoofReport run() {
        final var evidence = new Evidence(MessageCodec.ETHER_TYPE);
        final var taps = new ArrayList<LinkTap>();
        try {
            listen(taps, evidence);
            return attack(evidence);
        } finally {
            taps.forEach(LinkTap::close);
        }
    }

    /** Both ends of each link of a VNF host: what comes from the switch, and what comes from the HSL. */
    private void listen(final List<LinkTap> taps, final Evidence evidence) {
        final Topology topology = lab.topology();
        for (var site : topology.instances()) {
            for (var side : Direction.values()) {
                final String device = side == Direction.FORWARD ? InstanceSite.INGRESS : InstanceSite.EGRESS;
                final String other = (side == Direction.FORWARD ? "ingr-" : "egr-") + site.id();
                taps.add(tap(site.namespace(), device, new Channel(false, side), evidence));
                taps.add(tap(topology.control(), other, new Channel(true, side), evidence));
            }
        }
    }

    private LinkTap tap(final NetworkNamespace namespace, final String device, final Channel channel,
            final Evidence evidence) {
        return new LinkTap(namespace, device, MessageCodec.ETHER_TYPE, frame -> {
            knowledge.learn(channel, frame);
            evidence.heard(namespace.name() + ' ' + device, !channel.toController(), frame);
        });
    }

    private SpoofReport attack(final Evidence evidence) {
        lab.stateDelay(STATE_DELAY_MS);
        final var before = EntrySnapshot.of(lab.topology().ovs());
        final var counters = suspicious();
        final var early = lab.stream(plan.ratePps(), SpoofPlan.SIZE_BYTES, plan.flows());
        early.start();
        Waiting.pause(WARM_UP);
        warmUp();
        early.stop();
        final var stream = lab.stream(plan.ratePps(), SpoofPlan.SIZE_BYTES, plan.flows());
        stream.start();
        Waiting.pause(WARM_UP);
        move("honest");
        progress.step(evidence.heardCount() + " control frames heard; the attack begins, " + plan.attackPps()
            + " frames/s from each host");

        final var forgers = List.of(new Forger(SEED, evidence, knowledge, Direction.FORWARD),
            new Forger(SEED + 1, evidence, knowledge, Direction.REVERSE));
        int moves = 0;
        try (var one = new Injector(lab.topology().host1(), Topology.HOST_DEVICE, plan.attackPps(),
                    forgers.getFirst()::next);
                var other = new Injector(lab.topology().host2(), Topology.HOST_DEVICE, plan.attackPps(),
                    forgers.getLast()::next)) {
            while (moves < plan.handovers() || one.sent() + other.sent() < plan.frames()) {
                move("spoofed-" + ++moves);
            }
        }
        progress.step("the attack is over");
        Waiting.pause(STATISTICS);
        suspicious().forEach((name, value) -> count(name, value - counters.getOrDefault(name, 0L)));
        final long inside = plan.inside() ? attackInside(evidence) : 0;
        final var after = settled(before);
        final var result = stream.stop();

        count("control frames of attackers on the links of VNF hosts", evidence.leaked());
        details.addAll(evidence.examples());
        count("entries left over", after.without(before).size());
        count("entries missing", before.without(after).size());
        judgeStream(result);
        final var made = new EnumMap<Forger.Kind, Long>(Forger.Kind.class);
        forgers.forEach(forger -> forger.made().forEach((kind, number) -> made.merge(kind, number, Long::sum)));
        return new SpoofReport(made, effects, details, 2 * moves, evidence.heardCount(), inside);
    }

    /** On the links themselves, where no switch helps: every frame must be refused. Returns how many were sent. */
    private long attackInside(final Evidence evidence) {
        final long before = refused();
        evidence.attackersInside();
        progress.step("attackers on the links of the VNF hosts");
        final var injectors = new ArrayList<Injector>();
        try {
            for (var site : lab.topology().instances()) {
                for (var side : Direction.values()) {
                    final var forger = new Forger(SEED + injectors.size() + 2, evidence, knowledge, side);
                    final var other = new Forger(SEED + injectors.size() + 3, evidence, knowledge, side);
                    injectors.add(new Injector(lab.topology().control(),
                        (side == Direction.FORWARD ? "ingr-" : "egr-") + site.id(), plan.attackPps() / INSIDE_SHARE,
                        () -> forger.nextInside(false)));
                    injectors.add(new Injector(site.namespace(),
                        side == Direction.FORWARD ? InstanceSite.INGRESS : InstanceSite.EGRESS,
                        plan.attackPps() / INSIDE_SHARE, () -> other.nextInside(true)));
                }
            }
            move("spoofed-inside");
        } finally {
            injectors.forEach(Injector::close);
        }
        Waiting.pause(STATISTICS);
        final long heard = evidence.heardInside();
        final long refused = refused() - before;
        if (heard != refused) {
            // fewer: some were believed; more: honest frames were refused, too
            count("frames of attackers inside and refusals differ", heard - refused);
            details.add("attackers inside: HSLs heard " + heard + " frames and refused " + refused + ": "
                + suspicious());
        }
        return injectors.stream().mapToLong(Injector::sent).sum();
    }

    private long refused() {
        return suspicious().entrySet().stream().filter(entry -> REFUSALS.stream().anyMatch(entry.getKey()::endsWith))
            .mapToLong(Map.Entry::getValue).sum();
    }

    private void judgeStream(final StreamResult result) {
        count("packets lost", result.lost());
        count("packets reordered", result.reordered());
        count("packets duplicated", result.duplicated());
        count("packets that are none of the stream's", result.damaged());
        result.anomalies().stream().limit(10).forEach(details::add);
        final var differences = lab.accounts().differences(result);
        count("differences in the VNFs' state", differences.size());
        details.addAll(differences);
    }

    private void count(final String name, final long number) {
        if (number != 0) {
            effects.merge(name, number, Long::sum);
        }
    }

    private Map<String, Long> suspicious() {
        final var values = new TreeMap<String, Long>();
        for (var site : lab.topology().instances()) {
            lab.agentCounters(site).forEach((name, value) -> {
                if (SUSPICIOUS.contains(name)) {
                    values.put(site.id() + ' ' + name, value);
                }
            });
        }
        return values;
    }

    /** A JVM's first handovers are slow enough to fail by themselves on a busy machine. */
    private void warmUp() {
        for (int i = 1; i <= WARM_UPS_MAX; i++) {
            move("warm-up-" + i);
            final boolean unharmed = effects.isEmpty();
            effects.clear();
            details.clear();
            if (unharmed) {
                return;
            }
        }
    }

    /** A handover there and, by DELETE, back. */
    private void move(final String id) {
        final var request = Northbound.requestBody(id, "vnf2", PRIORITY);
        request.addProperty("detection-idle-timeout", IDLE_S);
        // an attacker's own packets are flows like others; the window need not stay open for all of them
        request.addProperty("detection-hard-timeout", 2 * IDLE_S);
        northbound.requestUntilAccepted(request);
        awaitOver(id, () -> northbound.phases(id).isOver());
        judge(id, northbound.view(id), "completed");
        Restconf.expectSuccess("DELETE of " + id, northbound.withdraw(id));
        awaitOver(id, () -> northbound.phases(id).handBack().isOver());
        judge(id + " back", northbound.view(id).handBack(), "rolled-back");
    }

    private void awaitOver(final String id, final BooleanSupplier isOver) {
        try {
            Waiting.until("end of " + id, MOVE_LIMIT, LOOK_INTERVAL, isOver);
        } catch (LabException e) {
            details.add(e.getMessage());
        }
    }

    private void judge(final String what, final HandoverView view, final String expected) {
        final boolean unharmed = view.phase().equals(expected) && view.flows("failed") == 0
            && view.flows("rolled-back") == 0 && view.agent("lost-packets") == 0
            && view.agent("reordered-packets") == 0;
        progress.step(String.format(Locale.ROOT, "%s: %s %s, %d flows", what, view.phase(), view.failure(),
            view.flows("detected")));
        if (!unharmed) {
            count("handovers changed", 1);
            details.add(what + ": " + view.phase() + ' ' + view.failure() + ", failed flows " + view.flows("failed")
                + ", rolled back " + view.flows("rolled-back") + ", lost " + view.agent("lost-packets")
                + ", reordered " + view.agent("reordered-packets"));
        }
    }

    private EntrySnapshot settled(final EntrySnapshot before) {
        final long limitNs = System.nanoTime() + ENTRIES_LIMIT.toNanos();
        var after = EntrySnapshot.of(lab.topology().ovs());
        while (!after.isLike(before) && limitNs - System.nanoTime() > 0) {
            Waiting.pause(LOOK_INTERVAL);
            after = EntrySnapshot.of(lab.topology().ovs());
        }
        return after;
    }
}
