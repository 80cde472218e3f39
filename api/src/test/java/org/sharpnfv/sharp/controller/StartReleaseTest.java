/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sharpnfv.sharp.controller.Bench.EGRESS;
import static org.sharpnfv.sharp.controller.Bench.FLOW;
import static org.sharpnfv.sharp.controller.Bench.INGRESS;
import static org.sharpnfv.sharp.controller.Bench.VNF_1;
import static org.sharpnfv.sharp.controller.Bench.VNF_2;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.wire.Message;
import org.sharpnfv.sharp.wire.Role;

/** START_RELEASE: when it is sent, and what is too late from then on (PROTOCOL.md, section 12). */
class StartReleaseTest {
    private static final long ATTEMPT = 1001;
    private static final int PROVEN = 1;
    private static final int GUESSED = 0;

    private final Bench bench = Bench.detecting(Bench.SETTINGS.withStartRelease());

    private static String node(final Direction direction) {
        return direction == Direction.FORWARD ? INGRESS : EGRESS;
    }

    private void acknowledgeSource(final Direction direction, final int round) {
        bench.receive(node(direction), VNF_1.port(direction),
            new Message.StartAcknowledged(ATTEMPT, Role.SOURCE, direction, 0, round));
    }

    /** A packet of the forward direction; the other one is silent. */
    private void begin() {
        bench.detect(INGRESS, FLOW);
        bench.outputs();
        acknowledgeSource(Direction.FORWARD, PROVEN);
        acknowledgeSource(Direction.REVERSE, GUESSED);
        for (final var direction : Direction.values()) {
            bench.receive(node(direction), VNF_2.port(direction),
                new Message.StartAcknowledged(ATTEMPT, Role.DESTINATION, direction, 0, 0));
        }
        bench.outputs();
    }

    private void drained(final Direction... directions) {
        for (final var direction : directions) {
            bench.receive(node(direction), VNF_1.port(direction), new Message.Drained(ATTEMPT, direction));
        }
    }

    private List<Bench.Sent> started() {
        return bench.messages(bench.outputs()).stream()
            .filter(sent -> sent.message() instanceof Message.StartRelease).toList();
    }

    private static Bench.Sent startRelease(final Direction direction) {
        return new Bench.Sent(node(direction), VNF_2.port(direction), new Message.StartRelease(ATTEMPT, direction));
    }

    @Test
    void shouldComeOnceWhenTheSourceIsDrainedOnAllSides() {
        begin();

        drained(Direction.FORWARD);
        assertEquals(List.of(), started());
        drained(Direction.REVERSE);
        assertEquals(List.of(startRelease(Direction.FORWARD)), started(), "nothing waits in the other direction");
        drained(Direction.FORWARD, Direction.REVERSE);
        assertEquals(List.of(), started());
    }

    @Test
    void shouldWaitUntilTheSourceIsProvenEmpty() {
        begin();
        bench.detect(EGRESS, FLOW.reversed());
        drained(Direction.FORWARD, Direction.REVERSE);
        assertEquals(List.of(startRelease(Direction.FORWARD)), started());

        acknowledgeSource(Direction.REVERSE, GUESSED);
        assertEquals(List.of(), started(), "older packets may still come back");
        acknowledgeSource(Direction.REVERSE, PROVEN);

        assertEquals(List.of(startRelease(Direction.REVERSE)), started());
    }

    @Test
    void shouldBeTooLateToCancelThen() {
        begin();
        drained(Direction.FORWARD, Direction.REVERSE);
        bench.outputs();

        bench.machine.cancel(bench.nowNs, "r");

        assertEquals(0, bench.messages(bench.outputs()).stream()
            .filter(sent -> sent.message() instanceof Message.StartHandover).count(), "the flow goes on to vnf2");
    }

    @Test
    void shouldNotComeWhereItIsNotWanted() {
        final var without = Bench.detecting();
        without.detect(INGRESS, FLOW);
        without.receive(INGRESS, VNF_1.ingressPort(),
            new Message.StartAcknowledged(ATTEMPT, Role.SOURCE, Direction.FORWARD, 0, PROVEN));
        without.receive(EGRESS, VNF_1.egressPort(),
            new Message.StartAcknowledged(ATTEMPT, Role.SOURCE, Direction.REVERSE, 0, GUESSED));
        for (final var direction : Direction.values()) {
            without.receive(node(direction), VNF_2.port(direction),
                new Message.StartAcknowledged(ATTEMPT, Role.DESTINATION, direction, 0, 0));
            without.receive(node(direction), VNF_1.port(direction), new Message.Drained(ATTEMPT, direction));
        }

        assertEquals(0, without.messages(without.outputs()).stream()
            .filter(sent -> sent.message() instanceof Message.StartRelease).count());
    }
}
