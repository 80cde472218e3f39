/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerOutput;
import org.sharpnfv.sharp.controller.FlowEntry;
import org.sharpnfv.sharp.controller.GroupConfig;
import org.sharpnfv.sharp.controller.JournalNote;
import org.sharpnfv.sharp.controller.RequestConfig;
import org.sharpnfv.sharp.controller.SweepUpdate;

/** The controller's process, with the configuration that outlives it, driven as the real bundle drives the machine. */
final class SimController {
    /** Two starts are so far apart at least: it takes a controller longer to come up. */
    private static final long START_US = 3_000_000L;
    /** What it takes at most until something is durable, and until the controller knows, nanoseconds. */
    private static final long JOURNAL_NS = 3_000_000L;

    private final Clock clock;
    private final Scenario scenario;
    private final Ledger ledger;
    private final Outcomes outcomes;
    private final Transcript transcript;
    private final GroupConfig group;
    private final Consumer<ControllerOutput> outputs;
    private final Map<String, RequestConfig> requests = new LinkedHashMap<>();
    private final Map<String, Set<String>> settled = new LinkedHashMap<>();
    private final Map<String, RequestConfig> withdrawn = new LinkedHashMap<>();
    private final Dice dice;
    private final Set<String> everUsed = new HashSet<>();
    private ControllerMachine machine;
    private int life;
    private boolean down;
    private long wakeNs = Long.MAX_VALUE;

    SimController(final Clock clock, final Scenario scenario, final Ledger ledger, final Outcomes outcomes,
            final Transcript transcript, final GroupConfig group, final Consumer<ControllerOutput> outputs) {
        this.clock = clock;
        this.scenario = scenario;
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.transcript = transcript;
        this.group = group;
        this.outputs = outputs;
        dice = new Dice(scenario.seed, "journal");
        start();
    }

    private void start() {
        wakeNs = Long.MAX_VALUE;
        machine = new ControllerMachine(scenario.settings, 1_000 + clock.nowNs() / 1_000 + life * START_US);
        machine.putGroup(clock.nowNs(), group);
        List.copyOf(withdrawn.values()).forEach(request -> {
            machine.restoreRequest(clock.nowNs(), request, settled.get(request.id()));
            machine.removeRequest(clock.nowNs(), request.id());
        });
        requests.values().forEach(request -> machine.restoreRequest(clock.nowNs(), request,
            withdrawn.containsKey(request.id()) ? null : settled.get(request.id())));
        drive();
    }

    ControllerMachine machine() {
        return machine;
    }

    boolean isDown() {
        return down;
    }

    int life() {
        return life;
    }

    /** The requests in the configuration. */
    Map<String, RequestConfig> requests() {
        return requests;
    }

    /** The process dies. */
    void crash() {
        transcript.say("the controller dies");
        outcomes.interrupt(machine, everUsed, clock.nowNs());
        ledger.destroyAtController();
        down = true;
        life++;
    }

    void restart() {
        transcript.say("the controller starts again");
        down = false;
        start();
    }

    // --- what the orchestrator does; its requests reach this process only ---

    void put(final RequestConfig request) {
        if (!down) {
            requests.put(request.id(), request);
            everUsed.add(request.id());
            machine.putRequest(clock.nowNs(), request);
            drive();
        }
    }

    void remove(final String id) {
        if (!down) {
            final var request = requests.remove(id);
            if (request != null) {
                withdrawn.putIfAbsent(id, request);
            }
            machine.removeRequest(clock.nowNs(), id);
            drive();
        }
    }

    void cancel(final String id) {
        if (!down) {
            machine.cancel(clock.nowNs(), id);
            drive();
        }
    }

    // --- what the switches do ---

    void connected(final String node) {
        if (!down) {
            transcript.say(node + " is connected");
            machine.handleSwitchConnected(clock.nowNs(), node);
            drive();
        }
    }

    void disconnected(final String node) {
        if (!down) {
            transcript.say(node + " is disconnected");
            machine.handleSwitchDisconnected(clock.nowNs(), node);
            drive();
        }
    }

    void packetIn(final String node, final int port, final long cookie, final byte[] frame) {
        if (down) {
            if (!isCopy(cookie)) {
                ledger.destroy(frame, "to the dead controller");
            }
            return;
        }
        if (SimFrame.isControl(frame) || isCopy(cookie)) {
            machine.handlePacketIn(clock.nowNs(), node, port, cookie, frame);
        } else {
            ledger.enterController(frame);
            final long strays = machine.protocol().strays();
            machine.handlePacketIn(clock.nowNs(), node, port, cookie, frame);
            if (machine.protocol().strays() != strays) {
                ledger.stray(frame);
            }
        }
        drive();
    }

    /** Packets of hosts that are not known come as copies. */
    static boolean isCopy(final long cookie) {
        return (cookie >>> 44 & 0xF) == 2;
    }

    void barrier(final long token, final int ofLife) {
        if (!down && ofLife == life) {
            machine.handleBarrier(clock.nowNs(), token);
            drive();
        }
    }

    void entries(final String node, final List<FlowEntry> all, final int ofLife) {
        if (!down && ofLife == life) {
            machine.handleEntries(clock.nowNs(), node, all);
            drive();
        }
    }

    private void drive() {
        for (var output = machine.poll(); output != null; output = machine.poll()) {
            if (output instanceof ControllerOutput.PacketOut out && !SimFrame.isControl(out.frame())) {
                ledger.leaveController(out.frame());
            }
            outputs.accept(output);
        }
        for (var change = machine.pollChange(); change != null; change = machine.pollChange()) {
            final var view = change.view();
            if (transcript.isOn()) {
                transcript.say(change.id() + " " + view.phase() + " detected " + view.detected() + " reason "
                    + view.reason());
            }
            if (view.phase().isFinal()) {
                outcomes.add(view);
                if (Outcomes.views(machine, change.id()).stream().noneMatch(known ->
                        known.requestedNs() == view.requestedNs() && known.finishedNs() == view.finishedNs())) {
                    outcomes.addUnlisted(view);
                }
            }
        }
        for (var note = machine.pollNote(); note != null; note = machine.pollNote()) {
            write(note);
        }
        for (final var name : machine.drainTouched()) {
            listen(machine.pollUpdate(name));
            listen(machine.pollHandBackUpdate(name));
        }
        schedule();
    }

    /** The journal takes its time; what is not durable when the process dies is lost. */
    private void write(final JournalNote note) {
        final int now = life;
        clock.at(clock.nowNs() + dice.upTo(JOURNAL_NS), () -> {
            if (now != life || down) {
                return;
            }
            if (note.handedBack()) {
                withdrawn.remove(note.request());
                settled.remove(note.request());
                settled.putAll(note.others());
            } else {
                settled.put(note.request(), note.behind());
            }
            clock.at(clock.nowNs() + dice.upTo(JOURNAL_NS), () -> {
                if (now == life && !down) {
                    machine.handleNoted(clock.nowNs(), note.token());
                    drive();
                }
            });
        });
    }

    private void listen(final SweepUpdate update) {
        if (update != null) {
            outcomes.addFlows(update.view());
        }
    }

    private void schedule() {
        final long next = machine.nextTimeoutNs();
        if (next < wakeNs) {
            wakeNs = next;
            final int now = life;
            clock.at(next, () -> {
                if (now == life && !down && wakeNs <= clock.nowNs()) {
                    wakeNs = Long.MAX_VALUE;
                    machine.handleTimeout(clock.nowNs());
                    drive();
                }
            });
        }
    }

    List<String> everUsed() {
        return List.copyOf(everUsed);
    }
}
