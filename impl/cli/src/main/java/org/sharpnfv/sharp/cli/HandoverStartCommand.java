/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** {@code sharp:handover-start}. What is not given is not said: the defaults are the model's. */
@Service
@Command(scope = "sharp", name = "handover-start",
    description = "Moves traffic of a group to one of its instances: makes a request",
    detailedDescription = """
        The request stays in force until sharp:handover-remove; its id
        must be new. Where several requests match, the one with the
        highest priority wins; two of a group whose matches overlap need
        different priorities. What cannot be done is refused as a whole.

        A match is written for the forward direction, in the northbound's
        JSON between single quotes, or as a list of a protocol and fields:
        tcp udp sctp icmp ip tcp6 udp6 sctp6 icmp6 ipv6 arp
        src dst src_port dst_port eth_src eth_dst eth_type ip_proto vlan
        in_port. src and dst are addresses or prefixes.

        Examples:
        sharp:handover-start move-all firewall vnf2
        sharp:handover-start --match tcp,dst_port=443 https firewall vnf2
        sharp:handover-start --match ip,src=10.1.0.0/16 --priority 20
            branch firewall vnf2
        sharp:handover-start
            --match '{"ethernet-match":{"ethernet-type":{"type":2054}}}'
            arp firewall vnf2""")
public final class HandoverStartCommand extends SharpCommand {
    @Option(name = "--priority", description = "1 to 10000; the highest wins")
    String priority = "10";

    @Option(name = "--match", description = "Which traffic; without it every flow of the group")
    @Nullable String match;

    @Option(name = "--reverse-match", description = "Which traffic in the reverse direction, for VNFs that rewrite"
        + " headers; else derived")
    @Nullable String reverseMatch;

    @Option(name = "--direction", description = "both, forward or reverse")
    @Completion(value = StringsCompleter.class, values = {"both", "forward", "reverse"})
    @Nullable String direction;

    @Option(name = "--mode", description = "sharp; or a baseline for measurements: opennf, naive")
    @Completion(value = StringsCompleter.class, values = {"sharp", "opennf", "naive"})
    @Nullable String mode;

    @Option(name = "--detection-idle-timeout", description = "Seconds without a new flow that end the detection")
    @Nullable String detectionIdleTimeout;

    @Option(name = "--detection-hard-timeout", description = "Seconds that end the detection in any case")
    @Nullable String detectionHardTimeout;

    @Option(name = "--deadline", description = "Milliseconds for each flow's handover")
    @Nullable String deadline;

    @Option(name = "--on-source-silent", description = "continue or roll-back")
    @Completion(value = StringsCompleter.class, values = {"continue", "roll-back"})
    @Nullable String onSourceSilent;

    @Option(name = "--on-failure", description = "roll-back or fail")
    @Completion(value = StringsCompleter.class, values = {"roll-back", "fail"})
    @Nullable String onFailure;

    @Option(name = "--on-overflow", description = "fail, drop or reorder")
    @Completion(value = StringsCompleter.class, values = {"fail", "drop", "reorder"})
    @Nullable String onOverflow;

    @Option(name = "--controller-buffer-limit", description = "Packets that the controller may hold")
    @Nullable String controllerBufferLimit;

    @Option(name = "--agent-buffer-limit", description = "Packets that the destination's agent may hold")
    @Nullable String agentBufferLimit;

    @Argument(index = 0, name = "id", description = "Id of the request, a new one", required = true)
    @Completion(NewIdCompleter.class)
    String id = "";

    @Argument(index = 1, name = "group", description = "The group whose traffic is meant", required = true)
    @Completion(GroupCompleter.class)
    String group = "";

    @Argument(index = 2, name = "destination", description = "The instance that gets the traffic", required = true)
    @Completion(InstanceCompleter.class)
    String destination = "";

    @Override
    void run(final Operations operations, final PrintStream out) throws CommandException {
        final var requests = operations.start(request());
        if (json) {
            out.println(operations.json(Operations.REQUESTS, requests));
        } else {
            out.println(id + ": in force; how it goes: sharp:handover-show --watch " + id);
        }
    }

    JsonObject request() throws CommandException {
        final var request = new JsonObject();
        request.addProperty("id", id);
        request.addProperty("vnf-group", group);
        request.addProperty("destination", destination);
        addNumber(request, "priority", priority);
        request.add("match", match == null ? new JsonObject() : match("match", match));
        if (reverseMatch != null) {
            request.add("reverse-match", match("reverse-match", reverseMatch));
        }
        add(request, "direction", direction);
        add(request, "mode", mode);
        addNumber(request, "detection-idle-timeout", detectionIdleTimeout);
        addNumber(request, "detection-hard-timeout", detectionHardTimeout);
        addNumber(request, "deadline", deadline);
        add(request, "on-source-silent", onSourceSilent);
        add(request, "on-failure", onFailure);
        add(request, "on-overflow", onOverflow);
        addNumber(request, "controller-buffer-limit", controllerBufferLimit);
        addNumber(request, "agent-buffer-limit", agentBufferLimit);
        return request;
    }

    private static JsonElement match(final String leaf, final String text) throws CommandException {
        if (!text.strip().startsWith("{")) {
            return MatchList.parse(leaf, text);
        }
        try {
            return JsonParser.parseString(text);
        } catch (JsonSyntaxException e) {
            throw new CommandException(leaf + ": expected JSON between quotes, or a list such as tcp,dst_port=443,"
                + " found " + text, e);
        }
    }

    private static void add(final JsonObject request, final String leaf, final @Nullable String value) {
        if (value != null) {
            request.addProperty(leaf, value);
        }
    }

    private static void addNumber(final JsonObject request, final String leaf, final @Nullable String value)
            throws CommandException {
        if (value != null) {
            request.addProperty(leaf, Numbers.read(leaf, value));
        }
    }
}
