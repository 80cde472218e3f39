/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list means what the same words mean to ovs-ofctl. */
@NullMarked
class MatchListTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "ip; {'ethernet-match':{'ethernet-type':{'type':2048}}}",
        "arp; {'ethernet-match':{'ethernet-type':{'type':2054}}}",
        "tcp,dst_port=443; {'ethernet-match':{'ethernet-type':{'type':2048}},'ip-match':{'ip-protocol':6},"
            + "'tcp-destination-port':443}",
        "src_port=53,udp6; {'ethernet-match':{'ethernet-type':{'type':34525}},'ip-match':{'ip-protocol':17},"
            + "'udp-source-port':53}",
        "ip, src=10.1.0.0/16, dst=10.2.0.1; {'ethernet-match':{'ethernet-type':{'type':2048}},"
            + "'ipv4-source':'10.1.0.0/16','ipv4-destination':'10.2.0.1/32'}",
        "ipv6,src=fd00::1; {'ethernet-match':{'ethernet-type':{'type':34525}},'ipv6-source':'fd00::1/128'}",
        "eth_src=02:00:00:00:00:01,eth_type=0x88cc; {'ethernet-match':{'ethernet-type':{'type':35020},"
            + "'ethernet-source':{'address':'02:00:00:00:00:01'}}}",
        "vlan=100,in_port=1; {'vlan-match':{'vlan-id':{'vlan-id-present':true,'vlan-id':100}},'in-port':'1'}"})
    void shouldReadLists(final String list, final String json) throws CommandException {
        assertEquals(JsonParser.parseString(json), MatchList.parse("match", list));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"nonsense; expected one of [arp, icmp", "tcp,udp; a second one, 'udp'",
        "dst_port=443; dst_port needs tcp, udp or sctp", "ip,colour=red; found 'colour'",
        "tcp,dst_port=https; dst_port: expected a number, found 'https'", "ip,src=; src: expected an address"})
    void shouldRefuseOthersByName(final String list, final String words) {
        final var refusal = assertThrows(CommandException.class, () -> MatchList.parse("reverse-match", list));

        assertTrue(refusal.getMessage().startsWith("reverse-match: ") && refusal.getMessage().contains(words),
            refusal.getMessage());
    }
}
