/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.flow.FlowKey;

class FlowJsonTest {
    @Test
    void shouldReadTheFlowOfACommand() {
        final FlowKey key = FlowJson.key(JsonParser.parseString("""
            {"eth-source":"0a:00:00:00:00:01","eth-destination":"0a:00:00:00:00:02","eth-type":2048,"ip-protocol":17,
             "source-address":"10.0.0.1","destination-address":"10.0.0.2","source-port":20000,"destination-port":7}
            """).getAsJsonObject());

        assertEquals(new FlowKey(0x0a0000000001L, 0x0a0000000002L, FlowKey.UNTAGGED, 0x800, 17, 0, 0x0a000001, 0,
            0x0a000002, 20000, 7), key);
        assertEquals(key, FlowJson.key(FlowJson.json(key)));
    }

    @Test
    void shouldKeepIpv6AddressesAndTags() {
        final var key = new FlowKey(1, 2, 100, 0x86dd, 6, 0x20010db8L << 32, 1, 0x20010db8L << 32, 0xFFFFL << 48, 1, 2);

        assertEquals(key, FlowJson.key(FlowJson.json(key)));
    }

    @Test
    void shouldLeaveOutWhatAFlowDoesNotHave() {
        final var arp = new FlowKey(1, 2, FlowKey.UNTAGGED, 0x806, FlowKey.ABSENT, 0, 0, 0, 0, FlowKey.ABSENT,
            FlowKey.ABSENT);

        assertFalse(FlowJson.json(arp).has("source-address"));
        assertFalse(FlowJson.json(arp).has("source-port"));
        assertEquals(arp, FlowJson.key(FlowJson.json(arp)));
    }
}
