/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sharpnfv.hsl.linux.Libc;
import org.sharpnfv.hsl.linux.NetworkInterfaces;
import org.sharpnfv.sharp.flow.Direction;

class HealthTest {
    private static final AgentFacts FACTS = new AgentFacts("vnf1", "1", 1, 0, 0, "lo", "not-here", "v1", "v2");

    private static final NetworkInterfaces INTERFACES = new NetworkInterfaces(new Libc());

    private static Health health(final long ageNs, final long silenceNs) {
        return new Health(FACTS, new Health.Sources(() -> ageNs, side -> silenceNs, null,
            side -> INTERFACES.link(side == Direction.FORWARD ? FACTS.ingress() : FACTS.egress())),
            TimeUnit.SECONDS.toNanos(2));
    }

    @Test
    void shouldNoticeAPacketThreadThatStandsStill() {
        assertTrue(Health.isGood(health(Health.DUTY_CYCLE_MAX_NS, 0).alive()));

        final var checks = health(TimeUnit.SECONDS.toNanos(60), 0).alive();
        assertFalse(Health.isGood(checks));
        assertEquals("the packet thread ran 60.0 s ago, expected 5.0 s at most: no packet is forwarded; see the log, "
            + "then restart the agent", checks.getFirst().sentence());
        assertEquals("failing", HealthJson.of(checks).get("status").getAsString());
    }

    @Test
    void shouldWaitForThreeHelloIntervals() {
        assertTrue(health(0, TimeUnit.SECONDS.toNanos(6)).ready().get(3).isGood());
        assertFalse(health(0, TimeUnit.SECONDS.toNanos(6) + 1).ready().get(3).isGood());
    }

    @Test
    void shouldNoticeAnInterfaceThatIsGone() {
        final var egress = health(0, 0).ready().get(2);

        assertFalse(egress.isGood());
        assertTrue(egress.sentence().startsWith("not-here is not there: "), egress.sentence());
    }
}
