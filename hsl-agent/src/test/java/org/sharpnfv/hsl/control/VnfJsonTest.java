/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;

class VnfJsonTest {
    static final FlowFacts FLOW = new FlowFacts("02:00:00:00:00:01", "02:00:00:00:00:02", 10, 2048, 17, "10.0.0.1",
        "10.0.0.2", 5000, 6000);
    /** A ping's answer. */
    private static final FlowKey KEY = new FlowKey(0x0200_0000_0002L, 0x0200_0000_0001L, FlowKey.UNTAGGED,
        EtherType.IPV4, 1, 0, 0x0a00_0002, 0, 0x0a00_0001, FlowKey.ABSENT, FlowKey.ABSENT);

    @Test
    void shouldWriteAllFacts() {
        final var command = new VnfCommand(VnfCommand.Type.EXPORT_STATE, "123", FLOW,
            FlowFacts.of(KEY), FlowDirection.BOTH, new Peer("vnf2", "192.0.2.2"), 123, false, null, null);

        assertEquals("{\"type\":\"export-state\",\"handover\":\"123\",\"flow\":{\"eth-source\":\"02:00:00:00:00:01\","
            + "\"eth-destination\":\"02:00:00:00:00:02\",\"vlan-id\":10,\"eth-type\":2048,\"ip-protocol\":17,"
            + "\"source-address\":\"10.0.0.1\",\"destination-address\":\"10.0.0.2\",\"source-port\":5000,"
            + "\"destination-port\":6000},\"reverse-flow\":{\"eth-source\":\"02:00:00:00:00:02\","
            + "\"eth-destination\":\"02:00:00:00:00:01\",\"eth-type\":2048,\"ip-protocol\":1,"
            + "\"source-address\":\"10.0.0.2\",\"destination-address\":\"10.0.0.1\"},"
            + "\"direction\":\"both\",\"peer\":{\"id\":\"vnf2\","
            + "\"management-address\":\"192.0.2.2\"},\"marker\":123}", VnfJson.encode(command));
    }

    @Test
    void shouldWriteRollbackAndOutcomeWhereTheyAre() {
        final var restore = new VnfCommand(VnfCommand.Type.IMPORT_STATE, "1", FLOW, FLOW, FlowDirection.FORWARD,
            Peer.UNKNOWN, 0, true, null, null);
        final var finished = new VnfCommand(VnfCommand.Type.HANDOVER_FINISHED, "1", FLOW, FLOW, FlowDirection.FORWARD,
            Peer.UNKNOWN, 0, false, "rolled-back", null);

        assertTrue(VnfJson.encode(restore).endsWith("\"marker\":0,\"rollback\":true}"));
        assertTrue(VnfJson.encode(finished).endsWith("\"marker\":0,\"outcome\":\"rolled-back\"}"));
    }

    @Test
    void shouldWriteAStateInAsManyLinesAsItNeeds() {
        final byte[] state = new byte[40_000];
        new Random(1).nextBytes(state);
        final var put = new VnfCommand(VnfCommand.Type.PUT_STATE, "1", FLOW, FLOW, FlowDirection.FORWARD,
            Peer.UNKNOWN, 0, false, null, state);

        final var lines = VnfJson.encode(put).lines().map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();

        assertEquals(List.of("state", "put-state"), lines.stream().map(line -> line.get("type").getAsString())
            .toList());
        final var octets = new ByteArrayOutputStream();
        lines.forEach(line -> octets.writeBytes(Base64.getDecoder().decode(line.get("state").getAsString())));
        assertArrayEquals(state, octets.toByteArray());
    }

    @Test
    void shouldTakeAllFactsOfAKey() {
        assertEquals(FLOW, FlowFacts.of(new FlowKey(0x0200_0000_0001L, 0x0200_0000_0002L, 10, EtherType.IPV4, 17, 0,
            0x0a00_0001, 0, 0x0a00_0002, 5000, 6000)));
        assertEquals(new FlowFacts("02:00:00:00:00:01", "ff:ff:ff:ff:ff:ff", null, 2054, null, null, null, null, null),
            FlowFacts.of(new FlowKey(0x0200_0000_0001L, 0xFFFF_FFFF_FFFFL, FlowKey.UNTAGGED, EtherType.ARP,
                FlowKey.ABSENT, 0, 0, 0, 0, FlowKey.ABSENT, FlowKey.ABSENT)));
    }

    @Test
    void shouldLeaveOutWhatAFlowHasNot() {
        final var arp = new FlowFacts("02:00:00:00:00:01", null, null, 2054, null, null, null, null, null);

        assertEquals("{\"eth-source\":\"02:00:00:00:00:01\",\"eth-type\":2054}", VnfJson.encodeFlow(arp).toString());
    }

    @Test
    void shouldReadAnswers() {
        assertEquals(Optional.of(new VnfEvent.Drained("123")),
            VnfJson.decodeEvent("{\"type\":\"drained\",\"handover\":\"123\"}"));
        assertEquals(Optional.of(new VnfEvent.StateExported("123")),
            VnfJson.decodeEvent("{\"type\":\"state-exported\",\"handover\":\"123\",\"unknown\":[1]}"));
        assertEquals(Optional.of(new VnfEvent.StateImported("1")),
            VnfJson.decodeEvent("{\"handover\":\"1\",\"type\":\"state-imported\"}"));
        assertEquals(Optional.of(new VnfEvent.StateFailed("1", "peer refused")), VnfJson.decodeEvent(
            "{\"type\":\"state-failed\",\"handover\":\"1\",\"reason\":\"peer refused\"}"));
    }

    @Test
    void shouldReadRelatedFlows() {
        assertEquals(
            Optional.of(new VnfEvent.FlowDescribed("1", List.of(new VnfEvent.RelatedFlow(
                new FlowFacts(null, null, null, 2048, 17, "10.0.0.2", "192.0.2.9", 6000, 40000),
                FlowDirection.REVERSE)))),
            VnfJson.decodeEvent("{\"type\":\"flow-described\",\"handover\":\"1\",\"flows\":[{\"direction\":\"reverse\","
                + "\"eth-type\":2048,\"ip-protocol\":17,\"source-address\":\"10.0.0.2\","
                + "\"destination-address\":\"192.0.2.9\",\"source-port\":6000,\"destination-port\":40000}]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "null", "[]", "{", "{}", "{'type':'state-exported','handover':'1'}",
        "{\"type\":\"state-exported\"}", "{\"type\":\"state-exported\",\"handover\":1}",
        "{\"type\":\"export-state\",\"handover\":\"1\"}",
        "{\"type\":\"state-exported\",\"handover\":\"1\"} {}",
        "{\"type\":\"state-failed\",\"handover\":\"1\",\"reason\":{}}",
        "{\"type\":\"flow-described\",\"handover\":\"1\",\"flows\":{}}",
        "{\"type\":\"flow-described\",\"handover\":\"1\",\"flows\":[{}]}",
        "{\"type\":\"flow-described\",\"handover\":\"1\",\"flows\":[{\"direction\":\"up\"}]}",
        "{\"type\":\"flow-described\",\"handover\":\"1\",\"flows\":[{\"direction\":\"both\",\"source-port\":65536}]}",
        "{\"type\":\"flow-described\",\"handover\":\"1\",\"flows\":[{\"direction\":\"both\",\"source-port\":1.5}]}",
    })
    void shouldNotThrowAtWhatItDoesNotUnderstand(final String line) {
        assertEquals(Optional.empty(), VnfJson.decodeEvent(line));
    }

    @Test
    void shouldNotThrowAtDeepNesting() {
        assertEquals(Optional.empty(), VnfJson.decodeEvent("[".repeat(60_000)));
    }
}
