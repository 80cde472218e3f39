/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverRequests;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.ProtocolCounters;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.sharpnfv.sharp.check.Facts;
import org.sharpnfv.sharp.check.GroupFacts;
import org.sharpnfv.sharp.check.SwitchFacts;
import org.sharpnfv.sharp.controller.AgentView;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerSettings;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.sharpnfv.sharp.flow.Direction;

/** Gathers what a check judges. Waits for switches and agents, so it needs a thread that may be kept. */
final class FactsGatherer {
    /** How long agents have to answer: many round trips. */
    private static final long PATIENCE_MS = 1_000;
    private static final long INTERVAL_MS = 10;

    private final Inbox inbox;
    private final DataBroker broker;
    private final SwitchTracker tracker;
    private final SwitchInquiry inquiry;
    private final PluginReader plugin;
    private final ControllerSettings settings;
    private final DriverCounters driver;
    private final EngineCounters engine;

    FactsGatherer(final Inbox inbox, final DataBroker broker, final SwitchTracker tracker, final SwitchInquiry inquiry,
            final PluginReader plugin, final ControllerSettings settings, final DriverCounters driver,
            final EngineCounters engine) {
        this.inbox = inbox;
        this.broker = broker;
        this.tracker = tracker;
        this.inquiry = inquiry;
        this.plugin = plugin;
        this.settings = settings;
        this.driver = driver;
        this.engine = engine;
    }

    List<GroupConfig> groups() throws InterruptedException {
        return ask((machine, nowNs) -> machine.groups());
    }

    /**
     * Gathers.
     *
     * @param groups of which
     * @param rate packets/s to be expected
     * @return the facts
     */
    Facts gather(final List<GroupConfig> groups, final long rate) throws InterruptedException {
        final var agents = probe(groups);
        final var versions = tracker.versions();
        final var deadlines = deadlines();
        return new Facts(rate, TimeUnit.NANOSECONDS.toMillis(settings.acknowledgeNs()), askAll(ports(groups), versions),
            groups.stream().map(group -> new GroupFacts(group, agents.getOrDefault(group.id(), List.of()),
                deadlines.getOrDefault(group.id(), Map.of()))).toList(), plugin.read(versions.size()), counters());
    }

    /** Asks all switches side by side. */
    private List<SwitchFacts> askAll(final Map<String, Collection<Integer>> ports, final Map<String, Integer> versions)
            throws InterruptedException {
        final var switches = new ArrayList<SwitchFacts>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            final var questions = new ArrayList<Callable<SwitchFacts>>();
            ports.forEach((node, numbers) -> questions.add(() ->
                inquiry.ask(node, versions.getOrDefault(node, 0), numbers)));
            for (final var answer : threads.invokeAll(questions)) {
                switches.add(answer.get());
            }
            return switches;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a switch cannot be asked", e);
        }
    }

    /** The ports of the groups, hosts' and instances', by switch. */
    static Map<String, Collection<Integer>> ports(final List<GroupConfig> groups) {
        final var all = new TreeMap<String, Collection<Integer>>();
        for (final var group : groups) {
            for (final var direction : Direction.values()) {
                final var side = group.attachment(direction);
                final var ports = all.computeIfAbsent(side.node(), any -> new TreeSet<>(Integer::compareUnsigned));
                ports.addAll(side.ports());
                group.instances().forEach(instance -> ports.add(instance.port(direction)));
            }
        }
        return all;
    }

    private Map<String, List<AgentView>> probe(final List<GroupConfig> groups) throws InterruptedException {
        inbox.post((machine, nowNs) -> groups.forEach(group -> machine.probeAgents(nowNs, group.id())));
        var views = views(groups);
        for (long waitedMs = 0; waitedMs < PATIENCE_MS && !views.values().stream().flatMap(List::stream)
                .allMatch(AgentView::isAnsweredInFull); waitedMs += INTERVAL_MS) {
            Thread.sleep(INTERVAL_MS);
            views = views(groups);
        }
        return views;
    }

    private Map<String, List<AgentView>> views(final List<GroupConfig> groups) throws InterruptedException {
        return ask((machine, nowNs) -> {
            final var views = new HashMap<String, List<AgentView>>();
            groups.forEach(group -> views.put(group.id(), machine.agentViews(nowNs, group.id())));
            return views;
        });
    }

    /** Of the requests in force, by group and id. */
    private Map<String, Map<String, Long>> deadlines() throws InterruptedException {
        final var all = new HashMap<String, Map<String, Long>>();
        Answers.read(broker, LogicalDatastoreType.CONFIGURATION, DataObjectIdentifier.builder(HandoverRequests.class)
            .build()).ifPresent(requests -> requests.nonnullHandoverRequest().values().forEach(request ->
                all.computeIfAbsent(String.valueOf(request.getVnfGroup()), any -> new HashMap<>()).put(
                    request.requireId().getValue(), request.getDeadline() == null
                        ? ConfigTranslator.DEFAULT_DEADLINE_MS : request.getDeadline().longValue())));
        return all;
    }

    private Map<String, Long> counters() throws InterruptedException {
        final ProtocolCounters protocol = ask((machine, nowNs) -> ProtocolMirror.read(machine, driver));
        final var counters = new HashMap<String, Long>();
        count(counters, "lost-packets", protocol.getLostPackets());
        count(counters, "malformed-frames", protocol.getMalformedFrames());
        count(counters, "other-version-frames", protocol.getOtherVersionFrames());
        count(counters, "bad-tag-frames", protocol.getBadTagFrames());
        count(counters, "stale-frames", protocol.getStaleFrames());
        count(counters, "replayed-frames", protocol.getReplayedFrames());
        count(counters, "misplaced-messages", protocol.getMisplacedMessages());
        counters.put("refused-flow-mods", driver.refusedFlowMods.sum());
        counters.put("defects", engine.failures());
        return counters;
    }

    private static void count(final Map<String, Long> counters, final String name, final Uint64 value) {
        counters.put(name, value.longValue());
    }

    /** Asks the machine, and waits. */
    private <T> T ask(final BiFunction<ControllerMachine, Long, T> question) throws InterruptedException {
        final var silence = new ArrayList<String>();
        final T value = Answers.await(inbox.ask(question), silence);
        if (value == null) {
            throw new IllegalStateException("the controller's engine: " + silence);
        }
        return value;
    }
}
