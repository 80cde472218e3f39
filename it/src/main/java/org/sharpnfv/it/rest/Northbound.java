/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.rest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.HttpURLConnection;
import java.time.Duration;
import org.sharpnfv.it.lab.InstanceSite;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Topology;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.sharp.flow.Direction;

/** SHarP's northbound, for one VNF group. */
public final class Northbound {
    /** The group's id. */
    public static final String GROUP = "firewall";
    /** Where requests are POSTed. */
    public static final String REQUESTS = "/data/sharp-handover:handover-requests";

    private static final String GROUP_PATH = "/data/sharp-vnf:vnf-groups/vnf-group=" + GROUP;
    private static final Duration BUNDLE_LIMIT = Duration.ofMinutes(1);
    private static final int TRIES = 5;
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int STEADY_LOOKS = 10;
    private static final Duration END_LIMIT = Duration.ofMinutes(1);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);

    private final Restconf restconf;

    /**
     * On top of RESTCONF.
     *
     * @param restconf which must be up
     */
    public Northbound(final Restconf restconf) {
        this.restconf = restconf;
    }

    /**
     * RESTCONF itself.
     *
     * @return the client
     */
    public Restconf restconf() {
        return restconf;
    }

    /**
     * Writes the group of all instances, as soon as the controller knows what that is.
     *
     * @param topology where they are
     */
    public void putGroup(final Topology topology) {
        final var body = new JsonObject();
        final var list = new JsonArray();
        list.add(group(topology));
        body.add("sharp-vnf:vnf-group", list);
        final var last = new Reply[1];
        try {
            Waiting.until("VNF group", BUNDLE_LIMIT, INTERVAL, () -> {
                last[0] = restconf.put(GROUP_PATH, body);
                return last[0].isSuccess();
            });
        } catch (LabException e) {
            throw new LabException(e.getMessage() + ", last answer " + last[0], e);
        }
    }

    private static JsonObject group(final Topology topology) {
        final var group = new JsonObject();
        group.addProperty("id", GROUP);
        group.add("ingress", side(topology, Direction.FORWARD));
        group.add("egress", side(topology, Direction.REVERSE));
        group.addProperty("default-instance", topology.instances().getFirst().id());
        group.addProperty("control-key", topology.instances().getFirst().groupKey().base64());
        final var instances = new JsonArray();
        topology.instances().forEach(site -> instances.add(instance(topology, site)));
        group.add("instance", instances);
        return group;
    }

    private static JsonObject side(final Topology topology, final Direction direction) {
        final var ports = new JsonArray();
        ports.add(topology.layout().hostPort(direction));
        final var side = new JsonObject();
        side.addProperty("node", "openflow:" + topology.layout().datapath(direction));
        side.add("port", ports);
        return side;
    }

    private static JsonObject instance(final Topology topology, final InstanceSite site) {
        final var instance = new JsonObject();
        instance.addProperty("id", site.id());
        instance.addProperty("ingress-port", topology.port(site, Direction.FORWARD));
        instance.addProperty("egress-port", topology.port(site, Direction.REVERSE));
        instance.addProperty("management-address", site.managementAddress());
        return instance;
    }

    /**
     * Waits until the group can take part in handovers, and has been able to for a while: openflowplugin may close a
     * switch's first connection once more, when it fails at reading the statistics of a switch that has just come.
     *
     * @param limit how long at most
     */
    public void awaitUp(final Duration limit) {
        final var status = new String[] {"none"};
        final int[] looks = {0};
        try {
            Waiting.until("operational-status up of the group", limit, INTERVAL, () -> {
                status[0] = groupStatus();
                looks[0] = status[0].equals("up") ? looks[0] + 1 : 0;
                return looks[0] > STEADY_LOOKS;
            });
        } catch (LabException e) {
            throw new LabException(e.getMessage() + ", found " + status[0] + ": " + groupOperational().body(), e);
        }
    }

    /**
     * The group's operational status.
     *
     * @return e.g. up; empty if there is none
     */
    public String groupStatus() {
        return groupOperational().json().filter(json -> json.has("sharp-vnf:vnf-group"))
            .map(json -> json.getAsJsonArray("sharp-vnf:vnf-group").get(0).getAsJsonObject())
            .filter(group -> group.has("operational-status"))
            .map(group -> group.get("operational-status").getAsString()).orElse("");
    }

    private Reply groupOperational() {
        return restconf.get(GROUP_PATH + "?content=nonconfig");
    }

    /**
     * A request for every flow of the group.
     *
     * @param id its id
     * @param destination the instance
     * @param priority its priority
     * @return the JSON of the list entry, to be completed and {@linkplain #request posted}
     */
    public static JsonObject requestBody(final String id, final String destination, final int priority) {
        final var request = new JsonObject();
        request.addProperty("id", id);
        request.addProperty("vnf-group", GROUP);
        request.addProperty("destination", destination);
        request.addProperty("priority", priority);
        request.add("match", new JsonObject());
        return request;
    }

    /**
     * POSTs a handover request.
     *
     * @param request the list entry
     * @return the answer
     */
    public Reply request(final JsonObject request) {
        final var list = new JsonArray();
        list.add(request);
        final var body = new JsonObject();
        body.add("sharp-handover:handover-request", list);
        return restconf.post(REQUESTS, body);
    }

    /**
     * POSTs a handover request until it is accepted: on a busy machine the datastore may give up on a commit.
     *
     * @param request the list entry
     */
    public void requestUntilAccepted(final JsonObject request) {
        Reply reply = request(request);
        int tried = 1;
        for (; tried < TRIES && reply.status() == HttpURLConnection.HTTP_INTERNAL_ERROR; tried++) {
            Waiting.pause(INTERVAL);
            reply = request(request);
        }
        if (tried > 1 && reply.status() == HttpURLConnection.HTTP_CONFLICT) {
            // it was committed after all
            return;
        }
        Restconf.expectSuccess("POST of " + request.get("id").getAsString(), reply);
    }

    /**
     * DELETEs a handover request.
     *
     * @param id its id
     * @return the answer
     */
    public Reply withdraw(final String id) {
        return restconf.delete(REQUESTS + "/handover-request=" + id);
    }

    /**
     * Looks at a handover without its list of flows.
     *
     * @param id the request's id
     * @return what the operational datastore shows
     */
    public HandoverView progress(final String id) {
        final String leaves = "phase;failure-reason;failure-message;duration-us;flows;controller;agent";
        return look(id, "&fields=id;" + leaves + ";hand-back(" + leaves + ")");
    }

    /**
     * Cancels a handover: rolls back what is in progress.
     *
     * @param id the request's id
     * @return the answer
     */
    public Reply cancel(final String id) {
        final var input = new JsonObject();
        input.addProperty("id", id);
        final var body = new JsonObject();
        body.add("sharp-handover:input", input);
        return restconf.post("/operations/sharp-handover:cancel-handover", body);
    }

    /**
     * Looks for what would make a handover fail.
     *
     * @param group only this one
     * @param ratePps the rate to be expected
     * @return the answer
     */
    public Reply check(final String group, final int ratePps) {
        final var input = new JsonObject();
        input.addProperty("vnf-group", group);
        input.addProperty("expected-rate", ratePps);
        final var body = new JsonObject();
        body.add("sharp-handover:input", input);
        return restconf.post("/operations/sharp-handover:check", body);
    }

    /**
     * Has the controller forget the handovers whose requests are gone.
     *
     * @return the answer
     */
    public Reply clearFinished() {
        return restconf.invoke("/operations/sharp-handover:clear-finished-handovers");
    }

    /**
     * Looks at a handover's phases only, which is fast however many flows it has.
     *
     * @param id the request's id
     * @return phases of the handover and of the hand-back
     */
    public HandoverView phases(final String id) {
        return look(id, "&fields=phase;hand-back(phase)");
    }

    /**
     * Looks at a handover.
     *
     * @param id the request's id
     * @return what the operational datastore shows
     */
    public HandoverView view(final String id) {
        return look(id, "");
    }

    /**
     * Waits until a handover has ended, whatever its end.
     *
     * @param id the request's id
     * @return how it ended
     */
    public HandoverView awaitEnd(final String id) {
        Waiting.until("end of " + id, END_LIMIT, LOOK_INTERVAL, () -> phases(id).isOver());
        return view(id);
    }

    /**
     * Waits until a hand-back has ended, whatever its end.
     *
     * @param id the withdrawn request's id
     * @return how it ended
     */
    public HandoverView awaitHandBack(final String id) {
        Waiting.until("end of the hand-back of " + id, END_LIMIT, LOOK_INTERVAL, () -> phases(id).handBack().isOver());
        return view(id).handBack();
    }

    private HandoverView look(final String id, final String query) {
        return restconf.get("/data/sharp-handover:handovers/handover=" + id + "?content=nonconfig" + query).json()
            .filter(json -> json.has("sharp-handover:handover"))
            .map(json -> new HandoverView(json.getAsJsonArray("sharp-handover:handover").get(0).getAsJsonObject()))
            .orElse(HandoverView.NOTHING);
    }
}
