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

import com.google.gson.JsonParser;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Options become the leaves of the same name, and what is not given is left to the model. */
@NullMarked
class HandoverStartCommandTest {
    private final HandoverStartCommand command = new HandoverStartCommand();

    @BeforeEach
    void fillIn() {
        command.id = "move";
        command.group = "firewall";
        command.destination = "vnf2";
    }

    private void assertRequest(final String more) throws CommandException {
        assertEquals(JsonParser.parseString("{'id':'move','vnf-group':'firewall','destination':'vnf2'," + more + '}'),
            command.request());
    }

    @Test
    void shouldLeaveDefaultsToTheModel() throws CommandException {
        assertRequest("'priority':10,'match':{}");
    }

    @Test
    void shouldSayAllThatIsGiven() throws CommandException {
        command.priority = "7";
        command.match = "{\"in-port\":\"1\"}";
        command.reverseMatch = "ip";
        command.direction = "forward";
        command.mode = "naive";
        command.detectionIdleTimeout = "1";
        command.detectionHardTimeout = "2";
        command.deadline = "3";
        command.onSourceSilent = "continue";
        command.onFailure = "fail";
        command.onOverflow = "drop";
        command.controllerBufferLimit = "4";
        command.agentBufferLimit = "5";

        assertRequest("'priority':7,'match':{'in-port':'1'},"
            + "'reverse-match':{'ethernet-match':{'ethernet-type':{'type':2048}}},'direction':'forward','mode':'naive',"
            + "'detection-idle-timeout':1,'detection-hard-timeout':2,'deadline':3,'on-source-silent':'continue',"
            + "'on-failure':'fail','on-overflow':'drop','controller-buffer-limit':4,'agent-buffer-limit':5");
    }

    @Test
    void shouldRefuseWhatIsNoJson() {
        command.match = "{\"in-port\":";

        assertThrows(CommandException.class, command::request);
    }

    @Test
    void shouldRefuseWhatIsNoNumber() {
        command.deadline = "soon";

        assertEquals("deadline: expected a number, found 'soon'",
            assertThrows(CommandException.class, command::request).getMessage());
    }
}
