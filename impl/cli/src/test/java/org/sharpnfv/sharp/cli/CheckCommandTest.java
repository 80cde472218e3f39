/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.FindingSeverity;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.check.output.Finding;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.check.output.FindingBuilder;
import org.opendaylight.yangtools.yang.common.Uint32;

/** A finding is one line, or what RESTCONF has. */
@NullMarked
class CheckCommandTest {
    private static final Finding OK = new FindingBuilder().setId("entries openflow:1").setSubject("openflow:1")
        .setSeverity(FindingSeverity.Ok).setMessage("all 14 in place").build();
    private static final Finding WARNING = new FindingBuilder().setId("control-key firewall").setSubject("firewall")
        .setSeverity(FindingSeverity.Warning).setMessage("none").setRemedy("openssl > key").build();

    @Test
    void shouldSayALine() {
        assertEquals("ok       entries openflow:1: all 14 in place", CheckCommand.line(OK));
        assertEquals("warning  control-key firewall: none. Remedy: openssl > key", CheckCommand.line(WARNING));
    }

    @Test
    void shouldSayWhatRestconfSays() {
        final var json = CheckCommand.json(List.of(WARNING, OK));

        assertEquals(JsonParser.parseString("{'sharp-handover:output':{'finding':[{'id':'control-key firewall',"
            + "'subject':'firewall','severity':'warning','message':'none','remedy':'openssl > key'},"
            + "{'id':'entries openflow:1','subject':'openflow:1','severity':'ok','message':'all 14 in place'}]}}"),
            JsonParser.parseString(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "4294967296", "many"})
    void shouldRefuseWhatIsNoRate(final String text) {
        assertEquals("rate: expected 1 to 4294967295, found '" + text + "'",
            assertThrows(CommandException.class, () -> CheckCommand.rate(text)).getMessage());
    }

    @Test
    void shouldLeaveTheRateToTheModel() throws CommandException {
        assertNull(CheckCommand.rate(null));
        assertEquals(Uint32.valueOf(5000), CheckCommand.rate("5000"));
    }
}
