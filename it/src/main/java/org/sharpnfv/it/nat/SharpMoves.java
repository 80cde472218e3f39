/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.nat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.sharpnfv.it.Progress;
import org.sharpnfv.it.Setup;
import org.sharpnfv.it.lab.InstanceSite;
import org.sharpnfv.it.lab.KernelVnf;
import org.sharpnfv.it.lab.Lab;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Restconf;

/** The NAT moved by SHarP: to vnf2 by POST, back by DELETE, in turn. */
final class SharpMoves {
    private static final String DESTINATION = "vnf2";
    private static final int PRIORITY = 10;
    private static final int PORT = 7000;
    private static final int WARM_UPS_MAX = 4;
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);
    private static final Duration MOVE_LIMIT = Duration.ofSeconds(40);
    private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(3);
    private static final Duration REST = Duration.ofMillis(500);

    private final Lab lab;
    private final Northbound northbound;
    private final NatPlan plan;
    private final Progress progress;
    private final List<String> complaints = new ArrayList<>();
    private final List<HandoverView> views = new ArrayList<>();

    SharpMoves(final Setup setup, final NatPlan plan, final Progress progress) {
        lab = setup.lab();
        northbound = setup.northbound();
        this.plan = plan;
        this.progress = progress;
    }

    NatReport run() {
        warmUp();
        final var drops = lab.drops();
        progress.step(plan.connections() + " TCP connections through the kernel, " + plan.chunkBytes()
            + " bytes each way every " + plan.intervalMs() + " ms on each");
        final var result = new Trial(lab, plan, PORT).run(number -> move("nat-" + (number + 1) / 2, number,
            plan.connections(), PORT));
        if ((plan.handovers() & 1) != 0) {
            northbound.withdraw("nat-" + (plan.handovers() + 1) / 2);
        }
        return new NatReport(plan, result, List.copyOf(views), ours(lab.drops().since(drops).nonZero()),
            List.copyOf(complaints), Map.of());
    }

    /** A JVM's first handovers are slow: not what is to be seen here. */
    private void warmUp() {
        for (int i = 1; i <= WARM_UPS_MAX; i++) {
            final String id = "warm-up-" + i;
            final int port = PORT + i;
            complaints.clear();
            progress.step(id);
            final var result = new Trial(lab, plan.with(plan.connections(), 2), port)
                .run(number -> move(id, number, plan.connections(), port));
            views.clear();
            if (complaints.isEmpty() && result.broken() == 0 && result.counters().timeouts() == 0) {
                return;
            }
            progress.step(id + ": " + complaints + ' ' + result.toText(""));
        }
        complaints.clear();
    }

    private void move(final String id, final int number, final int connections, final int port) {
        final boolean there = (number & 1) != 0;
        final var sites = lab.topology().instances();
        if (there) {
            final var request = Northbound.requestBody(id, DESTINATION, PRIORITY);
            request.addProperty("detection-idle-timeout", 1);
            northbound.requestUntilAccepted(request);
        } else {
            Restconf.expectSuccess("DELETE of " + id, northbound.withdraw(id));
        }
        final Supplier<HandoverView> look = () -> there ? northbound.phases(id) : northbound.phases(id).handBack();
        try {
            Waiting.until("end of " + id, MOVE_LIMIT, LOOK_INTERVAL, () -> look.get().isOver());
        } catch (LabException e) {
            complaints.add(e.getMessage());
        }
        final var view = there ? northbound.view(id) : northbound.view(id).handBack();
        views.add(view);
        final String what = id + (there ? "" : " back");
        progress.step(what + ": " + view.phase() + ' ' + view.failure() + " in " + view.durationUs() / 1000.0
            + " ms, flows " + view.flows("detected") + ", the slowest: " + view.timeline());
        judge(what, view, there, connections);
        awaitState(what, sites.get(there ? 1 : 0), sites.get(there ? 0 : 1), connections, port);
        Waiting.pause(REST);
    }

    private void judge(final String what, final HandoverView view, final boolean there, final int connections) {
        if (!view.phase().equals(there ? "completed" : "rolled-back")) {
            complaints.add(what + ": " + view.phase() + ' ' + view.failure());
        }
        if (view.flows("completed") < connections || view.flows("failed") + view.flows("rolled-back") > 0) {
            complaints.add(what + ": expected at least " + connections + " flows moved, found "
                + view.json().get("flows"));
        }
    }

    /** The connections' state is where the connections are, and nowhere else. */
    private void awaitState(final String what, final InstanceSite to, final InstanceSite from, final int connections,
            final int port) {
        try {
            Waiting.until("state", REMOVAL_LIMIT, LOOK_INTERVAL, () ->
                KernelVnf.connections(to, port) == connections && KernelVnf.connections(from, port) == 0);
        } catch (LabException e) {
            complaints.add(what + ": expected the state of " + connections + " connections at " + to.id()
                + " and of 0 at " + from.id() + ", found " + KernelVnf.connections(to, port) + " and "
                + KernelVnf.connections(from, port));
        }
    }

    /**
     * Without what the NAT's devices count of frames whose EtherType nobody there asks for: openflowplugin's LLDP and
     * the agent's MARKERs.
     */
    private static Map<String, Long> ours(final Map<String, Long> drops) {
        final var found = new TreeMap<>(drops);
        found.keySet().removeIf(name -> name.matches(".*\\.vnf-(in|out)\\.receive-dropped"));
        return found;
    }
}
